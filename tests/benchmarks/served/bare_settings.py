"""The product's settings over an empty view: the same middleware, applications and process."""

from smmbench.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.served.bare_urls"
