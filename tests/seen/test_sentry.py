"""Reports to Sentry, through its own machinery and a transport that keeps what would be sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from django.core.signals import got_request_exception
from django.test import override_settings
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from smmbench.seen import sentry
from tests.seen.test_logs import AMOUNT, SECRETS, UUID, client

pytestmark = pytest.mark.django_db
DSN = "https://key@sentry.example/1"


class Kept(Transport):
    """Keeps what would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[dict[str, Any]] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent += [item.payload.json for item in envelope.items if item.payload.json]


@pytest.fixture
def kept() -> Iterator[Kept]:
    transport = Kept()
    sentry.start(DSN, transport)
    yield transport
    got_request_exception.disconnect(dispatch_uid="smmbench.seen.sentry")
    sentry_sdk.get_client().close()
    sentry_sdk.init()


@override_settings(ROOT_URLCONF="tests.seen.test_logs")
def test_an_error_is_reported_with_its_frames_and_nothing_of_the_request(kept: Kept) -> None:
    asked = client(headers={"x-request-id": UUID, "cookie": f"a={AMOUNT}"})
    asked.post(f"/broken/?amount={AMOUNT}", {"amount": AMOUNT})
    (event,) = kept.sent
    frames = [
        frame for one in event["exception"]["values"] for frame in one["stacktrace"]["frames"]
    ]
    assert "broken_view" in {frame["function"] for frame in frames}
    assert event["tags"] == {"request_id": UUID, "error": "ValueError"}
    assert [secret for secret in SECRETS if secret in json.dumps(event)] == []


def test_a_request_that_is_answered_is_not_reported(kept: Kept) -> None:
    client().get("/healthz")
    assert kept.sent == []


def test_what_anybody_adds_to_an_event_is_taken_away(kept: Kept) -> None:
    with sentry_sdk.new_scope() as scope:
        scope.set_user({"ip_address": SECRETS[1]})
        scope.set_extra("amount", AMOUNT)
        scope.set_context("asked", {"query": AMOUNT})
        scope.add_breadcrumb(message=AMOUNT)
        scope.add_event_processor(lambda event, hint: {**event, "request": {"data": AMOUNT}})
        scope.capture_message(AMOUNT)
    (event,) = kept.sent
    assert AMOUNT not in json.dumps(event)
    assert {"request", "user", "extra", "contexts", "breadcrumbs", "server_name"}.isdisjoint(event)
