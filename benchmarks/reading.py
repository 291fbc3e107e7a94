"""How fast articles are read, and what each stage costs: `python benchmarks/reading.py FILE.jsonl [--times N]`.

FILE.jsonl holds one article a line (`text`, and `published` where known). Prints
articles and sentences a second on one core, the share of each stage, and the time of
the whole, and of each stage, as a multiple of a bare pass of the encoder over the same
sentences in the same batches: all in one run, article by article, so that the figures
compare with one another on any machine, whatever else it does. A stage that fails is
counted aloud, as a run does.
"""

import argparse
from collections import Counter
from pathlib import Path
from time import perf_counter

from dragoman import lexicon as lexicons
from dragoman.model.reading import Reading
from dragoman.pipeline import STAGES
from dragoman.reader.read import in_batches, net
from dragoman.sources import pages
from dragoman.text.cut import articles
from dragoman.text.publication import with_inferred_dates

WHOLE, ACTORS = 1.5, 0.2  # times the encoder's bare pass


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
    bare, failures = 0.0, Counter[str]()
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
                    try:
                        reading = stage(reading, lexicon)
                    except Exception as error:  # as the pipeline does; the other figures still count
                        failures[f"{stage.__name__}: {type(error).__name__}: {error}"] += 1
                    spent[stage.__name__] += perf_counter() - clock
                count += 1
                sentences += len(reading.sentences)
                bare += encoder_alone(reading)
    total = sum(spent.values())
    print(f"lexicon loaded in {loaded * 1000:.0f} ms")
    print(f"{count:,} articles, {sentences:,} sentences in {total:.1f} s: {count / total:.1f} articles/s on one core")
    print(f"the encoder alone: {bare:.1f} s, {sentences / bare:.0f} sentences/s, {count / bare:.1f} articles/s")
    print(f"the whole takes {total / bare:.2f} times the encoder's pass; the goal is {WHOLE} at most")
    print(f"the stage of actors takes {spent['mentions'] / bare:.2f} of it; the goal is {ACTORS} at most")
    print(f"  {'stage':<14}{'share':>6}  {'an article':>13}  {'of the pass':>11}")
    for name, seconds in spent.items():
        print(f"  {name:<14}{seconds / total:6.1%}  {seconds / count * 1000:10.2f} ms  {seconds / bare:11.2f}")
    for failure, number in sorted(failures.items()):
        print(f"  failed {number} times: {failure}")


def encoder_alone(reading: Reading) -> float:
    """Seconds of a pass of the bare encoder over the reading's sentences, cut and batched as the reader does."""
    made = net()
    rows = [(sentence, made.cutter.cut(sentence.of(reading.text))) for sentence in reading.sentences]
    batches = list(in_batches(rows))
    clock = perf_counter()
    for batch in batches:
        made.encode([pieces for _, pieces in batch])
    return perf_counter() - clock


if __name__ == "__main__":
    main()
