"""One batch of vacancies made comparable: rows drop out for one reason after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from salaries.vacancies.amounts import after_tax, codes, in_hundredths, looked_up, middle
from salaries.vacancies.columns import MAX_NAMED, STAGED
from salaries.vacancies.notes import Named, Notes
from salaries.vacancies.problems import Fault, refused
from salaries.vacancies.rules import Role, Rules
from salaries.vacancies.steps import NAMED, Step

LARGEST = 1e12
"""Larger bounds would not fit beside their year; any of them is implausible anyway."""


@dataclass(slots=True)
class Tally:
    """What is counted while vacancies are made comparable; `kept` rows go on."""

    rows: int = 0
    kept: int = 0
    dropped: Counter[Step] = field(default_factory=Counter)
    flagged: int = 0
    gross: int = 0
    basis_not_stated: int = 0
    with_id: int = 0
    with_kind: int = 0
    with_employer: int = 0
    with_level: int = 0
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Normaliser:
    """Rules applied to batch after batch. `month` is for vacancies that bear no date."""

    rules: Rules
    role: Role
    month: date | None
    tally: Tally
    notes: Notes

    def keep(self, batch: pa.RecordBatch, file: str) -> pa.RecordBatch:
        """The rows that are counted, in the shape of STAGED. Raises Refused without any date."""
        self.tally.rows += batch.num_rows
        table = batch
        for step, unfit in self._checks():
            table = self._drop(table, step, unfit(table), file)
        return self._staged(self._amounts(table, file), file)

    def _checks(self) -> Iterable[tuple[Step, Callable[[pa.RecordBatch], pa.Array]]]:
        """Each reason and which rows it holds for, where no amount need be known."""
        yield Step.OTHER_TITLE, lambda t: pc.invert(_matches(t["title"], self.role.title))
        yield Step.OTHER_ROLE, self._is_other_role
        yield Step.NO_PAY, lambda t: pc.and_(pc.is_null(t["low"]), pc.is_null(t["high"]))
        yield Step.BAD_AMOUNT, lambda t: pc.or_(_is_bad(t["low"]), _is_bad(t["high"]))
        yield Step.NOT_MONTHLY, lambda t: _not_in(t["mode"], self.rules.pay.modes)
        yield (
            Step.UNKNOWN_CURRENCY,
            lambda t: pc.invert(
                pc.is_in(self._codes(t), pa.array(self.rules.currency.known, pa.string()))
            ),
        )
        yield Step.NO_RATE, lambda t: pc.is_null(self._rates(t))
        yield Step.OTHER_AREA, lambda t: pc.is_null(_cities(t, self.rules))
        yield Step.FROM_ABOVE_TO, lambda t: pc.fill_null(pc.greater(t["low"], t["high"]), False)
        yield Step.ONE_BOUND, lambda t: pc.or_(pc.is_null(t["low"]), pc.is_null(t["high"]))
        if not self.rules.pay.gross_to_net:
            yield Step.GROSS, lambda t: pc.fill_null(t["gross"], False)
        if not self.rules.pay.keep_not_stated:
            yield Step.BASIS_NOT_STATED, lambda t: pc.is_null(t["gross"])

    def _is_other_role(self, table: pa.RecordBatch) -> pa.Array:
        """Where the vacancy says its professional roles: is ours none of them?"""
        if not self.role.professional_roles:
            return pa.array([False] * table.num_rows)
        ours = "|".join(map(_literal, self.role.professional_roles))
        stated = pc.is_valid(table["roles"])
        return pc.and_(stated, pc.invert(_matches(table["roles"], f",({ours}),")))

    def _codes(self, table: pa.RecordBatch) -> pa.Array:
        return codes(table["currency"], self.rules.currency.aliases)

    def _rates(self, table: pa.RecordBatch) -> pa.Array:
        rates = {self.rules.currency.survey: 1.0, **self.rules.currency.rates}
        return looked_up(self._codes(table), rates, pa.float64())

    def _amounts(self, table: pa.RecordBatch, file: str) -> pa.RecordBatch:
        """The rows with a plausible amount, and the amount as a column of theirs."""
        rate, year = self._rates(table), self._years(table, file)
        bounds = [
            after_tax(in_hundredths(_bounded(table[name]), rate), table["gross"], year)
            for name in ("low", "high")
        ]
        table = table.append_column("amount", middle(*bounds))
        limits = self.rules.outliers
        beyond = _outside(table["amount"], limits.drop_below, limits.drop_above)
        table = self._drop(table, Step.IMPLAUSIBLE, beyond, file)
        flagged = table.filter(_outside(table["amount"], limits.flag_below, limits.flag_above))
        self.tally.flagged += flagged.num_rows
        self._name(flagged, Step.ROWS_OUT, file)
        return table

    def _years(self, table: pa.RecordBatch, file: str) -> pa.Array:
        """The year of publication; it matters where tax is to be taken off."""
        stated = pc.utf8_slice_codeunits(table["published"], 0, 4)
        dated = pc.fill_null(pc.match_substring_regex(stated, r"^(201[5-9]|20[2-9]\d)$"), False)
        years = pc.cast(pc.if_else(dated, stated, None), pa.int64())
        if self.month:
            return pc.fill_null(years, self.month.year)
        if pc.any(pc.and_(pc.is_null(years), pc.fill_null(table["gross"], False))).as_py():
            raise refused(Fault.NO_MONTH, file)
        return pc.fill_null(years, 2015)

    def _drop(
        self, table: pa.RecordBatch, step: Step, unfit: pa.Array, file: str
    ) -> pa.RecordBatch:
        out = table.filter(unfit)
        self.tally.dropped[step] += out.num_rows
        if step in NAMED:
            self._name(out, step, file)
        return table.filter(pc.invert(unfit)) if out.num_rows else table

    def _name(self, rows: pa.RecordBatch, step: Step, file: str) -> None:
        for row in rows.slice(0, MAX_NAMED).to_pylist():
            said = row["currency"] if step is Step.UNKNOWN_CURRENCY else _bounds(row)
            self.notes.name(Named(step, file, row["row"], said or ""))

    def _staged(self, table: pa.RecordBatch, file: str) -> pa.RecordBatch:
        levels = {level.id: level.code for level in self.rules.levels}
        first = self.tally.kept
        columns = {
            "position": pa.arange(first, first + table.num_rows),
            "currency": self._codes(table),
            "city": _cities(table, self.rules),
            "segment": self._segments(table),
            "level": looked_up(table["level"], levels, pa.string()),
        }
        arrays = [columns.get(name) for name in STAGED.names]
        found = [
            table[name] if array is None else array
            for name, array in zip(STAGED.names, arrays, strict=True)
        ]
        staged = pa.RecordBatch.from_arrays(found, schema=STAGED)
        self._count(staged, table["published"])
        return staged

    def _segments(self, table: pa.RecordBatch) -> pa.Array:
        """Agency or company by the employer's industries; null where they are not stated."""
        agency = _matches(table["industries"], self.rules.agency)
        kind = pc.if_else(agency, "agency", "company")
        return pc.if_else(pc.is_valid(table["industries"]), kind, None)

    def _count(self, staged: pa.RecordBatch, published: pa.Array) -> None:
        tally = self.tally
        tally.kept += staged.num_rows
        tally.gross += pc.sum(staged["gross"]).as_py() or 0
        tally.basis_not_stated += staged["gross"].null_count
        tally.with_id += staged.num_rows - staged["id"].null_count
        tally.with_kind += staged.num_rows - staged["segment"].null_count
        tally.with_employer += staged.num_rows - staged["employer"].null_count
        tally.with_level += staged.num_rows - staged["level"].null_count
        months = pc.utf8_slice_codeunits(published, 0, 7)
        months = months.filter(_matches(months, r"^20\d\d-(0[1-9]|1[0-2])$"))
        if len(months):
            found = pc.min_max(months).as_py()
            tally.first = min(tally.first or found["min"], found["min"])
            tally.last = max(tally.last, found["max"])


