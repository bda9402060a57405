"""PostgreSQL that lets nobody in says why: whoever runs a command reads its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.conftest import Tell
from tests.faults.product import Site
from tests.postgres import EMBEDDED, NAME, running

COMMANDS = (["doctor"], ["serve", "--port=8999"], ["migrate"], ["load_ranges"], ["backup", "b.zip"])
REFUSED = {
    "another database": ("/nosuch", "", 'database "nosuch" does not exist'),
    "another role": ("/postgres", "stranger", 'role "stranger" does not exist'),
    "TLS": ("/postgres?sslmode=require", "", "server does not support SSL"),
    "a misspelt option": ("/postgres?sslmod=require", "", 'invalid connection option "sslmod"'),
}


def test_postgresqls_own_reason_is_told_without_the_password(tmp_path: Path, tell: Tell) -> None:
    with running(EMBEDDED) as cluster:
        for asked, (end, role, words) in REFUSED.items():
            host = f"{role or NAME}:geheim@127.0.0.1:{cluster.port}"
            site = Site(tmp_path, {"DATABASE_URL": f"postgres://{host}{end}"})
            for command in (["doctor"], ["migrate"]):
                code, printed = site.command(*command)
                assert (code, words in printed) == (1, True), (command, printed)
                assert "geheim" not in printed and "Traceback" not in printed, printed
            tell(f"PostgreSQL asked for {asked}", f"doctor and migrate: {words}")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_that_nobody_listens(tmp_path: Path, command: list[str]) -> None:
    site = Site(tmp_path, {"DATABASE_URL": "postgres://bench@127.0.0.1:1/bench"})
    code, printed = site.command(*command)
    assert (code, "refused" in printed and "port 1" in printed) == (1, True), printed
    assert "its file" not in printed
