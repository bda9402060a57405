"""From posted bounds to one comparable amount: one currency, after tax, the mid-point."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pyarrow as pa
import pyarrow.compute as pc

from salaries.domain.money import net_from_gross, round_half_up

HUNDREDTHS = 100


def codes(currency: pa.Array, aliases: Mapping[str, str]) -> pa.Array:
    """Currency codes with hh.ru's own names for them replaced by those of ISO 4217."""
    upper = pc.utf8_upper(currency)
    return pc.coalesce(looked_up(upper, aliases, pa.string()), upper)


def looked_up(keys: pa.Array, values: Mapping[str, object], kind: pa.DataType) -> pa.Array:
    """What each key stands for; null for one that is not known."""
    places = pc.index_in(keys, value_set=pa.array(list(values), pa.string()))
    return pc.take(pa.array(list(values.values()), kind), places)


def in_hundredths(bound: pa.Array, rate: pa.Array) -> pa.Array:
    """A bound in hundredths of the survey's currency."""
    return pc.cast(pc.round(pc.multiply(pc.multiply(bound, rate), 100.0)), pa.int64())


def after_tax(bound: pa.Array, gross: pa.Array, year: pa.Array) -> pa.Array:
    """Gross bounds less the income tax of their year; what is net or not stated stays.

    There are few different bounds, so each is taxed once, by the domain's own rule.
    """
    taxed = pc.fill_null(gross, False)
    if not pc.any(taxed).as_py():
        return bound
    keys = pc.if_else(taxed, pc.add(pc.multiply(bound, 10_000), year), None)
    encoded = pc.dictionary_encode(keys)
    net = [
        key if key is None else _net(*divmod(key, 10_000)) for key in encoded.dictionary.to_pylist()
    ]
    return pc.coalesce(pc.take(pa.array(net, pa.int64()), encoded.indices), bound)


def _net(hundredths: int, year: int) -> int:
    whole = round_half_up(Fraction(hundredths, HUNDREDTHS))
    return net_from_gross(whole, year) * HUNDREDTHS


def middle(low: pa.Array, high: pa.Array) -> pa.Array:
    """The mid-point of two bounds, in whole hundredths, a half up."""
    return pc.shift_right(pc.add(pc.add(low, high), 1), 1)
