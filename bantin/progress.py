"""How far a long build is, on a console that somebody looks at."""

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from .messages import translator
from .problems import N_

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_SOON = 1.0
_WORDS = {
    "texts": N_("texts read"),
    "photos": N_("photos made"),
    "pages": N_("pages written"),
    "volume": N_("the volume"),
    "waited": N_("seconds waited"),
    "looked": N_("files looked through"),
    "staged": N_("files sent"),
    "placed": N_("files put in place"),
    "compared": N_("files compared"),
    "imports": N_("articles brought in"),
}


class Bars:
    """A bar for each kind of work, from the moment a run takes longer than a second.

    Nothing is shown where nobody looks: when the output is piped, or with ``quiet``.
    """

    def __init__(self, lang: str, *, quiet: bool = False) -> None:
        self.say = translator(lang)
        self.shows = not quiet and sys.stderr.isatty()
        self.begun = time.monotonic()
        self.progress: Progress | None = None
        self.bars: dict[str, TaskID] = {}

    def __enter__(self) -> "Bars":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.pause()

    def pause(self) -> None:
        """Take the bars away, for words that must stand alone; they come again with more work."""
        if self.progress:
            self.progress.stop()
        self.progress = None
        self.bars.clear()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done."""
        if not self.shows or (not self.progress and time.monotonic() - self.begun < _SOON):
            return
        if self.progress is None:
            self.progress = _started()
        if what not in self.bars:
            self.bars[what] = self.progress.add_task(self.say(_WORDS[what]), total=total)
        self.progress.update(self.bars[what], completed=done, total=total, refresh=True)


def _started() -> "Progress":
    # It takes a while to load, and most builds are over before anybody waits.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    progress = Progress(
        TextColumn("{task.description:>16}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,  # a thread of its own must not be there when workers are forked
    )
    progress.start()
    return progress
