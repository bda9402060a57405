"""A Spark standalone cluster on this machine: a master and workers, each a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyspark

from tests.ports import free_port

HOME = Path(pyspark.__file__).parent
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
SECONDS = 60
LOST_AFTER = 10
"""Seconds without a heartbeat after which a worker or its executor is given up."""


@dataclass
class Cluster:
    """A master, and workers that may be killed."""

    folder: Path
    url: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def workers(self) -> list[subprocess.Popen[bytes]]:
        """The workers, in the order of their start."""
        return self.processes[1:]

    def start(self, workers: int) -> None:
        """Start a master, and so many workers of one core each."""
        port = free_port()
        self.url = f"spark://127.0.0.1:{port}"
        self._run("master", MASTER, "--host", "127.0.0.1", "--port", str(port))
        self._wait("master", "I have been elected leader")
        for number in range(workers):
            name = f"worker-{number}"
            limits = ("--cores", "1", "--memory", "1g", "--work-dir", str(self.folder / name))
            self._run(name, WORKER, "--host", "127.0.0.1", *limits, self.url)
            self._wait(name, "Successfully registered with master")

    def _run(self, name: str, program: str, *arguments: str) -> None:
        environment = os.environ | {
            "SPARK_HOME": str(HOME),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": f"-Dspark.worker.timeout={LOST_AFTER}",
            "PYSPARK_PYTHON": sys.executable,
        }
        command = [str(HOME / "bin/spark-class"), program, "--webui-port", "0", *arguments]
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes.append(
                subprocess.Popen(
                    command, env=environment, stdout=log, stderr=log, start_new_session=True
                )
            )

    def said(self, name: str) -> str:
        """What a process has logged."""
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def _wait(self, name: str, words: str) -> None:
        deadline = time.monotonic() + SECONDS
        while words not in self.said(name):
            assert time.monotonic() < deadline, self.said(name)
            time.sleep(0.1)

    def kill(self, number: int) -> None:
        """Kill −9 a worker and every executor it has started, as when its machine is gone."""
        worker = self.workers[number]
        for executor in children(worker.pid):
            os.kill(executor, signal.SIGKILL)
        worker.kill()
        worker.wait()

    def executors(self, number: int) -> list[int]:
        """The processes that a worker has started."""
        return children(self.workers[number].pid)

    def stop(self) -> None:
        """End every process."""
        for process in reversed(self.processes):
            if process.poll() is None:
                for child in children(process.pid):
                    os.kill(child, signal.SIGKILL)
                process.kill()
                process.wait()


def children(pid: int) -> list[int]:
    """The processes started by one, and by those."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    try:
        own = [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:
        return []
    return [*own, *(one for child in own for one in children(child))]


@contextmanager
def running(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster, as long as the block runs."""
    cluster = Cluster(folder)
    try:
        cluster.start(workers)
        yield cluster
    finally:
        cluster.stop()
