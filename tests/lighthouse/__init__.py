"""Lighthouse on the product as its users start it: `make lighthouse`; no part of `make test`."""
