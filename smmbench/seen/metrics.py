"""Metrics for Prometheus on a port of their own, where `SMMBENCH_METRICS` is set.

Imported only then. Several processes are counted together where PROMETHEUS_MULTIPROC_DIR names a
folder: the first to take the port answers for all, and where it ends, the one that replaces it.
"""

from __future__ import annotations

import errno
import logging
import os
import time
from collections.abc import Iterator
from typing import Any

from django.db import Error, connections
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from salaries import queries
from smmbench.seen.visits import Visit, observers
from smmbench.version import VERSION

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
logger = logging.getLogger(__name__)

own = CollectorRegistry()
requests = Counter(
    "smmbench_requests", "Requests answered.", ["route", "method", "status"], registry=own
)
seconds = Histogram(
    "smmbench_request_seconds",
    "Time to an answer, by the name of its address.",
    ["route"],
    buckets=BUCKETS,
    registry=own,
)
refreshes = Counter(
    "smmbench_survey_refresh_failures",
    "Times that the database could not be asked for a newer survey.",
    registry=own,
)


class InUse(Collector):
    """What is served now, asked when Prometheus asks: the product, the survey and its age."""

    def collect(self) -> Iterator[Metric]:
        """The product always; the survey where one can be read."""
        build = GaugeMetricFamily("smmbench_build_info", "The product.", labels=["version"])
        build.add_metric([VERSION], 1)
        yield build
        try:
            survey = queries.default_survey()
        except (queries.NoSurveyError, Error):
            return
        finally:
            connections.close_all()
        loaded = survey.provenance.loaded_at.timestamp()
        held = GaugeMetricFamily("smmbench_survey_info", "The survey.", labels=["slug", "version"])
        held.add_metric([survey.slug, survey.version[:7]], 1)
        yield held
        yield GaugeMetricFamily(
            "smmbench_survey_loaded_timestamp_seconds", "When it was loaded.", value=loaded
        )
        yield GaugeMetricFamily(
            "smmbench_survey_age_seconds", "Since it was loaded.", value=time.time() - loaded
        )


def observe(visit: Visit) -> None:
    """Count a visit. Every label is one of a few names: no address, no query, no client."""
    requests.labels(visit.route, visit.method, str(visit.status)).inc()
    seconds.labels(visit.route).observe(visit.seconds)


def count_failed_refresh(sender: object, **kwargs: Any) -> None:
    """Count that a process went on with the survey it had."""
    refreshes.inc()


def registry() -> CollectorRegistry:
    """What is answered: of this process, or of all that share a folder."""
    if not os.environ.get(FOLDER):
        shown = own
    else:
        shown = CollectorRegistry()
        MultiProcessCollector(shown)  # type: ignore[no-untyped-call]
    if InUse not in {type(one) for one in shown._collector_to_names}:
        shown.register(InUse())
    return shown


def start(host: str, port: int) -> None:
    """Count from now on, and answer Prometheus unless a process beside this one does."""
    observers.append(observe)
    queries.refresh_failed.connect(count_failed_refresh, dispatch_uid=__name__)
    try:
        start_http_server(port, host, registry())
    except (OSError, UnicodeError) as error:  # a name may be none that can be looked up
        if getattr(error, "errno", None) != errno.EADDRINUSE or not os.environ.get(FOLDER):
            logger.error("no metrics at %s:%s (%s)", host, port, error)
