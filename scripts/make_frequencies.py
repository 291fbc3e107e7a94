"""Make lexicon/en/frequencies.tsv: in how many documents of open news and web text each word stands.

    python scripts/make_frequencies.py ../shared/data

Counts only: no text of a document is kept. A word of one document is as rare as one of none, and left out.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman.merge.rarity import bag

TABLE = Path(__file__).parents[1] / "src" / "dragoman" / "lexicon" / "en" / "frequencies.tsv"
LEAST = 2  # documents
HEAD = """\
# In how many of 1000 documents a word stands: how much it says of what a text is about. Of news and of other texts the
# higher share: "minister" is common in the one, "love" in the other, and neither tells one affair from another.
# Origin: counted by scripts/make_frequencies.py over {news} news stories (Voice of America, public domain; Wikinews in
# UD English GUM, CC BY 2.5) and {other} other documents (the rest of GUM's train part, texts CC BY, CC BY-SA and public
# domain; UD English EWT's train part, CC BY-SA 4.0). Counts of words are facts; no text is kept. Words are as
# merge/rarity.py makes them: without case and plural.
"""


def documents(data: Path) -> Iterator[tuple[bool, str]]:
    """The texts, one a document, and whether it is news."""
    for line in (data / "voa.jsonl").open(encoding="utf-8"):
        yield True, json.loads(line)["text"]
    for treebank in ("gum", "ewt"):
        name, text = "", []
        for line in (data / treebank / "train.conllu").open(encoding="utf-8"):
            if line.startswith("# newdoc id"):
                if text:
                    yield "_news_" in name, " ".join(text)
                name, text = line, []
            if line.startswith("# text = "):
                text.append(line.removeprefix("# text = "))
        yield "_news_" in name, " ".join(text)


def main(data: Path) -> None:
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    totals: Counter[bool] = Counter()
    for is_news, text in documents(data):
        counts[is_news].update(set(bag(text)))
        totals[is_news] += 1
    shares: dict[str, float] = {}
    for kind, found in counts.items():
        for word, count in found.items():
            if count >= LEAST and not word.isdigit():
                shares[word] = max(shares.get(word, 0), count / totals[kind])
    rows = sorted((-max(1, round(1000 * share)), word) for word, share in shares.items())
    body = "".join(f"{word}\t{-count}\n" for count, word in rows)
    TABLE.write_text(HEAD.format(news=totals[True], other=totals[False]) + body, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
