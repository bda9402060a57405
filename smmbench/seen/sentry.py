"""Reports of unhandled errors to Sentry, where `SENTRY_DSN` is set; imported only then.

None of Sentry's integrations is on, for they collect requests: the report is made of the error
alone, and `before_send` takes away what must never leave, whoever put it there.
"""

from __future__ import annotations

from typing import Any

import sentry_sdk
from django.core.signals import got_request_exception
from sentry_sdk.transport import Transport
from sentry_sdk.types import Event, Hint

from smmbench.seen import ids
from smmbench.seen.errors import told
from smmbench.version import VERSION

KEPT = frozenset(
    {"event_id", "timestamp", "platform", "level", "release", "environment", "sdk"}
    | {"exception", "tags", "type"}
)
"""Fields of an event that hold nothing of a request: no address, cookie, header, body or query."""


def before_send(event: Event, hint: Hint) -> Event | None:
    """The event with the fields that may leave; of an error its kind and its frames."""
    kept: dict[str, Any] = {name: value for name, value in event.items() if name in KEPT}
    for shown in kept.get("exception", {}).get("values", ()):
        shown.pop("value", None)
        for frame in (shown.get("stacktrace") or {}).get("frames", ()):
            frame.pop("vars", None)
    if "exc_info" in hint:
        kept["tags"] = {**kept.get("tags", {}), "error": told(hint["exc_info"][1])}
    return kept  # type: ignore[return-value]


def report(sender: object, **kwargs: Any) -> None:
    """Send the error that is being handled, under the id of its request."""
    with sentry_sdk.new_scope() as scope:
        scope.set_tag("request_id", ids.current.get())
        scope.capture_exception()


def start(dsn: str, transport: Transport | None = None) -> None:
    """Report every error that a view leaves unhandled."""
    sentry_sdk.init(
        dsn=dsn,
        transport=transport,
        release=f"smm-bench@{VERSION}",
        default_integrations=False,
        auto_enabling_integrations=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=before_send,
    )
    got_request_exception.connect(report, dispatch_uid="smmbench.seen.sentry")
