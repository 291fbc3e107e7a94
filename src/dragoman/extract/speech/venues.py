"""Venues: where or how words were said, in the words that tell it: "in a post on X", "at a news conference in Oslo".

An attribution and the frame of its verb in; the span of the venue out, None where nothing tells it.
"""

from bisect import bisect_left
from itertools import pairwise

from dragoman.extract.speech.attribution import Attribution
from dragoman.extract.speech.frames import Frame
from dragoman.extract.speech.phrases import is_noun
from dragoman.extract.speech.words import words_of
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.span import Span

REACH = 24  # tokens between the verb and the venue
PLACE_REACH = 8  # tokens between the verb and a place
BEFORE_NOUN = 6  # tokens between the preposition and the occasion
TAILS = ("on", "with", "in", "to", "from", "at", "of", "by")  # join to the occasion where it was, or who heard it


def venue(made: Attribution, frame: Frame, text: str, words: SpeechWords) -> Span | None:
    """The venue nearest to the verb, with no other verb of saying between."""
    if made.cue is None:
        return None
    cue, apart = made.cue, (*made.said, *_relative_clause(made, text, words))
    at = bisect_left(frame, cue.start, key=lambda token: token.start)
    found: list[tuple[int, Span]] = []
    for first in range(max(0, at - REACH), min(at + REACH, len(frame))):
        token = frame[first]
        stop = _occasion(frame, first, at, text, words)
        if stop and not any(piece.overlaps(Span(token.start, frame[stop - 1].end)) for piece in apart):
            between = frame[min(first, at) + (first > at) : max(first, at)]
            if not any(t.low in words.verbs and t.low not in words.participles for t in between if t.kind == "word"):
                found.append((abs(first - at), Span(token.start, frame[stop - 1].end)))
    return min(found)[1] if found else _place(made, frame, at, text, words)


def _place(made: Attribution, frame: Frame, at: int, text: str, words: SpeechWords) -> Span | None:
    """`said in Oslo on Monday`, `told reporters at the airport`: the place that stands right after verb and hearer."""
    source = made.source.span if made.source else made.cue
    apart = [source, *made.said, *_hearer(made, text, words)]
    for k in range(at + 1, min(at + 1 + PLACE_REACH, len(frame))):
        token = frame[k]
        inside = any(span.overlaps(Span(token.start, token.end)) for span in apart)
        if token.low in words.at_place and not inside:
            stop = _place_end(frame, k + 1, words)
            if stop:
                return Span(token.start, frame[stop - 1].end)
        following = frame[k + 1] if k + 1 < len(frame) else token
        if token.low in words.by_means and not inside and following.low in words.occasions:
            return Span(token.start, following.end)  # "by fax"
        if inside or token.kind == "date" or words.is_adverb(token.low) or token.low in words.hearers | words.articles:
            continue
        if token.kind != "word" or token.low in words.breaks - {"on", "in"} or token.low in words.verbs:
            return None
    return None


def _hearer(made: Attribution, text: str, words: SpeechWords) -> list[Span]:
    """Who heard it, without the place: "his host in Oslo"."""
    phrase = words_of(text, made.hearer) if made.hearer else []
    end = next((before.end for before, word in pairwise(phrase) if word.low in words.at_place), None)
    return [Span(made.hearer.start, end or made.hearer.end)] if phrase else []


def _place_end(frame: Frame, first: int, words: SpeechWords) -> int:
    """The token after the place that begins at `first`: a name, or a noun of places; 0 where none does."""
    k = first
    if k < len(frame) and frame[k].low in words.articles:
        k += 1
    start = k
    while k < len(frame) and frame[k].kind == "word" and _within_place(frame, k, words):
        k += 1
    named = k > start and frame[start].is_name and start == first
    placed = k > start and (frame[k - 1].low in words.places or (start > first and frame[k - 1].is_name))
    if not (named or placed) or frame[k - 1].text.endswith(("'s", "’s")) or not _ends_phrase(frame, k, words):
        return 0
    return _with_tail(frame, k, words)


def _within_place(frame: Frame, k: int, words: SpeechWords) -> bool:
    token = frame[k]
    if token.is_name:
        return token.low not in words.not_names
    return token.low not in words.breaks | words.determiners | words.time and not words.is_adverb(token.low)


def _relative_clause(made: Attribution, text: str, words: SpeechWords) -> list[Span]:
    """`X, who took part in the meeting, said`: what tells more of the speaker is no venue."""
    phrase = words_of(text, made.source.span) if made.source else []
    start = next((word.start for word in phrase if word.low in words.relatives), None)
    return [Span(start, made.source.span.end)] if start is not None else []


def _occasion(frame: Frame, first: int, at: int, text: str, words: SpeechWords) -> int:
    """The token after the venue that begins at `first`; 0 where none does."""
    token = frame[first]
    opens = token.low in words.articles or token.is_name  # "told a news conference", "told Danish radio"
    heard = first == at + 1 and words.verbs.get(frame[at].low) in words.heard and opens
    if token.kind != "word" or not (heard or token.low in words.at_occasion):
        return 0
    if token.low == "on":
        end = _platform(text, token.end + 1, words)
        if end:
            return bisect_left(frame, end, key=lambda token: token.start)
    for k in range(first + 1, min(first + 1 + BEFORE_NOUN, len(frame))):
        if frame[k].kind not in ("word", "date") or (frame[k].low in words.breaks):
            return 0
        goes_on = k + 1 < len(frame) and frame[k + 1].low in words.occasions
        if heard and frame[k].low in words.press_nouns and token.low == "the" and not goes_on:
            return 0  # "told the paper": which paper is no place
        work = frame[k].is_name and frame[k].low in words.documents  # "told the Post"
        if frame[k].low in words.occasions and not goes_on and not work and _ends_phrase(frame, k + 1, words):
            return _with_tail(frame, k + 1, words)
    return 0


def _ends_phrase(frame: Frame, k: int, words: SpeechWords) -> bool:
    """Whether no further noun follows: "his radio audience" is no radio."""
    if k == len(frame) or frame[k].kind != "word":
        return True
    low = frame[k].low
    function = low in words.breaks | words.determiners | words.before_time | words.of
    return function or low in words.verbs or words.is_adverb(low) or low.endswith(("ed", "ing"))


def _platform(text: str, start: int, words: SpeechWords) -> int:
    """Where the name of a platform that begins at `start` ends; 0 for none."""
    start += len("the ") if text.startswith("the ", start) else 0
    ends = [start + len(name) for name in words.platforms if text.startswith(name, start)]
    return max((end for end in ends if not text[end : end + 1].isalnum()), default=0)


def _with_tail(frame: Frame, stop: int, words: SpeechWords) -> int:
    while stop + 1 < len(frame) and frame[stop].low in TAILS:
        k = stop + 1
        while k < len(frame) and frame[k].low in words.determiners:
            k += 1
        end = k
        while end < len(frame) and frame[end].kind == "word" and (frame[end].is_name or is_noun(frame[end], words)):
            end += 1
        if end == k or frame[end - 1].text.endswith(("'s", "’s")):
            break
        stop = end
    return stop
