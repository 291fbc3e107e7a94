"""The annotators' format: numbered sentences out, compact lines in, annotations made of them.

    python -m training.compact sheet voa 8010842 --data ../shared/data      > sheet.txt
    python -m training.compact read voa 8010842 ANNOTATOR lines.txt --data … >> annotations/voa.A.jsonl

A sheet shows one sentence a line, `=12 Words …`. For each the annotator writes

    =12
    m a person Iraqi Prime Minister Mohammed Shia al-Sudani      a mention: id, kind, words (@2: the second such words)
    e ASSAULT.aerial a,d > b | bombed | h                        an event: type.mode, parties | words | flags
    e AGREE a,b <> | agreed to meet | of=CONSULT                 <>: mutual, all parties on the left; o: optional
    q Sudani | said | that Iraq ~~ militants                     an attribution: source (or -) | cue | content (|| more)
    q^ “More ~~ words.”                                          continues the attribution before (q^2: last but one)
    x diplomatic military                                        contexts

`~~` stands for the words between; `~+~` joins two pieces of an event's words.
"""

import argparse
import re
import sys
from pathlib import Path

import msgspec

from dragoman.evaluation.standoff import KINDS, Attribution, Document, Event, Pair, Sentence, digest
from dragoman.lexicon import Lexicon
from dragoman.lexicon import load as load_lexicon
from dragoman.lexicon.plover import Plover
from dragoman.model.article import Article
from dragoman.model.reading import Reading
from dragoman.pipeline import segment
from training.corpora import texts

AUX = {"h": "historical", "f": "future", "y": "hypothetical", "n": "negation"}
OPTIONAL = "o"
TO_COME = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}


def sentences(text: str, lexicon: Lexicon) -> tuple[Pair, ...]:
    """The sentences of a text, as annotators get them."""
    reading = segment(Reading(Article(id="a", page="", page_id="", text=text)), lexicon)
    return tuple((one.start, one.end) for one in reading.sentences)


class Sheet:
    """Reads one annotator's lines against the sentences of a document; gathers what is wrong with them."""

    def __init__(self, text: str, spans: tuple[Pair, ...], plover: Plover):
        self.text, self.spans, self.plover = text, spans, plover
        self.errors: list[str] = []
        self._line = 0

    def read(self, lines: list[str]) -> tuple[Sentence, ...]:
        """The sentences as annotated; `errors` says what could not be read, line by line."""
        found: dict[int, dict[str, list]] = {}
        made: list[dict[str, list[Pair]]] = []  # attributions so far, for words that continue one
        now: dict[str, list] | None = None
        ids: dict[str, int] = {}
        for self._line, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("="):
                number = int(re.match(r"=(\d+)", line)[1])
                if number in found or not 1 <= number <= len(self.spans):
                    self._wrong(f"no sentence {number}, or twice")
                    continue
                now, ids = found.setdefault(number, {"m": [], "e": [], "q": [], "x": []}), {}
                self._span = self.spans[number - 1]
                continue
            if now is None:
                self._wrong("stands before the first sentence")
                continue
            tag, _, rest = line.strip().partition(" ")
            if tag == "m":
                self._mention(rest, now["m"], ids)
            elif tag == "e":
                self._event(rest, now["e"], ids)
            elif tag == "q":
                self._attribution(rest, now["q"], made)
            elif match := re.fullmatch(r"q\^(\d?)", tag):
                self._continued(rest, int(match[1] or 1), made)
            elif tag == "x":
                now["x"] += [name for name in rest.split() if self._known(name, self.plover.contexts, "context")]
            else:
                self._wrong("begins with none of = m e q x")
        lacking = [number for number in range(1, len(self.spans) + 1) if number not in found]
        if lacking:
            self.errors.append(f"sentences {lacking} are missing")
        return tuple(self._sentence(number, found[number]) for number in sorted(found))

    def _sentence(self, number: int, parts: dict[str, list]) -> Sentence:
        said = tuple(Attribution(*(tuple(one[role]) for role in ("source", "cue", "content"))) for one in parts["q"])
        return Sentence(self.spans[number - 1], tuple(parts["m"]), tuple(parts["e"]), said, tuple(parts["x"]))

    def _wrong(self, what: str) -> None:
        self.errors.append(f"line {self._line}: {what}")

    def _known(self, name: str, names: object, what: str) -> bool:
        if name not in names:
            self._wrong(f"no {what} {name!r}")
        return name in names

    def _mention(self, rest: str, mentions: list, ids: dict[str, int]) -> None:
        name, kind, words = rest.split(" ", 2)
        span = self._find(words) if self._known(kind, KINDS, "kind") else None
        if span is None:
            return
        if any(span[0] < end and start < span[1] for start, end, _ in mentions):
            self._wrong("lies over another mention")
        ids[name] = len(mentions)
        mentions.append((*span, kind))

    def _event(self, rest: str, events: list, ids: dict[str, int]) -> None:
        head, words, flags = (*(part.strip() for part in rest.split("|")), "")[:3]
        code, _, parties = head.partition(" ")
        actors, mark, recipients = re.match(r"(.*?)(<>|>)(.*)", parties).groups()
        kind, modes = self._code(code)
        aux, of, optional = [], None, False
        for flag in flags.split():
            if flag.startswith("of="):
                of = ".".join((base := self._code(flag[3:]))[:1] + tuple(base[1][:1]))
            else:
                optional = optional or OPTIONAL in flag
                aux += [AUX[letter] for letter in flag if letter != OPTIONAL]
        if kind in TO_COME and "future" in aux and "hypothetical" not in aux:
            self._wrong(f"{kind} to come is {TO_COME[kind]} f of={kind}")
        spans = tuple(self._find(piece) for piece in words.split("~+~"))
        if None not in spans:
            doing, done_to = self._parties(actors, ids), self._parties(recipients, ids)
            events.append(
                Event(kind, doing, done_to, modes, tuple(aux), of, mark == "<>", spans, optional=optional)
            )

    def _code(self, code: str) -> tuple[str, tuple[str, ...]]:
        kind, _, modes = code.partition(".")
        known = self.plover.types[kind].modes if self._known(kind, self.plover.types, "type") else ()
        return kind, tuple(mode for mode in modes.split("/") if mode and self._known(mode, known, f"mode of {kind}"))

    def _parties(self, names: str, ids: dict[str, int]) -> tuple[int, ...]:
        wanted = [name for name in re.split(r"[,\s]+", names.strip()) if name not in ("", "-")]
        return tuple(ids[name] for name in wanted if self._known(name, ids, "mention"))

    def _attribution(self, rest: str, here: list, made: list) -> None:
        source, cue, content = rest.split(" | ")
        spans = {
            "source": [] if source.strip() == "-" else [self._find(source)],
            "cue": [self._find(cue)],
            "content": [self._find(piece) for piece in content.split("||")],
        }
        if not any(None in found for found in spans.values()):
            here.append(spans)
            made.append(spans)

    def _continued(self, rest: str, back: int, made: list) -> None:
        if len(made) < back:
            self._wrong("nothing to continue")
            return
        made[-back]["content"] += [span for piece in rest.split("||") if (span := self._find(piece))]

    def _find(self, words: str) -> Pair | None:
        start, end = self._span
        try:
            begin, stop = find(words, self.text[start:end].replace("\n", " "))
        except ValueError as error:
            self._wrong(str(error))
            return None
        return start + begin, start + stop


