"""offices.tsv and landmarks.tsv: do the tables hold together, and do they know who was who on a day?"""

import importlib.util
import re
import sys
from itertools import combinations
from pathlib import Path

import pytest

from dragoman.lexicon.bodies import load_organisations
from dragoman.lexicon.landmarks import load_landmarks
from dragoman.lexicon.offices import Office, load_offices
from dragoman.lexicon.states import load_states

SCRIPT = Path(__file__).parent.parent / "scripts" / "make_offices.py"
ROLES = {
    "head_of_state", "head_of_government", "vice", "elect", "foreign_minister", "defence_minister",
    "finance_minister", "spokesperson", "opposition_leader", "head_of_organisation", "ambassador", "other",
}  # fmt: skip
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
TERMS = load_offices().terms


def holders(state: str, role: str, day: str) -> set[str]:
    return {
        term.person for term in TERMS
        if (term.state, term.role) == (state, role) and term.start <= day and (not term.end or day < term.end)
    }  # fmt: skip


def test_every_office_row_is_well_formed():
    states = load_states().keys() | load_organisations().keys()
    for term in TERMS:
        assert term.state in states, term
        assert term.role in ROLES, term
        assert term.office and term.person and term.surname, term
        assert term.source in {"own", "factbook", "reign"} or term.source.startswith("http"), term
        assert DATE.fullmatch(term.start) and (not term.end or DATE.fullmatch(term.end)), term
        known = min(len(term.start), len(term.end), 9)  # to the same month or year: an unknown day of it
        assert not term.end or term.start < term.end or term.start[:known] == term.end[:known], term


def test_the_hand_kept_rows_are_all_in():
    rows = (SCRIPT.parent.parent / "src/dragoman/lexicon/offices_extra.tsv").read_text("utf-8").splitlines()
    body = [row for row in rows if row and not row.startswith("#")][1:]
    assert len(body) == len(set(body)) == sum(term.source not in ("factbook", "reign") for term in TERMS)


# Two who claimed one office at once: each holds it for some, so that nobody can rightly be named on those days.
RIVALS = """
    CIV head_of_state       Laurent Gbagbo      Alassane Ouattara
    GMB head_of_state       Yahya Jammeh        Adama Barrow
    IRN head_of_government  Shapour Bakhtiar    Mehdi Bazargan
    LBY head_of_government  Abdul Hamid Dbeibah Fathi Bashagha
    LKA head_of_government  Ranil Wickremesinghe Mahinda Rajapaksa
    MDA head_of_government  Pavel Filip         Maia Sandu
"""
STATES = load_states()
SINGLE = ("foreign_minister", "defence_minister", "finance_minister")
STANDS_IN = re.compile(r"^(Acting|Interim|Caretaker|Transitional) ")


def polity(term: Office) -> str:
    past = STATES[term.state].past if term.state in STATES else ()
    return next((name for name in past if term.office.startswith(name + " ")), "")


def over_before(one: Office, other: Office) -> bool:
    """Whether a term was over when another began, as far as the days of both are known."""
    known = min(len(one.end), len(other.start))
    return bool(one.end) and one.end[:known] <= other.start[:known]


def shared(line: list[Office]) -> list[tuple[Office, Office]]:
    return [
        (one, other) for one, other in combinations(line, 2)
        if not over_before(one, other) and not over_before(other, one)
    ]  # fmt: skip


def test_nobody_shares_the_head_of_a_state_but_rivals():
    lines: dict[tuple[str, str, str], list[Office]] = {}
    for term in TERMS:
        if term.role in ("head_of_state", "head_of_government"):
            lines.setdefault((term.state, term.role, polity(term)), []).append(term)
    rows = [re.match(r"(\w+) (\w+)\s+(.*)", line.strip()).groups() for line in RIVALS.strip().splitlines()]
    for (state, role, _), line in lines.items():
        for one, other in shared(line):
            assert any(
                (state, role) == row[:2] and one.person in row[2] and other.person in row[2] for row in rows
            ), (one, other)  # fmt: skip


def test_a_ministry_has_one_minister():
    lines: dict[tuple[str, str, str, str], list[Office]] = {}
    for term in TERMS:
        if term.role in SINGLE and not STANDS_IN.match(term.office):
            lines.setdefault((term.state, term.role, polity(term), term.office), []).append(term)
    for line in lines.values():
        assert [pair for pair in shared(line) if pair[0].person != pair[1].person] == []


