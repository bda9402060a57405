"""Where the rows are counted: DuckDB in this process, PostgreSQL or a Spark cluster by URL."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pyarrow as pa
import pyarrow.parquet as pq

from salaries.vacancies.columns import BATCH
from salaries.vacancies.problems import Fault, Refused, refused

SECONDS = 5
MEMORY = "2GB"
DUCKDB, POSTGRES, SPARK, LOCAL = (
    "duckdb://?",
    ("postgres://", "postgresql://"),
    "spark://",
    "local[",
)
KNOWN = (
    "duckdb://?memory_limit=4GB&threads=4, postgresql://…, spark://HOST:PORT, local[N] (Spark here)"
)
ROWS = "vacancies"


def ready(url: str) -> None:
    """Raises Refused where an engine cannot be had, before any file is read for it."""
    known = not url or url.startswith((DUCKDB, *POSTGRES, SPARK, LOCAL))
    if not known:
        raise refused(Fault.UNKNOWN_ENGINE, value=without_password(url), expected=KNOWN)
    for package in ("ibis", *(["pyspark"] if url.startswith((SPARK, LOCAL)) else [])):
        try:
            import_module(package)
        except ImportError as error:
            lock = f"requirements-{'spark' if package == 'pyspark' else 'scale'}.txt"
            raise refused(Fault.NO_PACKAGE, value=package, expected=lock) from error
    if url.startswith((SPARK, *POSTGRES)):
        _refuse_silent(url, 7077 if url.startswith(SPARK) else 5432)


@contextmanager
def engine(url: str, staged: Path, scratch: Path) -> Iterator[Any]:
    """The staged rows as a table of an engine, while the block runs. Raises Refused.

    Whatever an engine raises in the block is Refused, too, with what it said.
    """
    name = without_password(url) or "DuckDB"
    try:
        with _engine(url, staged, scratch) as table:
            yield table
    except Refused:
        raise
    except Exception as error:  # each engine has its own, and none is a mistake of ours to show
        said = str(error).strip().split("\n")[0]
        raise refused(Fault.ENGINE_FAILED, value=name, expected=said) from error


def _engine(url: str, staged: Path, scratch: Path) -> Any:
    if url.startswith(POSTGRES):
        return _postgres(url, staged)
    if url.startswith((SPARK, LOCAL)):
        return _spark(url, staged)
    return _duckdb(dict(parse_qsl(url.partition("?")[2])), staged, scratch)


@contextmanager
def _duckdb(options: dict[str, str], staged: Path, scratch: Path) -> Iterator[Any]:
    """In memory, for one DuckDB file has one writer; what has no room there spills to scratch."""
    import ibis

    usual = {"threads": min(8, os.cpu_count() or 1), "memory_limit": MEMORY}
    connection = ibis.duckdb.connect(**{**usual, **options, "temp_directory": str(scratch)})
    try:
        yield connection.read_parquet(staged, table_name=ROWS)
    finally:
        connection.disconnect()


@contextmanager
def _postgres(url: str, staged: Path) -> Iterator[Any]:
    """The rows go into a table of the session's own, which ends with it."""
    import ibis

    connection = ibis.connect(url.replace("postgres://", "postgresql://", 1))
    try:
        file = pq.ParquetFile(staged)
        schema = ibis.Schema.from_pyarrow(file.schema_arrow)
        table = connection.create_table(ROWS, schema=schema, temp=True)
        columns = ", ".join(f'"{name}"' for name in schema.names)
        with connection.con.cursor() as cursor:
            with cursor.copy(f"COPY {ROWS} ({columns}) FROM STDIN") as copy:
                for batch in file.iter_batches(BATCH):
                    _copy(copy, batch)
            cursor.execute(f"ANALYZE {ROWS}")
        yield table
    finally:
        connection.disconnect()


def _copy(copy: Any, batch: pa.RecordBatch) -> None:
    for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
        copy.write_row(row)


@contextmanager
def _spark(url: str, staged: Path) -> Iterator[Any]:
    import ibis
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master(url)
        .appName("aggregate_vacancies")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    try:
        yield ibis.pyspark.connect(session).read_parquet(staged, table_name=ROWS)
    finally:
        session.stop()


def _refuse_silent(url: str, port: int) -> None:
    """An engine that does not listen is named at once; its driver might wait for minutes."""
    try:
        parts = urlsplit(url)
        address = parts.hostname or "127.0.0.1", parts.port or port
        socket.create_connection(address, timeout=SECONDS).close()
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise refused(Fault.ENGINE_AWAY, value=without_password(url), expected=said) from error


def without_password(url: str) -> str:
    """A URL fit to be shown.

    >>> without_password("postgresql://me:secret@host/db"), without_password("spark://host:7077")
    ('postgresql://me:…@host/db', 'spark://host:7077')
    """
    scheme, mark, rest = url.partition("://")
    user, at, host = rest.rpartition("@")
    return f"{scheme}{mark}{user.partition(':')[0]}:…{at}{host}" if ":" in user else url
