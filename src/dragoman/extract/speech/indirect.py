"""Indirect: which attributions without quotation marks report words, rather than a wish, a feeling or a deed.

An Attribution and the frame of its cue in; the verb's base form, or "according to",
out; None where nothing was said, or not yet ("did not say", "will announce"), where
the verb is none of saying, or where what follows it is no clause ("announced a tax").
"""

import re
from bisect import bisect_left

from dragoman.extract.speech.attribution import Attribution
from dragoman.extract.speech.frames import Frame, Token, tokens_of
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.span import Span

INTERRUPTED = re.compile(r",|\s?[—–]|\s-+\s")  # "The offer, X said, was …"
LEAST = 3  # words: less is no sentence
BACK = 4  # tokens before the verb that may take its saying back
EVIDENCE = 12  # tokens of the content looked through for a finite verb


def reported_by(made: Attribution, frame: Frame, text: str, words: SpeechWords) -> str | None:
    """The verb that reports the words, in its base form."""
    if made.cue is None or made.source is None or _is_asked(made, text):
        return None
    cue = tuple(text[made.cue.start : made.cue.end].casefold().split())
    if cue in words.credits:
        return " ".join(cue) if made.kind != "indirect" or _is_long(made, text) else None
    at = _verb(made.cue, frame, words)
    if at is None or not _is_said(made, frame, at, words):
        return None
    base = _base(frame[at], words)
    if made.kind != "indirect":
        return base  # words in quotation marks need no more than a verb of saying
    return base if _is_long(made, text) and _takes_words(made, base, text, words) else None


def _is_asked(made: Attribution, text: str) -> bool:
    return made.kind == "indirect" and made.sentence.of(text).rstrip()[-1:] == "?"


def _verb(cue: Span, frame: Frame, words: SpeechWords) -> int | None:
    first = bisect_left(frame, cue.start, key=lambda token: token.start)
    verbs = [k for k in range(first, len(frame)) if frame[k].start < cue.end and _base(frame[k], words)]
    return verbs[-1] if verbs else None


def _base(verb: Token, words: SpeechWords) -> str:
    return words.verbs.get(verb.low) or words.clausal.get(verb.low, "")


def _is_long(made: Attribution, text: str) -> bool:
    return sum(len(piece.of(text).split()) for piece in made.pieces) >= LEAST


# -- whether it was said at all


def _is_said(made: Attribution, frame: Frame, at: int, words: SpeechWords) -> bool:
    source = made.source.span
    after_source = source.end <= frame[at].start
    heard = _base(frame[at], words) in words.hearer | words.question
    if heard and not after_source and made.pieces[0].start > made.cue.start:
        return False  # "asked whether it would rain, X said": X has heard it
    start = max(0, at - BACK)
    group = [token for token in frame[start:at] if not after_source or token.start >= source.end]
    lows = [token.low for token in group if token.kind == "word"]
    if lows[-1:] == ["to"] and lows[-2:-1] and lows[-2] in words.to_say:
        return True
    if any(low in words.unsaid or low.endswith("n't") for low in lows):
        return False
    plain = [low for low in lows if not words.is_adverb(low)]
    if plain and plain[-1] in words.passive and not frame[at].low.endswith("ing"):
        return False  # "was told": the source is who heard it
    opener = bisect_left(frame, source.start, key=lambda token: token.start) - 1
    return opener < 0 or frame[opener].low not in words.unsaid


# -- whether what follows is words


def _takes_words(made: Attribution, base: str, text: str, words: SpeechWords) -> bool:
    content = tokens_of(text, made.pieces)
    if len(content) < LEAST or _is_no_sentence(content, words) or _is_torn(made, content, text, words):
        return False
    if base in words.question:
        return content[0].low in words.asks
    if base in words.of_documents and not any(
        token.low in words.documents for token in tokens_of(text, (made.source.core,))
    ):
        return False  # what a document shows is its words; what a man's deed shows is not
    inverted = made.pieces[0].start < made.cue.start
    if base not in words.clause | words.either and not (inverted and base in words.apart):
        return False
    if base in words.deeds and content[0].low == "to":
        return False
    return base in words.clause or inverted or content[0].low in words.opens or _is_clause(content[:EVIDENCE], words)


def _is_no_sentence(content: list[Token], words: SpeechWords) -> bool:
    """`said yes to the treaty`, `said as much`."""
    ends = words.no_words | words.prepositions
    return content[0].low in words.no_words and (content[1].low in ends or content[1].kind == "mark")


def _is_torn(made: Attribution, content: list[Token], text: str, words: SpeechWords) -> bool:
    """`a case which X says is political`: words around the verb that make no sentence together, or lack a subject."""
    verbs = words.auxiliaries | words.passive
    if made.pieces[0].start > made.cue.start:
        return content[0].low in verbs or (content[0].low.endswith("ed") and _object_follows(content[1:2], words))
    first = made.pieces[0]
    after = tokens_of(text, tuple(piece for piece in made.pieces if piece.start > made.cue.end)[:1])
    interrupted = text[first.end - 1] == "," or INTERRUPTED.match(text, first.end) is not None
    return content[0].low in words.relatives or (bool(after) and after[0].low in verbs and not interrupted)


def _object_follows(following: list[Token], words: SpeechWords) -> bool:
    return any(t.is_name or t.low in words.determiners or t.text[0].isdigit() for t in following)


def _is_clause(content: list[Token], words: SpeechWords) -> bool:
    """Whether a finite verb stands in it before any relative clause."""
    for i, token in enumerate(content[1:], 1):
        before = content[i - 1]
        if token.low in words.relatives or token.low in ("to", "after", "as"):
            return False
        if token.low in words.auxiliaries | words.passive - {"be", "been", "being"} or token.low.endswith("n't"):
            return True
        plain = before.low not in words.determiners | words.prepositions and before.kind == "word"
        verbal = (token.low in words.verbs and token.low not in words.participles) or token.low.endswith("ed")
        if plain and verbal and _object_follows(content[i + 1 : i + 2], words):
            return True
    return False
