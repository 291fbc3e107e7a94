"""An example: one sentence with what is known of it, from annotations, from our own sentences or from UNER."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from dragoman.evaluation import standoff
from dragoman.evaluation.standoff import Attribution, Event, Pair
from training import written
from training.corpora import part, texts

ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
POSSESSIVE = re.compile(r"[’']s?$")


class Example(msgspec.Struct, frozen=True):
    """Offsets are into `text`. None: nothing is known, and nothing is learned from it."""

    text: str
    source: str  # corpus, or "written"
    document: str = ""
    mentions: tuple[tuple[int, int, str], ...] | None = None
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] | None = None
    contexts: tuple[str, ...] | None = None
    entities: tuple[tuple[int, int, str], ...] | None = None


def annotated(paths: list[Path], data: Path) -> Iterator[Example]:
    """Every annotated sentence, with offsets of its own; what of a quotation lies in other sentences is left off."""
    for path in paths:
        for document, text in standoff.joined(standoff.load(path), partial(texts, data=data)):
            for sentence in document.sentences:
                yield _example(document, sentence, text)


def _example(document: standoff.Document, sentence: standoff.Sentence, text: str) -> Example:
    start, end = sentence.span

    def own(spans: tuple[Pair, ...]) -> tuple[Pair, ...]:
        inside = (pair for pair in spans if start <= pair[0] and pair[1] <= end)
        return tuple((a - start, b - start) for a, b in inside if any(map(str.isalnum, text[a:b])))

    return Example(
        text=text[start:end].replace("\n", " "), source=document.corpus, document=document.document,
        mentions=tuple((a - start, b - start, kind) for a, b, kind in sentence.mentions),
        events=tuple(msgspec.structs.replace(one, words=own(one.words)) for one in sentence.events),
        attributions=tuple(
            Attribution(own(one.source), own(one.cue), own(one.content)) for one in sentence.attributions
        ),
        contexts=sentence.contexts,
    )  # fmt: skip


def our_own(folder: Path) -> Iterator[Example]:
    """The sentences we wrote; only the stories among them say anything of attributions."""
    for path in sorted(folder.glob("*.txt")):
        for one in written.sentences(path):
            yield Example(
                text=one.text, source="written", document=path.stem,
                mentions=tuple(_bare(mention, one.text) for mention in one.mentions),
                events=one.events, attributions=one.attributions, contexts=one.contexts,
            )  # fmt: skip


def _bare(mention: tuple[int, int, str], text: str) -> tuple[int, int, str]:
    """A mention without its article and its possessive 's, which the guide leaves out and writers need not."""
    start, end, kind = mention
    words = ARTICLE.sub("", text[start:end])
    start = end - len(words)
    return start, end - len(words) + len(POSSESSIVE.sub("", words)), kind


def entities(data: Path) -> Iterator[Example]:
    """Universal NER over the English Web Treebank: persons, places, organisations; its stray B-O tags mean O."""
    for text, tokens in part(data / "uner" / "train.iob2"):
        found: list[tuple[int, int, str]] = []
        at, open_ = 0, False
        for word, tag in tokens:
            start = text.find(word, at)
            at = start + len(word)
            kind = tag[2:] if tag[2:] in ("PER", "LOC", "ORG") else ""
            if kind and (tag[0] == "B" or not open_):
                found.append((start, at, kind))
            elif kind:
                found[-1] = (found[-1][0], at, found[-1][2])
            open_ = bool(kind)
        yield Example(text=text, source="uner", entities=tuple(found))
