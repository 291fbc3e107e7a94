"""sources/: paths in, Pages and PageErrors out. HTML has its own file."""

import io
import json
import os
from pathlib import Path

import pytest

from dragoman.config import Limits
from dragoman.errors import PageError
from dragoman.model.page import Page
from dragoman.sources import pages

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
STORY = "SEOUL — The two ministers met on Monday.\n\nThey will meet again in May.\n"


def write(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def one(path: str, **how) -> Page | PageError:
    (found,) = pages([path], **how)
    return found


def from_bytes(data: bytes, **how) -> Page | PageError:
    return one("-", stdin=io.BytesIO(data), **how)


def test_text_is_kept_as_it_came(tmp_path):
    page = one(write(tmp_path, "a.txt", STORY))
    assert (page.kind, page.text, page.blocks, page.given.text) == ("text", STORY, (), None)
    assert len(page.digest) == 32


def test_only_line_ends_change():
    assert from_bytes(b"  One.\r\n\tTwo. \n").text == "  One.\n\tTwo. \n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings(encoding):
    text = "President Søren Kjær said: “We are pleased – café talks go on.” Nothing else was agreed that day."
    assert from_bytes(text.encode(encoding)).text == text


def test_a_file_cut_off_inside_a_letter_is_still_utf8():
    data = ("Le président s’est félicité de la déclaration. " * 20 + "é").encode()
    assert from_bytes(data[:-1]).text.startswith("Le président s’est")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (PNG, "a PNG image"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"plain until\x00 here", "NUL"),
        (b"\x01\x02\x03\x04 abc", "control characters"),
        ("首相は月曜日に大統領と電話で会談した。".encode("shift_jis"), "cannot be decoded"),
        ("Президент прибыл в столицу с визитом.".encode("koi8-r"), "cannot be decoded"),
        (b"\xff\xfea", "cannot be decoded"),
        (json.dumps([{"text": "a"}], indent=1).encode(), "one JSON value"),
    ],
)
def test_what_is_no_text_gets_a_reason(data, reason):
    error = from_bytes(data)
    assert isinstance(error, PageError)
    assert reason in error.reason
    assert error.mend


def test_the_message_says_which_what_and_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "samples/x.bin", PNG)
    assert str(one("./samples/x.bin")) == (
        "samples/x.bin: is not text (it begins like a PNG image); give text, HTML or JSONL"
    )


@pytest.mark.parametrize("name", ["big.txt", "big.html", "big.jsonl"])
def test_too_large(tmp_path, name):
    error = one(write(tmp_path, name, b"a" * 2000), limits=Limits(page_bytes=1000))
    assert "larger than 1,000 bytes" in error.reason


def test_a_missing_path_and_the_rest_goes_on(tmp_path):
    missing, page = pages([str(tmp_path / "none.txt"), write(tmp_path, "a.txt", STORY)])
    assert "does not exist" in missing.reason
    assert page.text == STORY


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path):
    path = write(tmp_path, "a.txt", STORY)
    os.chmod(path, 0)
    assert "permission denied" in one(path).reason


def test_folder_in_order_of_names_and_only_known_endings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.txt",
        "a/z.TXT",
        "a/.hidden.txt",
        ".git/x.txt",
        "README.md",
        "notes.md",
        "c.bin",
        "d.text",
    ):
        write(tmp_path, name, STORY)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [page.name for page in pages(["."])] == ["a/z.TXT", "b.txt", "d.text"]
    assert [page.name for page in pages(["./a/"])] == ["a/z.TXT"]


def test_an_empty_folder_is_said(tmp_path):
    assert "holds no pages" in one(str(tmp_path)).reason


def test_an_unknown_ending_is_read_when_named(tmp_path):
    assert one(write(tmp_path, "story.md", STORY)).kind == "text"


def test_same_bytes_same_name_same_id_from_any_folder(tmp_path, monkeypatch):
    path = write(tmp_path, "news/a.txt", STORY)
    monkeypatch.chdir(tmp_path / "news")
    assert one(path).id == one("a.txt").id == one("./a.txt").id


