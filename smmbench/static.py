"""Static files without a build step: others' scripts from their wheels, addresses by content."""

import hashlib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage


class PackageFileFinder(finders.BaseStorageFinder):
    """Serves one file as an installed package ships it; nothing is copied."""

    package: str
    folder: str
    name: str

    def __init__(self) -> None:
        spec = find_spec(self.package)  # finds the folder without the cost of importing the package
        if spec is None or spec.origin is None:
            raise ImproperlyConfigured(f"{self.package} is not installed: run `make install`.")
        location = Path(spec.origin).parent / self.folder
        super().__init__(storage=FileSystemStorage(location=location, base_url=None))

    def list(self, ignore_patterns):  # type: ignore[no-untyped-def]
        """Only the one file; the package's others are not ours to publish."""
        yield self.name, self.storage


class OneFile(FileSystemStorage):
    """One file, known by another name than its own."""

    def __init__(self, file: Path, name: str) -> None:
        super().__init__(location=file.parent, base_url=None)
        self._own, self._name = file.name, name

    def path(self, name: str) -> str:
        """Where the file lies; other names lie where they would."""
        return super().path(self._own if name == self._name else name)


class PlotlyFinder(PackageFileFinder):
    """Plotly's script: its basic bundle where npm has put that of the same version, else whole."""

    package, folder, name = "plotly", "package_data", "plotly.min.js"

    def __init__(self) -> None:
        super().__init__()
        basic = Path(settings.NODE_MODULES) / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
        whole = self.find(self.name)
        if basic.exists() and plotly_version(basic) == plotly_version(str(whole)):
            self.storage = OneFile(basic, self.name)


def plotly_version(script: str | Path) -> str:
    """The version that a script of Plotly's names in its first lines; empty where it names none."""
    with Path(script).open(encoding="utf-8") as lines:
        found = re.search(r"plotly\.js .*?v(\d+\.\d+\.\d+)", lines.read(200))
    return found[1] if found else ""


class HtmxFinder(PackageFileFinder):
    """htmx, which puts an answer into the page that asked for it."""

    package, folder, name = "django_htmx", "static/django_htmx", "htmx-4.min.js"


@cache
def plotly_style_ids() -> tuple[str, ...]:
    """Ids under which Plotly's script looks for a style sheet before it adds one inline.

    An element with such an id in the page keeps the script within a strict policy.
    """
    path = finders.find("plotly.min.js")
    if not isinstance(path, str):
        raise ImproperlyConfigured("plotly.min.js is not among the static files.")
    script = Path(path).read_text(encoding="utf-8")
    return tuple(sorted(set(re.findall(r'getElementById\("([0-9a-f]{64})"\)', script))))


@cache
def digest(path: str) -> str:
    """The first 12 hex digits of a static file's SHA-256."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


class VersionedStaticFilesStorage(StaticFilesStorage):
    """Adds the content's digest to each address, so that a file may be kept for ever."""

    def url(self, name: str | None) -> str:
        """The file's address; a name that no finder knows is an error of ours."""
        found = finders.find(name or "")
        if not isinstance(found, str):
            raise ValueError(f"no static file is called {name!r}")
        return f"{super().url(name)}?v={digest(found)}"
