"""A preview of plain files: the smallest engine that is one, and a way to run it.

``python -m tests.tiny_preview FOLDER [PORT]`` serves the files of a folder. Three of them are
no pages: ``problems.txt`` has a problem a line (``path:line:severity:message``),
``failure.txt`` keeps the site from being made, ``slow.txt`` says how many seconds a page takes.
"""

import mimetypes
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from bantin.preview.engine import Answer, Draft, News
from bantin.preview.serve import serve
from bantin.problems import OutsideError, Problem, Severity


@dataclass
class TinyEngine:
    """Reads a page when it is asked for; nothing is kept but the number of looks."""

    folder: Path
    drafts: tuple[Draft, ...] = ()
    looks: list[frozenset[Path] | None] = field(default_factory=list)

    def refresh(self, changed: frozenset[Path] | None) -> News:
        self.looks.append(changed)
        if reason := self._note("failure.txt"):
            raise OutsideError("the site cannot be made: {reason}", "Mend {reason}", reason=reason)
        problems = tuple(map(_problem, self._note("problems.txt").splitlines()))
        return News(number=len(self.looks), problems=problems, seconds=0.0, drafts=self.drafts)

    def page(self, address: str) -> Answer:
        time.sleep(float(self._note("slow.txt") or 0))
        path = self.folder / address
        if not path.is_file():
            home = "en/" if address.startswith("en/") else ""
            body = (self.folder / home / "404.html").read_bytes()
            return Answer(status=404, media_type="text/html; charset=utf-8", body=body)
        if path.suffix == ".broken":
            raise OutsideError("“{page}” cannot be made", "Mend it", page=address)
        return Answer(status=200, media_type=_media_type(path), body=path.read_bytes())

    def _note(self, name: str) -> str:
        path = self.folder / name
        return path.read_text("utf-8").strip() if path.is_file() else ""


def _media_type(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _problem(text: str) -> Problem:
    path, line, severity, message = text.split(":", 3)
    return Problem(
        code="tried",
        path=path,
        line=int(line),
        severity=Severity(severity),
        message=message,
        remedy="Mend it",
    )


if __name__ == "__main__":
    serve(
        TinyEngine(Path(sys.argv[1])),
        watched=(Path(sys.argv[1]),),
        lang="en",
        port=int(sys.argv[2]) if len(sys.argv) > 2 else 0,
        open_browser=False,
    )
