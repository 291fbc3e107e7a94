"""Passages: who is meant by a phrase, in short passages of our own, each with its day.

A file of passages with phrases and answers in; precision of what is resolved, recall
of what can be, and how often we keep silent where nobody can know, out.

    == two of one name | 2025-07-01
    Lee Jae-myung met Lee Jun-seok. Lee smiled.
    Lee Jae-myung → person Lee Jae-myung
    Lee@3 → ?
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.actors.mentions import mentions
from dragoman.errors import NotFound
from dragoman.evaluation.figures import Count, Figure, figure
from dragoman.lexicon import Lexicon
from dragoman.model.actor import Actor, Mention
from dragoman.model.article import Article, Published
from dragoman.model.identity import slug
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.pipeline import segment
from dragoman.reader.read import read

NOBODY_KNOWS = "?"
ASIDE = 4  # characters of an article or a possessive
ARTICLE = re.compile(r"^(?:the|an?|his|her|its|their)\s+", re.IGNORECASE)


class Phrase(msgspec.Struct, frozen=True):
    """Words at a place, and whom they mean: "person Lee Jae-myung", "state KOR" …; none where nobody can know."""

    span: Span
    answers: tuple[str, ...]


class Passage(msgspec.Struct, frozen=True):
    title: str
    day: str
    text: str
    phrases: tuple[Phrase, ...]


class Passages(msgspec.Struct, frozen=True):
    """`figures` of all and by kind of answer; `silent` is the share of open ones that we leave open."""

    passages: int
    figures: dict[str, Figure]
    silent: float
    misses: tuple[str, ...]


def score(path: Path, lexicon: Lexicon) -> Passages:
    counts: dict[str, list[Count]] = {}
    misses, asked = [], list(passages(path))
    open_, silent = 0, 0
    for passage in asked:
        own: dict[str, Counter[str]] = {}
        for phrase, mention in _read(passage, lexicon):
            kind = phrase.answers[0].split()[0] if phrase.answers else NOBODY_KNOWS
            kind = "group" if len(phrase.answers) > 1 else kind
            resolved = mention is not None and bool(mention.actors)
            right = resolved and _is_meant(phrase.answers, mention, lexicon)
            open_ += not phrase.answers
            silent += not phrase.answers and not resolved
            for name in ("all", kind):
                tally = own.setdefault(name, Counter())
                tally.update(gold=bool(phrase.answers), hits=right, ours=resolved)
            if not right and (phrase.answers or resolved):
                misses.append(_miss(passage, phrase, mention))
        for name, tally in own.items():
            made = Count(tally["gold"], tally["hits"], tally["ours"], tally["hits"])
            counts.setdefault(name, []).append(made)
    return Passages(
        len(asked), {name: figure(each) for name, each in counts.items()},
        round(silent / open_, 3) if open_ else 0.0, tuple(misses),
    )  # fmt: skip


def passages(path: Path) -> Iterator[Passage]:
    """The passages of a file.

    Raises NotFound where it is none, or a phrase does not stand in its text.
    """
    if not path.is_file():
        raise NotFound(f"{path}: does not exist; give a file of passages")
    text = re.sub(r"^#.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        head, told, *lines = block.strip().split("\n")
        title, _, day = head.rpartition(" | ")
        yield Passage(title, day, told, tuple(_phrase(line, told, path) for line in lines if line.strip()))


def _phrase(line: str, text: str, path: Path) -> Phrase:
    words, _, answer = line.partition(" → ")
    words, _, which = words.partition("@")
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if len(places) < int(which or 1):
        raise NotFound(f"{path}: {line!r}: the words do not stand in {text[:60]!r}")
    start = places[int(which or 1) - 1]
    answers = () if answer.strip() == NOBODY_KNOWS else tuple(answer.strip().split(" and "))
    return Phrase(Span(start, start + len(words)), answers)


def _read(passage: Passage, lexicon: Lexicon) -> Iterator[tuple[Phrase, Mention | None]]:
    """Each phrase with the mention of ours that is it, articles and possessives aside."""
    published = Published(passage.day, "metadata")
    article = Article(id="a", page="", page_id="", text=passage.text, published=published)
    reading = mentions(read(segment(Reading(article), lexicon), lexicon), lexicon)
    for phrase in passage.phrases:
        words = phrase.span.of(passage.text)
        start = phrase.span.start + len(words) - len(ARTICLE.sub("", words))
        same = (
            one
            for mention in reading.mentions
            for one in (mention, *mention.inside)
            if abs(one.end - phrase.span.end) <= ASIDE and phrase.span.start - ASIDE <= one.start <= start
        )
        yield phrase, next(same, None)


def _is_meant(answers: tuple[str, ...], mention: Mention, lexicon: Lexicon) -> bool:
    if len(answers) != len(mention.actors):
        return False
    return all(any(_is(answer, actor, mention, lexicon) for actor in mention.actors) for answer in answers)


def _is(answer: str, actor: Actor, mention: Mention, lexicon: Lexicon) -> bool:
    kind, _, rest = answer.partition(" ")
    match kind:
        case "person":
            return actor.kind == "person" and any(_same(slug(rest), name) for name in _names(actor, lexicon))
        case "state":
            return mention.form != "place" and actor.state == rest and actor.kind == "state"
        case "place":
            return mention.form == "place" and actor.state == rest
        case "organ":
            return actor.kind in ("organ", "state") and actor.state == rest.split()[0]
        case "body":
            return actor.id.partition(".")[0] == rest
    return False


def _same(one: str, other: str) -> bool:
    """Whether two names are one, or one is the other and more: "irfaan-ali", "mohammed-irfaan-ali"."""
    few, many = sorted((one.split("-"), other.split("-")), key=len)
    return set(few) <= set(many)


def _names(actor: Actor, lexicon: Lexicon) -> set[str]:
    found = {slug(actor.name)}
    for (_, person), terms in lexicon.offices.by_person.items():
        if person == actor.name:
            found |= {slug(name) for term in terms for name in term.names}
    return found


def _miss(passage: Passage, phrase: Phrase, mention: Mention | None) -> str:
    ours = " and ".join(actor.id for actor in mention.actors) if mention else ""
    told = f"{ours or 'nobody'} ({mention.form}: {mention.why})" if mention else "no mention"
    gold = " and ".join(phrase.answers) or "nobody can know"
    words = phrase.span.of(passage.text)
    return f"{passage.title}, {passage.day}: “{words}” gold {gold} | ours {told} | {passage.text}"
