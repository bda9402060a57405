"""Every setting of SMM Bench, from the environment; docs/settings.md lists them."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from smmbench import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / "data"
STATE_DIR = Path(os.environ.get("SMMBENCH_STATE_DIR") or BASE_DIR / "var")


def switch(name: str) -> bool:
    """An on-off setting. Raises ImproperlyConfigured for anything but 1, 0 or nothing."""
    value = os.environ.get(name, "0") or "0"
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to 1 (on) or 0 (off).")
    return value == "1"


KNOWN = {f"SMMBENCH_{name}" for name in ("ALLOWED_HOSTS", "DEBUG", "SECRET_KEY", "STATE_DIR")}
UNKNOWN = {name for name in os.environ if name.startswith("SMMBENCH_")} - KNOWN
if UNKNOWN:
    raise ImproperlyConfigured(
        f"There is no setting {', '.join(sorted(UNKNOWN))}; there are {', '.join(sorted(KNOWN))}."
    )

DEBUG = switch("SMMBENCH_DEBUG")
SECRET_KEY = os.environ.get("SMMBENCH_SECRET_KEY") or secret_key.read_or_make(
    STATE_DIR / "secret_key"
)
HOSTS = os.environ.get("SMMBENCH_ALLOWED_HOSTS") or "localhost,127.0.0.1,[::1]"
ALLOWED_HOSTS = [host.strip() for host in HOSTS.split(",") if host.strip()]

INSTALLED_APPS = [
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "django_tables2",
    "salaries",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "salaries.views.unavailable.OutageMiddleware",
]
ROOT_URLCONF = "smmbench.urls"
WSGI_APPLICATION = "smmbench.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ],
            "builtins": ["django.templatetags.i18n", "salaries.templatetags.say"],
        },
    },
]

# Readers go on while one writer writes; writers queue instead of failing (docs/decisions.md).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{STATE_DIR / 'smmbench.sqlite3'}"
try:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60)}
except (ValueError, dj_database_url.UnknownSchemeError) as error:
    raise ImproperlyConfigured(
        "DATABASE_URL cannot be read; write it as sqlite:////folder/file.sqlite3."
    ) from error
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    # Opened anew for each request that asks it, so that a file put in its place is seen.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000
"""Bytes of a request beside its files; a sheet of 5 MB fits, and doors refuse what is longer."""
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE  # an upload never touches the disk

SURVEY_CHECK_SECONDS = 1.0
"""How long a process may serve a survey before it asks whether a newer one was loaded."""

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("ka", "ქართული")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "smmbench.static.PlotlyFinder",
    "smmbench.static.HtmxFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "smmbench.static.VersionedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 365 * 24 * 3600  # addresses carry a digest of the content

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],  # Plotly draws its PNG through a blob
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # anyone can send one
    },
}

DJANGO_TABLES2_TEMPLATE = "salaries/_table.html"
