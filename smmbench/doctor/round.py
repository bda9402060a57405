"""One round of everything that is looked at."""

from __future__ import annotations

from collections.abc import Iterator

from smmbench.doctor import database, machine, metrics, site
from smmbench.doctor.findings import Finding


def look() -> Iterator[Finding]:
    """Every finding, in the order in which one would mend them."""
    yield machine.python()
    yield machine.packages()
    yield machine.clock()
    for folder in machine.folders():
        yield machine.disk(folder)
        yield machine.permissions(folder)
    yield from database.database()
    yield site.static_files()
    yield site.catalogues()
    yield site.hosts()
    yield from site.proxies()
    yield from site.deployment()
    yield from metrics.metrics()
