"""How well are copies found? Recall and precision by kind, and seconds per article.

    python benchmarks/copies.py STORIES.jsonl [SEED]

In goes a JSONL file with one openly licensed story a line (`text`). From every
other story five kinds of copies are made, then near-misses that share words
with a story and are no copies; the rest of the stories only lend sentences.
Out comes a table on standard output. Each kind is measured with all the
originals beside it; `all` puts everything in at once. The changes are made by
a seeded generator: the same file and seed give the same table. Nothing is
dated, so dates can neither help nor hurt.
"""

import json
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from itertools import combinations

from dragoman.merge.copies import copies
from dragoman.model.article import Article

SENTENCE_END = re.compile(r"(?<=[.!?”\"’'])\s+(?=[A-Z“\"‘'])")
STRAIGHT = str.maketrans("“”‘’", "''''")
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


# The five kinds of copies. Each takes a story and what the others lend.


def whole(text: str, lent: Lent) -> str:
    return text.translate(STRAIGHT)


def first_60(text: str, lent: Lent) -> str:
    return first_words(text, int(0.6 * len(text.split())))


def first_30(text: str, lent: Lent) -> str:
    return first_words(text, int(0.3 * len(text.split())))


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
    "aggregator": aggregator,
    "edited": edited,
}
NEAR_MISSES: dict[str, Callable[[str, Lent], list[str]]] = {
    "update": update,
    "boilerplate": boilerplate,
    "statement": statement,
    "press release": press_release,
}


def article(id: str, text: str) -> Article:
    return Article(id=id, page=id, page_id=id, text=text)


def made(stories: list[str], kinds: Sequence[str], seed: int) -> dict[str, tuple[str, str]]:
    """id → (text, what it truly is a text of): the originals and what these kinds make of them."""
    own, others = stories[::2], stories[1::2]
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


def measure(name: str, texts: dict[str, tuple[str, str]]) -> tuple[float, float]:
    """Print one line: pairs of one family found and true, among all that are true or found."""
    articles = [article(id, text) for id, (text, _) in texts.items()]
    start = time.perf_counter()
    found = copies(articles)
    seconds = (time.perf_counter() - start) / len(articles)
    families: dict[str, set[str]] = {}
    for copy in found:
        families.setdefault(copy.family, set()).update((copy.article, copy.copy_of))
    pairs = {pair for family in families.values() for pair in combinations(sorted(family), 2)}
    by_truth: dict[str, list[str]] = {}
    for id, (_, truth) in texts.items():
        by_truth.setdefault(truth, []).append(id)
    true = {pair for same in by_truth.values() for pair in combinations(sorted(same), 2)}
    recall = len(pairs & true) / len(true) if true else 1.0
    precision = len(pairs & true) / len(pairs) if pairs else 1.0
    print(
        f"{name:<15}{len(articles):>7}{len(true):>8}{len(pairs - true):>8}"
        f"{recall:>9.3f}{precision:>11.3f}{seconds * 1000:>9.2f}"
    )
    for pair in sorted(pairs - true)[:5]:
        print("   wrongly one:", " = ".join(pair))
    return recall, precision


def main(path: str, seed: int = 1) -> None:
    with open(path, encoding="utf-8") as lines:
        stories = [json.loads(line)["text"] for line in lines if line.strip()]
    stories = [text for text in stories if len(text.split()) >= 140]
    print(f"{len(stories)} stories of at least 140 words, seed {seed}")
    print(f"{'kind':<15}{'texts':>7}{'pairs':>8}{'wrong':>8}{'recall':>9}{'precision':>11}{'ms each':>9}")
    for kind in (*COPIES, *NEAR_MISSES):
        measure(kind, made(stories, [kind], seed))
    measure("all", made(stories, [*COPIES, "update", "boilerplate"], seed))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
