"""Faults of the machine, done to real processes and real files: `make faults`."""
