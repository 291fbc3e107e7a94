"""UNSCon: does a sentence of a speech in the Security Council speak against a state or somebody there?

The folder's conflict_annotations.csv in: elementary units of speeches, each marked for
negative evaluation, direct or indirect, with its target. A sentence counts as negative
if one of its units is. Challenges and corrections ("that is not true") dispute what
was said, and value nobody: they are left as not negative.

Out come what our rules find, whose words are plain or nothing, and what two learners
reach that are trained on the other speeches (ten parts, no speech in two of them):
one on TF-IDF of words and pairs of words, one on the reader's own vectors.
Speeches' words are CC BY-SA; nothing here is kept.
"""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np

from dragoman.actors.mentions import mentions
from dragoman.errors import NotFound
from dragoman.evaluation.figures import Count, Figure, figure
from dragoman.extract.positions import positions
from dragoman.lexicon import Lexicon
from dragoman.lexicon.tokens import tokens
from dragoman.model.actor import Actor
from dragoman.model.article import Article
from dragoman.model.finding import Citation, Position, Statement
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.pipeline import segment
from dragoman.reader.read import in_batches, net, read

FILE = "conflict_annotations.csv"
NAME = re.compile(r"(?P<speech>.*_spch\d+)_(?P<speaker>.+?)\d?(?:(?:_|%20)*(?:neg|pos|GD|\d+))*\.txt$")
APART = re.compile(r" (?=[,.;:?!)])| (?=['’]s\b)|(?<=\() ")  # blanks before marks and possessives
ENDS = re.compile(r"[.?!][\s'’”\"]*$")
PARTS = 10
STEPS = 150  # of gradient descent: figures do not move beyond
DECAY = 1e-4  # of the weights, on likenesses whose mean with themselves is 1; not searched for
RARE = 3  # sentences a word must stand in


class Spoken(msgspec.Struct, frozen=True):
    """A sentence of a speech: where it stands in its text, whether it is negative, and toward which states."""

    speech: str
    text: str  # the piece of the speech it stands in
    span: Span
    negative: bool
    targets: frozenset[str]
    speaker: str


class Scored(msgspec.Struct, frozen=True):
    """`systems`: negative or not, by system. `targets`: of ours that are right, how many name the marked state."""

    sentences: int
    speeches: int
    negative: int
    systems: dict[str, Figure]
    targets: str
    misses: tuple[str, ...]


def score(folder: Path, lexicon: Lexicon) -> Scored:
    told = spoken(folder)
    gold = np.array([one.negative for one in told])
    ours, toward = _ours(told, lexicon)
    parts = _parts(told)
    learned = {
        "TF-IDF": _cross_validated(_tf_idf([_words(one) for one in told]), gold, parts),
        "reader's vectors": _cross_validated(_vectors(told), gold, parts),
    }
    given = {"every sentence": np.ones(len(told), bool), **learned, "Dragoman": ours}
    named = [
        (states, one.targets) for one, states, mine in zip(told, toward, ours, strict=True)
        if mine and one.targets and states
    ]  # fmt: skip
    right = sum(
        not states.isdisjoint(code for target in targets if (code := _state(target, lexicon)))
        for states, targets in named
    )
    misses = tuple(
        f"{'missed' if one.negative else 'false alarm'}: {_words(one)}"
        for one, mine in zip(told, ours, strict=True) if mine != one.negative
    )  # fmt: skip
    systems = {name: _figure(told, marks) for name, marks in given.items()}
    speeches = len({one.speech for one in told})
    return Scored(len(told), speeches, int(gold.sum()), systems, f"{right} of {len(named)}", misses)


def spoken(folder: Path) -> list[Spoken]:
    """The sentences of a folder in UNSCon's form; NotFound where it has none."""
    path = folder / FILE
    if not path.is_file():
        raise NotFound(f"{path}: does not exist; give a folder in UNSCon's form")
    pieces: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pieces.setdefault(row["file_id"], []).append(row)
    return [one for name, rows in pieces.items() for one in _sentences(name, rows)]


def _sentences(name: str, rows: list[dict[str, str]]) -> Iterable[Spoken]:
    known = NAME.match(name)
    if known is None:
        raise NotFound(f"{FILE}: {name!r} does not name a speech; it should read …_spch007_Country_01.txt")
    text, spans = _running(rows)
    first = 0
    for at, row in enumerate(rows):
        if ENDS.search(row["EDU_text"]) or row is rows[-1]:
            negative = [one for one in rows[first : at + 1] if one["A0"] != "_"]
            targets = frozenset(one["A4"] for one in negative if one["A2"] == "Country")
            span = Span(spans[first].start, spans[at].end)
            yield Spoken(known["speech"], text, span, bool(negative), targets, known["speaker"])
            first = at + 1


def _running(rows: list[dict[str, str]]) -> tuple[str, list[Span]]:
    """The piece of the speech in running text, its marks back at their words, and where each unit stands in it."""
    text, spans = "", []
    for row in rows:
        unit = APART.sub("", row["EDU_text"].strip())
        between = " " if text and unit[:1] not in ",.;:?!" else ""
        spans.append(Span(len(text) + len(between), len(text) + len(between) + len(unit)))
        text += between + unit
    return text, spans


def _words(one: Spoken) -> str:
    return " ".join(one.span.of(one.text).split())


# -- what we find


def _ours(told: Sequence[Spoken], lexicon: Lexicon) -> tuple[np.ndarray, list[frozenset[str]]]:
    """Whether our rules find a stance against somebody or something in each sentence, and toward which states."""
    found = {one.text: _against(one, lexicon) for one in {one.text: one for one in told}.values()}
    inside = [[position for position in found[one.text] if one.span.overlaps(_span(position))] for one in told]
    toward = [frozenset(one.toward for one in each if one.toward) for each in inside]
    return np.array([bool(each) for each in inside]), toward


