"""The version of the method: what links, files and programs name beside an answer."""

METHOD_VERSION = "1"
"""Changes whenever a formula or a threshold does, so that an old answer can be told from a new."""
