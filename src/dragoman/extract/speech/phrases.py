"""Phrases: the noun phrase that ends, or begins, at a word of a frame. No parser: word lists and capitals.

A Frame and a place in it in, a Phrase out, or None where no noun phrase can be believed.
"""

from typing import NamedTuple

from dragoman.extract.speech.frames import Frame, Token
from dragoman.lexicon.speech import SpeechWords

LONGEST = 12  # words of a noun phrase that we still believe


class Phrase(NamedTuple):
    """Tokens `first:last` of a frame; `core` is where the phrase proper ends and its asides begin."""

    first: int
    core: int
    last: int


def first_phrase(frame: Frame, words: SpeechWords) -> Phrase | None:
    """The subject of the main clause: the first noun phrase after an opening adverbial."""
    i, n = 0, len(frame)
    while i < n:
        token = frame[i]
        if token.kind != "word":
            return None if token.kind == "quote" else phrase_from(frame, i + 1, words)
        phrase = phrase_from(frame, i, words)
        if phrase and token.low not in words.openers:
            return phrase
        following = i + 1 < n and (frame[i + 1].is_name or frame[i + 1].low in words.pronouns | words.determiners)
        if token.low in words.openers and following and words.is_adverb(token.low):
            i += 1
            continue
        comma = next((k for k in range(i, n) if frame[k].text == ","), None)
        if comma is None or any(frame[k].kind == "quote" for k in range(i, comma)):
            return None
        i = comma + 1
    return None


def bracket(frame: Frame, j: int) -> int:
    return next((k for k in range(j, 0, -1) if frame[k].text == "("), 0)


def is_noun(token: Token, words: SpeechWords) -> bool:
    return token.low in words.nouns or (token.low.endswith("s") and token.low[:-1] in words.nouns)


def is_person(token: Token, words: SpeechWords) -> bool:
    """Whether the word means people or a body."""
    people = words.people | words.spokes | words.organs
    return token.low in people or (token.low.endswith("s") and token.low[:-1] in people)


def phrase_before(frame: Frame, j: int, words: SpeechWords) -> Phrase | None:
    """The noun phrase that ends with token `j`, a bracket after it set aside."""
    if j >= 0 and frame[j].text == ")":
        j = bracket(frame, j) - 1
    if j < 0 or frame[j].kind != "word":
        return None
    if frame[j].low in words.pronouns:
        return Phrase(j, j + 1, j + 1)
    if frame[j].low in words.breaks or (frame[j].low in words.not_names and not is_noun(frame[j], words)):
        return None
    first = j
    while first > 0 and j - first < LONGEST:
        step = _step_left(frame, first, words)
        if not step:
            break
        first -= step
        if frame[first].low in words.determiners and not _joined(frame, first, words):
            break
    while first < j and _opens_clause(frame[first], words):
        first += 1
    run = frame[first : j + 1]
    believable = any(token.is_name for token in run) or run[0].low in words.determiners or is_noun(run[-1], words)
    return Phrase(first, j + 1, j + 1) if believable else None


def _opens_clause(token: Token, words: SpeechWords) -> bool:
    """A capital at the sentence's start is no name: "Among", "Conversely"."""
    return token.low in words.openers | words.breaks or words.is_adverb(token.low)


def _joined(frame: Frame, first: int, words: SpeechWords) -> bool:
    return first > 0 and frame[first - 1].low in words.of


