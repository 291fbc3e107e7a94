"""Governing: which cue of its own frame credits a quotation, and how.

A frame, its cues and the place of a quotation in it in, a cue or an answer out. What a neighbouring
sentence or paragraph says is weighed in attribution.
"""

from bisect import bisect_left

from dragoman.extract.speech.frames import MARKS, Frame
from dragoman.extract.speech.subjects import Cue
from dragoman.lexicon.speech import SpeechWords

REACH = 12  # cues on either side that a quotation looks over
LONGEST_TITLE = 8  # words
BARE_CREDIT = 14  # tokens: a sentence as short as this after a quotation may do nothing but credit it


def governing(frame: Frame, cues: list[Cue], k: int, words: SpeechWords) -> Cue | None:
    """The cue that credits quotation `k`: next to it, else before it, else at the end."""
    at = bisect_left(cues, k, key=lambda cue: cue.first)
    after = [cue for cue in cues[at : at + REACH] if cue.begins > k]
    before = [cue for cue in cues[max(0, at - REACH) : at] if cue.ends <= k]
    adjacent = after[0] if after and adjoins(frame, k, after[0], words) else None
    led = before and (leads_to(frame, before[-1], k) or _within(frame, before, k, words))
    if adjacent and not led:
        return adjacent
    if before:
        return _outer(frame, before, words)
    closing = [cue for cue in cues[max(at, len(cues) - REACH) :] if cue.begins > k and _trails(frame, cue)]
    return closing[-1] if closing else None


def resumed(frame: Frame, k: int, last: Cue | None, words: SpeechWords) -> Cue | None:
    """`"…," X said, referring to Y, "…"`: the verb after the first piece, where only a participle comes between."""
    if last is None:
        return None
    before = next((j for j in range(k - 1, -1, -1) if frame[j].kind == "quote"), None)
    if before is None or before >= last.begins or not frame[k].text.strip(MARKS)[:1].islower():
        return None
    verbs = [token.low for token in frame[last.ends : k] if token.low in words.verbs]
    resumes = frame[k - 1].text == "," and verbs and words.participles.issuperset(verbs)
    return last if resumes and frame[before].text.rstrip(MARKS)[-1:] == "," else None


def adjoins(frame: Frame, k: int, cue: Cue, words: SpeechWords) -> bool:
    """`"…," X said`: nothing but a comma and adverbs between."""
    between = frame[k + 1 : cue.begins]
    commas = frame[k].text.rstrip(MARKS)[-1:] in ",?!…—–―-." or any(token.text in ",—–―-" for token in between)
    stops = (token.kind == "quote" or token.low in words.breaks or token.low in words.verbs for token in between)
    plain = len(between) < 6 and not any(stops)
    return plain and (commas or k == 0)


def leads_to(frame: Frame, cue: Cue, k: int) -> bool:
    """`X said, "…"`: nothing but a comma, a colon or the hearer between."""
    between = frame[cue.ends : k]
    return not between or (between[-1].text in ",:" and len(between) < BARE_CREDIT)


def is_term(frame: Frame, k: int, cue: Cue, words: SpeechWords) -> bool:
    """A name or a term in quotation marks that nobody is quoted as saying."""
    said = frame[k].text.strip(MARKS + " ")
    lead = " " + " ".join(token.low for token in frame[max(0, k - 4) : k])
    if any(lead.endswith(" " + naming) for naming in words.naming):
        return True
    leads = cue.ends <= k and leads_to(frame, cue, k)
    inside = k > 0 and frame[k - 1].kind == "word" and not leads
    return inside and said[-1:] not in "?!" and is_title(said)


def is_title(said: str) -> bool:
    """Every longer word has a capital: the name of a work, a day, a heading."""
    plain = [word.strip(",.?!'’") for word in said.split()]
    capitals = [word for word in plain if len(word) > 3 or word[:1].isupper()]
    return 1 < len(plain) <= LONGEST_TITLE and len(capitals) > 1 and all(w[:1].isupper() for w in capitals)


def _within(frame: Frame, before: list[Cue], k: int, words: SpeechWords) -> bool:
    """`While Y praised "…," X said`: a fragment that the opening clause keeps for itself."""
    fragment = frame[k].text.strip(MARKS)[:1].islower()
    subordinate = frame[0].low in words.openers
    return fragment and subordinate and not any(token.text == "," for token in frame[: before[-1].ends])


def _outer(frame: Frame, before: list[Cue], words: SpeechWords) -> Cue:
    """The nearest cue, but `X said it underscores …` are still the words of X."""
    own = (cue for cue in reversed(before) if frame[cue.subject.first].low not in words.thing_pronouns)
    return next(own, before[-1])


def _trails(frame: Frame, cue: Cue) -> bool:
    """`…, X said.` at the end of the sentence."""
    return cue.begins > 0 and frame[cue.begins - 1].text == ","
