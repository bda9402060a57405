"""The version of the method: it changes whenever a formula or a threshold does."""

METHOD_VERSION = "1"
