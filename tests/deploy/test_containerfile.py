"""Each step of docs/deploy/Containerfile is run in a clean folder, and what it starts is asked.

There is no container: a folder stands for the image, an environment with the locked production
packages for the image's Python. What a container alone can show (the base image, the user) is not.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.browser.product import ROOT
from tests.deploy.clean_folder import LOCK, SECONDS, Machine, get, started, wait_for
from tests.ports import free_port

SOURCE = (ROOT / "docs/deploy/Containerfile").read_text(encoding="utf-8")
STEPS = [
    tuple(line.split(maxsplit=1))
    for line in SOURCE.replace("\\\n", " ").splitlines()
    if line and not line.startswith("#")
]


def values(instruction: str) -> list[str]:
    return [value for name, value in STEPS if name == instruction]


@dataclass
class Build:
    """What `podman build` would do, step by step."""

    machine: Machine
    folder: Path = Path()
    environment: dict[str, str] = field(default_factory=dict)

    def step(self, instruction: str, value: str) -> None:
        """Do one step. What only describes the image is left out."""
        here = self.machine.here(value)
        if instruction == "WORKDIR":
            self.folder = Path(here)
            self.folder.mkdir(parents=True)
        elif instruction == "ENV":
            name, _, given = here.partition("=")
            self.environment[name] = given
        elif instruction == "COPY":
            self._copy(*here.split())
        elif instruction == "RUN":
            self._run(here)
        else:
            assert instruction in {"FROM", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}

    def _copy(self, *names: str) -> None:
        *sources, target = names
        for name in sources:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, self.folder / target)
            else:
                shutil.copy(ROOT / name, self.folder / target)

    def _run(self, line: str) -> None:
        if os.geteuid() != 0:
            line = line.replace("-o 65534 -g 65534", "")  # only root gives files away
        told = self.machine.environment(self.environment)
        done = subprocess.run(
            ["sh", "-c", line], cwd=self.folder, env=told, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The image after its last step."""
    machine = Machine(tmp_path_factory.mktemp("image"))
    machine.prepare()
    done = Build(machine)
    for instruction, value in STEPS:
        done.step(instruction, value)
    return done


@pytest.fixture(scope="module")
def port(build: Build) -> Iterator[int]:
    """The port at which what the image starts listens."""
    (command,) = values("CMD")
    port, log = free_port(), build.machine.root / "log"
    asked = [*json.loads(command), "--port", str(port)]
    told = build.machine.environment(build.environment)
    with started(asked, build.folder, told, log) as server:
        wait_for(port, server, log)
        yield port


def test_the_image_serves_a_page_and_is_ready(port: int) -> None:
    assert get(port, "/readyz") == (200, "ready\n")
    status, page = get(port, "/ru/offer/?city=moscow&segment=agency&band=3&amount=52000")
    assert status == 200 and "52" in page


def test_the_image_draws_pictures_and_reads_sheets(port: int) -> None:
    assert get(port, "/embed/ladder.svg?city=omsk&segment=agency")[0] == 200
    assert get(port, "/bulk/template.csv")[0] == 200
    assert get(port, "/static/plotly.min.js")[0] == 200


def test_its_check_of_health_passes_while_it_serves_and_fails_when_it_does_not(
    build: Build, port: int
) -> None:
    (check,) = values("HEALTHCHECK")
    for asked, passes in ((port, True), (free_port(), False)):
        command = json.loads(check.removeprefix("CMD ").replace(":8000", f":{asked}"))
        told = build.machine.environment(build.environment)
        done = subprocess.run(command, env=told, capture_output=True, timeout=SECONDS)
        assert (done.returncode == 0) is passes


def test_what_it_keeps_is_kept_in_its_volume(build: Build, port: int) -> None:
    (volume,) = values("VOLUME")
    kept = {path.name for path in Path(build.machine.here(f"{volume}/")).iterdir()}
    assert {"secret_key", "smmbench.sqlite3"} <= kept
    assert not (build.folder / "var").exists()


def test_the_base_is_the_python_that_tests_run_on() -> None:
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert f"python:{needed.removeprefix('>=')}-slim" in values("FROM")[0]


def test_only_locked_packages_are_installed_and_not_as_root() -> None:
    installs = [line for line in values("RUN") if "pip install" in line]
    assert len(installs) == 1 and f"--require-hashes -r {LOCK}" in installs[0]
    assert values("USER") == ["65534:65534"]
