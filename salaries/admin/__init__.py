"""The staff's side, hidden unless SMMBENCH_ADMIN=1: what is stored, the import, the log."""
