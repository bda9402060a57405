"""What may be wrong with a sheet as a whole, for the doors that enter these rooms late."""

from salaries.bulk.plans import PlanError as OrderError
from salaries.sheets.messages import say
from salaries.sheets.problems import SheetError

__all__ = ["OrderError", "SheetError", "say"]
