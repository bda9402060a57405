"""Whole spreadsheets in and out, block by block; nothing here knows what a column means."""
