"""`/data/feed/`: every change of the data in use, newest first, for feed readers (Atom)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from salaries.domain.survey import DataChange
from salaries.history import data_changes
from salaries.presenters.changes import told, what


class DataFeed(Feed):  # type: ignore[type-arg] # generic in its stubs only
    """An entry for each change of what is in use."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The feed; 304 to whoever has it."""
        response = super().__call__(request, *args, **kwargs)
        response.headers["Cache-Control"] = "public, no-cache"
        del response.headers["Last-Modified"]  # two loads may share a second
        etag = set_response_etag(response).headers["ETag"]
        return get_conditional_response(request, etag, response=response) or response

    def title(self) -> str:
        """What it is a feed of."""
        return _("SMM Bench: changes of the data")

    def subtitle(self) -> str:
        """What an entry is."""
        return _(
            "An entry for each survey loaded, put in use again, made the default or taken out of "
            "use."
        )

    def link(self) -> str:
        """The page it belongs to."""
        return reverse("data")

    def items(self) -> list[DataChange]:
        """The newest changes."""
        return data_changes()

    def item_title(self, item: DataChange) -> str:
        """What was done to which survey."""
        return what(item)

    def item_description(self, item: DataChange) -> str:
        """From which file, and instead of what."""
        return told(item)

    def item_link(self, item: DataChange) -> str:
        """The page of the data; the number keeps entries apart."""
        return f"{reverse('data')}#change-{item.number}"

    def item_pubdate(self, item: DataChange) -> datetime:
        """When."""
        return item.at

    def item_updateddate(self, item: DataChange) -> datetime:
        """The same: an entry never changes."""
        return item.at


feed = DataFeed()
