"""Hostile and broken input: one clear line each on standard error, the good pages read, never a traceback.

Through the command line in a process of its own, as a user meets it.
"""

import os
import sqlite3

import pytest

GOOD = "border_agency.txt"

WORDS = (
    "Kyrgyzstan and Tajikistan signed a treaty in Bishkek on 13 March 2025, and the two presidents met for an hour. "
    "“This line will divide nobody any more,” said Kyrgyz President Sadyr Japarov."
)
CYRILLIC = "Встреча министров прошла вчера в столице. " * 30

# What is no page: name → (bytes, words of the reason).
REFUSED = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\r\n\n", "is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "PNG image"),
    "large.txt": (b"A line of words.\n" * (20 << 16), "larger than"),
    "utf16.txt": (WORDS.encode("utf-16-le"), "NUL bytes"),
    "mixed.txt": (CYRILLIC.encode() + CYRILLIC.encode("cp1251"), "cannot be decoded"),
    "nul.txt": (WORDS.replace(" ", "\0", 3).encode(), "NUL bytes"),
    "binary.txt": (bytes(range(1, 32)) * 50, "control characters"),
    "broken.jsonl": (b'{"text": "Germany and France\n', "is not JSON"),
    "textless.jsonl": (b'{"title": "No text"}\n', "has no `text`"),
    "list.jsonl": (b'["Germany", "France"]\n', "not an object"),
    "nested.jsonl": (b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "is not JSON"),
    "surrogate.jsonl": (b'{"text": "\\ud800 Germany"}\n', "is not JSON"),
    "many_lines.txt": (b'{\n "text":\n "Germany"\n}\n', "one JSON value over many lines"),
    "deep.html": (b"<html><body>" + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000, "more than 512 deep"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "PNG image"),
}

