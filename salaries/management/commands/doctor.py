"""`manage.py doctor`: what is set, what is wrong and how to mend it."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict

from django.core.management.base import BaseCommand
from django.utils.translation import gettext

from smmbench.doctor.environment import Setting, settings_of
from smmbench.doctor.findings import Finding, State
from smmbench.doctor.round import look
from smmbench.version import VERSION

MARKS = {State.WELL: "+", State.ODD: "!", State.FAULT: "x"}


class Command(BaseCommand):
    """Looks and changes nothing; ends with 1 where there is any fault."""

    help = gettext("Say what is set, what is wrong and how to mend it; exit with 1 on a fault.")
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For people, or for programs."""
        parser.add_argument("--json", action="store_true", help=gettext("write JSON"))

    def handle(self, *args: object, **options: object) -> None:
        """Print every setting and every finding."""
        settings, found = settings_of(os.environ), list(look())
        if options["json"]:
            self._print_json(settings, found)
        else:
            self._print(settings, found)
        if any(one.state is State.FAULT for one in found):
            sys.exit(1)

    def _print_json(self, settings: Sequence[Setting], found: Sequence[Finding]) -> None:
        whole = {
            "version": VERSION,
            "settings": [asdict(one) for one in settings],
            "findings": [asdict(one) for one in found],
        }
        self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1))

    def _print(self, settings: Sequence[Setting], found: Sequence[Finding]) -> None:
        self.stdout.write(f"SMM Bench {VERSION}")
        for setting in settings:
            shown = setting.value or gettext("(default)")
            self.stdout.write(f"  {setting.name} = {shown}")
        for one in found:
            self.stdout.write(f"{MARKS[one.state]} {one.name}: {one.said}")
            if one.remedy:
                self.stdout.write(f"    → {one.remedy}")
