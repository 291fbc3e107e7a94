"""The house keeps its shape: imports run one way, names say something, `--help` loads nothing.

Reads the source with `ast`, so that late imports inside functions count too.
"""

import ast
import functools
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "dragoman"

# A room may import itself and rooms of a smaller number; rooms with one number never import one another.
LAYERS = {
    "model": 1, "errors": 1,
    "lexicon": 2, "config": 2,
    "sources": 3, "text": 3, "reader": 3, "actors": 3, "extract": 3, "merge": 3, "store": 3, "views": 3,
    "pipeline": 4, "processes": 4,
    "derive": 5, "intake": 5,
    "ledger": 6, "evaluation": 6,
    "cli": 7, "web": 7,
    "__init__": 8, "__main__": 8,
}  # fmt: skip

DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc"}
HEAVY = {"trafilatura", "lxml", "rich", "pandas", "polars"}
NETWORK = {"socket", "ssl", "urllib.request", "http.client", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}
IN_THE_CHILD = ("html_worker", "html_parse", "html_lines", "html_roles", "html_metadata", "html_table")

MODULES = {
    ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(SOURCE.rglob("*.py"))
}


@functools.cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def imported(node: ast.AST, module: str) -> Iterator[str]:
    """The full names that an import statement names; `from package import module` names the module."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{module} imports relatively; write the full name"
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            yield whole if whole in MODULES else node.module


def imports(module: str) -> set[str]:
    return {name for node in ast.walk(tree(module)) for name in imported(node, module)}


def imports_at_top(module: str) -> set[str]:
    """What is imported when the module is: nothing inside a function, nothing that is only for type checkers."""
    found, waiting = set(), list(tree(module).body)
    while waiting:
        node = waiting.pop()
        for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        if for_types or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        found.update(imported(node, module))
        waiting.extend(ast.iter_child_nodes(node))
    return found


def room(module: str) -> str:
    """`dragoman.text.cut` → `text`; the package itself is its `__init__`."""
    return [*module.split("."), "__init__"][1]


def ours(module: str) -> set[str]:
    return {name for name in imports(module) if name in MODULES}


def test_there_is_a_house_to_look_at():
    assert len(MODULES) > 50
    assert "dragoman.text.cut" in ours("dragoman.pipeline")
    assert "dragoman.ledger" in ours("dragoman.cli.opening"), "late imports must be seen"
    assert "dragoman.ledger" not in imports_at_top("dragoman.cli.opening")


def test_every_room_has_a_layer():
    assert {room(module) for module in MODULES} <= set(LAYERS), "give the new room its number in LAYERS"


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_downwards(module):
    here = room(module)
    wrong = sorted(name for name in ours(module) if room(name) != here and LAYERS[room(name)] >= LAYERS[here])
    assert not wrong, f"{module} (layer {LAYERS[here]}, {here}) may not import {', '.join(wrong)}"


def test_modules_form_no_circle():
    try:
        graphlib.TopologicalSorter({module: ours(module) for module in MODULES}).prepare()
    except graphlib.CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_every_import_of_ours_exists():
    missing = {
        (module, name)
        for module in MODULES
        for name in imports(module)
        if name.split(".")[0] == "dragoman" and name not in MODULES
    }
    assert not missing


def test_no_module_is_a_drawer():
    drawers = {module for module in MODULES if set(module.split(".")) & DRAWERS}
    assert not drawers, "a helper lives beside its only user; at the second user it gets a real name"


@pytest.mark.parametrize("module", MODULES)
def test_heavy_libraries_are_imported_where_they_are_used(module):
    if room(module) == "sources" and module.rsplit(".", 1)[-1] in IN_THE_CHILD:
        pytest.skip("lives in the child process")
    heavy = {name for name in imports_at_top(module) if name.split(".")[0] in HEAVY}
    assert not heavy, f"import {', '.join(sorted(heavy))} inside the function that uses it"


@pytest.mark.parametrize("module", [module for module in MODULES if module != "dragoman.sources.fetch"])
def test_nothing_but_fetch_reaches_the_network(module):
    assert not imports(module) & NETWORK


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is(module):
    assert ast.get_docstring(tree(module)), f"{module} has no docstring"


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) != "cli"])
def test_only_the_command_line_prints(module):
    calls = [node for node in ast.walk(tree(module)) if isinstance(node, ast.Call)]
    prints = [node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id == "print"]
    assert not prints


def loaded_by(code: str) -> set[str]:
    """The modules that are loaded once `code` has run in a fresh process."""
    told = "\nimport sys\nsys.__stderr__.write('\\n'.join(['LOADED', *sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code + told], capture_output=True, text=True, check=True)
    return set(done.stderr.split("LOADED\n")[1].splitlines())


def test_help_loads_neither_the_library_nor_the_lexicon():
    loaded = loaded_by(
        "import sys; sys.argv = ['dragoman', '--help']\n"
        "from dragoman.cli import main\n"
        "try: main()\nexcept SystemExit as end: assert not end.code"
    )
    assert "dragoman.cli" in loaded
    assert not loaded & {"msgspec", "sqlite3", *HEAVY}
    assert not {name for name in loaded if name.startswith("dragoman.") and room(name) != "cli"}


def test_importing_the_package_loads_nothing():
    loaded = loaded_by("import dragoman; assert dragoman.__version__")
    assert not {name for name in loaded if name.startswith("dragoman.")}


def test_the_whole_library_loads_without_a_heavy_one():
    loaded = loaded_by("import dragoman.ledger, dragoman.cli")
    assert "dragoman.sources.html" in loaded
    assert not loaded & HEAVY