# The day before which no state of that name was: whoever led what was there before is no holder of its offices.
BEGAN = """
    ARM 1990-05, AZE 1990-05, BGD 1971-03, BIH 1990-11, ERI 1991-05, EST 1990-03, GEO 1990-11, HRV 1990-05,
    IND 1947-08, ISR 1948-05, KAZ 1990-04, KGZ 1990-10, KOS 2002-03, LTU 1990-03, LVA 1990-05,
    MKD 1991-01, NAM 1990-03, SSD 2011-07, SVK 1993-01, SVN 1990-05, TJK 1990-11, TKM 1990-10, TLS 2002-05,
    UZB 1990-03, ZMB 1964-10
"""
ENDED = """
    DEU East German 1949-10 1990-10, CZE Czechoslovak 1918-10 1993-01, RUS Soviet 1922-12 1991-12,
    SRB Yugoslav 1918-12 2003-03, VNM South Vietnamese 1949-06 1976-07, VNM North Vietnamese 1945-09 1976-07,
    YEM South Yemen 1967-11 1990-05, YEM North Yemen 1918-10 1990-05
"""


@pytest.mark.parametrize(("state", "month"), [pair.split() for pair in BEGAN.split(",")])
def test_no_head_of_state_before_the_state(state, month):
    early = [term for term in TERMS if (term.state, term.role) == (state, "head_of_state") and term.start[:7] < month]
    assert early == []


@pytest.mark.parametrize("line", [line.strip() for line in ENDED.split(",")])
def test_no_office_outlives_its_state(line):
    state, name, begun, ended = re.fullmatch(r"(\w{3}) (.+) (\S+) (\S+)", line).groups()
    assert name in STATES[state].past
    terms = [term for term in TERMS if term.state == state and polity(term) == name]
    assert terms
    for term in terms:
        assert term.end and term.end[:7] <= ended, term
        assert term.role in SINGLE or term.end[:7] >= begun, term


