"""A user's own tables: what they add, what they stand in the place of, and what is said of a mistake."""

import json

import pytest

import dragoman as library
from dragoman.errors import LexiconError, NotFound
from dragoman.lexicon import load
from dragoman.lexicon.tokens import tokens

HEADER = "state\toffice\trole\tperson\tsurname\tnames\tstart\tend\tsource"
WINNER = "KOR\tPresident\thead_of_state\tBae Su-an\tBae\tSu-an Bae\t2031-06-04\t\tmine"
TEXT = (
    "SEOUL, June 10, 2031 (Test) — Bae Su-an condemned Japan on Tuesday. "
    "The Hanul Forum, a think tank, criticized Japan too. “We have waited long enough,” Bae said."
)


@pytest.fixture
def tables(tmp_path):
    """Writes tables into a folder and names it."""

    def write(**texts):
        folder = tmp_path / "mine"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            form = "toml" if name in ("states", "organisations", "organs", "affairs") else "tsv"
            (folder / f"{name.replace('_', '-')}.{form}").write_text(text, "utf-8")
        return str(folder)

    return write


def offices(*rows, header=HEADER):
    return "\n".join((header, *rows)) + "\n"


def meant(lexicon, text):
    found = lexicon.names.at(tokens(text), 0)
    return found and (found.kind, found.meanings)


def problems(folder):
    with pytest.raises(LexiconError) as caught:
        load([folder])
    assert caught.value.exit_code == 4
    return [problem.removeprefix(folder).lstrip("/\\") for problem in caught.value.problems]


# -- what a table adds


def test_a_new_holder_is_found_by_every_spelling_surname_and_day(tables):
    lexicon = load([tables(offices=offices(WINNER))])
    key = ("KOR", "Bae Su-an")
    for name in ("Bae Su-an spoke", "Bae Su An spoke", "Su-an Bae spoke", "Bae Su-an's aide"):
        assert meant(lexicon, name) == ("person", (key,)), name
    assert lexicon.names.surnames["Bae"] == (key,)
    assert [term.person for term in lexicon.offices.holders("KOR", "head_of_state", "2031-06-04")] == ["Bae Su-an"]
    assert meant(lexicon, "Shigeru Ishiba spoke") == ("person", (("JPN", "Shigeru Ishiba"),)), "ours are still there"


def test_ours_alone_are_as_they_were(tables):
    before = load().offices.terms
    load([tables(offices=offices(WINNER))])
    assert load().offices.terms == before
    assert load() is load()


def test_a_file_alone_and_files_of_one_table_in_a_folder(tables, tmp_path):
    folder = tables(offices=offices(WINNER), offices_asia=offices(WINNER.replace("Bae Su-an", "Oh Ha-neul")))
    (tmp_path / "mine" / "README.md").write_text("ours", "utf-8")
    assert {file.label.rsplit("/", 1)[-1] for file in load([folder]).own} == {"offices.tsv", "offices-asia.tsv"}
    one = load([f"{folder}/offices-asia.tsv"])
    assert meant(one, "Oh Ha-neul spoke") == ("person", (("KOR", "Oh Ha-neul"),))
    assert meant(one, "Bae Su-an spoke") is None


def test_columns_may_stand_in_any_order_and_the_optional_be_absent(tables):
    rows = offices("Bae Su-an\tKOR\t2031-06-04\thead_of_state\tBae\tPresident",
                   header="person\tstate\tstart\trole\tsurname\toffice")  # fmt: skip
    (term,) = load([tables(offices=rows)]).offices.by_person["KOR", "Bae Su-an"]
    assert (term.office, term.role, term.start, term.end) == ("President", "head_of_state", "2031-06-04", "")


