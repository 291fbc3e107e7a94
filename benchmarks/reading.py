"""How fast articles are read, and what each stage costs: `python benchmarks/reading.py FILE.jsonl [--times N]`.

FILE.jsonl holds one article a line (`text`, and `published` where known). Prints
articles a second on one core, the share of each stage, and the start-up costs
in one run, so that the figures compare with one another on any machine.
"""

import argparse
from pathlib import Path
from time import perf_counter

from dragoman import lexicon as lexicons
from dragoman.model.reading import Reading
from dragoman.pipeline import STAGES
from dragoman.sources import pages
from dragoman.text.cut import articles
from dragoman.text.publication import with_inferred_dates


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--times", type=int, default=1, help="read everything so many times")
    options = parser.parse_args()

    started = perf_counter()
    lexicon = lexicons.load()
    assert lexicon.names and lexicon.cues and lexicon.chrome and lexicon.speech
    loaded = perf_counter() - started

    spent = {"cut": 0.0, "publication": 0.0} | {stage.__name__: 0.0 for stage in STAGES}
    count = sentences = 0
    for _ in range(options.times):
        for page in pages([str(options.file)]):
            clock = perf_counter()
            cut = articles(page, lexicon)
            spent["cut"] += perf_counter() - clock
            clock = perf_counter()
            cut = with_inferred_dates(cut, lexicon)
            spent["publication"] += perf_counter() - clock
            for article in cut:
                reading = Reading(article)
                for stage in STAGES:
                    clock = perf_counter()
                    reading = stage(reading, lexicon)
                    spent[stage.__name__] += perf_counter() - clock
                count += 1
                sentences += len(reading.sentences)
    total = sum(spent.values())
    print(f"lexicon loaded in {loaded * 1000:.0f} ms")
    print(f"{count:,} articles, {sentences:,} sentences in {total:.1f} s: {count / total:.1f} articles/s on one core")
    for name, seconds in spent.items():
        print(f"  {name:<14}{seconds / total:6.1%}  {seconds / count * 1000:7.2f} ms an article")


if __name__ == "__main__":
    main()
