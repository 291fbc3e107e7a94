"""Which way a clause looks: a place in a text comes in, past, future or None goes out. Works out no date."""

import re
from functools import cache

import msgspec

from dragoman.lexicon.language import TimeWords
from dragoman.model.span import Span
from dragoman.text.days import Tense
from dragoman.text.phrases import any_of

# Characters each side that can still belong to the clause; keeps the search linear in the text.
_REACH = 240


class _Cues(msgspec.Struct, frozen=True):
    cue: re.Pattern[str]
    left_edge: re.Pattern[str]
    right_edge: re.Pattern[str]
    deadline: re.Pattern[str]
    horizon: re.Pattern[str]
    purpose: re.Pattern[str]
    lead_in: re.Pattern[str]


@cache
def _cues(words: TimeWords) -> _Cues:
    # A cue takes its passive along: "will *also be held*" is one cue, so that "held" is no past.
    adverbs = rf"(?:\s+(?:{any_of(words.tense.adverbs)}|[a-z]+ly))*"
    passive = r"(?:\s+(?:have\s+been|have|be)\s+(?:[a-z]+ly\s+)?[a-z]+)?"
    future = any_of(words.tense.future) + adverbs + passive
    past = any_of(words.tense.past)
    openers = any_of(words.tense.clause_openers)
    return _Cues(
        cue=re.compile(
            rf"(?<![\w-])(?:(?P<future>{future})|(?P<past>{past})|(?P<ed>[a-z]{{2,}}ed))(?![\w-])"
        ),
        left_edge=re.compile(rf"[;:“”\"—]|,\s+(?:{openers})\b|\s[-–]\s"),
        right_edge=re.compile(r"[,;:“”\"—.]|\s(?:and|but|while)\s|\s[-–]\s"),
        deadline=re.compile(rf"\b(?i:{any_of(words.tense.deadlines)})\s+(?:the\s+)?$"),
        horizon=re.compile(rf"\b(?i:{any_of(words.tense.horizons)})\s+$"),
        purpose=re.compile(r"\bto\s+[a-z]+"),
        lead_in=re.compile(r"\W*(?:\w+\s+){0,2}$"),
    )


def tense(text: str, sentence: Span, place: Span, words: TimeWords) -> Tense | None:
    """Past or future by the nearest cue before the place in its clause, else the first after it.

    A cue right after the place ("the vote on Monday *will* ...") outranks one before it.
    """
    cues = _cues(words)
    before = _before(text, sentence, place, cues)
    if cues.deadline.search(before):
        return "future"
    after = _after(text, sentence, place, before, cues)
    left = [match for match in cues.cue.finditer(before) if _tells(match, words)]
    right = next((match for match in cues.cue.finditer(after) if _tells(match, words)), None)
    if right and right["future"] and right.start() <= 1 and right["future"].split()[0].endswith("ed"):
        return "past"  # "on Monday agreed to meet": the agreeing is Monday's
    if right and (not left or right.start() <= 1):
        return "future" if right["future"] else "past"
    if left:
        return "future" if left[-1]["future"] else "past"
    # A headline: "Lee to visit Japan on Monday".
    return "future" if cues.purpose.search(before) or cues.horizon.search(before) else None


def _before(text: str, sentence: Span, place: Span, cues: _Cues) -> str:
    before = text[max(sentence.start, place.start - _REACH) : place.start]
    edges = list(cues.left_edge.finditer(before))
    return before[edges[-1].start() :] if edges else before


def _after(text: str, sentence: Span, place: Span, before: str, cues: _Cues) -> str:
    after = text[place.end : min(sentence.end, place.end + _REACH)]
    if cues.lead_in.fullmatch(before):
        after = re.sub(r"^\s*,", " ", after)  # "On Monday, Lee will ..."
    edge = cues.right_edge.search(after)
    return after[: edge.start()] if edge else after


def _tells(match: re.Match[str], words: TimeWords) -> bool:
    """An -ed form counts unless it describes a noun or an agent stands after it."""
    if match["future"]:
        return True
    previous = re.search(r"([\w-]+)\s+$", match.string[max(0, match.start() - 20) : match.start()])
    before = previous[1].lower() if previous else ""
    if match["past"]:
        return before not in ("be", "being")
    if match["ed"] in words.tense.not_past or before in words.tense.before_descriptions:
        return False
    return re.match(r"\s+by\s", match.string[match.end() : match.end() + 5]) is None
