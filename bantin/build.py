"""Settings → a built site: the river from its source to the output.

A build first asks what has changed since the last one. Where nothing has, it ends there; where
only the words of some texts have, only the pages of these texts are looked at; in all other
cases the whole river runs, and the keys of the pages tell which of them are new. Modules are
loaded when they are needed, because a build that finds nothing to do needs few of them.
"""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from .memory import Memory, Seen, is_of_now, recollect, see, thaw_problems, touched
from .problems import Problem, Severity, order
from .settings import Settings
from .workers import Crew, Tell, silent
from .write import Recalled, Report, forget, is_intact, lock, recall, rewrite, state_file, write


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


def build(
    settings: Settings,
    *,
    clean: bool = False,
    tell: Tell = silent,
    crew: Crew | None = None,
) -> Built:
    """Build the site of ``settings`` and return what was done.

    ``clean`` makes every page and photo again. Content that cannot be used is left out and
    named in the problems; everything else is built. ``tell`` hears how far it is. A ``crew``
    does the heavy work in place of this machine's cores, with the same bytes.

    Raises ``SettingsError`` where the theme or the content folder cannot be used,
    ``OutsideError`` where the disk refuses.
    """
    with lock(settings.cache / "lock"), _no_collection():
        if clean:
            forget(settings.cache, settings.output)
        seen = see(settings, time.time_ns())
        recalled = recall(settings.output, state_file(settings.cache, settings.output))
        memory = recollect(recalled.memory)
        if memory and is_of_now(memory, settings, seen) and is_intact(recalled, settings.output):
            built = _as_remembered(settings, recalled, memory, seen, tell)
            if built:
                return built
        return _in_full(settings, recalled, seen, tell, crew)


def _as_remembered(
    settings: Settings, recalled: Recalled, memory: Memory, seen: Seen, tell: Tell
) -> Built | None:
    """Build by what the last build remembers; None where more has changed than words."""
    changed = touched(memory, settings, seen.tree)
    if changed is None:
        return None
    state = state_file(settings.cache, settings.output)
    if not changed and not memory.loose:
        kept = Report(written=(), removed=(), kept=len(recalled.files))
        return _told(kept, memory)
    if not changed:  # what was touched just before the last build need not be read again
        memory = memory._replace(time_ns=seen.time_ns, loose=seen.loose)
        report = rewrite([], settings.output, state, recalled, tuple(memory))
        return _told(report, memory)
    from .edits import edited

    found = edited(settings, memory, seen, changed, tell)
    if found is None:
        return None
    outputs, memory = found
    report = rewrite(outputs, settings.output, state, recalled, tuple(memory), settings.precompress)
    return _told(report, memory)


def _told(report: Report, memory: Memory) -> Built:
    problems = (problem for part in memory.told for problem in thaw_problems(part))
    return Built(
        report=report, problems=tuple(sorted(problems, key=order)), articles=memory.articles
    )


def _in_full(
    settings: Settings, recalled: Recalled, seen: Seen, tell: Tell, crew: Crew | None
) -> Built:
    from .edits import is_final, remembered
    from .outputs import AllSheets, PageSheets, outputs
    from .search.index import address
    from .searching import searched
    from .site import assemble
    from .theme import theme_of

    theme = theme_of(settings)
    assembled = assemble(settings, tell, seen.tree, crew)
    sheets = PageSheets(assembled, settings, theme)
    is_fresh = address("start") not in recalled.files
    search = searched(assembled, settings, is_fresh=is_fresh, crew=crew)
    report = write(
        chain(outputs(assembled, settings, theme, sheets), search.outputs()),
        settings.output,
        state_file(settings.cache, settings.output),
        sheets=AllSheets(sheets, search.catalogue),
        recalled=recalled,
        memory=(
            (lambda: tuple(remembered(settings, assembled, seen, search.stamp)))
            if is_final(assembled)
            else None
        ),
        endings=settings.precompress,
        tell=tell,
        crew=crew,
    )
    return Built(
        report=report, problems=assembled.gathered.told.all, articles=len(assembled.site.articles)
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
