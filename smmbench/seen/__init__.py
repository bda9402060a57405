"""What operators see of the site from outside: logs, metrics, reports of errors."""
