"""Far more connections than can be served at once: slow answers, but answers."""

from __future__ import annotations

import pytest

from tests.faults.conftest import Tell
from tests.faults.load import Seen, load
from tests.faults.product import GUNICORN, OFFER, Site, serving

STEPS = (1, 4, 16, 64, 256, 512)
SECONDS = 4
GROWTH = 1.1
SERVERS = {"serve": (), "gunicorn": GUNICORN}


def knee(steps: list[Seen]) -> int:
    """The connections beyond which more of them bring no more answers: a tenth more at least."""
    best = steps[0]
    for step in steps[1:]:
        if step.rate > GROWTH * best.rate:
            best = step
    return best.connections


@pytest.mark.parametrize("how", SERVERS.values(), ids=SERVERS)
def test_overload_makes_a_site_slow_and_never_broken(
    site: Site, how: tuple[str, ...], tell: Tell
) -> None:
    kind = "gunicorn" if how else "serve"
    with serving(site, *how) as server:
        server.ask(OFFER)
        port = int(server.address.rpartition(":")[2])
        steps = [load(port, connections, SECONDS) for connections in STEPS]
        after = server.ask(OFFER)
    for step in steps:
        tell(
            f"{step.connections} connections at once ({kind})",
            f"{step.rate:.0f} answers/s, p50 {step.percentile(50):.0f} ms, "
            f"p99 {step.percentile(99):.0f} ms, {dict(step.statuses)}",
        )
    tell(f"knee ({kind})", f"at {knee(steps)} connections")
    assert all(step.statuses.keys() <= {200, 503} for step in steps)
    assert sum(step.unanswered for step in steps) == 0
    assert after.status == 200
