"""How tests run against mutants: the same examples each time, few, and the quick tests first."""

import hypothesis
import pytest

hypothesis.settings.register_profile(
    "mutation",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=30,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    suppress_health_check=list(hypothesis.HealthCheck),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test of one example is asked before a test of thirty."""
    items.sort(key=lambda item: hypothesis.is_hypothesis_test(getattr(item, "obj", None)))
