"""Lines of the log, for people or as JSON: what happened, never what was asked or who asked.

What others log is written as they phrased it, without what they put in: a path, an address of a
client, a host that was asked for. What we log ourselves we keep free of all that.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from smmbench.seen import ids
from smmbench.seen.errors import traceback_of

STYLES = ("text", "json")
OURS = frozenset({"smmbench", "salaries"})
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-+#0 ]*(?:\d+|\*)?(?:\.\d+)?[a-zA-Z]")


def said(record: logging.LogRecord) -> str:
    """The message of a line."""
    if record.name.partition(".")[0] in OURS:
        return record.getMessage()
    if record.name.startswith(("django.request", "django.security")):
        return _phrase(getattr(record, "status_code", None))
    if not isinstance(record.msg, str):
        return type(record.msg).__name__
    return PLACEHOLDER.sub("…", record.msg) if record.args else record.msg


def _phrase(status: int | None) -> str:
    """What django.request and django.security say names paths and hosts: the status is enough."""
    try:
        return HTTPStatus(status or 0).phrase
    except ValueError:
        return "refused"


def _time(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _traceback(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return traceback_of(error) if error else ""


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class Json(logging.Formatter):
    """One object a line, of the fields named here and no others."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. A request's own line has its facts, a failure its traceback."""
        line: dict[str, Any] = {
            "time": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "request_id": ids.current.get(),
            "message": said(record),
        }
        if visit := getattr(record, "visit", None):
            line |= {
                "method": visit.method,
                "route": visit.route,
                "status": visit.status,
                "ms": round(visit.seconds * 1000, 1),
                "bytes": visit.bytes,
                "language": visit.language,
            }
        if shown := _traceback(record):
            line["traceback"] = shown
        return _encode(line)


class Text(logging.Formatter):
    """A line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level and id of the request before what is said."""
        message = said(record)
        if visit := getattr(record, "visit", None):
            size = "-" if visit.bytes is None else visit.bytes
            message = (
                f"{visit.method} {visit.route} {visit.status} {visit.seconds * 1000:.0f} ms "
                f"{size} B {visit.language or '-'}"
            )
        line = f"{_time(record)} {record.levelname} {ids.current.get() or '-'} {message}"
        shown = _traceback(record)
        return f"{line}\n{shown}" if shown else line


def configuration(style: str) -> dict[str, Any]:
    """Django's LOGGING: everything to standard error, in one style."""
    to_stderr = {"handlers": ["stderr"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"()": "smmbench.seen.logs.Text"},
            "json": {"()": "smmbench.seen.logs.Json"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": style}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django": {**to_stderr, "level": "WARNING"},
            "django.request": {"level": "ERROR"},  # a request's own line tells of a 404
            "axes": {"level": "CRITICAL"},  # it would write names and addresses
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # anyone can send one
            "gunicorn.error": {**to_stderr, "level": "INFO"},
            "smmbench": {**to_stderr, "level": "INFO"},
            "salaries": {**to_stderr, "level": "INFO"},
        },
    }
