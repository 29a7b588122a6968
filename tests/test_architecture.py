"""The direction of imports, read from the source: which part may know which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import refcheck

ROOT = Path(refcheck.__file__).parent
MIDDLE = {"reading", "extraction", "resolution", "rules", "together", "reporting"}
GROUND = {"model", "errors", "domain"}
EDGE = {"network", "sources"}
# What each part may import, besides itself. "refcheck" is the front of the package (its version and names).
MAY_IMPORT = {
    "model": set[str](),
    "errors": {"model"},
    "limits": set[str](),
    "domain": {"model", "errors"},
    "identity": {"model"},
    "report": {"model", "errors", "domain", "identity"},
    "baseline": {"model", "errors", "report", "storage"},
    "settings": {"model", "errors", "domain"},
    "schemas": {"errors"},
    "network": GROUND | {"storage"},
    "sources": GROUND | {"network"},
    "links": GROUND | {"network", "sources", "storage"},
    "storage": GROUND,
    "reading": GROUND | {"storage", "limits"},
    "extraction": GROUND | {"settings"},
    "resolution": GROUND,
    "texts": GROUND | {"reading", "extraction", "storage"},
    "rules": GROUND,
    "together": GROUND | {"report"},
    "reporting": GROUND | {"report", "storage"},
    "editing": GROUND | {"reading", "report", "reporting", "links"},
    "online": GROUND | EDGE | {"links", "settings", "refcheck"},
    "pipeline": GROUND | MIDDLE | {"report", "settings", "texts", "links", "online", "refcheck"},
    "nightly": GROUND | {"storage", "reading", "reporting", "report", "links", "online", "network", "texts"},
    "batch": GROUND
    | MIDDLE
    | {"refcheck", "nightly", "links", "report", "storage", "terms", "settings", "texts", "pipeline"}
    | {"limits"},
    "documentation": GROUND | MIDDLE | {"report", "settings", "schemas", "pipeline", "commands", "refcheck"},
    "terms": {"rules", "reporting"},
    "serve": GROUND
    | {"reading", "extraction", "resolution", "rules", "reporting", "report", "terms", "texts"}
    | {"online", "links", "baseline", "settings", "pipeline", "editing", "limits"},
    "commands": GROUND
    | MIDDLE
    | EDGE
    | {
        "report",
        "storage",
        "texts",
        "online",
        "editing",
        "nightly",
        "serve",
        "terms",
        "batch",
        "baseline",
        "settings",
        "schemas",
        "pipeline",
        "documentation",
        "refcheck",
    },
    "cli": GROUND | {"commands", "refcheck"},
    "__main__": {"cli"},
    "refcheck": GROUND | MIDDLE | {"report", "baseline", "settings", "texts", "online", "pipeline"},
}
# Third-party packages, and where each may be used; commands may use any at the terminal.
ONLY_IN = {
    "jinja2": "reporting",
    "lxml": "reading sources resolution editing",
    "bs4": "sources",
    "protego": "network",
    "certifi": "network",
    "pycurl": "network",
    "requests": "network",
    "urllib3": "network",
    "pypdfium2": "reading",
    "charset_normalizer": "reading",
    "ahocorasick_rs": "extraction texts",
    "fsspec": "storage",
    "aiohttp": "storage",
    "distributed": "batch",
    "sqlite3": "resolution network texts links batch storage",
    "multiprocessing": "batch",
    "sqlalchemy": "nightly",
    "psycopg": "nightly",
    "rapidfuzz": "resolution texts",
    "platformdirs": "online resolution texts",
    "regex": "extraction",
    "shtab": "commands",
    "tqdm": "commands",
    "starlette": "serve",
    "uvicorn": "serve",
}
NETWORK = {"socket", "ssl", "http", "requests", "httpx", "urllib.request", "urllib3", "ftplib", "smtplib", "asyncio"}
LISTENING = "refcheck.serve.listening"  # waits on a port for its own user, and opens no connection
SOURCES = sorted(ROOT.rglob("*.py"))


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _part(module: str) -> str:
    """The part that a module belongs to: "extraction" for refcheck.extraction.icj."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "refcheck"


