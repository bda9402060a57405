#!/usr/bin/env python
"""Run a management command: `python manage.py help` lists them."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import Error

from salaries.outages import outage, told
from smmbench.terminal import speak

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smmbench.settings")
    speak()
    try:
        execute_from_command_line(sys.argv)
    except Error as error:
        if outage(error) is None:
            raise
        sys.exit(told(error))
