"""Where: the place of a deed, in short passages of our own, each with its day.

A file of passages in the form of `passages`, with a deed's words and its place; out
comes how many deeds were found, and precision and recall of their states and of
their places as precisely as the words tell them. "-": the words do not say where.

    == by the lake | 2025-07-01
    Iran and Sweden signed a treaty in Geneva.
    signed → city Geneva CHE
"""

from collections import Counter
from pathlib import Path

import msgspec

from dragoman.evaluation.figures import Count, Figure, figure
from dragoman.evaluation.passages import Passage, Phrase, passages
from dragoman.lexicon import Lexicon
from dragoman.model.article import Article, Published
from dragoman.model.finding import Event, Meeting, Place
from dragoman.model.identity import slug
from dragoman.pipeline import read_article

NOWHERE = "-"


class Where(msgspec.Struct, frozen=True):
    """`figures`: the state, and the place whole. `silent`: of deeds found without a place told, the share left open."""

    passages: int
    found: int
    figures: dict[str, Figure]
    silent: float
    misses: tuple[str, ...]


def score(path: Path, lexicon: Lexicon) -> Where:
    """A passage whose deed is not found counts as a place missed, if it tells one."""
    counts: dict[str, list[Count]] = {"state": [], "place": []}
    misses, asked, found, open_, silent = [], 0, 0, 0, 0
    for passage in passages(path):
        for phrase in passage.phrases:
            asked += 1
            deeds = _deeds(passage, phrase, lexicon)
            ours = {deed.where for deed in deeds if deed.where is not None}
            gold = phrase.answers[0]
            told = gold != NOWHERE
            found += bool(deeds)
            open_ += bool(deeds) and not told
            silent += bool(deeds) and not told and not ours
            for name, same in (("state", _same_state), ("place", _same)):
                right = told and bool(ours) and all(same(one, gold) for one in ours)
                tally = Counter(gold=told, hits=right, ours=bool(ours))
                counts[name].append(Count(tally["gold"], tally["hits"], tally["ours"], tally["hits"]))
            if (told or ours) and not right:
                misses.append(_miss(passage, phrase, gold, ours, bool(deeds)))
    return Where(
        asked, found, {name: figure(each) for name, each in counts.items()},
        round(silent / open_, 3) if open_ else 0.0, tuple(misses),
    )  # fmt: skip


def _deeds(passage: Passage, phrase: Phrase, lexicon: Lexicon) -> list[Event | Meeting]:
    article = Article(id="a", page="", page_id="", text=passage.text, published=Published(passage.day, "metadata"))
    return [
        finding
        for finding in read_article(article, lexicon).findings
        if isinstance(finding, Event | Meeting)
        and (isinstance(finding, Event) or finding.is_whole)
        and finding.citation.start <= phrase.span.start
        and phrase.span.end <= finding.citation.end
    ]


def _same_state(ours: Place, gold: str) -> bool:
    return ours.state == gold.split()[-1]


def _same(ours: Place, gold: str) -> bool:
    """A city may be called as the table or as the text does ("New York")."""
    named = {slug(f"{ours.precision} {name or ''} {ours.state}") for name in (ours.city, ours.city and ours.text)}
    return slug(gold) in named


def _miss(passage: Passage, phrase: Phrase, gold: str, ours: set[Place], found: bool) -> str:
    told = " and ".join(sorted(f"{one.precision} {one.city or one.text} {one.state}" for one in ours))
    told = told or ("nowhere" if found else "no deed")
    words = phrase.span.of(passage.text)
    return f"{passage.title}: “{words}” gold {gold} | ours {told} | {passage.text}"
