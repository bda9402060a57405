"""Far more connections than can be served at once: slow answers, but answers."""

from __future__ import annotations

import pytest

from tests.faults.conftest import Tell
from tests.faults.load import Seen, load
from tests.faults.product import GUNICORN, OFFER, Server, Site, serving, until

STEPS = (1, 4, 16, 64, 256, 512)
SECONDS = 4
SECONDS_AFTER = 240
GROWTH = 1.1
SERVERS = {"serve": (), "gunicorn": GUNICORN}


def knee(steps: list[Seen]) -> int:
    """The connections beyond which more of them bring no more answers: a tenth more at least."""
    best = steps[0]
    for step in steps[1:]:
        if step.rate > GROWTH * best.rate:
            best = step
    return best.connections


def is_answered(server: Server) -> bool:
    """Is a new visitor served?"""
    try:
        return server.ask(OFFER).status == 200
    except OSError:  # still busy with those who came before
        return False


@pytest.mark.parametrize("how", SERVERS.values(), ids=SERVERS)
def test_overload_makes_a_site_slow_and_never_broken(
    site: Site, how: tuple[str, ...], tell: Tell
) -> None:
    kind = "gunicorn" if how else "serve"
    with serving(site, *how) as server:
        server.ask(OFFER)
        port = int(server.address.rpartition(":")[2])
        steps = [load(port, connections, SECONDS) for connections in STEPS]
        until(lambda: is_answered(server), "an answer after the load", seconds=SECONDS_AFTER)
    for step in steps:
        tell(
            f"{step.connections} connections at once ({kind})",
            f"{step.rate:.0f} answers/s, p50 {step.percentile(50):.0f} ms, "
            f"p99 {step.percentile(99):.0f} ms, {dict(step.statuses)}, "
            f"{step.unanswered} gave up",
        )
    tell(f"knee ({kind})", f"at {knee(steps)} connections")
    assert all(step.statuses.keys() <= {200, 503} for step in steps)
    assert sum(step.statuses[200] for step in steps) > 0
