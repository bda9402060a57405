"""Servers to load, the load itself, and what each side of a ratio is asked."""
