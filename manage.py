#!/usr/bin/env python
"""Run a management command: `python manage.py help` lists them."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import Error

from salaries.outages import outage, told
from smmbench.doctor.refused import report
from smmbench.terminal import speak

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smmbench.settings")
    try:
        speak()
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        if sys.argv[1:2] == ["doctor"]:
            print(report(error, sys.argv))
            sys.exit(1)
        sys.exit(f"SMM Bench cannot start: {error}")
    except Error as error:
        if outage(error) is None:
            raise
        sys.exit(told(error))
