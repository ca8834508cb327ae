"""Settings → a built site: the river from its source to the output."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .outputs import PageSheets, outputs
from .problems import Problem, Severity, order
from .settings import Settings
from .site import assemble
from .theme import load
from .workers import Tell, silent
from .write import Report, forget, lock, state_file, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did, and what the writers are to be told, errors first."""

    report: Report
    problems: tuple[Problem, ...]
    articles: int

    @property
    def has_errors(self) -> bool:
        """Whether something a writer wrote is kept off the site."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def build(settings: Settings, *, clean: bool = False, tell: Tell = silent) -> Built:
    """Build the site of ``settings`` and return what was done.

    ``clean`` makes every page and photo again. Content that cannot be used is left out and
    named in the problems; everything else is built. Raises ``SettingsError`` where the theme
    or the content folder cannot be used, ``OutsideError`` where the disk refuses.
    """
    with lock(settings.cache / "lock"), _no_collection():
        if clean:
            forget(settings.cache, settings.output)
        assembled = assemble(settings, tell)
        theme = load(settings.theme, settings.languages)
        sheets = PageSheets(assembled, settings, theme)
        made = outputs(assembled, settings, theme, sheets)
        state = state_file(settings.cache, settings.output)
        report = write(made, settings.output, state, sheets=sheets, tell=tell)
    return Built(
        report=report,
        problems=tuple(sorted(assembled.problems, key=order)),
        articles=len(assembled.site.articles),
    )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector still for the length of a build.

    The values of the river hold no cycles; to look for them in millions of values costs a
    tenth of a build and finds nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
