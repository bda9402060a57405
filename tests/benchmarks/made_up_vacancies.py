"""Made-up vacancies in Parquet, as hh.ru's would be: drawn from hashes, the same on every run.

A sixth is of other jobs, a tenth states no bound below, an eighth none above, some are paid by the
shift or in dollars, three in a hundred are posted again, and titles, pay, employers and levels
repeat as much as in real files.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

COLUMNS = """
    CAST(i - CASE WHEN any_of(i, 1, 100) < 3 THEN 40 ELSE 0 END AS VARCHAR) AS id,
    CASE WHEN any_of(i, 2, 6) > 0 THEN 'SMM-менеджер ' ELSE 'Бухгалтер ' END || any_of(i, 3, 500)
        AS name,
    ['3', '68', '3, 68', '3', NULL][1 + any_of(i, 4, 5)] AS professional_roles,
    CASE WHEN any_of(i, 5, 100) < 90 THEN base * 1000.0 END AS salary_from,
    CASE WHEN any_of(i, 6, 100) < 88 THEN (base + 5 + any_of(i, 7, 40)) * 1000.0 END AS salary_to,
    CASE WHEN any_of(i, 8, 100) < 94 THEN 'RUR' ELSE ['USD', 'KZT', 'XXX'][1 + any_of(i, 9, 3)] END
        AS salary_currency,
    [true, false, false, NULL][1 + any_of(i, 10, 4)] AS salary_gross,
    CASE WHEN any_of(i, 11, 20) > 1 THEN 'MONTH' ELSE ['SHIFT', NULL][1 + any_of(i, 11, 20)] END
        AS salary_mode,
    ['1', '1', '1', '1', '2', '2', '24', '3', '88', '66', '4', '68', '76', '78', '99', '104', '47',
        '113', '53', '26'][1 + any_of(i, 12, 20)] AS area_id,
    ['noExperience', 'between1And3', 'between1And3', 'between3And6', 'moreThan6', NULL]
        [1 + any_of(i, 13, 6)] AS experience_id,
    CASE WHEN any_of(i, 14, 100) < 95
        THEN CAST(any_of(i, 15, 50000) * any_of(i, 16, 50000) // 50000 AS VARCHAR) END
        AS employer_id,
    ['11.4 Маркетинговое агентство; 7 IT', '7 IT', '41 Розничная торговля', NULL]
        [1 + any_of(i, 17, 4)] AS industries,
    '2024-' || lpad(CAST(1 + any_of(i, 18, 12) AS VARCHAR), 2, '0') || '-15T12:00:00+0300'
        AS published_at
"""
FILE = """
COPY (SELECT {columns} FROM (
    SELECT i, 20 + any_of(i, 19, 30) + any_of(i, 20, 30) AS base FROM range({first}, {end}) t(i)
)) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""


def write(folder: Path, rows: int, files: int) -> list[Path]:
    """So many vacancies in so many files, in order; the same ones in any number of files."""
    folder.mkdir()
    each = -(-rows // files)
    paths = [folder / f"{number:03}.parquet" for number in range(files)]
    with duckdb.connect(config={"threads": 2, "memory_limit": "2GB"}) as connection:
        connection.execute(
            "CREATE MACRO any_of(i, salt, n) AS CAST(hash(i * 32 + salt) % n AS BIGINT)"
        )
        for number, path in enumerate(paths):
            first, end = number * each, min(rows, (number + 1) * each)
            connection.execute(FILE.format(columns=COLUMNS, first=first, end=end, path=path))
    return paths
