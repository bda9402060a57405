"""Every setting of SMM Bench, from the environment; docs/settings.md lists them."""

import os
import sys
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from smmbench import databases, hosts, limits, page_style, secret_key
from smmbench.environment import number, only_looks, refuse_unknown, switch
from smmbench.seen import logs, options

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / "data"
STATE_DIR = Path(os.environ.get("SMMBENCH_STATE_DIR") or BASE_DIR / "var")

refuse_unknown()
MAKE = not only_looks(sys.argv)
"""May the start make what is missing: the secret key, and folders?"""
DEBUG = switch("SMMBENCH_DEBUG")
SECRET_KEY = secret_key.given_or_kept(
    os.environ.get("SMMBENCH_SECRET_KEY", ""), STATE_DIR / "secret_key", make=MAKE
)
ALLOWED_HOSTS = hosts.read(os.environ.get("SMMBENCH_ALLOWED_HOSTS") or "localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",  # found by its addresses, not by every worker
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_filters",
    "django_tables2",
    "salaries",
]
MIDDLEWARE = [
    "smmbench.seen.visits.middleware",
    "smmbench.proxies.trusted_proxies",
    "smmbench.headers.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "smmbench.static_server.StaticFilesMiddleware",
    "smmbench.compression.compress",  # outside of whatever asks or sets an ETag
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "smmbench.bounds.bounded_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "salaries.views.unavailable.OutageMiddleware",
    "salaries.views.choosing.choice_ends_with_the_request",
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
                "salaries.templatetags.say.money_in_use",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "salaries.templatetags.say",
                "salaries.templatetags.kept",
            ],
        },
    },
]

DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{STATE_DIR / 'smmbench.sqlite3'}"
DATABASES = {"default": databases.read(DATABASE_URL, make=MAKE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MOST_QUERY = 16_000
"""Characters of a query; a question of ours has a few hundred."""
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
WHITENOISE_MAX_AGE = 0 if DEBUG else 60  # for ever under an address with the file's digest
NODE_MODULES = BASE_DIR / "node_modules"  # where `make plotly` puts the smaller script

# Stands in each page, so that its picture waits for nothing else; the policy knows its digest.
PAGE_STYLE = page_style.squeezed((BASE_DIR / "static/css/site.css").read_text(encoding="utf-8"))

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, page_style.source_of(PAGE_STYLE)],
        "img-src": [SELF, "data:", "blob:"],  # Plotly draws its PNG through a blob
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

HTTPS = switch("SMMBENCH_HTTPS")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]  # a monitor on the machine itself asks by HTTP
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
COOKIE_PREFIX = "__Host-" if HTTPS else ""  # a browser then takes them from this host alone
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}session", f"{COOKIE_PREFIX}csrf"
PROXIES = number("SMMBENCH_PROXIES", 0, 9)
"""Trusted proxies between the client and this process; without any, their headers are not read."""
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
USE_X_FORWARDED_HOST = switch("SMMBENCH_FORWARDED_HOST")
if USE_X_FORWARDED_HOST and not PROXIES:
    raise ImproperlyConfigured(
        "SMMBENCH_FORWARDED_HOST needs SMMBENCH_PROXIES, the number of proxies to trust."
    )

try:
    LIMITS = limits.read(os.environ.get("SMMBENCH_LIMITS", ""))
except ValueError as error:
    raise ImproperlyConfigured(
        f"SMMBENCH_LIMITS cannot be read at {str(error)!r}; set it to {limits.FORM}."
    ) from error
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # clients counted at a time, a few megabytes at most
    }
}

# The apps are always there, so that there is one set of migrations; what serves them is not.
ADMIN = switch("SMMBENCH_ADMIN")
ADMIN_MIDDLEWARE = [
    "smmbench.admin_only.AdminSessions",
    "smmbench.admin_only.AdminUsers",
    "smmbench.admin_only.AdminMessages",
    "axes.middleware.AxesMiddleware",
]
ADMIN_CONTEXT = [
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
# The admin's own views check their forms; no other page has a session to be abused.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
if ADMIN:
    ROOT_URLCONF = "smmbench.urls_with_admin"
    MIDDLEWARE += ADMIN_MIDDLEWARE
    TEMPLATES[0]["OPTIONS"]["context_processors"] += ADMIN_CONTEXT  # type: ignore[index]
else:  # nothing of the admin is served, so what it would need is not asked for
    SILENCED_SYSTEM_CHECKS += [f"admin.E{number}" for number in (402, 404, 408, 409, 410)]
    SILENCED_SYSTEM_CHECKS += ["axes.W002"]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses whoever is locked out
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
    }.items()
]
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no third cookie
CSRF_FAILURE_VIEW = "salaries.admin.refusals.csrf_failure"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "salaries.admin.refusals.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the time stated is the time it takes
AXES_DISABLE_ACCESS_LOG = True  # failures are counted; who logged in from where is not kept
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LOGGING = logs.configuration(options.log_style(os.environ))
METRICS = options.metrics_address(os.environ, make=MAKE)
SENTRY_DSN = options.sentry_dsn(os.environ)
DEFAULT_EXCEPTION_REPORTER = (
    "django.views.debug.ExceptionReporter" if DEBUG else "smmbench.seen.errors.QuietReporter"
)

DJANGO_TABLES2_TEMPLATE = "salaries/_table.html"
