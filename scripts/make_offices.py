"""Re-make src/dragoman/lexicon/offices.tsv: who held which office, from when to when.

In: a folder with `factbook_roles.tsv` (heads of state and government as the World
Factbook listed them, 2015 to 2026) and `reign_leaders_1945_2021.csv` (REIGN leader
spells), and the hand-kept `offices_extra.tsv`. Out: the table, sorted, the same
bytes every time.

The three sources are asked in order: what the hand-kept table says of a day and a
role holds, then the factbook, then REIGN, whose people reign_names.tsv names in full.
It will not guess: a line that cannot be read gives no term, and a term whose end nobody
saw ends in the month it was last seen.

    python scripts/make_offices.py --leaders DIR
"""

import argparse
import csv
import re
import sys
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
LEXICON = HERE.parent / "src" / "dragoman" / "lexicon"
COLUMNS = ("state", "office", "role", "person", "surname", "names", "start", "end", "source")
HEADS = ("head_of_state", "head_of_government")
ROLES = (*HEADS, "vice", "elect", "foreign_minister", "defence_minister", "finance_minister",
         "spokesperson", "opposition_leader", "head_of_organisation", "ambassador", "other")  # fmt: skip
SHARED_HOMES = {"uk", "us", "fr", "da", "nl"}  # whose head is also head of territories and realms
HOLE = timedelta(days=400)  # the factbook's editions are at most this far apart, save 2017 to 2020
SLIVER = timedelta(days=45)  # what is left of a term after trimming, if shorter, is two sources' disagreement
SAME_YEARS = 15  # two terms of one name in one state begun no further apart are one person's
FOREVER = "9999"

HEADER = """\
# Who held which office, from when (inclusive) to when (exclusive); an empty end: in office as far as known.
# Dates are ISO, some only to the month or year: an end of "2019-05" is an unknown day of that month.
# `state` is ISO 3166-1 alpha-3 (KOS for Kosovo), or an organisation's id. A President who also heads the
# government has one row, head_of_state; so has a King. A monarch of several states stands with one only.
# Two who claimed one office at once both stand. An office of a state that is no more bears that state's word, as
# states.toml gives it under `past`: "Soviet Premier".
# Office "Leader" (reign): led the state, and the source does not say as what.
# Made by scripts/make_offices.py; do not edit, mend offices_extra.tsv. `source` says where a row is from:
#   own       offices_extra.tsv, kept by hand, Apache-2.0, November 2026; or the page that says so, by its address
#   factbook  CIA World Factbook, editions of 2015 to 2026 (public domain); last changed January 2026
#   reign     REIGN, leaders 1945 to 2021 (MIT licence, Bell, Besaw and Frank, One Earth Future)
"""


@dataclass(frozen=True)
class Term:
    """One row of offices.tsv. `end` is empty while in office."""

    state: str
    office: str
    role: str
    person: str
    surname: str
    names: tuple[str, ...]
    start: str
    end: str
    source: str
    end_seen: bool = True  # False: nobody saw the end, a better source may mend it

    @property
    def until(self) -> str:
        return self.end or FOREVER

    def row(self) -> list[str]:
        return [self.state, self.office, self.role, self.person, self.surname, "|".join(self.names),
                self.start, self.end, self.source]  # fmt: skip


@dataclass(frozen=True)
class Sighting:
    """One line of the factbook: a name in an office since `start`, printed from `first` to `last`."""

    state: str
    role: str
    office: str  # empty where the line cannot be read; then only its date counts
    name: str
    start: str
    first: str
    last: str


# Names


def plain(text: str) -> str:
    """Lower case, without accents: what two spellings are compared by."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def words(name: str) -> set[str]:
    return {w for w in re.split(r"[^a-z]+", plain(name)) if len(w) > 2}


def is_capitals(token: str) -> bool:
    letters = [c for c in token if c.isalpha()]
    return len(letters) > 1 and token == token.upper() and not token.endswith(".")


PARTICLES = frozenset(
    ["al", "bin", "da", "de", "del", "di", "do", "dos", "du", "e", "el", "ibn", "van", "von", "y"]
)


def title_case(token: str, first: bool) -> str:
    """`DOS` → `dos`, `AL-ASSAD` → `al-Assad`, `O'NEILL` → `O'Neill`; `first`: the name begins with it."""
    if re.fullmatch(r"[IVX]+", token):
        return token
    if token.lower() in PARTICLES and not first:
        return token.lower()
    parts = [p.capitalize() for p in token.split("-")]
    if len(parts) > 1 and parts[0] in ("Al", "El"):
        parts[0] = parts[0].lower()
    return re.sub(r"^([A-Z][’'])(\w)", lambda m: m[1] + m[2].upper(), "-".join(parts))


def name_parts(written: str) -> tuple[str, str, tuple[str, ...]]:
    """The factbook's `Vladimir Vladimirovich PUTIN` → person, surname, other names."""
    tokens = [t.strip(",") for t in written.split()]
    tokens = [t for i, t in enumerate(tokens) if i == 0 or not re.fullmatch(r"[A-Z]\.|Jr\.?|Dr\.", t)]
    tokens = [t for i, t in enumerate(tokens)
              if i == 0 or is_capitals(t) or not re.search(r"(vich|vna|vych)$", t)]  # fmt: skip
    marks = [i for i, t in enumerate(tokens) if is_capitals(t)]
    cased = [title_case(t, i == 0) if is_capitals(t) else t for i, t in enumerate(tokens)]
    person = " ".join(cased)
    if not marks:
        return person, cased[-1], ()
    begin = marks[0]
    stop = next((i for i in range(begin, len(tokens)) if i not in marks), len(tokens))
    surname = " ".join(t for t in cased[begin:stop] if not re.fullmatch(r"[IVX]+", t))
    variants = {" ".join(cased[:stop]), " ".join([cased[0], *cased[begin:stop]])} if begin else set()
    return person, surname, tuple(sorted(variants - {person}))