def _matches(texts: pa.Array, pattern: str) -> pa.Array:
    return pc.fill_null(pc.match_substring_regex(texts, pattern, ignore_case=True), False)


def _literal(text: str) -> str:
    return "".join(c if c.isalnum() else f"\\{c}" for c in text)


def _is_bad(bound: pa.Array) -> pa.Array:
    good = pc.and_(pc.is_finite(bound), pc.greater(bound, 0))
    return pc.invert(pc.fill_null(good, True))


def _not_in(texts: pa.Array, allowed: Iterable[str]) -> pa.Array:
    """Stated, and none of the allowed: older files do not state it."""
    known = pc.is_in(texts, pa.array(allowed, pa.string()))
    return pc.and_(pc.is_valid(texts), pc.invert(known))


def _cities(table: pa.RecordBatch, rules: Rules) -> pa.Array:
    """The city by the area's number, or by its name where there is no number."""
    by_id = looked_up(table["area_id"], rules.area_ids, pa.string())
    by_name = looked_up(table["area"], rules.area_names, pa.string())
    return pc.if_else(pc.is_valid(table["area_id"]), by_id, by_name)


def _bounded(bound: pa.Array) -> pa.Array:
    return pc.min_element_wise(bound, LARGEST)


def _outside(amount: pa.Array, least: int, most: int) -> pa.Array:
    return pc.or_(pc.less(amount, least * 100), pc.greater(amount, most * 100))


def _bounds(row: dict[str, object]) -> str:
    stated = ("…" if row[name] is None else f"{row[name]:.15g}" for name in ("low", "high"))
    return f"{'–'.join(stated)} {row['currency'] or ''}".strip()
