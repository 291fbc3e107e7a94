"""Subjects: the cues of a frame ("said", "according to") and the phrase that names who is credited.

A Frame in, its Cues out, each with the Phrase of its subject. No parser: a
subject is the noun phrase that ends before the verb, or follows it where the
verb follows the quotation ("…," said X). What it cannot find it leaves out.
"""

from typing import NamedTuple

from dragoman.extract.speech.frames import Frame
from dragoman.extract.speech.phrases import (
    LONGEST,
    Phrase,
    bracket,
    first_phrase,
    is_person,
    phrase_before,
    phrase_from,
)
from dragoman.lexicon.speech import SpeechWords

DASHES = ("—", "–", "―", "-", "--")


class Cue(NamedTuple):
    """The tokens `first:last` that credit, the phrase credited, and whether the phrase comes after."""

    first: int
    last: int
    subject: Phrase
    inverted: bool

    @property
    def begins(self) -> int:
        return min(self.first, self.subject.first)

    @property
    def ends(self) -> int:
        return max(self.last, self.subject.last)


def cues(frame: Frame, words: SpeechWords) -> tuple[Cue, ...]:
    """Every cue of the frame whose subject can be found, from left to right."""
    found: list[Cue] = []
    for i, token in enumerate(frame):
        if token.kind != "word":
            found += _signed(frame, i, words)
            continue
        cue = _credit(frame, i, words) or (token.low in words.verbs and _verb(frame, i, found, words))
        if cue:
            found.append(cue)
    return tuple(found)


def _signed(frame: Frame, i: int, words: SpeechWords) -> list[Cue]:
    """`"…" — Name` at the end: a dash is all the verb there is."""
    if i == 0 or frame[i].text not in DASHES or frame[i - 1].kind != "quote":
        return []
    subject = phrase_from(frame, i + 1, words)
    alone = subject and all(token.kind == "mark" for token in frame[subject.last :])
    return [Cue(i, i + 1, subject, inverted=True)] if alone and frame[i + 1].is_name else []


def _credit(frame: Frame, i: int, words: SpeechWords) -> Cue | None:
    for credit in words.credits:
        last = i + len(credit)
        if tuple(token.low for token in frame[i:last]) == credit:
            subject = phrase_from(frame, last, words)
            return Cue(i, last, subject, inverted=True) if subject else None
    return None


def _verb(frame: Frame, i: int, before: list[Cue], words: SpeechWords) -> Cue | None:
    participle = frame[i].low in words.participles
    if i and frame[i].is_name:
        return None  # "the United States"
    if i and not participle and _is_no_verb(frame, i, words):
        return None
    if _follows_quotation(frame, i, words) and not participle:
        subject = phrase_from(frame, i + 1, words)
        if subject:
            return Cue(i, i + 1, subject, inverted=True)
        return Cue(i, i + 1, before[-1].subject, inverted=False) if before else None
    subject = _subject_before(frame, i, before, words)
    if subject and words.verbs[frame[i].low] in words.of_documents and not _is_document(frame, subject, words):
        return None
    return Cue(i, i + 1, subject, inverted=False) if subject else None


def _is_no_verb(frame: Frame, i: int, words: SpeechWords) -> bool:
    """A noun of the same form ("Lee's comments", "a report") or a passive ("was told")."""
    before = frame[i - 1]
    if before.low in words.articles:
        return True
    if before.low.endswith(("'s", "s'")) or before.low in words.of or before.low in ("by", "about", "into"):
        return True
    base = words.verbs[frame[i].low] == frame[i].low and frame[i].low in words.titles
    if base and i + 1 < len(frame) and frame[i + 1].low in words.titles and not frame[i + 1].is_name:
        return True  # "the state secretary"
    if before.low in words.passive:
        return not frame[i].low.endswith("ing")
    return words.is_adverb(before.low) and i > 1 and frame[i - 2].low in words.passive


def _follows_quotation(frame: Frame, i: int, words: SpeechWords) -> bool:
    k = i - 1
    while k >= 0 and (frame[k].text in ",—–―-" or words.is_adverb(frame[k].low)):
        k -= 1
    return k >= 0 and frame[k].kind == "quote"


