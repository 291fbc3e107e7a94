"""Score who-said-what against a folder in PolNeAR's format: text/*.txt, attributions/*.ann (brat stand-off).

`score(folder)` gives, for direct, mixed and indirect quotations apart and for
all, precision, recall and F1 of source, cue and content, exact and by overlap,
and of direct and mixed words with the right speaker. Measuring only: such texts
are other people's and never train or shape what Dragoman ships.

    python evals/attribution.py FOLDER
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

import msgspec

from dragoman.extract.attribution import Attribution, attribute
from dragoman.lexicon.language import load_abbreviations
from dragoman.lexicon.speech import load_speech
from dragoman.model.article import Article
from dragoman.model.reading import Reading
from dragoman.model.span import Span
from dragoman.text.quotations import quotations
from dragoman.text.sentences import paragraphs, sentences

ROLES = ("source", "cue", "content")
FORMS = ("direct", "mixed", "indirect")
MARKS = "“”„«»\"‘’'`"


class Gold(msgspec.Struct, frozen=True):
    """One annotated attribution, or one of ours in the same shape."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: str


def score(folder: str | Path) -> dict:
    """Counts over all articles of the folder, as precision, recall and F1."""
    counts: Counter = Counter()
    for text, gold in articles(Path(folder)):
        found = [_as_gold(made) for made in attribute(read(text), load_speech()).attributions if made.source]
        _count_spans(counts, gold, found)
        _count_speakers(counts, text, gold, found)
    return {
        form: {
            what: _prf(counts, form, what) for what in (*(f"{r} {h}" for r in ROLES for h in HITS), "speaker")
        }
        for form in (*FORMS, "all")
    }


HITS = {"exact": lambda a, b: a == b, "overlap": lambda a, b: any(x.overlaps(y) for x in a for y in b)}


def read(text: str) -> Reading:
    """A Reading with paragraphs, sentences and quotations; without mentions, names are found by the stage."""
    parts = paragraphs(text)
    return Reading(
        Article(id="a", page="", page_id="", text=text),
        paragraphs=parts, sentences=sentences(text, load_abbreviations()), quotations=quotations(text, parts),
    )  # fmt: skip


def articles(folder: Path):
    """Each text with its gold attributions; the annotation's file name has a hash after the text's."""
    for path in sorted((folder / "attributions").glob("*.ann")):
        text = folder / "text" / (re.sub(r"_[0-9a-f]{4}$", "", path.stem) + ".txt")
        yield text.read_text("utf-8"), _gold(path.read_text("utf-8"), text.read_text("utf-8"))


def _gold(annotations: str, text: str) -> list[Gold]:
    spans, rows = {}, [line.split("\t") for line in annotations.splitlines()]
    for row in rows:
        if row[0].startswith("T"):
            pieces = row[1].split(" ", 1)[1].split(";")
            spans[row[0]] = tuple(Span(*map(int, piece.split())) for piece in pieces)
    found = []
    for row in rows:
        if row[0].startswith("E"):
            roles: dict[str, tuple[Span, ...]] = {}
            for role, name in (part.split(":") for part in row[1].split()):
                role = re.sub(r"\d+$", "", role).casefold()
                roles[role] = roles.get(role, ()) + spans[name]
            content = tuple(sorted(roles.get("content", ())))
            found.append(Gold(roles.get("source", ()), roles.get("cue", ()), content, _form(text, content)))
    return found


def _form(text: str, content: tuple[Span, ...]) -> str:
    words = " ".join(span.of(text) for span in content).strip()
    if words[:1] and words[0] in "“\"‘'" and words[-1] in "”\"’'":
        return "direct"
    return "mixed" if re.search(r"[“”\"]", words) else "indirect"


def _as_gold(made: Attribution) -> Gold:
    source = (made.source.span,) if made.source else ()
    return Gold(source, (made.cue,) if made.cue else (), made.pieces, made.kind)


def _count_spans(counts: Counter, gold: list[Gold], found: list[Gold]) -> None:
    for form in (*FORMS, "all"):
        these = [g for g in gold if form in (g.form, "all")]
        ours = [f for f in found if form in (f.form, "all")]
        for role in ROLES:
            for how, same in HITS.items():
                key = f"{role} {how}"
                wanted = [getattr(g, role) for g in these if getattr(g, role)]
                given = [getattr(f, role) for f in ours if getattr(f, role)]
                # Ours may be right though the two disagree on the form, so each side is looked up among all.
                all_wanted = [getattr(g, role) for g in gold]
                all_given = [getattr(f, role) for f in found]
                counts[form, key, "wanted"] += len(wanted)
                counts[form, key, "found"] += sum(any(same(w, g) for g in all_given) for w in wanted)
                counts[form, key, "given"] += len(given)
                counts[form, key, "right"] += sum(any(same(w, g) for w in all_wanted) for g in given)


def _count_speakers(counts: Counter, text: str, gold: list[Gold], found: list[Gold]) -> None:
    """Direct and mixed words with the annotated source: the same phrase, or the same name elsewhere."""
    overlap = HITS["overlap"]
    for form in ("direct", "mixed"):
        these, ours = [g for g in gold if g.form == form and g.source], [f for f in found if f.form == form]
        counts[form, "speaker", "wanted"] += len(these)
        counts[form, "speaker", "found"] += sum(
            any(overlap(g.content, f.content) and same_source(text, g, f) for f in found) for g in these
        )
        counts[form, "speaker", "given"] += len(ours)
        counts[form, "speaker", "right"] += sum(
            any(overlap(g.content, f.content) and same_source(text, g, f) for g in gold) for f in ours
        )


def same_source(text: str, gold: Gold, ours: Gold) -> bool:
    if HITS["overlap"](gold.source, ours.source):
        return True
    names = [
        {word for word in re.findall(r"\b[A-Z][\w-]+", s.of(text))} for g in (gold, ours) for s in g.source
    ]
    return bool(len(names) > 1 and names[0] & names[1])


def _prf(counts: Counter, form: str, what: str) -> dict | None:
    wanted, found = counts[form, what, "wanted"], counts[form, what, "found"]
    given, right = counts[form, what, "given"], counts[form, what, "right"]
    if not wanted:
        return None
    precision, recall = right / given if given else 0.0, found / wanted
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(f1, 3),
        "gold": wanted,
        "ours": given,
    }


def table(scores: dict) -> str:
    lines = [f"{'':9} {'':16} {'P':>6} {'R':>6} {'F1':>6} {'gold':>5} {'ours':>5}"]
    for form, whats in scores.items():
        for what, prf in whats.items():
            if prf:
                numbers = f"{prf['precision']:6.3f} {prf['recall']:6.3f} {prf['f1']:6.3f}"
                lines.append(f"{form:9} {what:16} {numbers} {prf['gold']:5} {prf['ours']:5}")
    return "\n".join(lines)


if __name__ == "__main__":
    scores = score(sys.argv[1])
    print(json.dumps(scores, indent=1) if "--json" in sys.argv else table(scores))
