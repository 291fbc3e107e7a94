"""Heads: which words of a source's phrase say who it is, without what hangs on them.

Words of a phrase and the mentions inside it in, some of them out. Whom they mean is asked in speakers.
"""

from itertools import pairwise

from dragoman.extract.speech.words import Word
from dragoman.lexicon.speech import SpeechWords
from dragoman.model.actor import Mention


def head(phrase: list[Word], mentions: list[Mention], words: SpeechWords) -> list[Word]:
    """The phrase without what a preposition ties to it: "a spokesman for X" is the spokesman."""
    for i, word in enumerate(phrase):
        if i and word.low in words.of | words.prepositions:
            office = phrase[i - 1].name or phrase[i - 1].low in words.titles
            within = office and phrase[i + 1 :] and phrase[i + 1].name and phrase[i + 1].low in words.titles
            if not within:  # "Secretary of State Jane Roe" is one run
                return phrase if _closes_with_name(phrase, mentions, words) else phrase[:i]
    return phrase


def _closes_with_name(phrase: list[Word], mentions: list[Mention], words: SpeechWords) -> bool:
    """`the President of the Republic Jane Roe`: a full name that a mention sets apart at the end."""
    ends = [mention for mention in mentions if mention.end == phrase[-1].end]
    if not ends or ends[-1].form != "name":
        return False
    before = [word for word in phrase if word.end <= ends[-1].start]
    ties = words.of | words.prepositions | words.articles | {"and"}
    return bool(before) and before[-1].low not in ties


def trailing_name(head: list[Word], mentions: list[Mention], words: SpeechWords) -> list[Word]:
    """The name that ends the phrase, its titles set aside: "Jane Roe" of "Russian Foreign Minister Jane Roe"."""
    first = len(head)
    while first and (head[first - 1].name or (first < len(head) and head[first - 1].low in words.particles)):
        first -= 1
    if first == 0 and len(head) == 1 and head[0].low in words.nouns | words.utterances:
        return []  # "Officials", "Remarks": a capital at the sentence's start is no name
    titles = [i for i in range(first, len(head) - 1) if head[i].low in words.titles]
    run = head[titles[-1] + 1 if titles else first :]
    covered = [m for m in mentions if m.form in ("adjective", "state", "capital", "organ")]
    while run and (
        run[0].low in words.titles | words.not_names
        or run[0].owns
        or any(m.start <= run[0].start < m.end for m in covered)
    ):
        run = run[1:]
    return run


def first_of_several(text: str, mentions: list[Mention]) -> Mention | None:
    """`China and Russia`: the first, where nothing but "and" stands between two."""
    if len(mentions) < 2 or not all(m.actors and m.form not in ("adjective", "pronoun") for m in mentions):
        return None
    joined = all(text[a.end : b.start].strip(" ,") in ("and", "&", "") for a, b in pairwise(mentions))
    return mentions[0] if joined and text[mentions[-2].end : mentions[-1].start].strip() else None


def whole(phrase: list[Word], mentions: list[Mention], words: SpeechWords) -> Mention | None:
    """The body that all of the phrase names: "the foreign ministry in Budapest"."""
    for mention in mentions:
        if mention.actors and mention.form == "organ" and mention.end >= phrase[-1].end - len("’s"):
            opening = [word for word in phrase if word.start < mention.start]
            return mention if all(word.low in words.articles for word in opening) else None
    return None
