"""Vacancies from Parquet, whole columns at once: the columns are named as those of CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from salaries.vacancies.columns import BATCH, CSV_NAMES, RAW
from salaries.vacancies.opening import Source
from salaries.vacancies.problems import Fault, refused
from salaries.vacancies.reading_csv import READ, refuse_columns
from salaries.vacancies.rows import role_list, text


def read_parquet(source: Source) -> Iterator[pa.RecordBatch]:
    """The vacancies of a Parquet file. Raises Refused."""
    try:
        with pq.ParquetFile(source.path, memory_map=False) as file:
            names = file.schema_arrow.names
            refuse_columns(source.name, names)
            wanted = [name for name in CSV_NAMES if name in names]
            row = 1
            for batch in file.iter_batches(BATCH, columns=wanted, use_threads=False):
                yield _raw(batch, row, source.name)
                row += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        raise refused(Fault.BAD_PARQUET, source.name, expected=str(error)) from error


def _raw(batch: pa.RecordBatch, row: int, file: str) -> pa.RecordBatch:
    """A batch in the shape of RAW."""
    names = {raw: name for name, raw in CSV_NAMES.items()}
    arrays: list[pa.Array] = [pa.arange(row, row + batch.num_rows)]
    for field in list(RAW)[1:]:
        name = names[field.name]
        if name in batch.schema.names:
            arrays.append(_column(batch.column(name), field, file, name))
        else:
            arrays.append(pa.nulls(batch.num_rows, field.type))
    raw = pa.RecordBatch.from_arrays(arrays, schema=RAW)
    raw.validate(full=True)  # other writers do not look at the UTF-8 in their texts
    return raw


def _column(found: pa.Array, field: pa.Field, file: str, name: str) -> pa.Array:
    """A column in the type of its field. Raises Refused where that cannot be had from it."""
    if pa.types.is_dictionary(found.type):
        found = found.dictionary_decode()
    try:
        return next(way for fits, way in WAYS if fits(found.type, field))(found, field)
    except pa.ArrowException as error:
        raise refused(Fault.COLUMN_TYPE, file, value=name, expected=str(found.type)) from error


def _texts(found: pa.Array, field: pa.Field) -> pa.Array:
    """Texts read one by one, each different one once: most say the same again."""
    read = READ.get(field.name, text)
    encoded = pc.dictionary_encode(found)
    values = pa.array([read(one) for one in encoded.dictionary.to_pylist()], field.type)
    return pc.take(values, encoded.indices)


def _role_lists(found: pa.Array, field: pa.Field) -> pa.Array:
    lists = found.to_pylist()
    return pa.array([role_list([text(one) for one in ids or ()]) for ids in lists], field.type)


def _floats(found: pa.Array, field: pa.Field) -> pa.Array:
    """Numbers; many writers put not-a-number where nothing is."""
    cast = pc.cast(found, field.type)
    return pc.if_else(pc.is_nan(cast), None, cast)


WAYS: Sequence[
    tuple[Callable[[pa.DataType, pa.Field], bool], Callable[[pa.Array, pa.Field], pa.Array]]
] = (
    (lambda kind, to: kind == to.type and to.name not in READ, lambda found, _to: found),
    (lambda kind, _to: pa.types.is_string(kind) or pa.types.is_large_string(kind), _texts),
    (lambda kind, to: pa.types.is_list(kind) and to.name == "roles", _role_lists),
    (lambda _kind, to: pa.types.is_floating(to.type), _floats),
    (lambda _kind, _to: True, lambda found, to: pc.cast(found, to.type)),
)
"""How a column of a file is read: the first way that fits its type and the field it is for."""
