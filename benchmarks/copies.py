"""How well are copies found? Recall and precision by kind, and milliseconds an article, beside other libraries.

    python benchmarks/copies.py STORIES... [--seeds 3]
    uv run --with datasketch --with rensa python benchmarks/copies.py STORIES...

In go openly licensed stories: JSONL with one a line (`text`), or CoNLL-U of which the documents of news
are taken. One half of them is copied in seven ways and gets near-misses that share words with a story
and are no copies; the other half only lends sentences; then the halves change places, and all of it again with
other seeds. Each kind is measured with all the originals beside it; `all` puts everything in at once. The
changes are made by a seeded generator: the same files give the same table. Nothing is dated, so dates can
neither help nor hurt. `own` is how much of what a copy adds is seen to be its own, and how much of what is
seen so it truly adds, in characters.

The others compare every two signatures of 128 on shingles of five words and take a Jaccard of half for a copy:
what an index of theirs would miss is not held against them. They are left out where they are not installed.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from itertools import combinations

from dragoman.merge.copies.alignment import align
from dragoman.merge.copies.fold import copies
from dragoman.merge.wording import grams, words
from dragoman.model.article import Article

SENTENCE_END = re.compile(r"(?<=[.!?”\"’'])\s+(?=[A-Z“\"‘'])")
STRAIGHT = str.maketrans("“”‘’", "''''")
GUILLEMETS = str.maketrans("“”‘’", "«»‹›")
UNQUOTED = str.maketrans("", "", "“”‘’\"'")
CHROME = (
    "Try our new assistant. Ask anything about this story and get an answer in seconds.\n"
    "Comments\nNo comments yet. Sign in to be the first to say what you think.\nRelated articles\n"
)
BOILERPLATE = (
    "This service covers the politics, the economy and the culture of the region around the clock, in "
    "text and in pictures, with correspondents in eleven capitals. It is paid for by its readers and by a "
    "foundation that has no say in what it prints. Corrections are published at the foot of the page on "
    "which the fault stood, with the date on which it was found and the words that were there before. To "
    "write to the editors, to offer a photograph or to tell us about a fault, use the form behind the link "
    "at the top of every page, and say which of our pages you mean."
)


def sentences(text: str) -> list[str]:
    return SENTENCE_END.split(text.strip())


def first_words(text: str, count: int) -> str:
    return " ".join(text.split()[:count])


class Lent:
    """What the other stories lend: whole stories, and sentences of which none is given twice."""

    def __init__(self, stories: Sequence[str], others: Sequence[str], dice: random.Random):
        self.stories, self.dice = stories, dice
        pool = sorted({s for story in others for s in sentences(story) if len(s.split()) >= 15})
        self._pool = dice.sample(pool, len(pool))

    def fresh(self, count: int) -> list[str]:
        """New reporting."""
        return [self._pool.pop() for _ in range(count)]


# The kinds of copies. Each takes a story and what the others lend.


def whole(text: str, lent: Lent) -> str:
    return text.translate(STRAIGHT)


def first_60(text: str, lent: Lent) -> str:
    return first_words(text, int(0.6 * len(text.split())))


def first_30(text: str, lent: Lent) -> str:
    return first_words(text, int(0.3 * len(text.split())))


def middle(text: str, lent: Lent) -> str:
    """An excerpt from neither end."""
    told = text.split()
    return " ".join(told[int(0.35 * len(told)) : int(0.75 * len(told))])


def retitled(text: str, lent: Lent) -> str:
    """Another headline, the place and the agency in front, quotation marks of another house, a credit below."""
    headline = " ".join(lent.dice.sample(text.split(), 9))
    return "\n".join([headline, "GENEVA (Wire) — " + text.translate(GUILLEMETS), "— With files from our staff"])


def aggregator(text: str, lent: Lent) -> str:
    """The story under a headline of the page's own, then chrome and long pieces of three other stories."""
    headline = " ".join(lent.dice.sample(text.split(), 10))
    related = lent.dice.sample([story for story in lent.stories if story != text], 3)
    return "\n".join([headline, whole(text, lent), CHROME, *(first_words(story, 250) for story in related)])


