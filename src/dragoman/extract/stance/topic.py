"""What words value: the state or affair that stands in a phrase, or was named last where a pronoun stands for it."""

from bisect import bisect_right

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.extract.stance.matter import Matter, matter, targets
from dragoman.lexicon.affairs import Named

LOOK_BACK = 2  # sentences before in which what "it" means was named
PLAIN = 22  # words of a sentence that plainly tells of one thing
MOST = 14  # tokens of a phrase


class Topic(msgspec.Struct, frozen=True):
    """Toward whom, and on what; `turned`: who is for it is against the affair; `itself`: a state or body alone."""

    toward: tuple[str, ...] = ()
    issue: str | None = None
    turned: bool = False
    itself: bool = False


def topic(clause: Clause, start: int, stop: int) -> Topic | None:
    """What the phrase of the tokens from `start` to before `stop` is about."""
    words = clause.lexicon.valuations.subject
    while start < stop and (
        not clause.tokens[start].is_word or clause.lows[start] in ("and", "but", "so", "yet", "that")
    ):
        start += 1
    while start < stop - 1 and clause.lows[stop - 1] in words["trailing"]:
        stop -= 1
    if start >= stop or stop - start > MOST:
        return None
    if not clause.lexicon.evaluations.voice.claims.isdisjoint(clause.lows[start:stop]):
        return None  # "the abduction allegations are baseless"
    low = clause.lows[start]
    if low in words["pronouns"] and stop - start == 1:
        return named_before(clause, clause.tokens[start].start)
    if clause.lows[start] in words["places"] and stop - start > 2 and clause.lows[start + 1] in words["happened"]:
        return _place(clause, start, stop)
    generic = stop - start <= 4 and clause.lows[stop - 1] in words["generic"]
    if generic and clause.lows[start] in ("the", "this", "that", "these", "those", "such"):
        own = _affairs(clause, start, stop)
        return Topic((), own[0].affair) if own else named_before(clause, clause.tokens[start].start)
    whole = clause.group_starting(start + (low == "the"), places=True)
    if (
        whole is not None
        and whole[0] == stop
        and not clause.tokens[stop - 1].possessive
        and whole[1][-1].form != "adjective"
    ):
        toward = targets(clause, whole[1])
        return Topic(toward, itself=True) if toward else None
    gerund = low.endswith("ing") and start not in clause.inside and stop - start > 1
    found = matter(clause, start, stop=stop, valued=True)
    if found is None and gerund:
        undoing = low in _gerunds(clause)
        found = matter(clause, start + 1, stop=stop, valued=True)
        if found is not None and found.issue is None and found.itself:
            return None  # "helping Ukraine" is no affair
        if found is None:
            within = named_within(clause, start, stop)
            return msgspec.structs.replace(within, turned=undoing) if within is not None else None
        if undoing:
            found = msgspec.structs.replace(found, turned=not found.turned)
    if found is None and _is_plain(clause, start, stop):
        return named_before(clause, clause.tokens[start].start)
    if found is None and _hands_on(clause, start, stop):
        return named_within(clause, start, stop)
    return _of(clause, found, stop)


def _is_plain(clause: Clause, start: int, stop: int) -> bool:
    """ "The quota", "that deal": a thing, and nobody, that stands for what was named before."""
    words = clause.lexicon.valuations
    lows = clause.lows[start:stop]
    if (
        len(lows) != 2
        or lows[0] not in ("the", "this", "that", "these", "those", "such")
        or clause.tokens[stop - 1].is_capital
    ):
        return False
    return (
        start + 1 not in clause.inside
        and lows[1] not in words.officials | words.subject["situation"] | clause.lexicon.speech.people
    )


def _hands_on(clause: Clause, start: int, stop: int) -> bool:
    """ "The price Brazil pays for our power": whether the head hands on what the rest is about."""
    words = clause.lexicon.evaluations.matter
    ends = clause.lexicon.valuations.predicate["prepositions"] | {"we", "they", "you", "it"}
    first = next((at for at in range(start + 1, stop) if clause.lows[at] in ends or at in clause.mentions), stop)
    return clause.lows[first - 1] in clause.lexicon.valuations.subject["handing"] | words.transparent


def _of(clause: Clause, found: Matter | None, stop: int) -> Topic | None:
    if found is None:
        return None
    if found.itself and found.stop < stop and clause.lows[found.stop] not in (",", "and"):
        return None
    return Topic(found.toward, found.issue, found.turned, found.itself)


def _gerunds(clause: Clause) -> frozenset[str]:
    words = clause.lexicon.evaluations.matter.undoing_verbs
    gerunds = frozenset(form for verb in words for form in (verb + "ing", verb[:-1] + "ing", verb + verb[-1] + "ing"))
    return gerunds | clause.lexicon.valuations.subject["undoing"]


def _affairs(clause: Clause, start: int, stop: int) -> tuple[Named, ...]:
    said = clause.reading.text[clause.tokens[start].start : clause.tokens[stop - 1].end]
    return clause.lexicon.affairs.named_in(said, valued=True)


def _place(clause: Clause, start: int, stop: int) -> Topic | None:
    """ "What took place on Sunday in Venezuela"."""
    meant = [
        clause.mentions[at][1] for at in range(start, stop)
        if at in clause.mentions and at and clause.lows[at - 1] == "in"
    ]  # fmt: skip
    toward = targets(clause, tuple(meant[-1:])) if meant else ()
    return Topic(toward) if toward else None


def named_before(clause: Clause, end: int) -> Topic | None:
    """The one affair named in the sentence up to `end`, or else in the nearest sentence before that names any."""
    reading = clause.reading
    at = bisect_right(reading.sentences, clause.sentence.start, key=lambda span: span.start) - 1
    spans = [(clause.sentence.start, end)]
    spans += [(span.start, span.end) for span in reversed(reading.sentences[max(0, at - LOOK_BACK) : at])]
    for start, stop in spans:
        if start != clause.sentence.start and len(reading.text[start:stop].split()) > PLAIN:
            return None  # a long sentence tells of many things
        named = {one.affair for one in clause.lexicon.affairs.named_in(reading.text[start:stop], valued=True)}
        if named:
            return Topic((), next(iter(named))) if len(named) == 1 else None
    return None


def named_within(clause: Clause, start: int, stop: int) -> Topic | None:
    """The one affair that the words themselves name: "the only civilised way to settle the border"."""
    named = {one.affair for one in _affairs(clause, start, stop)} if start < stop else set()
    return Topic((), next(iter(named))) if len(named) == 1 else None
