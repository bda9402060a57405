"""Errors as they may be told: what broke and where, and nothing of what was asked."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from itertools import islice

from django.db.utils import OperationalError
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.debug import ExceptionReporter

from smmbench.seen import ids

MOST_CAUSES = 10


def traceback_of(error: BaseException) -> str:
    """Frames and kinds of an error and of what led to it, the first cause first.

    Messages are left out, for `int("52000 a month")` quotes its reader; but for those of a
    database that cannot work, which name no values.
    """
    causes = list(islice(_causes(error), MOST_CAUSES))
    parts = ["".join(traceback.format_tb(one.__traceback__)) + told(one) for one in causes]
    return "\n".join(reversed(parts))


def told(error: BaseException) -> str:
    """An error's kind, with its message only where that cannot quote a reader."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"{kind}: {error}" if isinstance(error, OperationalError) else kind


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        context = None if error.__suppress_context__ else error.__context__
        error = error.__cause__ or context


class QuietReporter(ExceptionReporter):
    """Django's report of an error, should anybody have it mailed: without the request's data."""

    def get_traceback_text(self) -> SafeString:
        """The traceback as the log has it, with the request's id."""
        shown = traceback_of(self.exc_value) if self.exc_value else ""
        return mark_safe(f"request {ids.current.get() or '-'}\n{shown}")  # noqa: S308 - plain text

    def get_traceback_html(self) -> SafeString:
        """The same, for a mail in HTML."""
        return format_html("<pre>{}</pre>", str(self.get_traceback_text()))
