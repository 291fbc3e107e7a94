"""Who is whose father, wife, brother: close relatives among the people of offices.tsv. Loads kin.tsv."""

from collections import defaultdict
from importlib.resources import files

from dragoman.lexicon.offices import Key

# What the person is to a relative who is that to them.
CONVERSE = {"parent": "child", "grandparent": "grandchild", "spouse": "spouse", "elder": "younger"}


class Kin:
    """Relatives by the person and what they are to them; a `sibling` is an elder or a younger one."""

    def __init__(self, rows: list[tuple[str, str, str, str]]):
        self._relatives: dict[tuple[Key, str], list[Key]] = defaultdict(list)
        for state, person, relation, relative in rows:
            one, other = (state, person), (state, relative)
            self._relatives[one, relation].append(other)
            self._relatives[other, CONVERSE[relation]].append(one)

    def of(self, person: Key, relation: str) -> tuple[Key, ...]:
        """Who is the `relation` of a person: the parents, the children, the siblings."""
        relations = ("elder", "younger") if relation == "sibling" else (relation,)
        return tuple(one for each in relations for one in self._relatives.get((person, each), ()))

    @property
    def people(self) -> frozenset[Key]:
        return frozenset(person for person, _ in self._relatives)


def load_kin() -> Kin:
    lines = (files("dragoman.lexicon") / "kin.tsv").read_text("utf-8").splitlines()
    _, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return Kin([(state, person, relation, relative) for state, person, relation, relative in rows])
