"""Expensive doors, and how often each opens to one client in a minute."""