def edited(text: str, lent: Lent) -> str:
    """A sub-editor's hand: sentences cut, words changed, a sentence and sometimes a new lead added."""
    dice = lent.dice
    kept = [s for s in sentences(text) if dice.random() > 0.15]
    strange = dice.choice(lent.stories).split()
    changed = [
        " ".join(dice.choice(strange) if dice.random() < 0.06 else word for word in sentence.split())
        for sentence in kept
    ]
    added = lent.fresh(2)
    changed.insert(len(changed) // 2, added[0])
    changed.insert(0 if dice.random() < 0.3 else len(changed), added[1])
    return " ".join(changed)


# Near-misses: each gives texts that share a passage with one another, and are no copies.


def update(text: str, lent: Lent) -> list[str]:
    """A day later: fresh news on top, the last two fifths kept as background."""
    old = sentences(text)
    return [" ".join(lent.fresh(max(4, len(old) // 4)) + old[int(0.6 * len(old)) :])]


def reports(text: str, lent: Lent) -> list[str]:
    """Two reporters on one event: names, titles and phrases in common, every sentence put its own way."""

    def told() -> str:
        said = []
        for sentence in sentences(text):
            known = sentence.split()
            start = lent.dice.randrange(max(1, len(known) - 6))
            strange = lent.dice.choice(lent.stories).split()
            at = lent.dice.randrange(len(strange) - 8)
            said.append(" ".join([*strange[at : at + 4], *known[start : start + 6], *strange[at + 4 : at + 8]]) + ".")
        return " ".join(said)

    return [told(), told()]


def boilerplate(text: str, lent: Lent) -> list[str]:
    """A short report that ends, like many others, in the same standing paragraph."""
    return [" ".join(lent.fresh(3)) + "\n" + BOILERPLATE]


def statement(text: str, lent: Lent) -> list[str]:
    """Two reporters quote the same long statement, each with little of their own around it."""
    said = "“" + first_words(text.translate(UNQUOTED), 160) + "”"
    return [" ".join([*lent.fresh(3), said, "the ministry said.", *lent.fresh(2)]) for _ in "ab"]


def press_release(text: str, lent: Lent) -> list[str]:
    """The ministry's own page, and a report that quotes all of it."""
    release = first_words(text.translate(UNQUOTED), 150)
    return [release, " ".join([*lent.fresh(3), f"“{release},”", "the ministry said.", *lent.fresh(2)])]


COPIES: dict[str, Callable[[str, Lent], str]] = {
    "whole": whole,
    "first 60 %": first_60,
    "first 30 %": first_30,
    "middle": middle,
    "retitled": retitled,
    "aggregator": aggregator,
    "edited": edited,
}
NEAR_MISSES: dict[str, Callable[[str, Lent], list[str]]] = {
    "update": update,
    "two reports": reports,
    "boilerplate": boilerplate,
    "statement": statement,
    "press release": press_release,
}


def article(id: str, text: str) -> Article:
    return Article(id=id, page=id, page_id=id, text=text)


def made(own: Sequence[str], others: Sequence[str], kinds: Sequence[str], seed: int) -> dict[str, tuple[str, str]]:
    """id → (text, what it truly is a text of): the originals and what these kinds make of them."""
    texts = {f"{i:05} original": (text, str(i)) for i, text in enumerate(own)}
    for kind in kinds:
        lent = Lent(own, others, random.Random(f"{seed} {kind}"))
        for i, text in enumerate(own):
            if kind in COPIES:
                texts[f"{i:05} {kind}"] = (COPIES[kind](text, lent), str(i))
                continue
            for n, miss in enumerate(NEAR_MISSES[kind](text, lent)):
                texts[f"{i:05} {kind} {n}"] = (miss, f"{i} {kind} {n}")
            if kind in ("statement", "press release"):
                texts.pop(f"{i:05} original")  # they are made of its words: it is no near-miss of them
    return texts


Pairs = set[tuple[str, str]]
Finder = Callable[[dict[str, str]], Pairs]


def dragoman(texts: dict[str, str]) -> Pairs:
    families: dict[str, set[str]] = {}
    for copy in copies(article(id, text) for id, text in texts.items()):
        families.setdefault(copy.family, set()).update((copy.article, copy.copy_of))
    return {pair for family in families.values() for pair in combinations(sorted(family), 2)}


def datasketch(texts: dict[str, str]) -> Pairs:
    from datasketch import MinHash

    def signature(text: str) -> MinHash:
        made = MinHash(num_perm=128)
        made.update_batch([shingle.encode() for shingle in shingles(text)])
        return made

    return alike({id: signature(text) for id, text in texts.items()})


def rensa(texts: dict[str, str]) -> Pairs:
    from rensa import RMinHash

    def signature(text: str) -> RMinHash:
        made = RMinHash(num_perm=128, seed=42)
        made.update(shingles(text))
        return made

    return alike({id: signature(text) for id, text in texts.items()})


def shingles(text: str) -> list[str]:
    return sorted({" ".join(run) for run in grams(words(text), 5)})


def alike(signatures: dict) -> Pairs:
    return {
        pair for pair in combinations(sorted(signatures), 2) if signatures[pair[0]].jaccard(signatures[pair[1]]) >= 0.5
    }


class Tally:
    """Pairs of one finder, over several rounds."""

    def __init__(self) -> None:
        self.true = self.found = self.both = self.texts = 0
        self.seconds = 0.0

    def add(self, texts: dict[str, tuple[str, str]], finder: Finder) -> Pairs:
        """Count a round; the pairs that are none."""
        start = time.perf_counter()
        pairs = finder({id: text for id, (text, _) in texts.items()})
        self.seconds += time.perf_counter() - start
        by_truth: dict[str, list[str]] = {}
        for id, (_, truth) in texts.items():
            by_truth.setdefault(truth, []).append(id)
        true = {pair for same in by_truth.values() for pair in combinations(sorted(same), 2)}
        self.true, self.found, self.both = self.true + len(true), self.found + len(pairs), self.both + len(pairs & true)
        self.texts += len(texts)
        return pairs - true

    def __str__(self) -> str:
        recall = f"{self.both / self.true:.3f}" if self.true else "-"
        precision = f"{self.both / self.found:.3f}" if self.found else "-"
        return f"{recall:>9}{precision:>7}{self.found - self.both:>6}{self.seconds / self.texts * 1000:>7.1f}"


def own_words(rounds: Sequence[tuple[Sequence[str], Sequence[str], int]]) -> tuple[float, float]:
    """Of the characters that edited copies add, those in stretches seen as their own; and of those seen, the added."""
    added = seen = both = 0
    for own, others, seed in rounds:
        lent = Lent(own, others, random.Random(f"{seed} own"))
        for text in own:
            told, new = sentences(text), lent.fresh(2)
            at = sorted(lent.dice.sample(range(len(told) + 1), 2))
            pieces = [*told[: at[0]], new[0], *told[at[0] : at[1]], new[1], *told[at[1] :]]
            copy = " ".join(pieces)
            marks = bytearray(len(copy))
            for piece in new:
                start = copy.index(piece)
                marks[start : start + len(piece)] = b"\1" * len(piece)
            stretches = align(copy, text).own
            added += sum(marks)
            seen += sum(map(len, stretches))
            both += sum(sum(marks[span.start : span.end]) for span in stretches)
    return both / added, both / max(1, seen)


def stories_of(path: str) -> list[str]:
    with open(path, encoding="utf-8") as lines:
        if path.endswith(".jsonl"):
            return [json.loads(line)["text"] for line in lines if line.strip()]
        documents: list[list[str]] = []
        for line in lines:
            if line.startswith("# newdoc id = "):
                documents.append([])
                kept = "_news_" in line
            elif line.startswith("# text = ") and kept:
                documents[-1].append(line.removeprefix("# text = ").strip())
        return [" ".join(told) for told in documents if told]


def installed() -> dict[str, Finder]:
    finders: dict[str, Finder] = {"dragoman": dragoman}
    for finder in (datasketch, rensa):
        try:
            __import__(finder.__name__)
        except ImportError:
            continue
        finders[finder.__name__] = finder
    return finders


def main(paths: Sequence[str], seeds: int) -> None:
    stories = [text for path in paths for text in stories_of(path) if len(text.split()) >= 140]
    finders = installed()
    rounds = [(stories[n::2], stories[1 - n :: 2], seed) for seed in range(1, seeds + 1) for n in (0, 1)]
    print(f"{len(stories)} stories of at least 140 words, {len(rounds)} rounds")
    if len(finders) > 1:
        print(" " * 29 + "".join(f"{name:^29}" for name in finders).rstrip())
    print(f"{'kind':<15}{'texts':>7}{'pairs':>7}" + f"{'recall':>9}{'prec.':>7}{'wrong':>6}{'ms':>7}" * len(finders))
    everything = (*COPIES, "update", "two reports", "boilerplate")
    for kind, kinds in [*((kind, [kind]) for kind in (*COPIES, *NEAR_MISSES)), ("all", everything)]:
        tallies = {name: Tally() for name in finders}
        wrong: list[tuple[str, str]] = []
        for own, others, seed in rounds:
            texts = made(own, others, kinds, seed)
            for name, finder in finders.items():
                strange = tallies[name].add(texts, finder)
                wrong += sorted(strange) if name == "dragoman" else []
        first = tallies["dragoman"]
        print(f"{kind:<15}{first.texts:>7}{first.true:>7}" + "".join(map(str, tallies.values())), flush=True)
        for pair in wrong[:5]:
            print("   wrongly one:", " = ".join(pair))
    recall, precision = own_words(rounds)
    print(f"{'own':<29}{recall:>9.3f}{precision:>7.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("stories", nargs="+")
    parser.add_argument("--seeds", type=int, default=3)
    asked = parser.parse_args()
    main(asked.stories, asked.seeds)
