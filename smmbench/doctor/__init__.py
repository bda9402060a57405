"""What `manage.py doctor` finds: what is set, what is wrong, and how to mend it."""
