"""Backups: the whole database in one checked file, and back."""


class BackupError(Exception):
    """Why there is no backup, or nothing was restored; the message is for the operator."""