def find(words: str, sentence: str) -> Pair:
    """Where the words stand in the sentence; `@2` asks for the second place, `~~` leaves out the middle.

    >>> find("the ~~ again", "Then the talks began again.")
    (5, 26)

    Raises ValueError where they do not.
    """
    wanted = re.fullmatch(r"(?P<words>.+?)(?:@(?P<nth>\d+))?", words.strip(), re.DOTALL)
    if wanted is None:
        raise ValueError("no words")
    first, _, last = (part.strip() for part in wanted["words"].partition("~~"))
    whole = (r"(?<!\w)" if first[:1].isalnum() else "") + re.escape(first) + (r"(?!\w)" if first[-1:].isalnum() else "")
    places = [match.start() for match in re.finditer(whole, sentence)]
    nth = int(wanted["nth"] or 1)
    if len(places) < nth:
        raise ValueError(f"not in the sentence: {first!r}")
    begin = places[nth - 1]
    stop = sentence.rfind(last) + len(last) if last else begin + len(first)
    if stop <= begin:
        raise ValueError(f"not after the first words: {last!r}")
    return begin, stop


def document(corpus: str, name: str, annotator: str, lines: list[str], text: str, spans: tuple[Pair, ...]) -> Document:
    """An annotator's lines as a Document.

    Raises ValueError with every fault of the lines.
    """
    sheet = Sheet(text, spans, load_lexicon().plover)
    found = sheet.read(lines)
    if sheet.errors:
        raise ValueError("\n".join(f"{name}: {error}" for error in sheet.errors))
    return Document(corpus, name, digest(text), annotator, found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("sheet", "read"))
    parser.add_argument("corpus")
    parser.add_argument("name")
    parser.add_argument("rest", nargs="*", help="for read: annotator, file")
    parser.add_argument("--data", type=Path, required=True)
    wanted = parser.parse_args()
    text = texts(wanted.corpus, wanted.data)[wanted.name]
    spans = sentences(text, load_lexicon())
    if wanted.what == "sheet":
        for number, (start, end) in enumerate(spans, 1):
            print(f"={number} {text[start:end].replace(chr(10), ' ')}")
        return
    annotator, path = wanted.rest
    made = document(wanted.corpus, wanted.name, annotator, Path(path).read_text("utf-8").splitlines(), text, spans)
    sys.stdout.buffer.write(msgspec.json.encode(made) + b"\n")


if __name__ == "__main__":
    main()
