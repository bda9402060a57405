"""No English is written into a template except through gettext."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
FILES = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".svg"})

NOT_WORDS = ("SMM Bench", "SHA-256")
each_template = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def without(source: str, *patterns: str) -> str:
    for pattern in patterns:
        source = re.sub(pattern, " ", source, flags=re.DOTALL)
    return source


def untagged(path: Path) -> str:
    """A template without its comments, its gettext and every other tag of Django's."""
    return without(
        path.read_text(encoding="utf-8"),
        r"{#.*?#}",
        r"{% comment .*?{% endcomment %}",
        r"{% blocktranslate.*?{% endblocktranslate %}",
        r"{%.*?%}",
        r"{{.*?}}",
    )


def words_of(text: str) -> list[str]:
    for name in NOT_WORDS:
        text = text.replace(name, "")
    return re.findall(r"[^\W\d_]+", text)


@each_template
def test_no_text_of_a_template_is_hard_coded(path: Path) -> None:
    code = r"<code>.*?</code>"  # names of a program, the same in every language
    text = without(untagged(path), code, r"<style>.*?</style>", r"<!--.*?-->", r"<[^>]*>", r"&\w+;")
    assert words_of(text) == []


@each_template
def test_no_attribute_for_people_is_hard_coded(path: Path) -> None:
    named = r'\b(?:aria-label|title|alt|placeholder|summary|aria-description)="([^"]*)"'
    assert [words_of(value) for value in re.findall(named, untagged(path)) if words_of(value)] == []


def test_the_templates_are_found() -> None:
    assert {"base.html", "404.html", "_ladder.svg"} <= {path.name for path in FILES}
