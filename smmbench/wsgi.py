"""The WSGI application that a web server serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smmbench.settings")
application = get_wsgi_application()

if settings.SENTRY_DSN:
    from smmbench.seen import sentry

    sentry.start(settings.SENTRY_DSN)
if settings.METRICS:
    from smmbench.seen import metrics

    metrics.start(*settings.METRICS)
