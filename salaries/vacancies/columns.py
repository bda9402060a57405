"""The shape of vacancies on their way: one Arrow schema for every kind of file, and limits."""

from __future__ import annotations

import pyarrow as pa

BATCH = 50_000
MAX_TEXT = 500
"""Longer texts are cut; no title, place or list of industries that we read is as long."""
MAX_LINE = 1024 * 1024
MAX_VALUE = 4 * 1024 * 1024
MAX_UNPACKED = 64 * 1024**3
MAX_RATIO = 200
MAX_NAMED = 10
"""Rows of one file that are named for one reason; the rest are only counted."""

RAW = pa.schema(
    [
        ("row", pa.int64()),
        ("id", pa.string()),
        ("title", pa.string()),
        ("roles", pa.string()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("currency", pa.string()),
        ("gross", pa.bool_()),
        ("mode", pa.string()),
        ("area_id", pa.string()),
        ("area", pa.string()),
        ("level", pa.string()),
        ("employer", pa.string()),
        ("industries", pa.string()),
        ("published", pa.string()),
    ]
)
"""What a reader yields. `roles` is a list such as `,3,68,`; `industries` one such as `7 IT; 11 PR`.

An amount that is none is not-a-number, one that is not stated is null.
"""

CSV_NAMES = {
    "id": "id",
    "name": "title",
    "professional_roles": "roles",
    "salary_from": "low",
    "salary_to": "high",
    "salary_currency": "currency",
    "salary_gross": "gross",
    "salary_mode": "mode",
    "area_id": "area_id",
    "area_name": "area",
    "experience_id": "level",
    "employer_id": "employer",
    "industries": "industries",
    "published_at": "published",
}
"""A table's columns (CSV, Parquet) and what each is; others are not read."""
REQUIRED = ("name", "salary_from", "salary_to", "salary_currency")
PLACES = ("area_id", "area_name")

STAGED = pa.schema(
    [
        ("position", pa.int64()),
        ("id", pa.string()),
        ("title", pa.string()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("currency", pa.string()),
        ("gross", pa.bool_()),
        ("city", pa.string()),
        ("segment", pa.string()),
        ("level", pa.string()),
        ("employer", pa.string()),
        ("amount", pa.int64()),
    ]
)
"""What is counted. `amount` is the mid-point in hundredths, so that no engine has to round."""
