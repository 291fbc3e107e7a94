"""Contradictions: short affairs of our own, each told by a few outlets, and what their tellings disagree about.

A file of cases in, precision and recall out, over contradictions. A number is right
if what is counted and both numbers are, a date if both days are; who did it and
denials are right if there is one.

    == Two tolls of one day
    -- Frontier Times | 2025-05-07
    Indian missiles killed 26 people …
    -- Ganges Herald | 2025-05-07
    … killed 31 people, doctors said.
    number | people killed | 26 | 31
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.evaluation.figures import Count, Figure, figure
from dragoman.lexicon import Lexicon
from dragoman.merge.records.facts import records
from dragoman.model.article import Article, Published
from dragoman.model.identity import content_id
from dragoman.model.story import Contradiction
from dragoman.pipeline import disagreements, read_article

NONE = "none"
KINDS = ("number", "date", "doer", "denial")


class Case(msgspec.Struct, frozen=True):
    title: str
    articles: tuple[Article, ...]
    answers: tuple[tuple[str, ...], ...]


class Contradictions(msgspec.Struct, frozen=True):
    """`silent`: of the cases without a contradiction, the share in which we told none."""

    cases: int
    figures: dict[str, Figure]
    silent: float
    misses: tuple[str, ...]


def score(path: Path, lexicon: Lexicon) -> Contradictions:
    """Each case is one affair: whether its articles would be found to be one is asked elsewhere."""
    counts: dict[str, list[Count]] = {"all": []}
    misses, told, quiet, silent = [], 0, 0, 0
    for case in cases(path):
        told += 1
        articles = {article.id: article for article in case.articles}
        findings = [finding for article in case.articles for finding in read_article(article, lexicon).findings]
        ours = disagreements(case.articles, {}, records(findings, articles, {}), lexicon)
        quiet += not case.answers
        silent += not case.answers and not ours
        found = sum(any(_same(one, answer) for one in ours) for answer in case.answers)
        right = sum(any(_same(one, answer) for answer in case.answers) for one in ours)
        count = Count(len(case.answers), found, len(ours), right)
        counts["all"].append(count)
        for kind in {answer[0] for answer in case.answers} | {one.kind for one in ours}:
            gold, made = [a for a in case.answers if a[0] == kind], [one for one in ours if one.kind == kind]
            hits = sum(any(_same(one, answer) for answer in gold) for one in made)
            counts.setdefault(kind, []).append(
                Count(len(gold), sum(any(_same(one, a) for one in made) for a in gold), len(made), hits)
            )
        if found < len(case.answers) or right < len(ours):
            misses.append(_miss(case, ours))
    figures = {kind: figure(counts[kind]) for kind in ("all", *KINDS) if kind in counts}
    return Contradictions(told, figures, round(silent / quiet, 3) if quiet else 0.0, tuple(misses))


def cases(path: Path) -> Iterator[Case]:
    for part in path.read_text("utf-8").split("\n== ")[1:]:
        title, _, rest = part.partition("\n")
        articles, answers = [], []
        for told in rest.split("-- ")[1:]:
            head, *lines = told.strip().splitlines()
            outlet, day = (piece.strip() for piece in head.split("|"))
            is_answer = [line.partition(" | ")[0] in (*KINDS, NONE) for line in lines]
            text = "\n".join(line for line, answer in zip(lines, is_answer, strict=True) if not answer)
            answers += [
                tuple(line.split(" | "))
                for line, answer in zip(lines, is_answer, strict=True)
                if answer and line != NONE
            ]
            published = Published(day, "metadata")
            articles.append(
                Article(content_id("a", outlet, day, text), "", "", text, outlet=outlet, published=published)
            )
        yield Case(title, tuple(articles), tuple(answers))


def _same(ours: Contradiction, gold: tuple[str, ...]) -> bool:
    if ours.kind != gold[0]:
        return False
    values = {side.value.casefold() for side in ours.sides}
    if ours.kind == "number":
        return ours.what == gold[1] and {value.casefold() for value in gold[2:]} <= values
    return ours.kind != "date" or set(gold[1:]) <= values


def _miss(case: Case, ours: tuple[Contradiction, ...]) -> str:
    gold = "; ".join(" | ".join(answer) for answer in case.answers) or NONE
    made = "; ".join(" | ".join((one.kind, one.what, *(side.value for side in one.sides))) for one in ours) or NONE
    return f"{case.title}: gold {gold} · ours {made} · {' / '.join(article.text for article in case.articles)}"
