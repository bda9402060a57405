"""How `make messages` reads the sentences of Django's templates (pyproject.toml names this)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import IO, Any

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


def templates(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[tuple[Any, ...]]:
    """The messages of one template, through Django's own reading of it: a method of Babel's."""
    as_python = templatize(file.read().decode()).encode()
    yield from extract_python(BytesIO(as_python), keywords, comment_tags, options)  # type: ignore[arg-type]