WHO = """
    2024-09-30 JPN head_of_government   Fumio Kishida
    2024-10-01 JPN head_of_government   Shigeru Ishiba
    2024-10-02 JPN head_of_government   Shigeru Ishiba
    2025-10-20 JPN head_of_government   Shigeru Ishiba
    2025-10-21 JPN head_of_government   Sanae Takaichi
    2020-09-15 JPN head_of_government   Shinzo Abe
    2020-09-16 JPN head_of_government   Yoshihide Suga
    2000-04-05 JPN head_of_government   Yoshiro Mori
    1965-06-22 JPN head_of_government   Eisaku Sato
    2019-04-30 JPN head_of_state        Akihito
    2025-06-04 JPN foreign_minister     Takeshi Iwaya
    2025-06-04 JPN spokesperson         Yoshimasa Hayashi|Toshihiro Kitamura
    2025-06-03 KOR head_of_state        Lee Ju-ho
    2025-06-03 KOR elect                Lee Jae-myung
    2025-06-04 KOR head_of_state        Lee Jae-myung
    2025-06-09 KOR spokesperson         Kang Yu-jung|Park Il|Lee Kyu-youn
    2025-08-23 KOR foreign_minister     Cho Hyun
    2024-12-13 KOR head_of_state        Yoon Suk Yeol
    2024-12-14 KOR head_of_state        Han Duck-soo
    2025-01-15 KOR head_of_state        Choi Sang-mok
    2025-04-04 KOR head_of_state        Han Duck-soo
    2023-08-18 KOR head_of_state        Yoon Suk Yeol
    2023-08-18 KOR opposition_leader    Lee Jae-myung
    2017-03-01 KOR head_of_state        Hwang Kyo-ahn
    1998-10-08 KOR head_of_state        Kim Dae-jung
    2018-06-12 PRK head_of_state        Kim Jong Un
    2021-01-19 USA head_of_state        Donald Trump
    2021-01-20 USA head_of_state        Joe Biden
    2025-01-19 USA head_of_state        Joe Biden
    2025-01-20 USA head_of_state        Donald Trump
    2024-12-01 USA elect                Donald Trump|JD Vance
    2025-06-04 USA foreign_minister     Marco Rubio
    2025-06-04 USA vice                 JD Vance
    1974-08-08 USA head_of_state        Richard Nixon
    1974-08-09 USA head_of_state        Gerald Ford
    2022-09-05 GBR head_of_government   Boris Johnson
    2022-09-06 GBR head_of_government   Liz Truss
    2022-10-25 GBR head_of_government   Rishi Sunak
    2024-07-05 GBR head_of_government   Keir Starmer
    2022-09-08 GBR head_of_state        Charles III
    2025-09-06 GBR foreign_minister     Yvette Cooper
    2018-06-01 ITA head_of_government   Giuseppe Conte
    2021-02-13 ITA head_of_government   Mario Draghi
    2022-10-22 ITA head_of_government   Giorgia Meloni
    2017-05-13 FRA head_of_state        Francois Hollande
    2017-05-14 FRA head_of_state        Emmanuel Macron
    2024-12-12 FRA head_of_government   Michel Barnier
    2024-12-13 FRA head_of_government   Francois Bayrou
    2025-05-05 DEU head_of_government   Olaf Scholz
    2025-05-06 DEU head_of_government   Friedrich Merz
    2022-02-24 RUS head_of_state        Vladimir Putin
    2010-04-08 RUS head_of_state        Dmitry Medvedev
    2023-07-24 CHN foreign_minister     Qin Gang
    2023-07-25 CHN foreign_minister     Wang Yi
    1989-06-04 CHN head_of_government   Li Peng
    2024-05-20 TWN head_of_state        Lai Ching-te
    2024-05-19 IRN head_of_government
    2024-05-21 IRN head_of_government   Mohammad Mokhber
    2025-03-13 CAN head_of_government   Justin Trudeau
    2025-03-14 CAN head_of_government   Mark Carney
    2024-12-08 SYR head_of_state
    2025-08-05 POL head_of_state        Andrzej Duda
    2023-12-12 POL head_of_government   Mateusz Morawiecki
    2019-05-20 UKR head_of_state        Volodymyr Zelenskyy
    2021-07-01 ISR head_of_government   Naftali Bennett
    2022-09-26 SAU vice                 Mohammed bin Salman
    2023-09-14 SGP head_of_state        Tharman Shanmugaratnam
    2024-09-30 NATO head_of_organisation Jens Stoltenberg
    2024-10-01 NATO head_of_organisation Mark Rutte
    2025-06-04 UN head_of_organisation  Antonio Guterres
    2018-01-01 ARG head_of_state        Mauricio Macri
    1970-01-01 CAN head_of_government   Pierre Trudeau
    1990-06-01 RUS head_of_state        Mikhail Gorbachev
    1991-12-24 RUS head_of_state        Mikhail Gorbachev|Boris Yeltsin
    1992-01-15 RUS head_of_state        Boris Yeltsin
    1990-06-01 DEU head_of_government   Lothar de Maiziere|Helmut Kohl
    2000-10-06 SRB head_of_state        Slobodan Milosevic|Milan Milutinovic
    2000-10-07 SRB head_of_state        Vojislav Kostunica|Milan Milutinovic
    1975-04-25 VNM head_of_state        Tran Van Huong|Ton Duc Thang
    1968-05-30 FRA head_of_government   Georges Pompidou
    1986-03-20 FRA head_of_government   Jacques Chirac
    1993-03-02 SVK head_of_state        Michal Kovac
    1993-02-25 KOR head_of_government   Hwang In-sung
    2014-06-01 POL head_of_government   Donald Tusk
    1998-12-02 LBN head_of_government   Selim al-Hoss
    2016-02-01 TWN head_of_government   Simon Chang
    2017-10-20 NOR foreign_minister     Ine Eriksen Soreide
    2016-03-15 ECU foreign_minister     Guillaume Long
    2010-12-20 CIV head_of_state        Laurent Gbagbo|Alassane Ouattara
    2017-01-22 GMB head_of_state        Adama Barrow
    2026-05-09 BGR head_of_government   Rumen Radev
"""


@pytest.mark.parametrize("line", WHO.strip().splitlines())
def test_who_held_it(line: str):
    day, state, role, *rest = line.split(maxsplit=3)
    assert holders(state, role, day) == (set(rest[0].split("|")) if rest else set())