def _subject_before(frame: Frame, i: int, before: list[Cue], words: SpeechWords) -> Phrase | None:
    j = _skip_between(frame, i - 1, words)
    if j < 0:
        return _main(frame, i, before, words)
    token = frame[j]
    if token.low in ("and", "but", "or", "then"):
        return _joined_clause(frame, j, words) or _main(frame, i, before, words)
    if frame[i].low in words.participles and not token.is_name:
        return _main(frame, i, before, words)
    if token.text == ",":
        return _before_aside(frame, j, words)
    if token.low in ("who", "which", "that"):
        return phrase_before(frame, j - 2 if frame[j - 1].text == "," else j - 1, words)
    phrase = phrase_before(frame, j, words)
    inside = phrase and phrase.first and frame[phrase.first - 1].low in words.prepositions
    if inside and frame[i].low not in words.participles:  # "protesters marching through the streets chanted"
        return _between(frame, i, words) or _main(frame, i, before, words)
    return phrase if phrase and (j < i - 1 or _agrees(frame, i, phrase, words)) else None


def _between(frame: Frame, i: int, words: SpeechWords) -> Phrase | None:
    """`"…," a narrator in the film says`: all that stands between the quotation and the verb."""
    first = next((k + 1 for k in range(i - 1, -1, -1) if frame[k].kind == "quote"), 0)
    opens = frame[first].is_name or frame[first].low in words.determiners
    plain = all(token.kind == "word" and token.low not in words.verbs for token in frame[first:i])
    return Phrase(first, i, i) if first and opens and plain and i - first <= LONGEST else None


def _agrees(frame: Frame, i: int, phrase: Phrase, words: SpeechWords) -> bool:
    """A bare form needs a plural ("officials say"): "Kim's mental state" is no saying, nor are "a few questions"."""
    verb, run = frame[i].low, frame[phrase.first : phrase.core]
    if verb == words.verbs[verb] + "s" and run[-1].low in words.several:
        return False
    if verb != words.verbs[verb] or verb in words.also_past:
        return True
    last = run[-1].low
    plural = last.endswith("s") or last in words.people_pronouns | words.other_pronouns
    return plural or last in words.plurals or any(token.low == "and" for token in run)


def _main(frame: Frame, i: int, before: list[Cue], words: SpeechWords) -> Phrase | None:
    """Whom the sentence is about: the last cue's subject outside relative clauses, else the first phrase."""
    for cue in reversed(before):
        if frame[cue.first - 1].low not in ("who", "which", "that") and not cue.inverted:
            return cue.subject
    return first_phrase(frame[:i], words) or (before[-1].subject if before else None)


def _joined_clause(frame: Frame, j: int, words: SpeechWords) -> Phrase | None:
    """`When it rained, X laughed and said`: the phrase that opens the clause after the last comma."""
    comma = _comma_before(frame, j)
    return phrase_from(frame, comma + 1, words) if comma > 0 else None


def _skip_between(frame: Frame, j: int, words: SpeechWords) -> int:
    """Step left over adverbs, auxiliaries, dates and brackets to where the subject ends."""
    while j >= 0:
        token = frame[j]
        if token.text == ")":
            j = bracket(frame, j) - 1
        elif token.text in DASHES:
            dash = next((k for k in range(j - 1, 0, -1) if frame[k].text in DASHES), 0)
            if not dash:
                return j
            j = dash - 1
        elif token.kind == "date" or (token.low in words.time and j and frame[j - 1].low in words.before_time):
            j -= 1
            while j >= 0 and frame[j].low in words.before_time:
                j -= 1
        elif words.is_adverb(token.low) or token.low in words.auxiliaries:
            j -= 1
        elif token.low == "to" and j > 1 and frame[j - 1].low == "on" and frame[j - 2].low in ("went", "goes", "go"):
            j -= 3
        else:
            return j
    return j


def _before_aside(frame: Frame, comma: int, words: SpeechWords) -> Phrase | None:
    """`X, who came from Y, said`: the phrase before the aside that this comma closes."""
    k, passed = _comma_before(frame, comma), None
    while k > 0:
        aside = frame[k + 1]
        phrase = phrase_before(frame, k - 1, words)
        earlier = _comma_before(frame, k)
        plain_aside = phrase is None or (
            earlier > 0 and frame[earlier + 1].low in words.appositive and not frame[k - 1].is_name
        )
        if phrase and not plain_aside and aside.text != ",":
            last = frame[phrase.core - 1]
            speaks = passed is None or last.is_name or is_person(last, words)
            return (phrase if speaks else passed)._replace(last=comma)
        if earlier <= 0:
            return (passed or phrase) and (passed or phrase)._replace(last=comma)
        passed = passed or phrase  # "…, its minister, X, said": the aside of nothing is a source after all
        k = earlier
    return passed and passed._replace(last=comma)


def _comma_before(frame: Frame, i: int) -> int:
    for k in range(i - 1, -1, -1):
        if frame[k].kind == "quote":
            return -1
        if frame[k].text == ",":
            return k
    return -1


def _is_document(frame: Frame, phrase: Phrase, words: SpeechWords) -> bool:
    return any(token.low in words.documents for token in frame[phrase.first : phrase.core])
