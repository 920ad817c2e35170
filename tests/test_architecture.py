"""Who may know whom. Imports inside functions count; those for type checkers only (`TYPE_CHECKING`) do not."""

import ast
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import playground

RULES = """
assets may import nothing
places may import nothing
teacher may import places, i18n
i18n may import assets
spec may import i18n
tree may import spec
codec may import spec, i18n
expression may import i18n
schema may import spec

engine may import the foundation; numpy
data may import storage, the foundation; numpy
storage may import i18n
archive may import storage, the foundation; numpy
experiment may import engine, data, storage, the foundation; numpy
examples may import experiment, assets, i18n
classics may import data, assets, i18n
sharing may import examples, experiment, engine, data, the foundation
exchange may import archive, storage, experiment, engine, data, the foundation; numpy
proof may import experiment, engine, the foundation; numpy
leakage may import experiment
display may import assets, i18n
terminal may import nothing
quickstart may import nothing
bench may import app, ui, display, quickstart, places, terminal, session, experiment, engine, data, the foundation; \
PySide6, pyqtgraph, numpy, torch, sklearn

experiments may import experiment, engine, data, the foundation; numpy
lessons may import experiment, engine, data, the foundation, assets
export may import experiment, engine, data, the foundation, assets; numpy
session may import storage, archive, experiment, experiments, lessons, export, engine, data, the foundation, \
assets; numpy

ui may import session, examples, classics, sharing, exchange, storage, proof, leakage, experiment, lessons, export, \
engine, data, the foundation, assets; PySide6, shiboken6, pyqtgraph, numpy, PIL
selftest may import app, ui, session, places, examples, experiment, the foundation; PySide6
commands may import app, selftest, bench, display, quickstart, terminal, schema, exchange, export, proof, experiment, \
session, storage, engine, the foundation
cli may import commands, session, i18n
app may import quickstart, ui, session, export, places, teacher, examples, experiment, the foundation, assets; PySide6
__main__ may import quickstart, cli
__init__ may import nothing
"""
"""The packages and modules directly in `playground`, and what each may import: of ours; of others. The standard library
is for all. What is not listed does not exist yet; adding a line is a decision."""
FOUNDATION = "spec, tree, codec, i18n, expression"

WITH_WINDOW = {"ui", "app", "bench", "selftest", "__main__", "__init__"}
WINDOW_LIBRARIES = {"PySide6", "shiboken6", "pyqtgraph"}
ROOT = Path(playground.__file__).parent


@dataclass(frozen=True)
class Import:
    """One import statement: of one of our parts, or of somebody else's package."""

    place: str
    target: str
    ours: bool
    at_start: bool


def allowed() -> dict[str, set[str]]:
    rules = {}
    for line in RULES.replace("the foundation", FOUNDATION).splitlines():
        if line:
            part, _, wanted = line.partition(" may import ")
            rules[part] = {name.strip() for name in wanted.replace(";", ",").split(",")} - {"nothing"}
    return rules


def parts() -> dict[str, list[Path]]:
    """The files of each package or module directly in `playground`."""
    found: dict[str, list[Path]] = {}
    for path in sorted(ROOT.rglob("*.py")):
        first = path.relative_to(ROOT).parts[0]
        found.setdefault(first.removesuffix(".py"), []).append(path)
    return found


def imports(path: Path, root: Path = ROOT) -> Iterator[Import]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_start = set(ast.walk(ast.Module([node for node in tree.body if not _is_definition(node)], [])))
    for node in _visible(tree):
        place = f"{path.relative_to(root.parent)}:{getattr(node, 'lineno', 0)}"
        for name in _imported(node, path.relative_to(root)):
            top, _, rest = name.partition(".")
            if top == "playground" and rest:
                yield Import(place, rest.split(".")[0], True, node in at_start)
            elif top != "playground" and top not in sys.stdlib_module_names:
                yield Import(place, top, False, node in at_start)


def _is_definition(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def _visible(tree: ast.AST) -> Iterator[ast.AST]:
    """Everything in a tree except what only type checkers see."""
    waiting = deque([tree])
    while waiting:
        node = waiting.popleft()
        yield node
        for_checkers = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        waiting += node.orelse if for_checkers else ast.iter_child_nodes(node)


def _imported(node: ast.AST, path: Path) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    module = node.module or ""
    if node.level:
        folder = ["playground", *path.parts[:-1]]
        module = ".".join([*folder[: len(folder) - node.level + 1], *([module] if module else [])])
    if module == "playground":  # a module of ours, or a name in playground/__init__.py, which all may know
        names = [alias.name for alias in node.names]
        return [f"playground.{name}" for name in names if name in parts() or not hasattr(playground, name)]
    return [module]


def test_an_import_is_seen_wherever_it_stands_but_not_if_it_is_for_type_checkers_only(tmp_path: Path) -> None:
    path = tmp_path / "engine" / "some.py"
    path.parent.mkdir()
    path.write_text(
        "import os.path\nimport numpy.linalg\nfrom typing import TYPE_CHECKING\nfrom . import layers\n"
        "from .. import data\nfrom ..ui import theme\nfrom playground import session, __version__\n"
        "if TYPE_CHECKING:\n    import PySide6\nelse:\n    import pyqtgraph\n"
        "def late():\n    import playground.cli\n"
    )
    found = list(imports(path, tmp_path))
    assert [one.target for one in found if one.ours] == ["engine", "data", "ui", "session", "cli"]
    assert [one.target for one in found if not one.ours] == ["numpy", "pyqtgraph"]
    assert [one.target for one in found if not one.at_start] == ["cli"]


def test_every_package_and_module_has_a_rule() -> None:
    assert set(parts()) <= set(allowed()), "say in RULES what the new part may import"


def test_the_page_about_the_architecture_names_every_part() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert not [part for part in parts() if not part.startswith("__") and f"`{part}`" not in page]


@pytest.mark.parametrize("part", parts())
def test_a_part_imports_only_what_its_rule_says(part: str) -> None:
    broken = [
        f"{found.place} imports {found.target}, but {part} may import only {', '.join(sorted(allowed()[part]))}"
        for path in parts()[part]
        for found in imports(path)
        if found.target not in allowed()[part] | ({part} if found.ours else set())
    ]
    assert not broken, "\n".join(broken)


def test_no_two_parts_know_each_other() -> None:
    rules = allowed()
    knows = {part: {name for name in names if name in rules} for part, names in rules.items()}
    left = set(knows)
    while free := {part for part in left if not knows[part] & left}:
        left -= free
    assert not left, f"the rules go round in a circle: {left}"


def test_the_command_line_imports_the_window_only_inside_a_function() -> None:
    paths = [*parts()["cli"], *parts()["commands"]]
    of_window = [found for path in paths for found in imports(path) if found.target in {"app", "bench", "selftest"}]
    assert len(of_window) >= 3
    assert not [found.place for found in of_window if found.at_start]


def test_a_part_without_a_window_loads_no_window_library() -> None:
    modules = [
        ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")
        for part, paths in parts().items()
        for path in paths
        if part not in WITH_WINDOW
    ]
    code = f"""import sys, importlib
for name in {modules!r}:
    importlib.import_module(name)
    print(name, {WINDOW_LIBRARIES!r} & {{*sys.modules}} or "none")"""
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent, timeout=60
    ).stdout
    assert said.splitlines() == [f"{name} none" for name in modules]
