"""Writers at once: they queue, readers do not notice, and one who never ends is told of."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.faults.conftest import Tell
from tests.faults.product import OFFER, Site, serving

PROCESSES, TRANSACTIONS = 8, 150
WRITES = f"""
import django
django.setup()
from django.db import transaction
from salaries.models import City, Load, Survey
survey = Survey.objects.get(is_default=True)
for number in range({TRANSACTIONS}):
    with transaction.atomic():
        city = City.objects.select_for_update().get(slug="moscow")
        city.population += 1
        city.save()
        Load.objects.create(survey=survey, file_name="x", sha256="0", version="0", rows=number)
"""
"""Reads, adds and writes back: an update lost to another process would show."""


def test_eight_processes_lose_none_of_their_transactions(site: Site, tell: Tell) -> None:
    query = "SELECT population FROM salaries_city WHERE slug = 'moscow'"
    ((before,),) = site.rows(query)
    writers = [site.start("-c", WRITES) for _ in range(PROCESSES)]
    printed = [writer.communicate(timeout=300)[0] for writer in writers]
    ((after,),) = site.rows(query)
    ((loads,),) = site.rows("SELECT count(*) FROM salaries_load WHERE file_name = 'x'")
    made = PROCESSES * TRANSACTIONS
    assert ([writer.returncode for writer in writers], printed) == ([0] * 8, [""] * 8)
    assert (after, loads, site.is_whole()) == (int(str(before)) + made, made, True)
    tell(f"{PROCESSES} processes x {TRANSACTIONS} transactions (SQLite)", "0 errors, 0 lost")


def test_while_a_writer_holds_the_database_pages_are_read_and_a_command_is_told(
    site: Site, tmp_path: Path, tell: Tell
) -> None:
    with serving(site) as server, closing(sqlite3.connect(site.database)) as writer:
        writer.isolation_level = None
        writer.execute("BEGIN IMMEDIATE")
        answers = [server.ask(path) for path in (OFFER, "/cities/", "/readyz")]
        assert [answer.status for answer in answers] == [200, 200, 200]
        code, printed = site.command("forget_versions", "--keep", "5")
        assert (code, "The database is busy" in printed) == (1, True), printed
        assert "Traceback" not in printed
        writer.execute("ROLLBACK")
        assert site.command("forget_versions", "--keep", "5")[0] == 0
        assert server.ask(OFFER).status == 200
    tell("database locked by a writer for 20 s", "reads 200; a command is told, then succeeds")
