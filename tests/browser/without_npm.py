"""The settings of an installation on which `make plotly` was never run."""

from smmbench.settings import *  # noqa: F403
from smmbench.settings import BASE_DIR

NODE_MODULES = BASE_DIR / "no-such-folder"