def test_every_landmark_is_well_formed():
    known = load_states().keys() | load_organisations().keys()
    people = {term.person for term in TERMS}
    kinds = {"election", "inauguration", "summit", "treaty", "independence", "war", "accord"}
    landmarks = load_landmarks()
    assert len(landmarks) >= 200
    assert list(landmarks) == sorted(landmarks, key=lambda landmark: landmark.date)
    for landmark in landmarks:
        assert landmark.kind in kinds and landmark.text and landmark.actors, landmark
        assert len(landmark.date) == 10 and DATE.fullmatch(landmark.date), landmark
        assert not landmark.end or (len(landmark.end) == 10 and landmark.date < landmark.end), landmark
        assert set(landmark.actors) <= known, landmark
        assert not landmark.person or landmark.person in people, landmark


# The script, on a small invented world


def load_script():
    spec = importlib.util.spec_from_file_location("make_offices", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_offices"] = module  # dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("LEE Jae-myung", ("Lee Jae-myung", "Lee", ())),
        ("Donald J. TRUMP", ("Donald Trump", "Trump", ())),
        ("Vladimir Vladimirovich PUTIN", ("Vladimir Putin", "Putin", ())),
        ("Jose Eduardo DOS SANTOS", ("Jose Eduardo dos Santos", "dos Santos", ("Jose dos Santos",))),
        ("Salva KIIR Mayardit", ("Salva Kiir Mayardit", "Kiir", ("Salva Kiir",))),
        ("FELIPE VI", ("Felipe VI", "Felipe", ())),
    ],
)
def test_capitals_tell_the_surname(written, parts):
    assert load_script().name_parts(written) == parts


FACTBOOK = """fips\trole\ttext\tfirst_seen\tlast_seen
ar\tchief of state\tPresident Ana ALBA (since 1 May 2015)\t2015-10-28\t2020-12-30
ar\thead of government\tPresident Ana ALBA (since 1 May 2015)\t2015-10-28\t2020-12-30
ar\tchief of state\tnote - President Ana ALBA resigned (since 3 May 2019)\t2019-10-28\t2020-12-30
ar\tchief of state\tVice President Bea BERG (since 1 May 2015)\t2015-10-28\t2020-12-30
ar\tchief of state\tPresident Carl M. COHN Diaz (since 4 May 2021)\t2021-05-30\t2026-05-17
"""
REIGN = """stateabb,ccode,leader,sdate,smonth,syear,emonth,eyear
ARG,160,Zorn,1,2,2010,5,2015
ARG,160,Alba,1,5,2015,,
"""


def test_the_script_joins_its_sources_and_repeats_itself(tmp_path, monkeypatch):
    script = load_script()
    (tmp_path / "factbook_roles.tsv").write_text(FACTBOOK, "utf-8")
    (tmp_path / "reign_leaders_1945_2021.csv").write_text(REIGN, "utf-8")
    outs = [tmp_path / "one.tsv", tmp_path / "two.tsv"]
    for out in outs:
        monkeypatch.setattr(sys, "argv", ["make_offices.py", "--leaders", str(tmp_path), "--out", str(out)])
        script.main()
    assert outs[0].read_bytes() == outs[1].read_bytes()
    factbook = script.factbook_terms(script.read_factbook(tmp_path / "factbook_roles.tsv"))
    terms = script.merge([], factbook, script.read_reign(tmp_path / "reign_leaders_1945_2021.csv"))
    assert [(t.person, t.role, t.start, t.end, t.source) for t in terms] == [
        ("Zorn", "head_of_state", "2010-02-01", "2015-05-01", "reign"),
        ("Ana Alba", "head_of_state", "2015-05-01", "2021-05-04", "factbook"),
        ("Carl Cohn Diaz", "head_of_state", "2021-05-04", "", "factbook"),
        ("Bea Berg", "vice", "2015-05-01", "2020-12", "factbook"),
    ]


def test_a_hand_kept_row_holds_its_days():
    script = load_script()
    line = ("ARG", "President", "head_of_state")
    own = script.Term(*line, "Dora Dahl", "Dahl", (), "2018-01-01", "2019-01-01", "own")
    other = script.Term(*line, "Ana Alba", "Alba", (), "2015-05-01", "", "factbook")
    assert [(t.person, t.start, t.end) for t in script.merge([own], [other], [])] == [
        ("Ana Alba", "2015-05-01", "2018-01-01"),
        ("Dora Dahl", "2018-01-01", "2019-01-01"),
        ("Ana Alba", "2019-01-01", ""),
    ]
