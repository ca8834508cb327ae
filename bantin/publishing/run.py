"""A built site → a published one; and back again, and a look at what lies there."""

import html
import re
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from ..problems import N_, OutsideError, Problem, SettingsError, Severity
from ..reading.facts import item_slug
from ..settings import Settings
from ..workers import Tell
from . import release as releases
from .gate import gate
from .guard import guard_emptiness, guard_foreign, guard_removals, guard_serial
from .manifest import Manifest, digest, of_output
from .plan import Plan, plan
from .release import Release
from .target import Faults, Standing, Target

CARRIED = 3
"""The files of so many releases that are called after their content stay for open pages."""

_TITLE = re.compile(r'<meta property="og:title" content="([^"]*)"')
_ARTICLE = re.compile(r"articles/([^/]+)\.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a publish is to go.

    ``remove`` is the number of files that may go, ``adopt`` takes over what lies at the target,
    ``purge`` keeps nothing of earlier releases in place, ``repair`` looks at every file that lies
    there instead of believing what was noted, ``older`` takes an older bundle than the last one,
    ``keep`` is how many can be gone back to.
    """

    dry_run: bool = False
    remove: int | None = None
    adopt: bool = False
    purge: bool = False
    repair: bool = False
    older: bool = False
    keep: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article that readers will see appear, change or vanish; its title where it is known."""

    address: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a run did, or would do. Without ``release`` nothing was changed.

    ``problems`` are what kept the site from being published.
    """

    target: str
    plan: Plan
    new: tuple[Article, ...] = ()
    changed: tuple[Article, ...] = ()
    removed: tuple[Article, ...] = ()
    release: Release | None = None
    problems: tuple[Problem, ...] = ()


Ask = Callable[[Published], bool]
"""Shows what would be done, and returns whether it shall be."""

Look = Callable[[Plan], tuple[Problem, ...]]
"""Looks through what would be published, and returns what must not go out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A site that lies ready: its folder, its name, its files, and the serial of its bundle."""

    folder: Path
    site: str
    files: Manifest
    serial: int = 0


def built(settings: Settings) -> Ready:
    """Return what the last build made. Raises ``OutsideError``."""
    return Ready(folder=settings.output, site=site_name(settings), files=of_output(settings.output))


def publish(
    ready: Ready, target: Target, wishes: Wishes, *, look: Look, ask: Ask, tell: Tell
) -> Published:
    """Publish what lies ready, and return what was done.

    ``look`` says what must not go out: where it finds anything, nothing is published. Raises
    ``SettingsError`` and ``OutsideError``; what readers see is then as it was, but where a file
    of the target was held open.
    """
    # Whoever only looks keeps nobody out, and leaves nothing behind.
    with nullcontext() if wishes.dry_run else target.held(_holder(), tell):
        standing = target.standing()
        if wishes.repair:
            standing = _as_it_lies(target, standing, tell)
        live = standing.live
        guard_foreign(ready.site, live, is_empty=standing.is_empty, adopt=wishes.adopt)
        steps = _steps(target, standing, ready.files, wishes)
        guard_emptiness(steps)
        run = _seen(ready.folder, target, steps)
        if problems := look(steps):
            return replace(run, problems=problems)
        is_done = steps.is_nothing and live is not None and not standing.is_torn
        if not is_done:
            guard_serial(ready.serial, live, older=wishes.older)
            guard_removals(steps, confirmed=wishes.remove)
        if is_done or wishes.dry_run or not ask(run):
            return run
        known = target.history()
        number = known[0].number + 1 if known else 1
        release = _release(number, ready.site, steps, serial=ready.serial)
        target.put(release, steps, ready.folder, keep=wishes.keep, tell=tell)
    return replace(run, release=release)


def looking(settings: Settings, told: Iterable[Problem], tell: Tell) -> Look:
    """Return what looks a build through before it is published.

    ``told`` are the problems of the build: an article with an error that is live must not
    vanish, so that one stops everything.
    """
    errors = tuple(told)

    def look(steps: Plan) -> tuple[Problem, ...]:
        return _lost(errors, steps) + _looked(settings, steps, tell)

    return look


def roll_back(target: Target, to: int | None, *, keep: int, tell: Tell) -> Release:
    """Make an earlier release live again, as a release of its own, and return that.

    ``to`` is its number, the one before the live one where None. Raises ``SettingsError`` where
    there is nothing to go back to, and ``OutsideError``.
    """
    with target.held(_holder(), tell):
        standing = target.standing()
        known = target.history()
        number = to if to is not None else _before(standing, known)
        if standing.live is None or not any(release.number == number for release in known):
            raise SettingsError(
                N_("there is no release {number} to go back to"),
                N_("“bantin history” lists the releases that can be gone back to"),
                number="?" if number is None else str(number),
            )
        old = target.release(number or 0)
        steps = plan(old.files, standing.live.live, _earlier(target, standing))
        release = _release(known[0].number + 1, old.site, steps, undoes=standing.live.number)
        target.put(release, steps, old.number, keep=keep, tell=tell)
    return release


def verify(target: Target, tell: Tell) -> tuple[Release, Faults]:
    """Return what is live, and how the files of the target differ from it.

    Raises ``OutsideError`` where nothing was published there.
    """
    live = target.standing().live
    if live is None:
        raise OutsideError(
            N_("nothing has been published to “{target}”"),
            N_("Publish the site: bantin publish"),
            target=target.address,
        )
    live = target.release(live.number)
    return live, target.faults(live, tell)


def _holder() -> str:
    return f"{releases.publisher()}, {releases.now()}"


def site_name(settings: Settings) -> str:
    """Return the name by which a target is known to hold this site."""
    return settings.site_names[0][1] if settings.site_names else ""


def _steps(target: Target, standing: Standing, wanted: Manifest, wishes: Wishes) -> Plan:
    if standing.live is None:
        return plan(wanted, {})
    earlier = () if wishes.purge else _earlier(target, standing)
    return plan(wanted, standing.live.live, earlier)


def _as_it_lies(target: Target, standing: Standing, tell: Tell) -> Standing:
    """Return how the target stands by what lies there, file by file."""
    if standing.live is None:
        return standing
    faults = target.faults(standing.live, tell)
    files = dict(standing.live.live)
    for name in faults.missing:
        del files[name]
    files.update(dict.fromkeys(faults.changed, ""))
    return replace(standing, live=replace(standing.live, files=files, carried={}))


def _earlier(target: Target, standing: Standing) -> tuple[Manifest, ...]:
    """Return the files of the releases whose pages may still be open, the live ones first."""
    live = (standing.live.live,) if standing.is_torn and standing.live else ()
    known = target.history()[:CARRIED]
    return (*live, *(target.release(release.number).files for release in known))


def _before(standing: Standing, known: tuple[Release, ...]) -> int | None:
    live = standing.live.number if standing.live else 0
    return next((release.number for release in known if release.number < live), None)


def _release(number: int, site: str, steps: Plan, *, undoes: int = 0, serial: int = 0) -> Release:
    return Release(
        number=number,
        at=releases.now(),
        who=releases.publisher(),
        site=site,
        digest=digest(steps.wanted),
        counts=(len(steps.new), len(steps.changed), len(steps.removed)),
        undoes=undoes,
        serial=serial,
        files=steps.wanted,
        carried=steps.carried,
    )


def _lost(told: Iterable[Problem], steps: Plan) -> tuple[Problem, ...]:
    """Return the errors that would take an article away from readers."""
    gone = set(steps.removed)
    return tuple(
        problem
        for problem in told
        if problem.severity is Severity.ERROR and not gone.isdisjoint(_pages_of(problem.path))
    )


def _pages_of(path: str) -> set[str]:
    """Return the pages that may come of a file of the content, of whichever kind it is."""
    folder = path.rpartition("/")[0] if path.rpartition("/")[2].count(".") else path
    slug = item_slug(folder)
    return {f"{kind}/{slug}.html" for kind in ("articles", "campaigns", "pages")}


def _looked(settings: Settings, steps: Plan, tell: Tell) -> tuple[Problem, ...]:
    return gate(
        settings.output,
        steps.puts,
        steps.wanted,
        languages=settings.languages,
        samples=settings.samples,
        site_url=settings.site_url,
        tell=tell,
    )


def _seen(output: Path, target: Target, steps: Plan) -> Published:
    return Published(
        target=target.address,
        plan=steps,
        new=_articles(output, steps.new),
        changed=_articles(output, steps.changed),
        removed=_articles(output, steps.removed),
    )


def _articles(output: Path, names: Iterable[str]) -> tuple[Article, ...]:
    found = []
    for name in names:
        if _ARTICLE.fullmatch(name):
            page = output / name
            text = page.read_text(encoding="utf-8") if page.is_file() else ""
            title = _TITLE.search(text)
            found.append(Article(address=name, title=html.unescape(title[1]) if title else ""))
    return tuple(found)
