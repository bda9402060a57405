"""Change `salaries/domain` in one place at a time and see whether its tests notice.

mutmut works on a copy in `var/mutation`: the domain, its tests and the table, without Django. It
leaves decorated functions alone, and most rules here are properties, so in the copy a property
is written as `name = property(name)`, and nothing is kept between calls. Names of mutants as
arguments (`*` stands for any part) run these again. Ends with 1 when too few were noticed.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPY = ROOT / "var" / "mutation"
NOTICED = ("killed", "timeout", "caught_by_type_check")
LEAST = 90
"""Of a hundred mutants, how many the tests must notice."""
ENVIRONMENT = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


def undecorated(source: str) -> str:
    """The same module with properties written as assignments, and without caches."""
    lines = source.splitlines(keepends=True)
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for node in sorted(filter(_decorator, found), key=lambda node: -node.lineno):
        assert node.end_lineno
        if _decorator(node) != "lru_cache":
            indent = " " * node.col_offset
            lines.insert(node.end_lineno, f"\n{indent}{node.name} = property({node.name})\n")
        del lines[node.decorator_list[0].lineno - 1]
    return "".join(lines)


def _decorator(node: ast.FunctionDef) -> str:
    """The decorator of a function that is to be written in another way; else empty."""
    if not node.decorator_list:
        return ""
    named = ast.unparse(node.decorator_list[0]).partition("(")[0]
    return named if named in {"property", "cached_property", "lru_cache"} else ""


def copy() -> None:
    """Lay out what mutmut works on. A file that has not changed keeps its time, and its mutants."""
    for folder in ("data", "tests/domain", "tests/mutation"):
        shutil.copytree(ROOT / folder, COPY / folder, dirs_exist_ok=True)
    for name in ("pyproject.toml", "salaries/__init__.py", "tests/__init__.py"):
        (COPY / name).parent.mkdir(exist_ok=True)
        shutil.copy2(ROOT / name, COPY / name)
    (COPY / "salaries" / "domain").mkdir(exist_ok=True)
    for path in (ROOT / "salaries" / "domain").glob("*.py"):
        ours = COPY / path.relative_to(ROOT)
        text = undecorated(path.read_text(encoding="utf-8"))
        if not ours.exists() or ours.read_text(encoding="utf-8") != text:
            ours.write_text(text, encoding="utf-8")


def mutmut(*arguments: str) -> str:
    """Run mutmut in the copy and hand back what it printed."""
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    shown = None if arguments[0] == "run" else subprocess.PIPE
    done = subprocess.run(
        command, cwd=COPY, env=ENVIRONMENT, stdout=shown, check=True, encoding="utf-8"
    )
    return done.stdout or ""


def main(names: list[str]) -> int:
    """Run, print the counts and what was not noticed; 1 when too little was."""
    copy()
    mutmut("run", *names)
    print(mutmut("results"))
    mutmut("export-cicd-stats")
    stats = json.loads((COPY / "mutants" / "mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    noticed = sum(stats[kind] for kind in NOTICED if kind in stats)
    share = 100 * noticed / stats["total"]
    print({kind: count for kind, count in stats.items() if count})
    print(f"{noticed} of {stats['total']} mutants noticed: {share:.1f} %")
    return int(share < LEAST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
