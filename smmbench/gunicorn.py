"""gunicorn's settings in production: `gunicorn --config python:smmbench.gunicorn`.

The command line overrides each of them. How many workers: `--workers`, or WEB_CONCURRENCY.
"""

from __future__ import annotations

import os
from typing import Any

from smmbench.seen import logs

wsgi_app = "smmbench.wsgi"
worker_class = "smmbench.whole_requests.Worker"
"""Threads, which requests get when they have come whole; kept-alive connections hold none."""
threads = 4
preload_app = False
"""So that a HUP starts workers with the code and the settings of today."""

timeout = 60
"""Seconds without a sign of life of a worker's loop until it is replaced. It bounds no request."""
graceful_timeout = 30
"""Seconds for what is in hand when it is told to stop."""
keepalive = 75
"""Longer than nginx keeps its own idle connections, so that it never meets one just closed."""
max_requests = 20_000
max_requests_jitter = 2_000
"""A worker is replaced now and then, and not all of them at once."""

limit_request_line = 0
"""gunicorn allows 8,190 bytes at most, or any: our worker bounds the head, our pages the query."""
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
"""A slow disk must not look like a worker that hangs."""
control_socket_disable = True
"""Nobody needs a door into the server that is running."""

accesslog = None
"""The proxy in front keeps one if anybody does: addresses carry what people earn."""
errorlog = "-"
_style = os.environ.get("SMMBENCH_LOGS")
logconfig_dict = logs.configuration(_style if _style in logs.STYLES else "text")
"""Of the process that minds the workers, too, which never sees Django's settings."""


def on_starting(server: Any) -> None:
    """Say where workers will count by themselves, so that Prometheus hears of one of them."""
    counts = os.environ.get("SMMBENCH_METRICS") and not os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if counts and server.cfg.workers > 1:
        server.log.warning(
            "metrics are those of one worker alone: set PROMETHEUS_MULTIPROC_DIR to a folder "
            "that is new at each start"
        )
