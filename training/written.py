"""The sentences that we wrote to cover what real news shows too rarely, with their events in the same lines.

    [a person Foreign Minister Misri] {1 met} [b person his counterpart] and {2 offered} [c state Nepal] a credit line.
     CONSULT.visit a > b
     AGREE a > c of=AID
     q Kathmandu | said | that ~~ met      (stories only: source | cue | content)
     x diplomatic economic

`[ID KIND WORDS]` is a mention, `{N WORDS}` the words that carry event N; then a
line an event (type.mode, actors > recipients or actors <>, flags, c=CAMEO code),
a line an attribution, and `x` with the contexts. Everything in them is invented,
also where real states or people are named: they tell nothing about the world.

    python -m training.written training/written/*.txt      checks files and counts what is in them
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.evaluation.standoff import KINDS, Attribution, Event, Pair
from dragoman.lexicon import load
from training.compact import AUX, TO_COME, find

FOLDER = Path(__file__).parent / "written"
STORIES = "stories"  # how the names of files with whole stories begin
PIECE = re.compile(
    r"\[(?P<id>\w) (?P<kind>\w+) (?P<named>[^][{}]+)\]|\{(?:(?P<number>\d+) )?(?P<carried>[^][{}]+)\}"
    r"|(?P<plain>[^][{}]+)|(?P<stray>[][{}])"
)
DEED = re.compile(
    r"(?P<type>[A-Z]+)(?:\.(?P<modes>[a-z/-]+))? (?P<actors>(?:\w|-)(?:, ?\w)*) (?:<>|>)"
    r"(?: ?(?P<recipients>(?:\w|-)(?:, ?\w)*)(?= |$))?(?P<flags>.*)"
)


class Written(msgspec.Struct, frozen=True):
    """`attributions` is None in files of single sentences, whose writers marked none."""

    text: str
    mentions: tuple[tuple[int, int, str], ...]
    events: tuple[Event, ...]
    attributions: tuple[Attribution, ...] | None
    contexts: tuple[str, ...]


def sentences(path: Path) -> Iterator[Written]:
    """The sentences of a file.

    Raises ValueError at the first that cannot be read.
    """
    is_story = path.stem.startswith(STORIES)
    for number, block in _blocks(path):
        try:
            one = read(block)
            yield one if is_story else msgspec.structs.replace(one, attributions=None)
        except ValueError as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), ""], 1):
        if line.strip() and not line.startswith("#"):
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def read(block: list[str]) -> Written:
    """One sentence with its lines.

    >>> one = read(["[a state Peru] {thanked} [b state Chile].", " SUPPORT a > b", " x diplomatic"])
    >>> one.text, one.events[0].type, one.events[0].words
    ('Peru thanked Chile.', 'SUPPORT', ((5, 12),))
    """
    text, mentions, ids, carried = _marked(block[0])
    events: list[Event] = []
    said: list[Attribution] = []
    contexts: tuple[str, ...] = ()
    for line in block[1:]:
        if not line.startswith(" "):
            raise ValueError(f"{line!r} begins without a blank")
        if line.split()[0] == "x":
            contexts = tuple(line.split()[1:])
            continue
        if line.startswith(" q "):
            said.append(_attribution(line[3:], text))
            continue
        events.append(_event(line.strip(), ids, carried.get(len(events) + 1)))
    if len(carried) != len(events):
        raise ValueError(f"{len(carried)} marked deeds, {len(events)} lines")
    return Written(text, tuple(mentions), tuple(events), tuple(said), contexts)


def _marked(line: str) -> tuple[str, list[tuple[int, int, str]], dict[str, int], dict[int, list[Pair]]]:
    text, mentions, ids, carried = "", [], {}, {}
    for piece in PIECE.finditer(line):
        if piece["stray"]:
            raise ValueError(f"a stray {piece['stray']}")
        words = piece["named"] or piece["carried"] or piece["plain"]
        span = (len(text), len(text) + len(words))
        if piece["named"]:
            if piece["kind"] not in KINDS or piece["id"] in ids or piece["id"] in AUX:
                raise ValueError(f"[{piece['id']} {piece['kind']} …]: no such kind, or the id is taken")
            ids[piece["id"]] = len(mentions)
            mentions.append((*span, piece["kind"]))
        elif piece["carried"]:
            carried.setdefault(int(piece["number"] or 1), []).append(span)
        text += words
    return text, mentions, ids, carried


def _event(line: str, ids: dict[str, int], words: list[Pair] | None) -> Event:
    found = DEED.fullmatch(line)
    if found is None or words is None:
        raise ValueError(f"{line!r} is no event, or no words are marked for it")
    types = load().plover.types
    kind, modes = found["type"], tuple((found["modes"] or "").split("/")) if found["modes"] else ()
    given, flags = found["recipients"] or "", found["flags"].split()
    if given and given not in ("-",) and given[0] not in ids:
        given, flags = "", [given, *flags]  # "a > y": a flag, not a recipient
    aux = tuple(AUX[letter] for flag in flags if "=" not in flag for letter in flag)
    of = next((flag[3:].partition("/")[0] for flag in flags if flag.startswith("of=")), None)
    cameo = next((flag[2:] for flag in flags if flag.startswith("c=")), None)
    if kind not in types or any(mode not in types[kind].modes for mode in modes):
        raise ValueError(f"no type or mode {line.split()[0]}")
    if of is not None and of.partition(".")[0] not in types:
        raise ValueError(f"no type {of}")
    if kind in TO_COME and "future" in aux and "hypothetical" not in aux:
        raise ValueError(f"{kind} to come is {TO_COME[kind]} f of={kind}")
    actors, recipients = ([ids[name] for name in re.findall(r"\w", part)] for part in (found["actors"], given))
    return Event(kind, tuple(actors), tuple(recipients), modes, aux, of, "<>" in line, tuple(words), cameo=cameo)


def _attribution(line: str, text: str) -> Attribution:
    """Source and cue are "-" where the sentence has none, as where a quotation only goes on."""
    source, cue, content = line.split(" | ")
    given = (() if words.strip() == "-" else (find(words, text),) for words in (source, cue))
    return Attribution(*given, tuple(find(piece, text) for piece in content.split("||")))


def main() -> None:
    counts: Counter[str] = Counter()
    for name in sys.argv[1:]:
        for one in sentences(Path(name)):
            counts.update(["sentences", *(event.type for event in one.events)])
            counts.update(flag for event in one.events for flag in event.aux or ("no flag",))
    for what, count in counts.most_common():
        print(f"{count:6} {what}")


if __name__ == "__main__":
    main()
