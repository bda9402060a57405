"""Who may import whom in salaries/ (docs: the rooms of the house): read from the sources."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for package in ("salaries", "smmbench")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts and path.name != "__init__.py"
}

DOMAIN = {"domain"}
LEAVES = DOMAIN | {
    "words", "numbers", "versions", "chosen", "funnel", "unpublished", "unsaid", "once", "picks",
    "pictures", "pictures_data", "pictures_mini", "pictures_models", "pictures_ranking",
    "pictures_rows", "pictures_boxes",
}  # fmt: skip
DATA = DOMAIN | {"models"}
ANSWERS = LEAVES | {
    "library", "fields", "prices", "places", "forms", "offers", "candidate",
    "charts", "charts_data", "charts_models", "stacked", "presenters",
}  # fmt: skip
DESK = {"rows", "filters", "tables", "desk"}
EMBED = {"embed"}
PAGES = ANSWERS | DESK | EMBED | {"queries", "history", "outages"}
MAY_IMPORT = {
    "domain": DOMAIN,
    "words": LEAVES,
    "numbers": LEAVES,
    "pictures": LEAVES,
    "pictures_data": LEAVES,
    "pictures_mini": LEAVES,
    "pictures_models": LEAVES,
    "pictures_ranking": LEAVES,
    "pictures_rows": LEAVES,
    "pictures_boxes": LEAVES,
    "unpublished": LEAVES,
    "unsaid": DOMAIN,
    "funnel": set[str](),
    "versions": DOMAIN,
    "once": DOMAIN,
    "chosen": set[str](),
    "models": set[str](),
    "outages": set[str](),
    "queries": DATA | {"chosen", "stored", "outages", "at_hand"},
    "at_hand": DOMAIN,
    "stored": DATA,
    "history": DATA,
    "shelf": DOMAIN,
    "library": DOMAIN | {"shelf"},
    "ingest": DATA | {"ingest"},
    "vacancies": DOMAIN | {"ingest", "vacancies", "funnel"},
    "charts": LEAVES,
    "charts_data": LEAVES | {"charts"},
    "charts_models": LEAVES | {"charts"},
    "stacked": LEAVES | {"charts", "stacked"},
    "sheets": LEAVES | {"sheets"},
    "bulk": LEAVES | {"forms", "answers", "sheets", "bulk"},
    "fields": LEAVES,
    "prices": LEAVES | {"fields", "library"},
    "picks": LEAVES,
    "places": LEAVES | {"fields"},
    "forms": LEAVES | {"fields", "prices", "places", "library"},
    "offers": LEAVES | {"fields", "places", "forms"},
    "candidate": LEAVES | {"fields", "places", "forms", "offers"},
    "rows": LEAVES,
    "filters": LEAVES | {"fields", "prices", "rows"},
    "answers": LEAVES | {"places", "forms", "offers", "candidate", "answers"},
    "presenters": ANSWERS,
    "tables": LEAVES | {"presenters", "rows", "filters"},
    "desk": ANSWERS | DESK | {"sheets"},
    "embed": ANSWERS | EMBED,
    "doors": {"doors"},
    "templatetags": LEAVES | {"presenters"},
    "views": PAGES | {"views", "answers", "bulk", "sheets", "doors"},
    "api": LEAVES
    | {"library", "fields", "prices", "places", "forms", "offers", "candidate", "answers"}
    | {"queries", "outages"}
    | {"sheets", "bulk", "doors", "api"},
    "urls": {"views"},
    "admin": LEAVES | {"models", "ingest", "bulk", "admin"},
    "management": PAGES | {"ingest", "vacancies", "bulk", "sheets", "api", "management"},
    "apps": set[str](),
}
"""Left may import right. `management` and `admin` are doors, as `views` is, and the only ones to
`ingest`."""

HEAVY = {"pandas", "numpy", "pyarrow", "rapidfuzz", "plotly", "ibis", "duckdb", "pyspark"}
MAY_BE_HEAVY = {
    "ingest": {"pandas"},
    "bulk": {"numpy", "pyarrow", "rapidfuzz"},
    "sheets": {"pyarrow"},
    "vacancies": {"pyarrow", "ibis", "pyspark"},
}
"""Rooms that a worker does not enter to serve a page."""

every_module = pytest.mark.parametrize("name", MODULES)


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of everything imported anywhere below a node."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert not node.level, "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_by(name: str) -> set[str]:
    return set(imports(ast.parse(MODULES[name].read_text(encoding="utf-8"))))


def room(name: str) -> str:
    """The room of a dotted name: `salaries.domain.bands` lives in `domain`."""
    return name.split(".")[1]


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("salaries.")])
def test_a_module_imports_only_from_the_rooms_behind_its_own(name: str) -> None:
    ours = {room(other) for other in imported_by(name) if other.startswith("salaries.")}
    assert ours <= MAY_IMPORT[room(name)]


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) == "domain"])
def test_the_domain_imports_only_the_standard_library_and_itself(name: str) -> None:
    packages = {other.split(".")[0] for other in imported_by(name)}
    assert packages <= sys.stdlib_module_names | {"salaries"}


@every_module
def test_what_is_heavy_is_imported_only_in_its_own_rooms(name: str) -> None:
    heavy = {other.split(".")[0] for other in imported_by(name)} & HEAVY
    assert heavy <= MAY_BE_HEAVY.get(room(name), set())


@every_module
def test_nothing_of_ours_is_imported_inside_a_function(name: str) -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    inside = [list(imports(node)) for node in ast.walk(tree) if isinstance(node, functions)]
    ours = [one for found in inside for one in found if one.startswith(("salaries", "smmbench"))]
    assert ours == []


def test_every_room_has_a_rule_and_every_rule_a_room() -> None:
    assert {room(name) for name in MODULES if name.startswith("salaries.")} == MAY_IMPORT.keys()
