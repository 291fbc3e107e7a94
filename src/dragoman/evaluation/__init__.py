"""Evaluation: our figures on gold sets, beside the published ones.

    samples      findings of pages against a careful reader's   compare, pairs, gold
    relations    the type between a given pair
    news         what the reader sees in annotated real news
    statements   who said what, in PolNeAR's format
    offices      who held an office on a day
    passages     who is meant by a phrase
    where        the place of a deed
    words        statements, pledges, meetings and positions in short articles      cases
    places       is a place's name the place or its government, in ReLocaR's format
    names        persons, places and organisations by name, in UNER (uner) and GUM (gum)
    coreference  which phrases mean the same somebody, in GUM                      clusters
    unscon       is a sentence of a speech against somebody, in UNSCon's format
    dates        date expressions and the days they mean, in GUM
    cutting      articles cut out of pages
    stories      which articles tell one affair                                     clusters
    contradictions  what the tellings of one affair disagree about
    table        all of them, beside published.toml
    floors       the quality gate

A gold file or folder in, lines out: JSON for one set, a table for all. Measures
only: nothing here changes what is read.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.errors import NotFound
from dragoman.evaluation import (
    contradictions,
    coreference,
    dates,
    floors,
    names,
    news,
    offices,
    passages,
    places,
    relations,
    samples,
    statements,
    stories,
    table,
    unscon,
    where,
    words,
)
from dragoman.evaluation.cutting import cutting
from dragoman.evaluation.gold import pages_folder
from dragoman.lexicon import Lexicon, load
from dragoman.reader.read import read

FOLDERS = ("evals/gold", "../shared/data")  # where gold sets lie in a checkout; the second is not ours to ship
FLOORS = "evals/floors.toml"
READERS = ("words-first.toml", "words-second.toml")  # what two readers answered to the same cases, each alone
NAMED = ("uner", "gum")  # the sets with names
AFFAIRS = ("stories.txt", "stories-kept.txt", "stories-public.tsv")


def run(
    what: str = "all", path: str | None = None, data: Sequence[str] = FOLDERS, *, errors: bool = False,
    lexicon: Sequence[str] = (),
) -> Iterator[str]:  # fmt: skip
    """The lines of one evaluation; `errors` gives every miss and false alarm instead of the figures.

    `lexicon`: a user's own tables beside ours.
    """
    if what not in EVALUATIONS:
        raise NotFound(f"{what}: no such evaluation; choose one of {', '.join(EVALUATIONS)}")
    evaluate, usual = EVALUATIONS[what]
    return evaluate(_path(what, path, usual, data), load(lexicon), data, errors)


def _path(what: str, path: str | None, usual: str | None, data: Sequence[str]) -> Path | None:
    if path is not None or usual is None:
        return Path(path) if path else None
    found = table.at_hand(usual, data)
    if found is None:
        raise NotFound(f"eval {what}: {usual} is in none of {', '.join(data)}; name the gold file or folder")
    return found


def _all(path: Path | None, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    yield from table.lines(data, lexicon)


def _relations(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    if errors:
        yield from relations.errors(path)
    else:
        yield _json(relations.score(path))


def _statements(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    yield _json(statements.score(path, lexicon))


def _dates(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    found = dates.score(path, lexicon)
    if errors:
        yield from found.misses
    else:
        yield _json({part: {"documents": found.documents[part], **figures} for part, figures in found.figures.items()})


def _offices(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    found = offices.score(path, lexicon)
    if errors:
        yield from found.misses
    else:
        yield _json({
            "questions": found.questions, "right": found.right, "interval": found.interval, "named": found.named,
        })  # fmt: skip


def _passages(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    found = passages.score(path, lexicon)
    if errors:
        yield from found.misses
    else:
        yield _json({"passages": found.passages, "left open where nobody can know": found.silent, **found.figures})


def _places(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    found = places.score(path, lexicon)
    if errors:
        yield from found.misses
    else:
        yield _json({"sentences": found.sentences, **found.answers})


def _names(path: Path | None, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    """The set that is named, or else every one at hand."""
    at_hand = [found for name in NAMED if (found := table.at_hand(name, data)) is not None]
    if path is None and not at_hand:
        raise NotFound(f"eval names: {' and '.join(NAMED)} are in none of {', '.join(data)}; name the file or folder")
    scored = {one.name: names.score(one, lexicon) for one in ([path] if path is not None else at_hand)}
    if errors:
        yield from (line for found in scored.values() for line in found.misses)
    else:
        yield _json({name: {"documents": found.documents, **found.figures} for name, found in scored.items()})


def _coreference(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    found = coreference.score(path, lexicon)
    if errors:
        yield from found.misses
    else:
        yield _json(found.parts)


def _where(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    found = where.score(path, lexicon)
    if errors:
        yield from found.misses
    else:
        yield _json({
            "deeds": found.passages, "found": found.found,
            "left open where no place is told": found.silent, **found.figures,
        })  # fmt: skip


def _words(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    found = words.score(path, lexicon)
    if errors:
        yield from found.misses
        return
    told = {"cases": found.cases, "near-misses spared": found.spared, **found.figures}
    first, second = (path.with_name(name) for name in READERS)
    if first.is_file() and second.is_file():
        told["a second reader"] = words.agreement(first, second, lexicon).figures
    yield _json(told)


def _positions(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    found = unscon.score(path, lexicon)
    if errors:
        yield from found.misses
    else:
        yield _json({
            "sentences": found.sentences, "speeches": found.speeches, "negative": found.negative,
            "systems": found.systems, "Dragoman, right state of those right": found.targets,
        })  # fmt: skip


def _news(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    found = news.score(path, news.texts_in(data), lexicon, read)
    if errors:
        yield from found.misses
    else:
        yield _json({
            "documents": found.documents, "sentences": found.sentences,
            "types, macro F1": found.types, "interval": found.types_interval, "types": found.by_type, **found.figures,
            "confidence of deeds, by tenths": found.reliability,
        })  # fmt: skip


def _samples(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    found = samples.score(path, lexicon)
    if errors:
        yield from found.errors()
    else:
        yield _json({
            "digest": found.digest, "articles": found.articles, "failures": found.failures, **found.figures(),
        })  # fmt: skip


def _cutting(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    found = cutting(path, pages_folder(path), lexicon)
    if errors:
        yield from found.differences
    else:
        yield _json({name: round(share, 3) for name, share in found.table().items()})


def _stories(path: Path | None, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    """The set that is named, or else every one at hand."""
    at_hand = [found for name in AFFAIRS if (found := table.at_hand(name, data)) is not None]
    if path is None and not at_hand:
        raise NotFound(f"eval stories: {' and '.join(AFFAIRS)} are in none of {', '.join(data)}; name the file")
    scored = {one.name: stories.score(one, lexicon, data) for one in ([path] if path is not None else at_hand)}
    if errors:
        yield from (f"{name}: {line}" for name, found in scored.items() for line in found.misses)
    else:
        yield _json({
            name: {
                "articles": found.articles, "affairs": found.affairs,
                "best threshold of single link": found.threshold, **found.systems,
            }
            for name, found in scored.items()
        })  # fmt: skip


def _contradictions(path: Path, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    found = contradictions.score(path, lexicon)
    if errors:
        yield from found.misses
    else:
        yield _json({"cases": found.cases, "silent where nothing is disputed": found.silent, **found.figures})


def _floors(path: Path | None, lexicon: Lexicon, data: Sequence[str], errors: bool) -> Iterator[str]:
    gold = _path("floors", None, "samples", data)
    held, found = floors.load(path or Path(FLOORS)), samples.score(gold, lexicon)
    complaints = list(floors.broken(held, found))
    yield from complaints or ["every floor holds"]
    yield ""
    yield "# floors just under today's figures:"
    yield from floors.proposal(held, found)


Evaluation = Callable[[Path | None, Lexicon, Sequence[str], bool], Iterator[str]]

# What can be evaluated, and the gold set that it takes where none is named.
EVALUATIONS: dict[str, tuple[Evaluation, str | None]] = {
    "all": (_all, None),
    "relations": (_relations, "plv_dev.tsv"),
    "news": (_news, "news.jsonl"),
    "statements": (_statements, "polnear_dev"),
    "offices": (_offices, "offices.tsv"),
    "passages": (_passages, "passages.txt"),
    "where": (_where, "where.txt"),
    "words": (_words, "words.toml"),
    "positions": (_positions, "unscon"),
    "dates": (_dates, "gum"),
    "places": (_places, "relocar"),
    "names": (_names, None),
    "coreference": (_coreference, "gum"),
    "samples": (_samples, "samples"),
    "cutting": (_cutting, "samples"),
    "stories": (_stories, None),
    "contradictions": (_contradictions, "contradictions.txt"),
    "floors": (_floors, None),
}


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
