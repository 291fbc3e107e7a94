"""Issues: what was left open, counted by stage and kind, and the phrases that name nobody for sure.

Issues and their articles' texts in, counts out. A phrase is read from the text by
its offsets. What costs most comes first: phrases for which deeds were left out or
kept without a state, then by how often they stand in the record.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import msgspec

from dragoman.model.reading import Issue

DEEDS = "deeds"  # the stage whose doubts about a phrase cost a deed, or the state of a party to one


class Kind(msgspec.Struct, frozen=True):
    """How many issues of a stage say one thing."""

    stage: str
    what: str
    count: int


class Phrase(msgspec.Struct, frozen=True):
    """Words that name nobody for sure: how often, in how many articles, how many deeds hang on them, and why."""

    words: str
    times: int
    articles: int
    deeds: int
    why: tuple[str, ...]  # the commonest reason first


class Summary(msgspec.Struct, frozen=True):
    issues: int
    kinds: tuple[Kind, ...]
    phrases: tuple[Phrase, ...]

    @property
    def mentions(self) -> int:
        """Mentions that could not be resolved."""
        return sum(phrase.times for phrase in self.phrases)


class _Mention(msgspec.Struct, frozen=True):
    """One place in one article where somebody is named and nobody known is meant."""

    words: str
    article: str
    why: tuple[str, ...]
    deeds: int


def summary(issues: Iterable[Issue], text: Callable[[str], str]) -> Summary:
    """What these issues amount to; `text` gives an article's text by its id."""
    count, kinds, mentions = 0, Counter(), []
    by_article = sorted(issues, key=lambda issue: (issue.article or "", issue.start or 0, issue.end or 0, issue.stage))
    for article, group in groupby(by_article, key=lambda issue: issue.article):
        told = text(article) if article else ""
        doubted: list[tuple[Issue, str]] = []
        for issue in group:
            phrase, what = _parted(issue, told)
            count += 1
            kinds[issue.stage, what] += 1
            if phrase is not None:
                doubted.append((issue, what))
        mentions.extend(_mentions(doubted, told))
    counted = (Kind(stage, what, number) for (stage, what), number in kinds.items())
    return Summary(
        issues=count,
        kinds=tuple(sorted(counted, key=lambda kind: (-kind.count, kind.stage, kind.what))),
        phrases=_phrases(mentions),
    )


def _parted(issue: Issue, text: str) -> tuple[str | None, str]:
    """The phrase that an issue doubts, if it doubts one, and what it says of it."""
    if issue.article is None:
        return None, issue.message.partition(": ")[2].partition(";")[0] or issue.message
    if issue.start is not None and issue.end is not None:
        phrase = text[issue.start : issue.end]
        what = issue.message.removeprefix(f"“{phrase}”: ")
        if what != issue.message:
            return phrase, what
    return None, issue.message.partition(":")[0]


def _mentions(doubted: Sequence[tuple[Issue, str]], text: str) -> Iterable[_Mention]:
    """One for all doubts that overlap: the words are those of the first that is no matter of a deed."""
    together: list[list[tuple[Issue, str]]] = []
    end = -1
    for issue, what in doubted:
        if issue.start >= end:
            together.append([])
        together[-1].append((issue, what))
        end = max(end, issue.end)
    for group in together:
        named = next((issue for issue, _ in group if issue.stage != DEEDS), group[0][0])
        ordered = sorted(group, key=lambda pair: pair[0].stage == DEEDS)
        yield _Mention(
            text[named.start : named.end], named.article, tuple(dict.fromkeys(what for _, what in ordered)),
            sum(issue.stage == DEEDS for issue, _ in group),
        )  # fmt: skip


def _phrases(mentions: Iterable[_Mention]) -> tuple[Phrase, ...]:
    by_words: dict[str, list[_Mention]] = {}
    for mention in mentions:
        by_words.setdefault(" ".join(mention.words.split()).casefold(), []).append(mention)
    found = [
        Phrase(
            words=_commonest(mention.words for mention in group)[0],
            times=len(group),
            articles=len({mention.article for mention in group}),
            deeds=sum(mention.deeds for mention in group),
            why=_commonest(why for mention in group for why in mention.why),
        )
        for group in by_words.values()
    ]
    return tuple(sorted(found, key=lambda one: (-one.deeds, -one.times, -one.articles, one.words)))


def _commonest(values: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))