# What is a strange page, but a page.
STRANGE = {
    "one_word.txt": b"a" * (1 << 20),
    "one_word.html": b"<html><body><p>" + b"a" * (1 << 20) + b"</p></body></html>",
    "one_line.txt": (WORDS + " ").encode() * 100,
    "marks.txt": "“".encode() * 30_000 + b" said Macron. " + b'"' * 30_000,
    "blanks.txt": b"Germany" + b" " * 200_000 + b"met" + b"\t" * 200_000 + b"France.",
    "short_lines.txt": b"x\n" * 100_000,
    "blank_lines.txt": WORDS.encode() + b"\n" * 100_000 + WORDS.encode(),
    "dates.txt": b"1 May 2025 " * 5_000,
    "bidi.txt": WORDS.replace("Kyrgyz", "\u202eKyrgyz\u2066").replace(" and ", " \u200band\u200f ").encode(),
    "escapes.txt": WORDS.replace("Kyrgyz", "\x1b[31mKyrgyz\x1b[0m\x07").encode(),
    "formula.txt": b"=HYPERLINK(\"http://x.example\")\n\n" + WORDS.encode(),
    "markup.txt": WORDS.replace("treaty", "<script>alert(1)</script> [bold red]treaty[/]").encode(),
    "unclosed.html": b"<html><body><p>" + WORDS.encode() + b"<p><div><table><td><!-- ",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path, samples):
    """A folder with one good page, for bad ones to be put beside."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / GOOD).write_bytes((samples / GOOD).read_bytes())
    return tmp_path / "pages"


def one_line(ran):
    """The one line that standard error must be."""
    assert "Traceback" not in ran.err, ran.err
    (line,) = ran.err.splitlines()
    assert line.startswith("dragoman: ")
    return line.removeprefix("dragoman: ")


# -- pages


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_page_costs_one_line_and_no_other_page(name, folder, process, rows, tmp_path):
    data, reason = REFUSED[name]
    (folder / name).write_bytes(data)
    ran = process("read", folder, "--db", tmp_path / "record.db")
    assert ran.code == 1
    page, _, rest = one_line(ran).partition(": ")
    assert page.split("#")[0].endswith(name)
    why, _, mend = rest.partition("; ")
    assert reason in why and mend, rest
    assert len(rest) < 200, "the line repeats the page"
    assert [row["page"].rsplit("/", 1)[-1] for row in rows(tmp_path / "record.db", "articles")] == [GOOD]
    assert any(name in row["message"] for row in rows(tmp_path / "record.db", "issues"))


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_page_is_read_and_harms_nothing(name, folder, process, rows, tmp_path):
    (folder / name).write_bytes(STRANGE[name])
    ran = process("read", folder, "--db", tmp_path / "record.db")
    assert (ran.code, ran.err) == (0, "")
    articles = rows(tmp_path / "record.db", "articles")
    assert GOOD in [row["page"].rsplit("/", 1)[-1] for row in articles]
    failed = [row for row in rows(tmp_path / "record.db", "issues") if "the stage failed" in row["message"]]
    assert not failed


def test_a_page_of_five_hundred_like_sentences_is_read(folder, process, rows, tmp_path):
    """Each nearly the same fact as the others: what a register or a chronicle looks like to the merger."""
    told = [f"Germany and France signed treaty number {number} on Monday in Paris." for number in range(500)]
    (folder / "register.txt").write_text("\n".join(told), "utf-8")
    ran = process("read", folder, "--db", tmp_path / "record.db")
    assert (ran.code, ran.err) == (0, "")
    assert rows(tmp_path / "record.db", "events")


@pytest.mark.parametrize("name", ["escapes.txt", "bidi.txt"])
def test_no_page_commands_the_terminal(name, folder, process, tmp_path):
    """Escape codes and direction marks of a page never reach the screen, in no view of it."""
    (folder / name).write_bytes(STRANGE[name])
    db = tmp_path / "record.db"
    shown = [process("read", folder / name, "--db", db).out]
    shown += [process(view, "--db", db).out for view in ("articles", "events", "statements", "meetings", "issues")]
    shown.append(process("show", "a-", "--db", db).out)
    for character in "\x1b\x07\u202e\u2066":
        assert not [text for text in shown if character in text], repr(character)


def test_a_bad_line_costs_only_itself(process, rows, tmp_path):
    lines = [
        f'{{"text": "{WORDS}"}}'.encode(),
        b"{",
        b'{"text": 5}',
        WORDS.encode("utf-16-le"),
        b'{"text": "\xff\xfe"}',
    ]
    (tmp_path / "mixed.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    ran = process("read", tmp_path / "mixed.jsonl", "--db", tmp_path / "record.db")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert [line.split("#")[1][0] for line in ran.err.splitlines()] == ["2", "3", "4", "5"]
    assert [row["page"].rsplit("#", 1)[-1] for row in rows(tmp_path / "record.db", "articles")] == ["1"]


def test_a_path_that_is_not_there(folder, process, rows, tmp_path):
    ran = process("read", tmp_path / "missing.txt", folder, "--db", tmp_path / "record.db")
    assert ran.code == 1
    assert one_line(ran).endswith("missing.txt: does not exist; check the path")
    assert len(rows(tmp_path / "record.db", "articles")) == 1


def test_an_empty_folder(process, tmp_path):
    (tmp_path / "none").mkdir()
    ran = process("read", tmp_path / "none", "--db", tmp_path / "record.db")
    assert ran.code == 1
    assert "holds no pages; give a folder with" in one_line(ran)


@pytest.mark.skipif(not hasattr(os, "mkfifo") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_page_that_may_not_be_read(folder, process, rows, tmp_path):
    (folder / "secret.txt").write_text(WORDS)
    (folder / "secret.txt").chmod(0)
    ran = process("read", folder, "--db", tmp_path / "record.db")
    assert ran.code == 1
    assert "permission denied" in one_line(ran)
    assert len(rows(tmp_path / "record.db", "articles")) == 1


def test_standard_input_that_is_no_text(process, tmp_path):
    ran = process("read", "-", "--db", tmp_path / "record.db", stdin=b"\x1f\x8b" + bytes(500))
    assert ran.code == 1
    assert one_line(ran).startswith("-: is not text (it begins like a gzip archive)")


def test_good_and_bad_together(folder, process, rows, samples, tmp_path):
    """All bad pages at once: each has its line, the good one is read, and reading again says the same."""
    for name, (data, _) in REFUSED.items():
        (folder / name).write_bytes(data)
    first = process("read", folder, "--db", tmp_path / "record.db")
    again = process("read", folder, "--db", tmp_path / "record.db")
    assert first.code == again.code == 1
    assert first.err == again.err
    told = sorted(line.split(": ")[1].rsplit("/", 1)[-1].split("#")[0] for line in first.err.splitlines())
    assert told == sorted(REFUSED)
    assert len(rows(tmp_path / "record.db", "articles")) == 1
    assert len(rows(tmp_path / "record.db", "issues")) >= len(REFUSED)
    assert "0 new" in again.out


# -- databases


def refuses(ran, path):
    assert (ran.code, ran.out) == (3, "")
    line = one_line(ran)
    assert str(path) in line and "; " in line
    return line


@pytest.fixture(params=["events", "read"])
def command(request, samples):
    """A command that asks and one that writes."""
    return ("events",) if request.param == "events" else ("read", samples / GOOD)


def test_a_foreign_database_is_left_alone(command, process, tmp_path):
    db = tmp_path / "foreign.db"
    with sqlite3.connect(db) as conn:
        conn.execute("CREATE TABLE article (id, mine)")
    conn.close()
    before = db.read_bytes()
    assert "is not a Dragoman database" in refuses(process(*command, "--db", db), db)
    assert db.read_bytes() == before


def test_a_text_file_is_no_database(command, process, tmp_path):
    db = tmp_path / "notes.db"
    db.write_text(WORDS)
    assert "is not a Dragoman database" in refuses(process(*command, "--db", db), db)
    assert db.read_text() == WORDS


def test_a_folder_is_no_database(command, process, tmp_path):
    assert "is a folder" in refuses(process(*command, "--db", tmp_path), tmp_path)


def test_a_folder_that_is_not_there(process, samples, tmp_path):
    db = tmp_path / "no" / "record.db"
    assert "its folder does not exist" in refuses(process("read", samples / GOOD, "--db", db), db)


@pytest.mark.parametrize(
    "command",
    [
        "brief",
        "articles",
        "events",
        "statements",
        "pledges",
        "meetings",
        "issues",
        "export events",
        "show e-1",
        "tie KOR JPN",
    ],
)
def test_asking_where_nothing_was_read(command, process, tmp_path):
    db = tmp_path / "none.db"
    assert "does not exist; read some pages into it first" in refuses(process(*command.split(), "--db", db), db)
    assert not db.exists(), "asking made a database"


def test_a_locked_database(process, samples, tmp_path):
    db = tmp_path / "record.db"
    process("read", samples / GOOD, "--db", db)
    holder = sqlite3.connect(db, isolation_level=None)
    try:
        holder.execute("BEGIN EXCLUSIVE")
        ran = process("read", samples / "border_wire.txt", "--db", db)
    finally:
        holder.close()
    assert "is locked by another program" in refuses(ran, db)


def test_a_damaged_database(process, samples, tmp_path):
    db = tmp_path / "record.db"
    process("read", samples / GOOD, "--db", db)
    db.write_bytes(db.read_bytes()[:8192] + b"\xa5" * 60_000)
    line = refuses(process("export", "articles", "--db", db), db)
    assert "is damaged" in line or "is not a Dragoman database" in line


def test_a_database_of_a_newer_version(command, process, samples, tmp_path):
    db = tmp_path / "record.db"
    process("read", samples / GOOD, "--db", db)
    with sqlite3.connect(db) as conn:
        conn.execute("PRAGMA user_version = 1000")
    conn.close()
    assert "newer Dragoman" in refuses(process(*command, "--db", db), db)