def _step_left(frame: Frame, first: int, words: SpeechWords) -> int:
    """How many tokens to the left still belong to the phrase that begins at `first`; 0 for none."""
    token, current = frame[first - 1], frame[first]
    if token.kind != "word":
        return 0
    if current.low in words.determiners or token.low in words.of:
        k = first - 1
        while k >= 0 and frame[k].low in words.of:
            k -= 1
        belongs = k >= 0 and k < first - 1 and frame[k].kind == "word"
        if not belongs:
            return 0
        noun = is_noun(frame[k], words)
        office = frame[first - 1].low == "of" and frame[k].is_name and frame[k].low not in words.not_names
        return first - k if noun or office else 0
    if token.low == "and":
        return 2 if first > 1 and current.is_name and frame[first - 2].is_name else 0
    if token.low in words.determiners:
        return 1
    if token.is_name:
        return int(token.low not in words.not_names)
    if token.low in words.breaks or words.is_adverb(token.low) or token.low in words.openers:
        return 0
    if current.is_name:
        if token.low in words.verbs or token.low in words.documents:
            return 0
        if token.low in words.titles or is_noun(token, words):
            return 1
        beyond = frame[first - 2] if first > 1 else None  # an adjective: "retired general X"
        return int(beyond is None or beyond.kind == "quote" or beyond.text == "," or beyond.low in words.articles)
    return int(token.low not in words.verbs or is_noun(token, words))


def phrase_from(frame: Frame, i: int, words: SpeechWords) -> Phrase | None:
    """The noun phrase that begins with token `i`, and its aside if it has one."""
    n, k = len(frame), i
    if i < n and frame[i].low in words.pronouns:
        return Phrase(i, i + 1, i + 1)
    while k < n and k - i < LONGEST and frame[k].kind == "word":
        step = _step_right(frame, i, k, words)
        if not step:
            break
        k += step
    k = min(k, n)
    while k > i and not (frame[k - 1].is_name or is_noun(frame[k - 1], words)):
        k -= 1
    run = frame[i:k]
    if not run or not (any(t.is_name and t.low not in words.not_names for t in run) or is_noun(run[-1], words)):
        return None
    return Phrase(i, k, _aside_end(frame, k, words))


def _step_right(frame: Frame, i: int, k: int, words: SpeechWords) -> int:
    token = frame[k]
    before = frame[k - 1] if k > i else None
    following = frame[k + 1] if k + 1 < len(frame) else None
    if token.low in words.determiners:
        return int(before is None or before.low in words.of)
    if token.is_name and k == i and _opens_clause(token, words):
        return 0
    if token.is_name:
        return int(token.low not in words.not_names or (k == i and is_noun(token, words)))
    if token.text[0].isdigit():
        return int(bool(following) and following.kind == "word")
    if before and token.low in words.of and following:
        joins = is_noun(before, words) or (token.low == "of" and before.is_name)
        opens = following.is_name or following.low in words.determiners | words.of or is_noun(following, words)
        return int(joins and opens)
    if token.low == "and":
        return int(bool(before and before.is_name and following and following.is_name))
    if token.low in words.breaks or words.is_adverb(token.low):
        return 0
    if is_noun(token, words) or token.low in words.titles or token.low in words.particles:
        return 1
    if before and before.is_name and following:  # "the US presidential spokesman"
        noun_follows = is_noun(following, words) or following.low in words.titles
        return int(noun_follows and token.low not in words.verbs)
    if before is None:  # "senior officials", but no verb before them
        plain = token.low not in words.verbs and token.low not in words.openers
        return int(plain and following is not None and is_noun(following, words))
    if token.low in words.verbs:
        return 0
    ahead = frame[k + 1 : k + 3]  # an adjective: "the ousted leader", "a senior government official"
    ends = words.breaks | words.determiners
    noun_follows = any(is_noun(t, words) or t.is_name for t in ahead)
    return int(noun_follows and ahead[0].kind == "word" and ahead[0].low not in ends)


def _aside_end(frame: Frame, k: int, words: SpeechWords) -> int:
    """`said X, the minister for Y, in Seoul`: where the aside after the phrase ends."""
    if k + 1 >= len(frame) or frame[k].text != "," or frame[k + 1].kind != "word":
        return k
    opens = frame[k + 1]
    if opens.low not in words.appositive and not (is_noun(opens, words) or opens.low in words.titles):
        return k
    for end in range(k + 1, len(frame)):
        if frame[end].text in ",.;:?!" or frame[end].kind == "quote" or frame[end].low in words.participles:
            return end
    return len(frame)
