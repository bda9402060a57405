"""Tests in a real browser; the helpers' assertions explain themselves as the tests' do."""

import pytest

pytest.register_assert_rewrite("tests.browser.product", "tests.browser.watch")
