"""Who meets: those who act for a state or a body that we know, and none that is only talked about."""

from dragoman.extract.deed.act import Act
from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.parties import actors_of
from dragoman.lexicon.meetings import MeetingWords
from dragoman.model.actor import Actor, Mention

REACH = 16  # tokens after a journey within which its purpose stands
NAMING = 4  # tokens after "China's" within which its head noun stands


def parties(act: Act) -> tuple[Actor, ...]:
    """Who meets in a deed: its parties, with those of a list that it names in part, and without what is its topic.

    A state is met in whoever meets for it: Ishiba, not Japan too.
    """
    clause = act.clause
    found = (*act.actors, *act.recipients)
    purpose = visited(clause, act.told.at)
    if purpose is not None and purpose:
        visitors = [one for one in act.actors if one.kind != "state"] or list(act.actors)
        found = (*visitors, *purpose)
    topics = _topics(act)
    return together(clause, [one for one in _listed(clause, found) if one.tie not in topics])


def together(clause: Clause, found: list[Actor] | tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Each once; crowds and reporters act for nobody that we know."""
    known = clause.lexicon.organisations
    everybody = [one for one in {one.id: one for one in found}.values() if one.state is not None or one.tie in known]
    people = {one.state for one in everybody if one.kind == "person"}
    return tuple(one for one in everybody if one.kind != "state" or one.state not in people)


def visited(clause: Clause, at: int) -> tuple[Actor, ...] | None:
    """Whom the journey told at token `at` is to: "flew to Brussels for talks with the leaders of the EU and NATO".

    Nobody where it is to a gathering; None where no purpose is told.
    """
    words = clause.lexicon.meetings
    for position in range(at + 1, min(at + REACH, len(clause.lows))):
        if position in clause.inside:
            continue
        for phrase in words.purposes:
            stop = position + len(phrase)
            if clause.lows[position:stop] == phrase:
                named = _group_near(clause, stop)
                return actors_of(named) if named else None
        if clause.lows[position] in words.relative:
            return None
    return None


def _group_near(clause: Clause, at: int) -> tuple[Mention, ...]:
    for position in range(at, min(at + 5, len(clause.lows))):
        if position in clause.mentions:
            found = clause.group_starting(position, places=True)
            return found[1] if found is not None else ()
        if not clause.tokens[position].is_word:
            return ()
    return ()


def _listed(clause: Clause, found: tuple[Actor, ...]) -> list[Actor]:
    """The parties, and whoever stands in one list with two of them: "from Kazakhstan, Kyrgyzstan and Uzbekistan"."""
    ties = {one.tie for one in found}
    more: list[Actor] = []
    for run in _lists(clause):
        if len({one.tie for one in run} & ties) > 1:
            more += [one for one in run if one.tie not in ties]
    return [*found, *more]


def _lists(clause: Clause) -> list[tuple[Actor, ...]]:
    """The lists of parties in a clause, told by commas and one "and"."""
    runs: list[tuple[Actor, ...]] = []
    run: list[Mention] = []
    last = -1
    for start in sorted(clause.mentions):
        stop, mention = clause.mentions[start]
        between = [low for low in clause.lows[last:start] if low not in clause.words.articles] if last >= 0 else []
        if run and 0 < len(between) <= 2 and set(between) <= {",", "and"} and mention.actors:
            run.append(mention)
        else:
            runs.append(actors_of(tuple(run)))
            run = [mention] if mention.actors else []
        last = stop
    return [one for one in (*runs, actors_of(tuple(run))) if len(one) > 2]


def _topics(act: Act) -> set[str]:
    """The parties that the clause names only as what others talk about: "discussed China's role"."""
    clause, words = act.clause, act.clause.lexicon.meetings
    told: dict[str, list[bool]] = {}
    between: set[str] = set()  # "in Muscat, mediated by Oman"
    for start, (_, mention) in clause.mentions.items():
        is_topic = _is_topic(act, start, words)
        for actor in mention.actors:
            told.setdefault(actor.tie, []).append(is_topic)
        if clause.lows[max(0, start - 2) : start] in words.mediation:
            between |= {actor.tie for actor in mention.actors}
    return between | {tie for tie, each in told.items() if all(each)}


def _is_topic(act: Act, start: int, words: MeetingWords) -> bool:
    clause = act.clause
    stop = clause.mentions[start][0]
    if clause.tokens[stop - 1].possessive and not _owns_people(clause, stop, words):
        return True
    back = start - 1
    while back >= 0 and (clause.lows[back] in words.listing or back + 1 in clause.mention_ends):
        back = clause.mention_ends.get(back + 1, back) - 1
    if back < 0:
        return False
    at = act.told.at
    if clause.lows[at] in words.discussing and start > at and "with" not in clause.lows[at:start]:
        return True
    before = clause.lows[: back + 1]
    if before[-1] == words.source:  # "officials from Libya" meet, "migration from Libya" does not
        return before[-2:-1] != () and before[-2] not in clause.words.people | words.people
    return any(before[-len(phrase) :] == phrase for phrase in words.topical)


def _owns_people(clause: Clause, stop: int, words: MeetingWords) -> bool:
    """Whether a possessive leads to somebody, or to a meeting: "China's foreign minister", "Lee's talks with"."""
    following = clause.lows[stop : stop + NAMING]
    return stop in clause.mentions or any(low in words.people or low in words.nouns for low in following)