def _against(one: Spoken, lexicon: Lexicon) -> list[Position]:
    article = Article(id="a", page="", page_id="", text=one.text)
    reading = mentions(read(segment(Reading(article), lexicon), lexicon), lexicon)
    all_of_it = Citation("a", 0, len(one.text), one.text)
    said = Statement(citation=all_of_it, words=one.text, speaker=_speaker(one.speaker, lexicon))
    reading = positions(msgspec.structs.replace(reading, findings=(said,)), lexicon)
    return [found for found in reading.findings if isinstance(found, Position) and found.stance < 0 and found.toward]


def _speaker(words: str, lexicon: Lexicon) -> Actor:
    code = _state(words, lexicon)
    if code is None:
        return Actor(id=words.casefold(), name=words.replace("_", " "), kind="state")
    return Actor(id=code, name=lexicon.states[code].name, kind="state", state=code, sector="GOV")


def _state(words: str, lexicon: Lexicon) -> str | None:
    """ "Russian_Federation" and "russian_federation" are Russia."""
    plain = " ".join(word if word in ("of", "and") else word.capitalize() for word in words.lower().split("_"))
    found = lexicon.names.at(tokens(plain), 0)
    return found.meanings[0] if found is not None and found.kind == "state" else None


def _span(position: Position) -> Span:
    start = position.citation.start + position.citation.quote.find(position.words)
    return Span(start, start + len(position.words))


# -- what learners find


def _parts(told: Sequence[Spoken]) -> np.ndarray:
    """The part of each sentence: that of its speech."""
    speeches = sorted({one.speech for one in told})
    part = {speech: number % PARTS for number, speech in enumerate(speeches)}
    return np.array([part[one.speech] for one in told])


def _cross_validated(rows: np.ndarray, gold: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """Each sentence judged by a logistic regression on the sentences of other parts, both classes weighing the same."""
    alike = (rows @ rows.T).astype(np.float32)
    alike /= np.diag(alike).mean()
    given = np.zeros(len(gold), bool)
    for part in range(PARTS):
        others, own = parts != part, parts == part
        weights, shift = _fitted(alike[np.ix_(others, others)], gold[others])
        given[own] = alike[np.ix_(own, others)] @ weights + shift > 0
    return given


def _fitted(alike: np.ndarray, gold: np.ndarray) -> tuple[np.ndarray, float]:
    """Logistic regression by accelerated gradient descent, over likenesses, which are many fewer than words."""
    share = gold.mean()
    weigh = (np.where(gold, 0.5 / share, 0.5 / (1 - share)) / len(gold)).astype(np.float32)
    step = np.float32(1 / (_steepest(alike) * weigh.max() / 2 + 2 * DECAY))
    weights = ahead = np.zeros(len(gold), np.float32)
    shift = ahead_shift = 0.0
    pace = 1.0
    for _ in range(STEPS):
        wrong = weigh * (1 / (1 + np.exp(-(alike @ ahead + np.float32(ahead_shift)))) - gold)
        new, new_shift = ahead - step * (wrong + np.float32(DECAY) * ahead), ahead_shift - 2 * wrong.sum()
        following = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        push = np.float32((pace - 1) / following)
        ahead, ahead_shift = new + push * (new - weights), new_shift + push * (new_shift - shift)
        weights, shift, pace = new, new_shift, following
    return weights, shift


def _steepest(alike: np.ndarray) -> float:
    """The largest eigenvalue, by multiplying again and again."""
    along = np.ones(len(alike), np.float32)
    for _ in range(30):
        along = alike @ (along / np.linalg.norm(along))
    return float(np.linalg.norm(along)) * 1.05


def _tf_idf(texts: Sequence[str]) -> np.ndarray:
    counted = []
    for text in texts:
        said = re.findall(r"[a-z']+", text.lower())
        counted.append(Counter([*said, *map(" ".join, pairwise(said))]))
    stand_in = Counter(term for counts in counted for term in counts)
    column = {term: number for number, term in enumerate(t for t, n in stand_in.items() if n >= RARE)}
    rows = np.zeros((len(texts), len(column)), np.float32)
    for row, counts in zip(rows, counted, strict=True):
        for term, count in counts.items():
            if term in column:
                row[column[term]] = (1 + math.log(count)) * math.log(len(texts) / stand_in[term])
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def _vectors(told: Sequence[Spoken]) -> np.ndarray:
    """The mean of what the reader's encoder says of a sentence's pieces, every number of it made alike in spread."""
    cutter, found = net().cutter, {}
    rows = [(Span(at, at + 1), cutter.cut(_words(one))) for at, one in enumerate(told)]
    for batch in in_batches(rows):
        encoded = net().encode([pieces for _, pieces in batch])
        mask = encoded.mask[..., None]
        means = (encoded.hidden * mask).sum(1) / mask.sum(1)
        found |= {where.start: mean for (where, _), mean in zip(batch, means, strict=True)}
    vectors = np.array([found[at] for at in range(len(told))])
    return (vectors - vectors.mean(0)) / (vectors.std(0) + 1e-9)


def _figure(told: Sequence[Spoken], given: np.ndarray) -> Figure:
    """Over all sentences; speeches are drawn again for the interval."""
    counts: dict[str, list[int]] = {}
    for one, mine in zip(told, given, strict=True):
        row = counts.setdefault(one.speech, [0, 0, 0, 0])
        both = one.negative and bool(mine)
        for place, more in enumerate((one.negative, both, bool(mine), both)):
            row[place] += more
    return figure([Count(*row) for row in counts.values()])
