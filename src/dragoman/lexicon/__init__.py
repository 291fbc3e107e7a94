"""What we know beforehand, as tables with their origin: states, bodies, offices, PLOVER, words of the language.

`load()` gives the tables that ship, with a user's own where paths are named;
every stage gets the same Lexicon. A language is a folder under lexicon/.
"""

from collections.abc import Iterable
from functools import cache, cached_property

from dragoman.errors import LexiconError
from dragoman.lexicon import tables
from dragoman.lexicon.affairs import Affairs, load_affairs
from dragoman.lexicon.bodies import Organ, Organisation, RoleOrgan, load_organisations, load_organs
from dragoman.lexicon.chiefs import Chiefs, load_chiefs
from dragoman.lexicon.chrome import ChromeWords, load_chrome
from dragoman.lexicon.cities import Cities, load_cities
from dragoman.lexicon.claims import ClaimWords, load_claims
from dragoman.lexicon.cues import Cues, load_cues
from dragoman.lexicon.evaluations import Evaluations, load_evaluations
from dragoman.lexicon.frequencies import Frequencies, load_frequencies
from dragoman.lexicon.kin import Kin, load_kin
from dragoman.lexicon.landmarks import Landmark, load_landmarks
from dragoman.lexicon.language import Abbreviations, TimeWords, load_abbreviations, load_time_words
from dragoman.lexicon.meetings import MeetingWords, load_meetings
from dragoman.lexicon.names import Names, build_names
from dragoman.lexicon.offices import Offices, load_offices
from dragoman.lexicon.pledges import PledgeWords, load_pledges
from dragoman.lexicon.plover import Plover, load_plover
from dragoman.lexicon.roles import RoleWords, load_roles
from dragoman.lexicon.speech import SpeechWords, load_speech
from dragoman.lexicon.stance import StanceWords, load_stance
from dragoman.lexicon.states import State, load_states
from dragoman.lexicon.tables import Own, OwnTables
from dragoman.lexicon.valuations import Valuations, load_valuations


class Lexicon:
    """Every table, read when first asked for: a command that cuts no page loads no chrome. `own`: a user's tables."""

    def __init__(self, own: Own = ()):
        self.own = own

    @cached_property
    def own_tables(self) -> OwnTables | None:
        """What stands for the user's tables in a record."""
        return tables.in_short(self.own)

    def hold_together(self) -> None:
        """Raise all that does not in the user's tables, as one LexiconError."""
        problems: list[str] = []
        for table in dict.fromkeys(_HELD_BY.get(file.table, file.table) for file in self.own):
            try:
                getattr(self, table)
            except LexiconError as error:
                problems += error.problems
        if problems:
            raise LexiconError(*dict.fromkeys(problems))

    @cached_property
    def states(self) -> dict[str, State]:
        return load_states(self.own)

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        return load_organisations(self.own, self.states)

    @property
    def homes(self) -> frozenset[str]:
        """Where somebody can hold an office: the ids of states and bodies."""
        return frozenset((*self.states, *self.organisations))

    @cached_property
    def _organ_tables(self) -> tuple[tuple[Organ, ...], tuple[RoleOrgan, ...]]:
        return load_organs(self.own, self.states)

    @cached_property
    def organs(self) -> dict[str, Organ]:
        return {organ.id: organ for organ in self._organ_tables[0]}

    @property
    def role_organs(self) -> tuple[RoleOrgan, ...]:
        return self._organ_tables[1]

    @cached_property
    def offices(self) -> Offices:
        return load_offices(self.own, self.homes)

    @cached_property
    def chiefs(self) -> Chiefs:
        return load_chiefs()

    @cached_property
    def kin(self) -> Kin:
        return load_kin()

    @cached_property
    def cities(self) -> Cities:
        return load_cities(self.own, self.states)

    @cached_property
    def landmarks(self) -> tuple[Landmark, ...]:
        return load_landmarks(self.own, self.homes)

    @cached_property
    def plover(self) -> Plover:
        return load_plover()

    @cached_property
    def roles(self) -> RoleWords:
        return load_roles()

    @cached_property
    def names(self) -> Names:
        return build_names(
            self.states,
            self.organisations,
            tuple(self.organs.values()),
            self.role_organs,
            self.offices,
            self.roles,
        )

    @cached_property
    def chrome(self) -> ChromeWords:
        return load_chrome()

    @cached_property
    def time(self) -> TimeWords:
        return load_time_words()

    @cached_property
    def abbreviations(self) -> Abbreviations:
        return load_abbreviations()

    @cached_property
    def speech(self) -> SpeechWords:
        return load_speech()

    @cached_property
    def cues(self) -> Cues:
        return load_cues()

    @cached_property
    def meetings(self) -> MeetingWords:
        return load_meetings()

    @cached_property
    def pledges(self) -> PledgeWords:
        return load_pledges()

    @cached_property
    def affairs(self) -> Affairs:
        return load_affairs(self.own, self.states, self.plover.contexts)

    @cached_property
    def claims(self) -> ClaimWords:
        return load_claims()

    @cached_property
    def frequencies(self) -> Frequencies:
        return load_frequencies()

    @cached_property
    def stance(self) -> StanceWords:
        return load_stance()

    @cached_property
    def valuations(self) -> Valuations:
        return load_valuations()

    @cached_property
    def evaluations(self) -> Evaluations:
        return load_evaluations()


@cache
def shipped() -> Lexicon:
    """The tables that ship with Dragoman, and none besides."""
    return Lexicon()


def load(paths: Iterable[str] = ()) -> Lexicon:
    """The tables that ship with Dragoman, and a user's own from files and folders: LexiconError where these are wrong.

    >>> load().states["KOR"].name
    'South Korea'
    """
    own = tables.find(paths)
    if not own:
        return shipped()
    lexicon = Lexicon(own)
    lexicon.hold_together()  # a mistake is told here, not in the midst of reading
    return lexicon


_HELD_BY = {"women": "offices"}  # a table that is part of another's answer
