"""The documents say what is so: commands, options, kinds and fields are all there, and every example runs."""

import importlib.util
import re
import stat
from pathlib import Path

import pytest
import typer.main

from dragoman.cli import app
from dragoman.views.export import COLUMNS, EXPORTERS

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")
REFERENCE = (ROOT / "docs" / "commands.md").read_text("utf-8")
COMMANDS = {
    " ".join((name, *inner)): command
    for name, group in typer.main.get_command(app).commands.items()
    for inner, command in [((), group), *(((one,), each) for one, each in getattr(group, "commands", {}).items())]
    if not hasattr(command, "commands")
}
RUN, TEST = "uv run dragoman read samples/", "uv run pytest"


def script(name: str):
    """A module of scripts/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sections(document: str) -> dict[str, str]:
    """What stands under each heading of the second level."""
    return {part.partition("\n")[0].strip(): part for part in document.split("\n## ")[1:]}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_the_reference(name):
    assert f"**`{name}`**" in README
    assert f"`dragoman {name}" in sections(REFERENCE)[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_in_its_commands_section(name):
    synopsis = sections(REFERENCE)[name]
    options = [option for param in COMMANDS[name].params for option in param.opts if option.startswith("--")]
    assert [option for option in options if option != "--help" and f"[{option}" not in synopsis] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_is_told_that_a_command_does_not_have(name):
    line = next(line for line in sections(REFERENCE)[name].splitlines() if line.startswith(f"`dragoman {name}"))
    synopsis = line.split("`")[1]
    has = {option for param in COMMANDS[name].params for option in param.opts}
    assert set(re.findall(r"--[a-z]+", synopsis)) <= has


@pytest.mark.parametrize("kind", EXPORTERS)
def test_every_export_kind_and_field_is_told(kind):
    assert f"| `{kind}` |" in README
    told = sections((ROOT / "docs" / "output.md").read_text("utf-8"))[kind]
    assert [field for field in COLUMNS[kind] if f"`{field}`" not in told] == []


@pytest.mark.parametrize("path", script("examples").DOCUMENTS, ids=lambda path: path.name)
def test_every_example_prints_what_the_document_says(path):
    examples = script("examples")
    document = path.read_text("utf-8")
    # Measurements on data that is not ours to ship take long; `make docs` renews them.
    changed = list(examples.differences(document, examples.renewed(document, measured=False)))
    assert not changed, f"{path.name}: {changed} print something else now; {examples.MEND}"


def test_a_changed_output_is_noticed():
    examples = script("examples")
    document = "```console\n$ echo one\ntwo\n```\n\n```pycon\n>>> 1 + 1\n3\n```\n"
    mended = examples.renewed(document)
    assert mended == "```console\n$ echo one\none\n```\n\n```pycon\n>>> 1 + 1\n2\n```\n"
    assert list(examples.differences(document, mended)) == ["$ echo one", ">>> 1 + 1"]
    assert list(examples.differences(mended, mended)) == []


def test_an_example_outlives_its_id_and_its_seconds():
    examples = script("examples")
    document = "<!-- id from: echo e-00000000aa -->\n```console\n$ echo e-00000000bb 0.4 s\ne-00000000bb 0.3 s\n```\n"
    mended = examples.renewed(document)
    assert "$ echo e-00000000aa 0.4 s\ne-00000000aa 0.3 s\n" in mended
    assert list(examples.differences("```console\n$ x\n0.1 s\n```", "```console\n$ x\n12.9 s\n```")) == []


def test_a_measurement_waits_for_its_data():
    document = "```console needs=no/such/data\n$ echo one\ntwo\n```\n"
    assert script("examples").renewed(document) == document


def test_an_example_that_fails_stops_the_renewal():
    with pytest.raises(SystemExit, match="an example fails"):
        script("examples").renewed('```console\n$ python -c "raise ValueError"\n```\n')


def test_the_picture_shows_what_is_printed():
    picture, same = script("picture"), script("examples").same
    drawn = picture.PICTURE.read_text("utf-8")
    assert same(picture.words(drawn)) == same(picture.words(picture.drawn())), "run `make picture`"
    assert "url(" not in FRAGMENTS.sub("", drawn), "the picture asks another host for something"


FRAGMENTS = re.compile(r"url\(#[^)]+\)")
LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_lead_somewhere(path):
    links = [link for link in LINK.findall(path.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


PATHS = re.compile(r"`((?:src|tests|docs|samples|scripts|evals|benchmarks)/[\w./*-]+)`")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_files_named_in_the_text_are_there(path):
    named = PATHS.findall(path.read_text("utf-8"))
    assert [name for name in named if not list(ROOT.glob(name.rstrip("/")))] == []


def test_our_own_figures_stand_only_where_a_command_printed_them():
    text = (ROOT / "docs" / "measurements.md").read_text("utf-8")
    written = re.sub(r"^```.*?^```$", "", text + README, flags=re.M | re.S)
    rows = [line for line in written.splitlines() if line.startswith("| Dragoman")]
    assert [row for row in rows if re.search(r"\d", row)] == []
    assert "$ dragoman eval" in text


def test_the_two_commands_of_the_readme_are_what_is_tested():
    first = next(iter(re.findall(r"^```sh\n(.*?)^```$", README, re.M | re.S)))
    assert [line.split("  #")[0].strip() for line in first.splitlines()] == [RUN, TEST]
    ci = ROOT / ".ci" / "run"
    assert f"\n{TEST}\n" in ci.read_text("utf-8")
    assert ci.stat().st_mode & stat.S_IXUSR


def test_make_lists_every_target():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.M)[1].split()
    assert sorted(re.findall(r"^([a-z]+):.*##", makefile, re.M)) == sorted(phony)
    named = {word for path in DOCUMENTS for word in re.findall(r"`make ([a-z]+)`", path.read_text("utf-8"))}
    assert named <= set(phony)


def test_every_source_of_a_table_is_credited():
    notice = (ROOT / "NOTICE").read_text("utf-8")
    tables = sorted((ROOT / "src" / "dragoman" / "lexicon").rglob("*.t[os]*"))
    heads = {table.name: table.read_text("utf-8")[:1500] for table in tables}
    for name in ("PLOVER", "CAMEO", "World Factbook", "REIGN", "IANA", "schema.org", "Open Graph"):
        assert any(name in head for head in heads.values()), f"no table is from {name}: take it out of NOTICE"
        assert name in notice
    assert [name for name, head in heads.items() if not re.search(r"origin|source", head, re.I)] == []
