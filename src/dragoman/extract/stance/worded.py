"""How holders value in their own words: "Kenya is a sister to us", "We back the line without reserve".

Inside the words of a Statement whose speaker acts for a state or body, and in the sentence
around a quoted fragment. What is asked, wished, conditional or told of others gives nothing.
"""

from collections.abc import Iterator

from dragoman.extract.deed.clause import Clause
from dragoman.extract.stance.attitudes import Attitudes
from dragoman.extract.stance.fragments import Fragments
from dragoman.extract.stance.holder import spoken_for, spokesperson
from dragoman.extract.stance.predicated import Predicated
from dragoman.extract.stance.shown import Shown
from dragoman.model.actor import Actor
from dragoman.model.finding import Statement
from dragoman.model.span import Span

ANONYMOUS = "anonymous"
PUBLIC = frozenset(("GOV", "MIL", "LEG", "JUD", "ELI"))  # PLOVER's sectors of those who act for a state


def worded(clause: Clause) -> Iterator[Shown]:
    """The stances that the clause shows so."""
    for finding in clause.reading.findings:
        if isinstance(finding, Statement) and finding.speaker is not None:
            cited = Span(finding.citation.start, finding.citation.end)
            if cited.overlaps(clause.sentence):
                holder = _holder(clause, finding)
                if holder is not None:
                    yield from _Words(clause, finding, holder).shown()


def _holder(clause: Clause, said: Statement) -> Actor | None:
    """Who speaks, if for a state or body."""
    actor = spokesperson(said)
    words = actor.name.casefold().replace("'s", " ").replace("’s", " ").split()
    official = not clause.lexicon.valuations.officials.isdisjoint(words)
    if actor.id == ANONYMOUS or actor.kind == "group":
        public = (official and actor.kind != "group") or (official and actor.tie in clause.lexicon.homes)
    elif actor.tie in clause.lexicon.homes:
        public = actor.kind != "person" or bool(actor.office) or actor.sector in PUBLIC
    else:
        office = (actor.office or "").casefold().split()
        public = not clause.lexicon.valuations.officials.isdisjoint(office) or (actor.kind == "organ" and official)
    return spoken_for(clause, (actor,))[0] if public else None


class _Words(Predicated, Attitudes, Fragments):
    """Every way in which the words of one Statement show a stance."""

    def shown(self) -> Iterator[Shown]:
        if not self.own or not self.line or "?" in self.clause.lows[self.line[-1] : self.line[-1] + 2]:
            return
        told = False
        for at in range(len(self.lows)):
            found = (
                self.attitude(at)
                or self.having(at)
                or self.deed(at)
                or self.predicated(at)
                or self.called(at)
                or self.ours(at)
            )
            if found is not None:
                yield from found
                told = True
        if not told:
            yield from self.fragment() or self.quoted() or ()
