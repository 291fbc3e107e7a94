"""Offices: who held an office on a day, asked as the news asks: "the Japanese prime minister", on 2024-09-30.

A table of day, phrase and answer in ("-": nobody can rightly be named); how many are
answered, and rightly, out. Each phrase is read in a sentence of its own on its day.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.actors.mentions import mentions
from dragoman.errors import NotFound
from dragoman.evaluation.figures import Count, Figure, figure
from dragoman.lexicon import Lexicon
from dragoman.model.article import Article, Published
from dragoman.model.identity import slug
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.pipeline import segment

NOBODY = "-"
SAME = dict.fromkeys(("mohamed", "mohammad", "muhammad", "mohamad"), "mohammed")  # one name, however it is spelled
BEFORE, AFTER = "In the capital, ", " spoke to reporters at noon."


class Question(msgspec.Struct, frozen=True):
    day: str
    phrase: str
    answer: str
    why: str


class Offices(msgspec.Struct, frozen=True):
    """`right` counts a silence where nobody can be named; `named` looks at the answers alone."""

    questions: int
    right: float
    interval: tuple[float, float]
    named: Figure
    misses: tuple[str, ...]


def score(path: Path, lexicon: Lexicon) -> Offices:
    asked = list(questions(path))
    given = [answer(one, lexicon) for one in asked]
    right = [_is_right(one, name, lexicon) for one, name in zip(asked, given, strict=True)]
    made = figure([Count(1, int(good), 1, int(good)) for good in right])
    named = [
        Count(
            int(one.answer != NOBODY), int(good and one.answer != NOBODY), int(name is not None),
            int(good and name is not None),
        )
        for one, name, good in zip(asked, given, right, strict=True)
    ]  # fmt: skip
    misses = tuple(
        f"{one.day}: {one.phrase} | gold {one.answer} ({one.why}) | ours {name or NOBODY}"
        for one, name, good in zip(asked, given, right, strict=True)
        if not good
    )
    return Offices(len(asked), made.recall, made.interval, figure(named), misses)


def questions(path: Path) -> Iterator[Question]:
    if not path.is_file():
        raise NotFound(f"{path}: does not exist; give a table of day, phrase, answer and why, tab-separated")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row and not row[0].startswith("#"):
                yield Question(*row[:4])


def answer(question: Question, lexicon: Lexicon) -> str | None:
    """The person whom the phrase is taken to mean on its day, None if nobody."""
    text = BEFORE + question.phrase + AFTER
    article = Article(id="a", page="", page_id="", text=text, published=Published(question.day, "metadata"))
    reading = mentions(segment(Reading(article), lexicon), lexicon)
    asked = Span(len(BEFORE), len(BEFORE) + len(question.phrase))
    people = {
        actor.name: actor
        for mention in reading.mentions
        if mention.end == asked.end
        for actor in mention.actors
        if (actor.tie, actor.name) in lexicon.offices.by_person
    }
    return next(iter(people)) if len(people) == 1 else None


def _is_right(question: Question, name: str | None, lexicon: Lexicon) -> bool:
    if question.answer == NOBODY or name is None:
        return question.answer == NOBODY and name is None
    wanted = _words(question.answer)
    spellings = {name} | {
        other
        for (_, person), terms in lexicon.offices.by_person.items()
        if person == name
        for term in terms
        for other in term.names
    }
    return any(wanted <= _words(other) or _words(other) <= wanted for other in spellings)


def _words(name: str) -> frozenset[str]:
    """Names are the same if one's words are among the other's: "Alejandro Maldonado" (Aguirre), "Sheikh" Tamim."""
    return frozenset(SAME.get(word, word) for word in slug(name).split("-"))
