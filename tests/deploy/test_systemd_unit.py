"""docs/deploy/smm-bench.service: systemd has no complaint about it, and what it starts serves."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.product import ROOT
from tests.deploy.clean_folder import Machine, get, started, wait_for
from tests.ports import free_port

UNIT = (ROOT / "docs/deploy/smm-bench.service").read_text(encoding="utf-8")
ENVIRONMENT = (ROOT / "docs/deploy/smm-bench.env").read_text(encoding="utf-8")
CODE = [
    "manage.py",
    "pyproject.toml",
    "smmbench",
    "salaries",
    "templates",
    "static",
    "data",
    "locale",
]
MOST_EXPOSED = 30
"""Of 100, as systemd counts; a unit without any protection has more than 90."""


def given(name: str) -> str:
    """The value of a directive that stands once."""
    (value,) = [line.partition("=")[2] for line in UNIT.splitlines() if line.startswith(f"{name}=")]
    return value


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A clean folder with the product where docs/deploy.md puts it."""
    made = Machine(tmp_path_factory.mktemp("machine"))
    made.prepare()
    folder = made.root / "srv/smm-bench"
    folder.mkdir(parents=True)
    for name in CODE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(made.root / "python")
    (made.root / "var/lib/smm-bench").mkdir(parents=True)
    (made.root / "etc").mkdir()
    (made.root / "etc/smm-bench.env").write_text(ENVIRONMENT)
    return made


def settings(machine: Machine) -> dict[str, str]:
    """What the unit and its file of settings tell the process."""
    lines = [given("Environment"), *ENVIRONMENT.splitlines()]
    told = [line.split("=", 1) for line in lines if line and not line.startswith("#")]
    return {name: machine.here(value) for name, value in told}


def documented(program: str) -> list[str]:
    """The words of a command in docs/deploy.md."""
    text = (ROOT / "docs/deploy.md").read_text(encoding="utf-8").replace("\\\n", " ")
    (line,) = [line for line in text.splitlines() if line.startswith(f"    {program} ")]
    return shlex.split(line)


def test_a_command_beside_the_unit_is_told_what_the_unit_is_told() -> None:
    words = documented("systemd-run")
    properties = [words[place + 1] for place, word in enumerate(words) if word == "-p"]
    names = ("WorkingDirectory", "EnvironmentFile", "Environment")
    assert sorted(properties) == sorted(f"{name}={given(name)}" for name in names)
    assert f"--uid={given('User')}" in words


def test_it_takes_settings_that_a_shell_would_stumble_over(
    machine: Machine, tmp_path: Path
) -> None:
    words = documented("systemd-run")
    command = [machine.here(word) for word in words[words.index("--pipe") :] if word[0] != "-"]
    command = command[[word.endswith("python") for word in command].index(True) :]
    odd = {"SMMBENCH_SECRET_KEY": "a&b) $HOME 'c\" `d` " + "x" * 50}
    told = machine.environment({**settings(machine), **odd, "SMMBENCH_STATE_DIR": str(tmp_path)})
    done = subprocess.run(
        command,
        cwd=machine.here(given("WorkingDirectory") + "/"),
        env=told,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "smmbench.sqlite3").exists()


@pytest.fixture
def notified(tmp_path: Path) -> Iterator[socket.socket]:
    """Where systemd listens for the word that a service is ready."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(60)
        yield listener


def test_what_it_starts_says_when_it_is_ready_and_serves_until_it_is_stopped(
    machine: Machine, notified: socket.socket, tmp_path: Path
) -> None:
    port, log = free_port(), tmp_path / "log"
    command = [*shlex.split(machine.here(given("ExecStart"))), "--port", str(port)]
    told = machine.environment(settings(machine)) | {"NOTIFY_SOCKET": notified.getsockname()}
    with started(command, Path(machine.here(f"{given('WorkingDirectory')}/")), told, log) as server:
        wait_for(port, server, log)
        assert b"READY=1" in notified.recv(1024)
        assert get(port, "/readyz") == (200, "ready\n")
        assert get(port, "/cities/")[0] == 200
        server.send_signal(getattr(signal, f"SIG{given('ExecReload').split()[1].lstrip('-')}"))
        assert get(port, "/readyz") == (200, "ready\n")
        server.terminate()
        assert server.wait(60) == 0
    assert (machine.root / "var/lib/smm-bench/smmbench.sqlite3").exists()


def analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Ask systemd. A machine without it skips the test, save in CI."""
    if shutil.which("systemd-analyze") is None:
        if os.environ.get("CI"):
            pytest.fail("systemd-analyze is not installed")
        pytest.skip("systemd-analyze is not installed")
    command = ["systemd-analyze", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.fixture
def unit(machine: Machine) -> Path:
    """The unit with its paths led into the clean folder, where the programs are."""
    path = machine.root / "smm-bench.service"
    path.write_text(machine.here(UNIT))
    return path


def test_systemd_finds_nothing_wrong_with_it(unit: Path) -> None:
    done = analyze("verify", unit)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_it_may_do_little_beside_serving(unit: Path) -> None:
    done = analyze("security", "--offline=yes", f"--threshold={MOST_EXPOSED}", unit)
    assert done.returncode == 0, done.stdout + done.stderr
