"""What is asked of a sheet, read from plain texts: by the form, the API and the command alike.

Each field may have `column_<field>`, the heading or place of its column ("" for none), and the
whole sheet `city`, `segment`, `band`, `basis` and `to`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from salaries.bulk.fields import Field
from salaries.bulk.hidden import Hidden
from salaries.bulk.plans import PlanError, check, plan_for
from salaries.bulk.refusals import Fault
from salaries.bulk.run import Headings, Order
from salaries.bulk.tables import Tables
from salaries.bulk.vocabulary import Vocabulary
from salaries.domain.money import Basis
from salaries.domain.names import folded
from salaries.domain.surveyed import MarketKey
from salaries.unsaid import understood

OrderError = PlanError
GIVEN = {"city": Field.CITY, "segment": Field.SEGMENT, "band": Field.BAND}


def order_for(
    tables: Tables,
    names: Sequence[str],
    asked: Mapping[str, str],
    headings: Headings = "words",
) -> Order:
    """The order for a sheet with these headings. Raises OrderError with everything wrong."""
    faults: list[Fault] = []
    chosen = {}
    for name, text in asked.items():
        if name.startswith("column_"):
            field, place = _column(name.removeprefix("column_"), text, names, faults)
            if field is not None:
                chosen[field] = place
    basis = _basis(asked.get("basis", ""), faults)
    there = _market(tables, asked.get("to", ""), faults)
    given = {field: asked.get(name, "") for name, field in GIVEN.items()}
    plan = plan_for(names, chosen, given, basis)
    try:
        plan = check(tables.survey, plan)
    except PlanError as error:
        faults += error.faults
    if faults:
        raise OrderError(faults)
    return Order(tables, plan, there, headings)


def _column(
    name: str, text: str, names: Sequence[str], faults: list[Fault]
) -> tuple[Field | None, int | None]:
    """A field and the place of its column: by heading as it stands, folded, or by number."""
    if name not in set(Field):
        known = ", ".join(Field)
        told = _("“%(given)s” is not a field. There are: %(known)s.")
        faults.append(Fault(None, "unknown_field", told % {"given": name[:40], "known": known}))
        return None, None
    if not text.strip():
        return Field(name), None
    places = [n for n, heading in enumerate(names) if heading == text]
    places += [n for n, heading in enumerate(names) if folded(heading) == folded(text)]
    if not places and text.isascii() and text.isdigit() and 1 <= int(text[:5]) <= len(names):
        places = [int(text) - 1]
    if not places:
        told = _("There is no column “%(given)s”. There are: %(known)s.")
        known = ", ".join(name for name in names if name)[:400]
        faults.append(
            Fault(Field(name), "unknown_column", told % {"given": text[:40], "known": known})
        )
        return None, None
    return Field(name), places[0]


def _basis(text: str, faults: list[Fault]) -> Basis | None:
    if not text:
        return None
    if text in set(Basis):
        return Basis(text)
    told = _("Choose net, gross or not stated.")
    faults.append(Fault(Field.BASIS, "unknown_basis", told))
    return None


def _market(tables: Tables, text: str, faults: list[Fault]) -> MarketKey | None:
    """The market in which equal standing is asked: `kazan,company`."""
    if not text.strip():
        return None
    say = Vocabulary(tables.survey)
    city, _comma, segment = text.partition(",")
    only = understood(tables.survey).get("segment", "")
    read = say.city(city), say.segment(segment if segment.strip() else only)
    faults += [found for found in read if isinstance(found, Fault)]
    if any(isinstance(found, Fault) for found in read):
        return None
    key = MarketKey(str(read[0]), str(read[1]))
    if key not in tables.numbers and tables.survey.has_quantiles:
        faults.append(Hidden(tables.survey).market(key))
        return None
    if key not in tables.numbers:
        told = _("This survey has no such employers in that city.")
        faults.append(Fault(Field.SEGMENT, "no_such_market", told))
        return None
    return key
