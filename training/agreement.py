"""How far two blind annotators of the same stories agree, and each with what was settled: the ceiling for any reader.

    python -m training.agreement

Counts as `dragoman eval news` does: one annotator stands for the gold, the other for the reader.
"""

from collections.abc import Iterator
from pathlib import Path

from dragoman.evaluation import standoff
from dragoman.evaluation.figures import Count, figure
from dragoman.evaluation.news import added, counted, paired
from dragoman.evaluation.standoff import Document, Sentence
from dragoman.model.seen import Deed, Named, Said, Seen
from dragoman.model.span import Span
from training.corpora import ANNOTATIONS

SETTLED = Path(__file__).parents[1] / "evals" / "gold" / "news.jsonl"


def main() -> None:
    first, second = (standoff.load(ANNOTATIONS / f"voa.{name}.jsonl") for name in "AB")
    settled = standoff.load(SETTLED)
    pairs = {"A and B": (first, second), "A and settled": (settled, first), "B and settled": (settled, second)}
    for name, (gold, other) in pairs.items():
        print(f"{name}:")
        for what, line in figures(gold, other):
            print(f"  {what:22} {line}")


def figures(gold: tuple[Document, ...], other: tuple[Document, ...]) -> Iterator[tuple[str, str]]:
    """F1 of every part, over the documents that both have."""
    by_name = {one.document: one for one in other}
    documents = [(one, by_name[one.document]) for one in gold if one.document in by_name]
    counts: list[dict[str, Count]] = []
    for one, two in documents:
        here: dict[str, Count] = {}
        for sentence, read in zip(one.sentences, two.sentences, strict=True):
            seen = as_seen(read)
            for name, made in counted(sentence, seen, paired(sentence, seen)).items():
                here[name] = added(here.get(name, Count()), made)
        counts.append(here)
    for name in counts[0]:
        made = figure([here.get(name, Count()) for here in counts])
        low, high = made.interval
        yield name, f"F1 {made.f1:.3f} [{low:.3f}–{high:.3f}]  of {made.gold} and {made.ours}, {len(documents)} stories"


def as_seen(sentence: Sentence) -> Seen:
    """An annotated sentence in the shape of what the reader sees."""
    span = Span(*sentence.span)
    named = tuple(Named(Span(start, end), kind, 1.0) for start, end, kind in sentence.mentions)
    deeds = tuple(
        Deed(
            type=event.type, modes=event.modes, aux=event.aux, mutual=event.mutual,
            actors=tuple(named[number] for number in event.actors),
            recipients=tuple(named[number] for number in event.recipients),
            words=Span(*event.words[0]), sentence=span, confidence=1.0,
        )
        for event in sentence.events
    )  # fmt: skip
    said = tuple(
        Said(
            source=Span(*one.source[0]) if one.source else None, cue=Span(*one.cue[0]),
            content=tuple(Span(*pair) for pair in one.content), sentence=span, confidence=1.0,
        )
        for one in sentence.attributions
        if one.cue
    )  # fmt: skip
    return Seen(span, named, deeds, said, sentence.contexts)


if __name__ == "__main__":
    main()