def test_a_name_that_is_no_characters(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    try:
        Path(path).write_text(STORY)
    except OSError:
        pytest.skip("this file system takes only characters")
    assert one(path).name.endswith("caf\ufffd.txt")


def test_stdin_of_every_kind():
    assert from_bytes(STORY.encode()).name == "-"
    line = from_bytes(b'{"text": "Hello."}\n')
    assert (line.kind, line.name) == ("jsonl", "-#1")
    html = from_bytes(b"\n<!-- saved --><!DOCTYPE html><p>The envoy arrived in the capital.</p>")
    assert (html.kind, html.name) == ("html", "-")


def test_a_txt_that_is_html_is_read_as_html(tmp_path):
    page = one(write(tmp_path, "a.txt", "<html><body><p>The envoy arrived.</p></body></html>"))
    assert (page.kind, page.text) == ("html", "The envoy arrived.")


def test_jsonl_fields(tmp_path):
    line = {
        "text": "One.\r\nTwo.", "title": "T", "url": "https://example.org/1", "outlet": "The Sentinel",
        "author": ["A. Roe", "B. Doe"], "published": "2025-03-14T10:00:00+01:00",
    }  # fmt: skip
    page = one(write(tmp_path, "a.jsonl", json.dumps(line)))
    assert page.name.endswith("a.jsonl#1")
    assert page.text == page.given.text == "One.\nTwo."
    assert page.given.byline == ("A. Roe", "B. Doe")
    assert (page.given.title, page.given.url, page.given.outlet) == (
        "T",
        "https://example.org/1",
        "The Sentinel",
    )
    assert page.given.published == "2025-03-14T10:00:00+01:00"


def test_jsonl_other_names_for_the_same():
    line = {"content": "Words.", "headline": "H", "source": {"id": None, "name": "Herald"}, 
            "byline": "C. Poe", "date": "2025-03-14", "url": 7}  # fmt: skip
    given = from_bytes(json.dumps(line).encode()).given
    assert (given.text, given.title, given.outlet, given.byline) == ("Words.", "H", "Herald", ("C. Poe",))
    assert (given.published, given.url) == ("2025-03-14", None)


def test_a_bad_line_does_not_stop_the_others(tmp_path):
    lines = ['{"text": "One."}', "{broken", "", "[1]", '{"title": "x"}',
             '{"text": "a\\u0000b"}', '{"text": " "}', "[" * 100_000,
             '{"text": "\\ud800"}', '{"text": "Ten."}']  # fmt: skip
    found = list(pages([write(tmp_path, "a.jsonl", "\n".join(lines))]))
    names = [f.page if isinstance(f, PageError) else f.name for f in found]
    assert [name.rsplit("#")[1] for name in names] == ["1", "2", "4", "5", "6", "7", "8", "9", "10"]
    assert [f.text for f in found if isinstance(f, Page)] == ["One.", "Ten."]
    assert "is not JSON" in found[1].reason
    assert "no `text`" in found[3].reason


def test_an_overlong_line_is_passed_over():
    stream = io.BytesIO(b'{"text": "' + b"a" * 5000 + b'"}\n{"text": "Short."}\n')
    error, page = pages(["-"], stdin=stream, limits=Limits(page_bytes=1000))
    assert "larger" in error.reason
    assert (page.name, page.text) == ("-#2", "Short.")


def test_jsonl_is_read_a_line_at_a_time():
    class Slow(io.BytesIO):
        """Fails when more than the first lines are asked for."""

        def peek(self, _size):
            return self.getvalue()[:64]

        def readline(self, size=-1):
            assert self.tell() < 64
            return super().readline(size)

    stream = pages(["-"], stdin=Slow(b'{"text": "One."}\n' * 1000))
    assert [next(stream).name for _ in range(3)] == ["-#1", "-#2", "-#3"]


def test_the_digest_of_a_line_is_of_the_line():
    first, second = pages(["-"], stdin=io.BytesIO(b'  {"text": "One."} \r\n{"text": "One."}\n'))
    assert first.digest == second.digest


def test_binary_named_jsonl(tmp_path):
    assert "PNG" in one(write(tmp_path, "a.jsonl", PNG)).reason
    assert "is empty" in one(write(tmp_path, "b.jsonl", b"\n\n")).reason