def test_a_table_from_a_spreadsheet_is_read(tables, tmp_path):
    folder = tables(offices="")
    text = offices("# the new one", "", "KOR\tPresident\thead_of_state\tBae Su-an\tBae\t\t2031-06-04")
    (tmp_path / "mine" / "offices.tsv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    (term,) = load([folder]).offices.by_person["KOR", "Bae Su-an"]
    assert (term.end, term.source) == ("", "")


def test_a_woman_is_one(tables):
    folder = tables(offices=offices(WINNER), women="state\tperson\nKOR\tBae Su-an\n")
    assert load([folder]).offices.is_woman(("KOR", "Bae Su-an"))
    assert load([f"{folder}/offices.tsv"]).offices.is_woman(("KOR", "Bae Su-an")) is False
    assert load([folder]).offices.is_woman(("DEU", "Angela Merkel")), "ours are women still"


def test_bodies_organs_and_nouns(tables):
    lexicon = load([tables(
        organisations='[HANUL]\nname = "Hanul Forum"\nnames = ["Hanul"]\nkind = "organisation"\nsector = "NGO"\n',
        organs='[[organ]]\nid = "KOR.blue-hall"\nname = "Blue Hall"\nnames = ["Blue Hall"]\nstate = "KOR"\n'
        'sector = "GOV"\n[[role_organ]]\nnouns = ["moon ministry"]\nname = "Moon ministry"\nsector = "GOV"\n',
        offices=offices("HANUL\tChair\thead_of_organisation\tBae Su-an\tBae\t\t2031"),
    )])  # fmt: skip
    assert meant(lexicon, "Hanul Forum said") == meant(lexicon, "Hanul said") == ("body", ("HANUL",))
    assert meant(lexicon, "Blue Hall said") == ("organ", ("KOR.blue-hall",))
    assert meant(lexicon, "moon ministry said")[0] == "role_organ"
    assert meant(lexicon, "Bae Su-an said") == ("person", (("HANUL", "Bae Su-an"),))


def test_a_states_words_are_added_and_its_capital_replaced(tables):
    korea, zedland = '[KOR]\nnames = ["Corea"]\ncapital = "Sejong"\n', '[ZZZ]\nname = "Zedland"\ndemonyms = ["Zed"]\n'
    lexicon = load([tables(states=korea + zedland)])
    assert meant(lexicon, "Corea said") == meant(lexicon, "South Korea said") == ("state", ("KOR",))
    assert meant(lexicon, "Sejong said") == ("capital", ("KOR",))
    assert lexicon.states["KOR"].name == "South Korea" and lexicon.states["KOR"].fips == load().states["KOR"].fips
    assert meant(lexicon, "Zedland said") == ("state", ("ZZZ",))
    assert meant(lexicon, "Zed said") == ("people", ("ZZZ",))


def test_cities_and_landmarks(tables):
    folder = tables(
        cities="name\tstate\tpopulation\tnames\nHanulri\tKOR\t900\tHanul-ri|Sky Village\nPusan\tKOR\t5\n",
        landmarks="date\tkind\tactors\tperson\ttext\n2031-06-03\telection\tKOR\tBae Su-an\tpresidential election\n",
    )
    lexicon = load([folder])
    assert [tuple(city) for city in lexicon.cities.get("Sky Village")] == [("Hanulri", "KOR", 900)]
    assert [city.state for city in lexicon.cities.get("Paris")] == [city.state for city in load().cities.get("Paris")]
    assert lexicon.landmarks[-1].text == "presidential election"
    assert len(lexicon.landmarks) == len(load().landmarks) + 1


# -- what it stands in the place of


def ours(person="Keir Starmer", role="head_of_government", state="GBR"):
    (term,) = [term for term in load().offices.by_person[state, person] if term.role == role]
    return term


@pytest.mark.parametrize("start", ["", "-04", "-04-05"])
def test_a_row_of_the_same_term_stands_in_the_place_of_ours(tables, start):
    """The same state, role, person and start, as far as both starts are known."""
    term = ours()
    row = f"GBR\tPremier\t{term.role}\t{term.person}\tStarmer\t\t{term.start[: len(start) + 4]}\t2031-01-02"
    terms = [one for one in load([tables(offices=offices(row))]).offices.by_person["GBR", term.person]
             if one.role == term.role]  # fmt: skip
    assert [(one.office, one.end) for one in terms] == [("Premier", "2031-01-02")]


def test_another_start_is_another_term(tables):
    row = "GBR\tPrime Minister\thead_of_government\tKeir Starmer\tStarmer\t\t2031-01-02"
    terms = load([tables(offices=offices(row))]).offices.by_person["GBR", "Keir Starmer"]
    assert {ours().start, "2031-01-02"} <= {term.start for term in terms}


def test_a_term_that_ends_on_its_first_day_was_never_held(tables):
    term = ours()
    row = f"GBR\tPrime Minister\t{term.role}\t{term.person}\tStarmer\t\t{term.start}\t{term.start}"
    lexicon = load([tables(offices=offices(row))])
    assert term not in lexicon.offices.of("GBR")
    assert all(one.start != one.end for one in lexicon.offices.of("GBR"))


SUCCESSOR = "CAN\t{}\t{}\tAda Marlow\tMarlow\t\t2031-05\t"


@pytest.mark.parametrize(
    ("title", "role", "end"),
    [
        ("First Minister", "head_of_government", "2031-05"),  # a head's title does not matter
        ("Deputy Prime Minister", "other", ""),
        ("Prime Minister", "elect", ""),
    ],
)
def test_our_open_term_lasts_until_the_users_successor_begins(tables, title, role, end):
    carney = ours("Mark Carney", state="CAN")
    lexicon = load([tables(offices=offices(SUCCESSOR.format(title, role)))])
    (term,) = [one for one in lexicon.offices.by_person["CAN", "Mark Carney"] if one.role == "head_of_government"]
    assert (term.start, term.end, term.source) == (carney.start, end, carney.source)


def test_a_minister_is_followed_in_the_same_office_only(tables):
    role = "foreign_minister"
    (term,) = load().offices.holders("CAN", role, "2025-11-01")
    ends = []
    for title in (term.office, "Minister for Distant Seas"):
        lexicon = load([tables(offices=offices(SUCCESSOR.format(title, role)))])
        ends += [one.end for one in lexicon.offices.by_person[term.key] if one.start == term.start]
    assert (term.end, ends) == ("", ["2031-05", ""])


def test_an_earlier_term_or_one_never_held_ends_none_of_ours(tables):
    head = SUCCESSOR.format("Prime Minister", "head_of_government")
    for row in (head.replace("2031-05", "1801-05-01\t1802"), head.replace("2031-05", "2031-05-01\t2031-05-01")):
        lexicon = load([tables(offices=offices(row.rstrip("\t")))])
        assert ours() in lexicon.offices.of("GBR")


def test_a_bodys_entry_and_an_organs_stand_whole_in_the_place_of_ours(tables):
    lexicon = load([tables(
        organisations='[ASEAN]\nname = "Asean"\nnames = []\nkind = "organisation"\n',
        organs='[[organ]]\nid = "RUS.kremlin"\nname = "Kreml"\nnames = ["Kreml"]\nstate = "RUS"\nsector = "GOV"\n',
    )])  # fmt: skip
    assert (lexicon.organisations["ASEAN"].members, lexicon.organisations["ASEAN"].sector) == ((), None)
    assert meant(lexicon, "Asean said") == ("body", ("ASEAN",))
    assert meant(lexicon, "ASEAN said") is None
    assert (meant(lexicon, "Kreml said"), meant(lexicon, "Kremlin said")) == (("organ", ("RUS.kremlin",)), None)


def test_a_city_stands_in_the_place_of_ours_of_its_name_and_state(tables):
    lexicon = load([tables(cities="name\tstate\tpopulation\nPyongyang\tPRK\t7\n")])
    assert [tuple(city) for city in lexicon.cities.get("Pyongyang")] == [("Pyongyang", "PRK", 7)]


# -- what is said of a mistake

HOME = "write an ISO code as in states.toml (KOR) or a body's id (NATO); a new body goes into organisations.toml"
MISTAKES = [
    ("KOX\tPresident\thead_of_state\tA B\tB\t\t2031", f"the state 'KOX' is neither a state nor a body; {HOME}"),
    ("KOR\tPresident\thead\tA B\tB\t\t2031", "the role 'head' is none of ours; choose one of head_of_state, "),
    ("KOR\tPresident\thead_of_state\t\tB\t\t2031", "no person; fill it in"),
    ("KOR\tPresident\thead_of_state\tA B\tB", "no start; fill it in"),
    ("KOR\tPresident\thead_of_state\tA B\tB\t\t2031-02-29", "the start '2031-02-29' is no date; write YYYY-MM-DD"),
    ("KOR\tPresident\thead_of_state\tA B\tB\t\t1/2/2031", "the start '1/2/2031' is no date; write YYYY-MM-DD"),
    ("KOR\tPresident\thead_of_state\tA B\tB\t\t2031\tnow", "the end 'now' is no date; write YYYY-MM-DD"),
    ("KOR\tPresident\thead_of_state\tA B\tB\t\t2031-05\t2030", "it ends (2030) before it starts (2031-05); mend one"),
    (WINNER + "\tmore", "10 cells where the first row names 9; take out a tab"),
]


@pytest.mark.parametrize(("row", "told"), MISTAKES, ids=[told[:24] for _, told in MISTAKES])
def test_a_wrong_row_is_named_by_its_line(tables, row, told):
    (problem,) = problems(tables(offices=offices("# note", WINNER, "", row)))
    assert problem.startswith(f"offices.tsv, line 5: {told}")


def test_every_mistake_of_all_tables_is_told_at_once(tables):
    wrong = [row for row, _ in MISTAKES[:3]]
    told = problems(tables(offices=offices(*wrong), cities="name\tstate\tpopulation\nX\tKOR\tmany\n"))
    assert [problem.split(":")[0] for problem in told] == [
        "cities.tsv, line 2", "offices.tsv, line 2", "offices.tsv, line 3", "offices.tsv, line 4",
    ]  # fmt: skip


def test_a_row_far_down_has_its_line(tables):
    rows = [WINNER.replace("Bae Su-an", f"Bae Su-{number}") for number in range(2500)]
    (problem,) = problems(tables(offices=offices(*rows, "KOX" + WINNER[3:])))
    assert problem.startswith("offices.tsv, line 2502: ")


def test_many_mistakes_are_counted_and_not_all_told(tables):
    with pytest.raises(LexiconError) as caught:
        load([tables(offices=offices(*["KOX" + WINNER[3:]] * 30))])
    lines = str(caught.value).splitlines()
    assert len(caught.value.problems) == 30
    assert (len(lines), lines[-1]) == (21, "and 10 more like these")


BODY = '[HANUL]\nname = "Hanul"\nnames = []\nkind = "organisation"\n'
ORGAN = '[[organ]]\nid = "{}"\nname = "Hall"\nnames = ["Hall"]\nstate = "{}"\nsector = "GOV"\n'
AFFAIR = '[rice]\nname = "rice"\nwords = ["rice"]\n'
TOML = {
    "members": ("organisations", BODY + 'members = ["KOR", "KOX"]\n', "line 1: the member 'KOX' of HANUL is no state"),
    "part": ("organisations", BODY + 'part_of = "NOBODY"\n', "line 1: HANUL is part of 'NOBODY', which is no body"),
    "id": ("organisations", BODY.replace("HANUL", "Hanul"), "line 1: 'Hanul' is no id; write an id of capitals"),
    "state's id": ("organisations", BODY.replace("HANUL", "KOR"), "line 1: 'KOR' is a state's code"),
    "kind": ("organisations", "\n" + BODY.replace("organisation", "firm"), "line 2: invalid enum value 'firm'"),
    "field": ("organisations", BODY + "membres = []\n", "line 1: object contains unknown field `membres`; an"),
    "group": ("organisations", BODY + 'state = "KOR"\n', "line 1: the state 'KOR' of HANUL cannot stand with"),
    "toml": ("organisations", BODY + "names = \n", "no TOML: "),
    "stray": ("organisations", "x = 1\n", "'x' stands in no entry"),
    "code": ("states", '[Korea]\nname = "Korea"\n', "line 1: 'Korea' is no code of a state; write three capitals"),
    "name": ("states", "[ZZZ]\n", "line 1: object missing required field `name`"),
    "organ's state": ("organs", ORGAN.format("KOX.hall", "KOX"), "line 1: the state 'KOX' of KOX.hall is no state"),
    "organ's id": ("organs", ORGAN.format("hall", "KOR"), "line 1: 'hall' is no id of an organ of KOR; write KOR."),
    "twice": ("organs", ORGAN.format("KOR.hall", "KOR") * 2, "line 7: the id KOR.hall stands twice in this file"),
    "table": ("organs", "[organs]\n", "line 1: an entry 'organs'; call each entry [[organ]] or [[role_organ]]"),
    "affair": ("affairs", AFFAIR.replace("rice]", "Rice]"), "line 1: 'Rice' is no id of an affair; write small"),
    "affair's words": ("affairs", AFFAIR.replace('"rice"]', "]"), "line 1: rice has no words, or an empty one"),
    "affair's state": ("affairs", AFFAIR + 'states = ["KOX"]\n', "line 1: the state 'KOX' of rice is no state"),
    "affair's context": ("affairs", AFFAIR + 'contexts = ["food"]\n', "line 1: the context 'food' of rice is none"),
    "columns": ("offices", HEADER.replace("role", "rôle") + "\n", "no column 'role' in its first row; name"),
    "empty": ("offices", "", "no column 'state' in its first row"),
    "landmark": ("landmarks", "date\tkind\tactors\ttext\n2031\tparty\tKOX\t\n", "line 2: the date '2031' is no day"),
}  # fmt: skip


@pytest.mark.parametrize("case", TOML)
def test_a_wrong_entry_is_named_by_its_line(tables, case):
    table, text, told = TOML[case]
    first = problems(tables(**{table: text}))[0]
    assert told in first and first.startswith(table)


def test_a_table_of_another_name_is_told(tables):
    assert problems(tables(offcies="x"))[0].startswith("offcies.tsv: no table is called so; call it states.toml, ")
    with pytest.raises(NotFound, match="no-such: does not exist; give --lexicon a table"):
        load(["no-such"])


def test_a_folder_without_a_table_is_told(tmp_path):
    with pytest.raises(NotFound, match="no table in this folder"):
        load([str(tmp_path)])


def test_what_is_no_utf_8_is_told(tables, tmp_path):
    folder = tables(offices="")
    (tmp_path / "mine" / "offices.tsv").write_bytes(offices(WINNER).encode() + b"KOR\tPr\xe9sident\n")
    assert problems(folder) == ["offices.tsv, line 3: not UTF-8; save the file as UTF-8"]


RICE = '[rice]\nname = "rice"\nwords = ["rice quota"]\nstates = ["JPN", "KOR"]\n'


def test_an_affair_between_two_states_is_named_only_where_one_of_them_takes_part(tables):
    affairs = load([tables(affairs=RICE)]).affairs
    assert affairs.by_id["tariffs"].name == "tariffs"  # ours stay
    assert [one.affair for one in affairs.named_in("The rice quotas are gone.", {"JPN"})] == ["rice"]
    assert affairs.named_in("The rice quotas are gone.", {"FRA"}) == ()


def test_an_affair_of_the_users_is_what_a_position_is_on(dragoman, rows, tables, tmp_path):
    page, db = tmp_path / "page.txt", tmp_path / "r.db"
    page.write_text(
        "SEOUL, June 10, 2025 (Test) — South Korea condemned the rice quotas of Japan on Monday. “The rice quotas "
        "must go,” said a farmer from the south who had come to the capital on a tractor.", "utf-8",
    )  # fmt: skip
    assert dragoman("read", page, "--db", db, "--lexicon", tables(affairs=RICE)).code == 0
    (row,) = rows(db, "positions")
    assert (row["holder"]["id"], row["issue"], row["stance"]) == ("KOR", "rice", -1)


# -- reading with it


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    return path


BODIES = '[HANUL]\nname = "Hanul Forum"\nnames = []\nkind = "organisation"\nsector = "NGO"\n'


def test_what_is_read_knows_the_users_people_and_bodies(dragoman, rows, tables, page, tmp_path):
    folder, db = tables(offices=offices(WINNER), organisations=BODIES), tmp_path / "r.db"
    ran = dragoman("read", page, "--db", db, "--lexicon", folder)
    assert (ran.code, ran.err) == (0, "")
    actors = {actor["id"]: actor for actor in rows(db, "actors")}
    assert actors["KOR.bae-su-an"]["office"] == "President"
    assert actors["HANUL"]["name"] == "Hanul Forum"
    assert {"KOR.bae-su-an", "HANUL"} & {actor["id"] for actor in rows(db, "actors", "--actor", "JPN")}


def test_a_body_of_the_users_can_be_asked_for_without_its_table(dragoman, tables, page, tmp_path):
    db = tmp_path / "r.db"
    dragoman("read", page, "--db", db, "--lexicon", tables(organisations=BODIES))
    assert dragoman("tie", "hanul", "JPN", "--db", db).out.startswith("  HANUL–JPN")
    assert dragoman("tie", "HANULX", "JPN", "--db", db).code == 2


def test_python_takes_them_too(tables, page):
    record = library.read(str(page), lexicon=tables(offices=offices(WINNER)))
    assert "KOR.bae-su-an" in {actor["id"] for actor in record.actors}
    assert "KOR.bae-su-an" in {actor["id"] for actor in library.read(str(page), lexicon=[tables()]).actors}
    assert "KOR.bae-su-an" not in {actor["id"] for actor in library.read(str(page)).actors}


def test_a_mistake_ends_with_4_before_anything_is_read(dragoman, tables, page, tmp_path):
    ran = dragoman("read", page, "--db", tmp_path / "r.db", "--lexicon", tables(offices=offices(MISTAKES[0][0])))
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("dragoman: ") and "offices.tsv, line 2: the state 'KOX'" in ran.err
    assert not (tmp_path / "r.db").exists()
    assert dragoman("read", page, "--db", tmp_path / "r.db", "--lexicon", tmp_path / "nowhere").code == 2


def test_a_record_knows_what_its_pages_were_read_with(dragoman, tables, page, samples, tmp_path):
    folder, db = tables(offices=offices(WINNER)), tmp_path / "r.db"
    dragoman("read", samples / "border_wire.txt", "--db", db)
    ran = dragoman("read", page, "--db", db, "--lexicon", folder, "--json")
    ((id, files, pages),) = json.loads(ran.out)["own_tables"]
    assert id.startswith("l-") and (files, pages) == ("offices.tsv", 1)
    assert f"own tables       offices.tsv, 1 page ({id})" in dragoman("brief", "--db", db).out


def test_a_page_stays_as_it_was_read_and_is_told(dragoman, everything, tables, page, tmp_path):
    folder, db = tables(offices=offices(WINNER)), tmp_path / "r.db"
    dragoman("read", page, "--db", db)
    before = everything(db)
    told = dragoman("read", page, "--db", db, "--lexicon", folder)
    assert told.code == 0 and "0 new" in told.out
    assert told.err == (
        "dragoman: 1 of these pages was read earlier with other tables of the lexicon and stays so; "
        "to read it with these, read it into another record (--db FILE)\n"
    )
    assert everything(db) == before
    assert dragoman("read", page, "--db", db).err == "", "the same tables: nothing to say"


def test_the_same_tables_elsewhere_are_the_same(dragoman, tables, page, tmp_path):
    folder, db = tables(offices=offices(WINNER), women="state\tperson\nKOR\tBae Su-an\n"), tmp_path / "r.db"
    dragoman("read", page, "--db", db, "--lexicon", folder)
    (tmp_path / "mine").rename(tmp_path / "moved")
    moved = tmp_path / "moved"
    again = dragoman("read", page, "--db", db, "--lexicon", moved / "women.tsv", "--lexicon", moved / "offices.tsv")
    assert again.err == ""
    (moved / "women.tsv").unlink()
    assert "with other tables" in dragoman("read", page, "--db", db, "--lexicon", moved).err
