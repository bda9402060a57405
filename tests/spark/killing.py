"""A worker killed in mid-job."""

from __future__ import annotations

import threading
import time

from pyspark import SparkContext

from tests.spark.cluster import SECONDS, Cluster

STARTING = 300
"""Seconds that a session may take to start on a machine with other work."""


class Killer(threading.Thread):
    """Kills the first worker with its executor while every one of so many is at a task."""

    def __init__(self, cluster: Cluster, workers: int) -> None:
        super().__init__()
        self.cluster, self.workers = cluster, workers
        self.tasks = 0
        self.at = 0.0

    def run(self) -> None:
        """Wait for it, for a minute at most once Spark is there, and kill."""
        patience = time.monotonic() + STARTING
        while not started() and time.monotonic() < patience:
            time.sleep(0.02)
        deadline = time.monotonic() + SECONDS
        while self.tasks < self.workers and time.monotonic() < deadline:
            time.sleep(0.02)
            self.tasks = active_tasks()
        self.cluster.kill(0)
        self.at = time.monotonic()


def started() -> bool:
    """Whether Spark is there to be asked: it names a context before Java has its half of it."""
    return getattr(SparkContext._active_spark_context, "_jsc", None) is not None


def active_tasks() -> int:
    """How many tasks Spark is at this moment; a worker of one core has one at a time."""
    context = SparkContext._active_spark_context
    if context is None or not started():
        return 0
    tracker = context.statusTracker()
    stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
    return sum(stage.numActiveTasks for stage in stages if stage)
