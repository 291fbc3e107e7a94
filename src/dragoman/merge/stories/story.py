"""Stories: the articles and records of one affair.

In go articles, who copies whom, and the records they tell; out come stories.
The same articles give the same stories, byte for byte, in whatever order they
come. A story rests on its own block of articles (see affairs): articles of
other blocks may be left out of the call and nothing changes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.merge.rarity import Rarity, bag
from dragoman.merge.records.telling import parties
from dragoman.merge.stories.affairs import affairs, likeness
from dragoman.merge.stories.gist import gist, unit
from dragoman.merge.stories.titles import Sentences, title
from dragoman.model.actor import Actor
from dragoman.model.article import Article
from dragoman.model.gist import Gist, Terms
from dragoman.model.identity import content_id
from dragoman.model.record import Record
from dragoman.model.story import Story

PREFIX = "t"
_WORD = re.compile(r"\w+")
MOST_WHO = 8  # actors of a story
MOST_WORDS = 4  # that are named as holding a story together


def stories(
    articles: Mapping[str, Article], copies: Mapping[str, str], records: Iterable[Record],
    rarity: Rarity, sentences: Sentences,
) -> tuple[Story, ...]:  # fmt: skip
    """Every article in one story, a copy in that of its origin; by the day of their last article, the newest first."""
    told: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for article in sorted({report.article for report in record.reports}):
            told[article].append(record)
    originals = sorted(articles.keys() - copies.keys())
    groups = affairs(gist(articles[id], told[id], rarity) for id in originals)
    reprints: dict[str, dict[str, str]] = defaultdict(dict)
    for copy in sorted(copies.keys() & articles.keys()):
        reprints[copies[copy]][copy] = copies[copy]
    found = []
    for group in groups:
        of_group = {copy: origin for one in group for copy, origin in reprints.get(one.article, {}).items()}
        found.append(story(group, of_group, articles, told, rarity, sentences))
    return tuple(sorted(sorted(found, key=lambda story: story.id), key=lambda story: story.last or "", reverse=True))


def story(
    group: Sequence[Gist], copies: Mapping[str, str], articles: Mapping[str, Article],
    told: Mapping[str, Sequence[Record]], rarity: Rarity, sentences: Sentences,
) -> Story:  # fmt: skip
    """The story of these articles, by day and id, and of their copies, each of which `copies` leads to its original."""
    originals = [articles[gist.article] for gist in group]
    ids = {*(gist.article for gist in group), *copies}
    members = sorted((articles[id] for id in ids), key=lambda one: (one.published.value or "", one.id))
    records = {record.id: record for one in members for record in told.get(one.id, ())}
    about = _about(group)
    name, titled_by = title(originals, about, sentences, rarity)
    days = [one.published.value[:10] for one in members if one.published.value]
    return Story(
        id=content_id(PREFIX, group[0].article),
        title=name,
        titled_by=titled_by,
        articles=tuple(one.id for one in members),
        records=tuple(sorted(records, key=lambda id: (records[id].finding.when.start or "9999", id))),
        first=min(days, default=None),
        last=max(days, default=None),
        independent_sources=len({(one.outlet or "").casefold() or f"article {one.id}" for one in originals}),
        who=_who([records[id] for id in sorted(records)]),
        why=_why(group, about, originals),
    )


def _about(group: Sequence[Gist]) -> Terms:
    """What its articles are about together."""
    total: Counter[str] = Counter()
    for one in group:
        for word, weight in one.terms.items():
            total[word] += weight
    return unit(dict(sorted(total.items(), key=lambda row: (-row[1], row[0]))))


def _who(records: Sequence[Record]) -> tuple[Actor, ...]:
    """Those who are in most of its records, as the surest of them names them."""
    times: Counter[str] = Counter()
    actors: dict[str, list[tuple]] = defaultdict(list)
    for record in records:
        for actor in {actor for side in parties(record.finding) for actor in side if _is_named(actor)}:
            times[actor.id] += record.independent_sources
            actors[actor.id].append((actor.office is None, record.finding.when.start or "9999", record.id, actor))
    chosen = sorted(times, key=lambda id: (-times[id], id))[:MOST_WHO]
    return tuple(min(actors[id], key=lambda row: row[:3])[3] for id in chosen)


def _is_named(actor: Actor) -> bool:
    """Whether it is known beforehand or a person by name: "the owner" and "passengers" are no help to a reader."""
    names = actor.name.split()
    return actor.id.isupper() or (
        actor.kind == "person" and len(names) > 1 and all(word[0].isupper() for word in names)
    )


def _why(group: Sequence[Gist], about: Terms, articles: Sequence[Article]) -> str:
    """What holds the articles together, to be read aloud."""
    if len(group) == 1:
        return "one article"
    shared = [word for word in about if sum(word in one.terms for one in group) > len(group) / 2][:MOST_WORDS]
    pairs = [likeness(a, b).value for at, a in enumerate(group) for b in group[at + 1 :]]
    words = ", ".join(f"“{_written(word, articles)}”" for word in shared)
    facts = Counter(record for one in group for record in one.records)
    common = sum(count > 1 for count in facts.values())
    told = f"; {common} {'fact' if common == 1 else 'facts'} told by more than one" if common else ""
    return f"{len(group)} articles, alike {sum(pairs) / len(pairs):.2f} on average; most of them say {words}{told}"


def _written(word: str, articles: Sequence[Article]) -> str:
    """A word as the first article that has it writes it."""
    for one in articles:
        for found in _WORD.findall(one.text):
            if bag(found) == [word]:
                return found
    return word