# The factbook


def read_states() -> dict[str, str]:
    """FIPS code → ISO3."""
    table = tomllib.loads((LEXICON / "states.toml").read_text(encoding="utf-8"))
    return {entry["fips"]: code for code, entry in table.items() if "fips" in entry}


def read_table(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def since(text: str) -> str:
    """`(since 4 June 2025)` → `2025-06-04`; empty where there is no date."""
    found = re.search(r"since\s+(?:(\d{1,2})\s+)?(?:([A-Z][a-z]+)\s+)?(\d{4})", text.replace("&nbsp;", " "))
    if not found:
        return ""
    day, month, year = found.groups()
    if not month:
        return year
    number = MONTHS.index(month[:3]) + 1
    return f"{year}-{number:02}-{int(day):02}" if day else f"{year}-{number:02}"


RANKS = re.compile(r"\b(?:Sr\.|Gen\.|Lt\.|Col\.|Maj\.|Dr\.|Sir|Dame|Sheikh|Ms\.?|Mr\.?|General|Brig\.)\s+")


def read_factbook(path: Path) -> list[Sighting]:
    """All lines that tell who began when; unreadable ones without a name."""
    states, titles = read_states(), read_table(HERE / "factbook_titles.tsv")
    titles.sort(key=lambda t: -len(t["title"]))
    lines = read_table(path)
    homes: dict[str, set[str]] = {}
    for line in lines:
        homes.setdefault(line["text"], set()).add(line["fips"])
    sightings = []
    for line in lines:
        shared = len(homes[line["text"]]) > 1 and line["fips"] not in SHARED_HOMES
        state, start = states.get(line["fips"]), since(line["text"])
        if not state or not start or shared:
            continue
        if re.match(r"(?i)note|formerly|,|and |[a-z ]*represent|notification|heir", line["text"]):
            continue
        office, role, name = read_line(line, titles)
        block = "head_of_state" if line["role"] == "chief of state" else "head_of_government"
        role = block if role == "head" else role
        sightings.append(Sighting(state, role, office, name, start, line["first_seen"], line["last_seen"]))
    return sightings


def read_line(line: dict[str, str], titles: list[dict[str, str]]) -> tuple[str, str, str]:
    """Office, role and name of one factbook line; no office where it cannot be read."""
    text = re.split(r"\s*\((?:all )?since", line["text"])[0]
    for title in titles:
        if text.startswith(title["title"] + " "):
            name = RANKS.sub("", text[len(title["title"]) + 1 :])
            name = re.sub(r"\s*[\[(].*?[\])]", "", name)
            name = re.split(r",(?! Jr)| - |;|--| in caretaker", name)[0].strip()
            if any(is_capitals(t) for t in name.split()) and " and " not in name:
                return title["office"], title["role"], name
    return "", "head", ""


def same_name(one: str, other: str) -> bool:
    """Do two factbook spellings share a word in capitals?"""
    caps = [words(" ".join(t for t in name.split() if is_capitals(t))) for name in (one, other)]
    return bool(caps[0] & caps[1])


def is_same_term(before: Sighting, seen: Sighting) -> bool:
    """Another printing of the same term? Offices may differ ("Caretaker") if start and name agree."""
    if not before.office or not seen.office:
        return before.office == seen.office and before.start == seen.start
    known = same_name(before.name, seen.name)
    if before.start == seen.start:
        return known or before.office == seen.office
    return known and before.office == seen.office


def merge_sightings(sightings: list[Sighting]) -> list[Sighting]:
    """One sighting a term: spellings and corrected dates of one person in one office, seen in a row."""
    merged: list[Sighting] = []
    for seen in sorted(sightings, key=lambda s: (s.start, s.first, s.last, s.name)):
        before = merged[-1] if merged else None
        if before and is_same_term(before, seen):
            newer = seen if seen.last >= before.last else before
            newer = replace(newer, office=min(before.office, seen.office, key=len))  # without "Caretaker"
            merged[-1] = replace(newer, first=min(before.first, seen.first), last=max(before.last, seen.last))
        else:
            merged.append(seen)
    return merged


def factbook_terms(sightings: list[Sighting]) -> list[Term]:
    """Terms with ends. A vice president's term is ended by the next of the same office only."""
    newest = max(s.last for s in sightings)
    as_state = {(s.state, s.start) for s in sightings if s.role == "head_of_state" and s.office}
    lines: dict[tuple[str, str], list[Sighting]] = {}
    for seen in sightings:
        if seen.role == "head_of_government" and (seen.state, seen.start) in as_state:
            continue  # one person, both roles: one row
        office = seen.office if seen.role not in HEADS else ""
        lines.setdefault((seen.state, seen.role + office), []).append(seen)
    terms = []
    for line in lines.values():
        read = {seen.start for seen in line if seen.office}
        merged = merge_sightings([seen for seen in line if seen.office or seen.start not in read])
        for place, seen in enumerate(merged):
            if seen.office:
                end, sure = end_of(seen, merged[place + 1 :], newest)
                if not end or seen.start < end:
                    terms.append(Term(seen.state, seen.office, seen.role, *name_parts(seen.name),
                                      seen.start, end, "factbook", sure))  # fmt: skip
    return terms


def end_of(seen: Sighting, later: list[Sighting], newest: str) -> tuple[str, bool]:
    """The end of a term, and whether the factbook saw it."""
    for follower in later:
        if follower.start > seen.start and (follower.office or seen.last <= follower.first):
            hole = date.fromisoformat(follower.first) - date.fromisoformat(seen.last) > HOLE
            if hole and follower.start[:7] > seen.last[:7]:
                return seen.last[:7], False  # somebody may have come and gone between
            return follower.start, True
    if seen.last == newest:
        return "", True
    return seen.last[:7], False


# REIGN


def read_reign(path: Path) -> list[Term]:
    """Leader spells. The next leader's first day ends a spell; else the month REIGN gives."""
    codes = {row["abbreviation"]: row for row in read_table(HERE / "reign_codes.tsv")}
    rows = list(csv.DictReader(path.read_text(encoding="utf-8", errors="replace").splitlines()))
    spells: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        if codes[row["stateabb"]]["office"] != "-":
            spells.setdefault(row["stateabb"], []).append(row)
    terms = []
    for abbreviation, line in spells.items():
        code = codes[abbreviation]
        line.sort(key=reign_start)
        for row, follower in zip(line, [*line[1:], None], strict=True):
            start = reign_start(row)
            end = f"{row['eyear']}-{int(row['emonth']):02}" if row["eyear"] else ""
            begun = reign_start(follower) if follower else ""
            if begun and (not end or begun[:7] <= end):
                end = begun
            # REIGN stops in August 2021: who still led then is known only until then
            end = end or "2021-08"
            person, surname = reign_name(row["leader"])
            if start[:7] <= end[:7] and start != end:
                terms.append(Term(code["state"], code["office"], code["role"], person, surname,
                                  (), start, end, "reign", row["eyear"] != ""))  # fmt: skip
    return terms


def reign_name(leader: str) -> tuple[str, str]:
    """`Eyskens, M.` → `M. Eyskens`, `Eyskens`; `van Rompuy` is a surname whole."""
    last, _, first = re.sub(r"\s*\(.*", "", leader).strip().partition(",")
    if first:
        return f"{first.strip()} {last.strip()}", last.strip()
    tokens = last.split()
    begin = next((i for i, t in enumerate(tokens) if t.lower() in PARTICLES), len(tokens) - 1)
    return last, " ".join(tokens[min(begin, len(tokens) - 1) :])


def reign_start(row: dict[str, str]) -> str:
    return f"{row['syear']}-{int(row['smonth']):02}-{int(row['sdate']):02}"


# Bringing the three together


def same_person(one: Term, other: Term) -> bool:
    return bool(words(one.surname) & words(f"{other.person} {' '.join(other.names)}"))


def stands_in(term: Term) -> bool:
    return term.office.split()[0] in ("Acting", "Interim")


def overlap(one: Term, other: Term) -> bool:
    return one.start < other.until and other.start < one.until


def day(text: str) -> date:
    return date.max if text >= FOREVER else date.fromisoformat((text + "-01-01")[:10])


def trim(term: Term, held: list[Term]) -> list[Term]:
    """What is left of a term on days when nobody in `held` had its role; nothing if they know the person."""
    rivals = [h for h in held if h.state == term.state and overlap(h, term)]
    # Whoever first stood in may have stayed: a hand-kept "Acting President" tells only of its own days
    knowing = (h for h in rivals if h.role in HEADS and not (h.role == term.role and stands_in(h)))
    if term.role in HEADS and any(same_person(term, h) for h in knowing):
        return []
    if term.role not in HEADS:
        return [] if any(h.role == term.role and same_person(term, h) for h in rivals) else [term]
    left, start = [], term.start
    for rival in sorted((h for h in rivals if h.role == term.role), key=lambda h: h.start):
        if start < rival.start:
            left.append(replace(term, start=start, end=rival.start))
        start = max(start, rival.until)
    if start < term.until:
        left.append(replace(term, start=start))
    return [t for t in left if t == term or day(t.until) - day(t.start) > SLIVER]


def mend_ends(terms: list[Term], reign: list[Term]) -> list[Term]:
    """Where the factbook did not see a term's end, REIGN's end for the same person, if it saw that."""
    mended = []
    for term in terms:
        ends = [r.end for r in reign if not term.end_seen and r.end_seen and r.state == term.state
                and term.role in HEADS and r.end > term.end and overlap(r, term)
                and same_person(r, term)]  # fmt: skip
        following = min((t.start for t in terms if (t.state, t.role) == (term.state, term.role)
                         and t.start > term.start), default=FOREVER)  # fmt: skip
        mended.append(replace(term, end=min(ends[0], following)) if ends else term)
    return mended


def read_extra(path: Path) -> list[Term]:
    rows = read_table(path)
    return [Term(**{**row, "names": tuple(n for n in row["names"].split("|") if n)}) for row in rows]


def merge(own: list[Term], factbook: list[Term], reign: list[Term]) -> list[Term]:
    held = list(own)
    for source in (mend_ends(factbook, reign), reign):
        before = list(held)
        for term in source:
            held.extend(trim(term, before))
    return sorted(set(held), key=lambda t: (t.state, ROLES.index(t.role), t.start, t.row()))


def named(terms: list[Term]) -> list[Term]:
    """REIGN's terms under the names and titles of reign_names.tsv; those that it does not know are left out."""
    known: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in read_table(HERE / "reign_names.tsv"):
        known.setdefault((row["state"], row["person"]), []).append(row)
    found = []
    for term in terms:
        if term.source != "reign":
            found.append(term)
        elif rows := known.get((term.state, term.person)):
            begun = int(term.start[:4])
            row = min(rows, key=lambda row: (row["start"] > term.start, abs(int(row["start"][:4]) - begun)))
            names = tuple(name for name in row["names"].split("|") if name)
            found.append(replace(term, person=row["name"], surname=row["surname"], names=names, office=row["office"]))
    return found


def known_by(own: list[Term], terms: list[Term]) -> list[Term]:
    """The factbook's long names as the hand-kept table writes the same person: "Dina Ercilia Boluarte Zegarra".

    Only somebody of one state whose hand-kept name is among the words, and who held office in the same years: fathers
    and sons share names.
    """
    by_state: dict[str, list[Term]] = {}
    for term in own:
        if " " in term.person:
            by_state.setdefault(term.state, []).append(term)
    found = []
    for term in terms:
        alike = {
            (one.person, one.surname, one.names): None
            for one in by_state.get(term.state, ())
            if term.source == "factbook" and words(one.person) <= words(term.person)
            and words(one.surname) & words(term.person)
            and abs(int(one.start[:4]) - int(term.start[:4])) <= SAME_YEARS
        }  # fmt: skip
        persons = {person for person, _, _ in alike}
        if len(persons) == 1:
            person, surname, names = next(iter(alike))
            extra = () if term.person in (person, *names) else (term.person,)
            term = replace(term, person=person, surname=surname, names=(*names, *extra))
            if any(one.role == term.role and one.person == person and overlap(one, term)
                   for one in by_state[term.state]):  # fmt: skip
                continue
        found.append(term)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--leaders", type=Path, required=True, help="folder of the two tables")
    parser.add_argument("--out", type=Path, default=LEXICON / "offices.tsv")
    options = parser.parse_args()
    own = read_extra(LEXICON / "offices_extra.tsv")
    factbook = factbook_terms(read_factbook(options.leaders / "factbook_roles.tsv"))
    reign = read_reign(options.leaders / "reign_leaders_1945_2021.csv")
    terms = known_by(own, named(merge(own, factbook, reign)))
    rows = ["\t".join(COLUMNS), *("\t".join(t.row()) for t in terms)]
    options.out.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    sys.stderr.write(f"{options.out.name}: {len(terms)} terms\n")


if __name__ == "__main__":
    main()
