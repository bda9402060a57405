"""Mozilla's header grader on every public page: `make headers`; no part of `make test`."""
