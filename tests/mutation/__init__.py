"""Mutation testing of `salaries/domain` (docs/mutants.md)."""