MODULES = {_module(path): ast.parse(path.read_text("utf-8")) for path in SOURCES}


def _imports(tree: ast.Module, *, late: bool = True) -> Iterator[str]:
    """The modules that a module imports, as "refcheck.model" or "jinja2"; without `late` only at its top."""
    for node in ast.walk(tree) if late else _top(tree.body):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module


def _top(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is loaded."""
    for node in body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.If | ast.Try | ast.With):
            yield from _top([child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)])
        yield node


def _ours(tree: ast.Module, *, late: bool = True) -> set[str]:
    return {name for name in _imports(tree, late=late) if name.split(".")[0] == "refcheck"}


def test_every_part_has_its_row() -> None:
    assert {_part(module) for module in MODULES} <= MAY_IMPORT.keys()


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_in_the_right_direction(module: str) -> None:
    allowed = MAY_IMPORT[_part(module)] | {_part(module)}
    wrong = sorted(name for name in _ours(MODULES[module]) if _part(name) not in allowed)
    assert wrong == []


def test_the_middle_packages_do_not_know_one_another() -> None:
    known = {part: {_part(name) for name in _imports_of(part)} & MIDDLE - {part} for part in MIDDLE}
    assert known == {part: set() for part in MIDDLE}


def _imports_of(part: str) -> set[str]:
    return {name for module, tree in MODULES.items() if _part(module) == part for name in _ours(tree)}


def test_no_cycle_of_modules() -> None:
    arrows = {module: {name for name in _ours(tree, late=False) if name != module} for module, tree in MODULES.items()}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " → ".join((*path[path.index(module) :], module))
        if module not in done:
            for name in sorted(arrows.get(module, ())):
                visit(name, (*path, module))
            done.add(module)

    for module in arrows:
        visit(module, ())


@pytest.mark.parametrize("module", MODULES)
def test_only_the_command_line_prints(module: str) -> None:
    prints = [
        node.lineno
        for node in ast.walk(MODULES[module])
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print")
        or (isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.stdout", "sys.stderr"))
    ]
    assert prints == [] or _part(module) in ("commands", "cli", "documentation")


@pytest.mark.parametrize("module", MODULES)
def test_third_party_packages_stay_in_their_place(module: str) -> None:
    used = {name.split(".")[0] for name in _imports(MODULES[module])}
    wrong = sorted(
        name for name in used if name in ONLY_IN and _part(module) not in (*ONLY_IN[name].split(), "commands")
    )
    assert wrong == []


@pytest.mark.parametrize("module", [module for module in MODULES if _part(module) != "network"])
def test_only_the_network_package_can_open_a_connection(module: str) -> None:
    used = {part for name in _imports(MODULES[module]) for part in (name, name.split(".")[0])}
    assert used & NETWORK == ({"socket"} if module == LISTENING else set())


DOING_IO = {"refcheck.texts.folder", "refcheck.texts.index"}  # among pure modules of their part
PURE = [
    module
    for module in MODULES
    if _part(module) in ("extraction", "rules", "together", "domain", "texts") and module not in DOING_IO
]


@pytest.mark.parametrize("module", PURE)
def test_pure_parts_read_and_write_nothing(module: str) -> None:
    used = set(_imports(MODULES[module]))
    assert used & {"os", "pathlib", "shutil", "tempfile", "subprocess", "io", "glob"} == set()
    calls = {ast.unparse(node.func) for node in ast.walk(MODULES[module]) if isinstance(node, ast.Call)}
    assert calls & {"open", "eval", "exec", "input", "date.today", "datetime.now", "datetime.utcnow"} == set()


@pytest.mark.parametrize("module", MODULES)
def test_no_failure_is_passed_over(module: str) -> None:
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}: a bare except"
            assert not all(isinstance(child, ast.Pass) for child in node.body), f"line {node.lineno}: an empty except"


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is(module: str) -> None:
    assert ast.get_docstring(MODULES[module])
