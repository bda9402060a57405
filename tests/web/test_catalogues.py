"""The catalogues: every sentence of ours in every language, compiled, with its placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}|</?\w+")
ENGLISH = re.compile(r"[A-Za-z]{4,} [a-z]{2,} [a-z]{2,} [a-z]{2,}")


def folder(code: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES"


def catalogue(code: str) -> Catalog:
    return read_po(BytesIO((folder(code) / "django.po").read_bytes()), locale=code)


def messages(found: Catalog) -> Iterator[Message]:
    return (message for message in found if message.id)


def named(message: Message) -> tuple[str | None, tuple[str, ...]]:
    context: str | bytes | None = message.context  # bytes, where Babel reads what is compiled
    return context.decode() if isinstance(context, bytes) else context, _forms(message.id)


def _forms(texts: object) -> tuple[str, ...]:
    return tuple(texts) if isinstance(texts, (tuple, list)) else (str(texts),)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str | None, tuple[str, ...]]]:
    """What code and templates say now, as `make messages` finds it."""
    found = tmp_path_factory.mktemp("messages") / "messages.pot"
    rooms = [str(settings.BASE_DIR / room) for room in ("salaries", "smmbench", "templates")]
    keywords = ("--keywords", "lazy", "--keywords", "in_context:1c,2")
    mapping = str(settings.BASE_DIR / "pyproject.toml")
    arguments = ("--mapping", mapping, *keywords, "--output-file", str(found), *rooms)
    CommandLineInterface().run(
        [  # type: ignore[no-untyped-call]
            "pybabel",
            "--quiet",
            "extract",
            *arguments,
        ]
    )
    return {named(message) for message in messages(read_po(BytesIO(found.read_bytes())))}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_in_the_catalogue_and_no_other(
    code: str, written: set[tuple[str | None, tuple[str, ...]]]
) -> None:
    assert len(written) > 1000
    assert {named(message) for message in messages(catalogue(code))} == written


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_missing_and_nothing_is_a_guess(code: str) -> None:
    found = list(messages(catalogue(code)))
    forms = catalogue(code).num_plurals
    missing = [m.id for m in found if not all(text.strip() for text in _forms(m.string))]
    short = [m.id for m in found if m.pluralizable and len(_forms(m.string)) != forms]
    print(f"{code}: {len(found)} sentences, {len(missing)} missing")
    assert (missing, short, [m.id for m in found if m.fuzzy]) == ([], [], [])


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_translation_names_what_the_sentence_names(code: str) -> None:
    wrong = [
        (message.id, text)
        for message in messages(catalogue(code))
        for text in _forms(message.string)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(_forms(message.id)[-1]))
    ]
    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_translation_is_left_in_english(code: str) -> None:
    left = [t for m in messages(catalogue(code)) for t in _forms(m.string) if ENGLISH.search(t)]
    assert left == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_compiled_is_what_is_written(code: str) -> None:
    compiled = read_mo(BytesIO((folder(code) / "django.mo").read_bytes()))
    said = {named(m): _forms(m.string) for m in messages(compiled)}
    assert said == {named(m): _forms(m.string) for m in messages(catalogue(code))}
