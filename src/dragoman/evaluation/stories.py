"""Stories: articles of our own and public ones put into affairs, beside the likeness of words with one threshold.

A file of articles, each under a line with its affair, outlet, day and title; or a
table of public documents that lie in a data folder. Out come B³ and the adjusted
Rand index of three ways, with intervals over affairs. "single link" is what is
usually done: TF-IDF over the set itself, articles joined that are alike enough,
with the threshold that suits this very set best.

    == cable | Baltic Mirror | 2024-02-05 | Data cable severed
    Finland and Estonia opened a joint inquiry on Monday …
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import comb, log, sqrt
from pathlib import Path

import msgspec

from dragoman.errors import NotFound
from dragoman.evaluation import gum
from dragoman.evaluation.clusters import Cluster, b_cubed
from dragoman.evaluation.figures import interval
from dragoman.evaluation.standoff import digest
from dragoman.lexicon import Lexicon
from dragoman.merge.copies.fold import copies
from dragoman.merge.rarity import bag
from dragoman.merge.records.facts import records
from dragoman.merge.union import Union
from dragoman.model.article import Article, Published
from dragoman.model.identity import content_id
from dragoman.pipeline import read_article, told_stories

OURS, SINGLE_LINK, APART = "Dragoman", "TF-IDF, single link, best cut", "every article apart"
TEXTS = {"voa": "voa.jsonl", "gum": "gum"}  # where the public documents lie in a data folder
ALONE = "-"


class Partition(msgspec.Struct, frozen=True):
    """How well articles were put into affairs."""

    precision: float
    recall: float
    b_cubed: float
    b_cubed_interval: tuple[float, float]
    ari: float
    ari_interval: tuple[float, float]


class Stories(msgspec.Struct, frozen=True):
    articles: int
    affairs: int
    systems: dict[str, Partition]
    threshold: float  # the best of single link on this set
    misses: tuple[str, ...]


def score(path: Path, lexicon: Lexicon, folders: Sequence[str] = ()) -> Stories:
    """Our stories and the two others on one set."""
    labelled = list(public(path, folders) if path.suffix == ".tsv" else own(path))
    articles = {article.id: article for _, article in labelled}
    gold = {article.id: affair for affair, article in labelled}
    findings = [finding for article in articles.values() for finding in read_article(article, lexicon).findings]
    reprints = {copy.article: copy.copy_of for copy in copies(articles.values())}
    made = told_stories(articles, reprints, records(findings, articles, reprints), lexicon)
    ours = {id: story.id for story in made for id in story.articles}
    threshold, joined = _single_link(articles, gold)
    answers = {OURS: ours, SINGLE_LINK: joined, APART: {id: id for id in articles}}
    return Stories(
        len(articles), len(set(gold.values())), {name: _partition(gold, made) for name, made in answers.items()},
        threshold, tuple(_misses(gold, ours, articles)),
    )  # fmt: skip


def own(path: Path) -> Iterator[tuple[str, Article]]:
    """The affair and the article of each passage of a file."""
    for passage in path.read_text("utf-8").split("\n== ")[1:]:
        head, _, text = passage.partition("\n")
        affair, outlet, day, title = (part.strip() for part in head.split("|"))
        yield affair, _article(text.strip(), title, outlet, day)


def public(path: Path, folders: Sequence[str]) -> Iterator[tuple[str, Article]]:
    """The same of public documents; NotFound where their texts are not at hand."""
    texts = dict(_texts(folders))
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        corpus, name, affair, told = line.split("\t")
        if (corpus, name) not in texts:
            raise NotFound(f"{path}: the text of {corpus} {name} is in none of {', '.join(folders)}")
        article = texts[corpus, name]
        if digest(article.text) != told:
            raise NotFound(f"{path}: {corpus} {name} is another text than the one that was labelled")
        yield article.id if affair == ALONE else affair, article


def _texts(folders: Sequence[str]) -> Iterator[tuple[tuple[str, str], Article]]:
    for folder in map(Path, folders):
        if (voa := folder / TEXTS["voa"]).is_file():
            for row in map(json.loads, voa.open(encoding="utf-8")):
                yield ("voa", row["id"]), _article(row["text"], row["title"], row["outlet"], row["published"])
        for part in ("train", "dev"):
            if (treebank := folder / TEXTS["gum"] / f"{part}.conllu").is_file():
                for one in gum.documents(treebank):
                    yield ("gum", one.name), _article(one.text, None, one.name, one.made)


def _article(text: str, title: str | None, outlet: str, day: str | None) -> Article:
    published = Published(day, "metadata" if day else "none")
    return Article(content_id("a", text), "", "", text, title=title, outlet=outlet, published=published)


def _partition(gold: Mapping[str, str], ours: Mapping[str, str]) -> Partition:
    """The figures, with intervals from drawing whole affairs again."""
    tally = b_cubed(_clusters(gold, gold), _clusters(ours, gold))
    affairs = [sorted(cluster) for cluster in sorted(_clusters(gold, gold), key=min)]
    return Partition(
        round(tally.precision, 3), round(tally.recall, 3), round(tally.f1, 3),
        interval(affairs, lambda drawn: _drawn(drawn, gold, ours, _b_cubed_f1)),
        round(adjusted_rand(gold, ours), 3),
        interval(affairs, lambda drawn: _drawn(drawn, gold, ours, adjusted_rand)),
    )  # fmt: skip


def _clusters(labels: Mapping[str, str], among: Mapping[str, str]) -> list[Cluster]:
    found: dict[str, list[str]] = defaultdict(list)
    for id in among:
        found[labels[id]].append(id)
    return [frozenset(cluster) for cluster in found.values()]


Labels = Mapping[str, str]


def _b_cubed_f1(gold: Labels, ours: Labels) -> float:
    return b_cubed(_clusters(gold, gold), _clusters(ours, gold)).f1


def _drawn(drawn: Sequence[list[str]], gold: Labels, ours: Labels, measure: Callable[[Labels, Labels], float]) -> float:
    """The measure over affairs drawn with replacement: each of those drawn twice is an affair of its own."""
    wanted = {f"{at} {id}": f"{at} {gold[id]}" for at, ids in enumerate(drawn) for id in ids}
    told: dict[str, str] = {}
    times: Counter[str] = Counter()
    for at, ids in enumerate(drawn):
        turn = times[gold[ids[0]]]  # two drawings of one affair are no false join of ours
        times[gold[ids[0]]] += 1
        told.update({f"{at} {id}": f"{turn} {ours[id]}" for id in ids})
    return measure(wanted, told)


def adjusted_rand(gold: Labels, ours: Labels) -> float:
    """Pairs that both put together, corrected for chance (Hubert and Arabie 1985).

    >>> adjusted_rand({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "y"})
    1.0
    """
    both = sum(comb(n, 2) for n in Counter((gold[id], ours[id]) for id in gold).values())
    first = sum(comb(n, 2) for n in Counter(gold.values()).values())
    second = sum(comb(n, 2) for n in Counter(ours[id] for id in gold).values())
    chance = first * second / comb(len(gold), 2) if len(gold) > 1 else 0.0
    most = (first + second) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def _single_link(articles: Mapping[str, Article], gold: Labels) -> tuple[float, Labels]:
    """The baseline: TF-IDF over these articles, and of all thresholds the one with the best B³ here."""
    bags = {id: Counter(bag(f"{one.title or ''} {one.text}")) for id, one in sorted(articles.items())}
    frequency = Counter(word for counts in bags.values() for word in counts)
    vectors = {}
    for id, counts in bags.items():
        weights = {word: (1 + log(n)) * log(len(bags) / frequency[word]) for word, n in counts.items()}
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        vectors[id] = {word: weight / length for word, weight in weights.items() if weight}
    ids = list(vectors)
    alike = [
        (sum(weight * vectors[b].get(word, 0.0) for word, weight in vectors[a].items()), a, b)
        for at, a in enumerate(ids)
        for b in ids[:at]
    ]
    best: tuple[float, float, Labels] = (-1.0, 0.0, {})
    for threshold in (step / 100 for step in range(2, 80)):
        union = Union(ids)
        for value, a, b in alike:
            if value >= threshold:
                union.join(a, b)
        joined = {id: union.find(id) for id in ids}
        made = _b_cubed_f1(gold, joined)
        if made > best[0]:
            best = made, threshold, joined
    return best[1], best[2]


def _misses(gold: Labels, ours: Labels, articles: Mapping[str, Article]) -> Iterator[str]:
    """Every pair that is put together wrongly, or apart."""
    ids = sorted(gold, key=lambda id: (gold[id], id))
    for at, a in enumerate(ids):
        for b in ids[:at]:
            if (gold[a] == gold[b]) != (ours[a] == ours[b]):
                what = "apart" if gold[a] == gold[b] else "together"
                yield f"{what}: {_name(articles[b])} | {_name(articles[a])}"


def _name(article: Article) -> str:
    return f"{(article.published.value or 'undated')[:10]} {article.title or article.text[:60]}"
