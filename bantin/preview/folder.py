"""An engine that builds the whole site into a folder and serves its files."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import perf_counter

from ..build import Built
from ..problems import Problem
from .about import page_of
from .engine import Answer, Draft, News

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}


class FolderEngine:
    """Answers from ``folder``, into which ``rebuild`` builds the site."""

    def __init__(self, rebuild: Callable[[], Built], folder: Path) -> None:
        self._rebuild, self._folder = rebuild, folder
        self._number = 0

    def refresh(self, changed: frozenset[Path] | None) -> News:
        """Build everything that is not up to date, whatever was saved."""
        start = perf_counter()
        built = self._rebuild()
        self._number += 1
        return News(
            number=self._number,
            problems=built.problems,
            seconds=perf_counter() - start,
            drafts=tuple(_drafts(built.problems)),
        )

    def page(self, address: str) -> Answer:
        """Return the file at ``address``; a link that leads out of the folder is not followed."""
        folder = self._folder.resolve()
        status, path = 200, folder / address
        if not _is_file_of(folder, path):
            status = 404
            path = folder / ("en/404.html" if address.startswith("en/") else "404.html")
        body = path.read_bytes() if path.is_file() else b"404"
        return Answer(status=status, media_type=media_type(path), body=body)


def _drafts(problems: Iterable[Problem]) -> Iterator[Draft]:
    for problem in problems:
        if problem.code == "draft":
            folder = Path(problem.path).parent.name
            yield Draft(address=page_of(problem.path), title=folder, status="draft")


def media_type(path: Path) -> str:
    """Return the type of the site's file at ``path``; bytes where it is of no known kind."""
    return _TYPES.get(path.suffix, "application/octet-stream")


def _is_file_of(folder: Path, path: Path) -> bool:
    try:
        return path.resolve() == path and path.is_relative_to(folder) and path.is_file()
    except (OSError, ValueError):  # a name too long, or with a zero byte in it
        return False
