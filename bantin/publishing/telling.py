"""What the keeper is told of a publish, as lines for the console and as JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from ..console import as_json
from ..dates import typed
from ..messages import Translate
from ..problems import N_, Problem
from .release import Release
from .run import Article, Published
from .target import Faults

_SHOWN = 12


def told(run: Published, dry_run: bool, say: Translate) -> list[str]:
    """Return what was done, or would be."""
    if run.problems:
        return [say(N_("nothing was published: see above"))]
    if dry_run:
        each = [*(f"+ {name}" for name in run.plan.new), *(f"~ {n}" for n in run.plan.changed)]
        each += [f"- {name}" for name in run.plan.drops]
        return [*each, *plan_lines(run, say), say(N_("this was a dry run: nothing was changed"))]
    if run.release is None:
        if run.plan.is_nothing:
            return [say(N_("{target} has all of it already")).format(target=run.target)]
        return [say(N_("nothing was published"))]
    return [*plan_lines(run, say), line(run.release, say, is_live=True)]


def waiting(problems: Sequence[Problem], now: datetime, say: Translate) -> list[str]:
    """Return what decided on the items that wait for their hour, where there are any."""
    count = sum(problem.code == "scheduled" for problem in problems)
    if not count:
        return []
    said = say(N_("items that wait for their hour: {count}; the clock here says {moment}"))
    return [said.format(count=count, moment=f"{typed(now.date())} {now:%H:%M}")]


def plan_lines(run: Published, say: Translate) -> list[str]:
    """Return what readers will see changed."""
    found = []
    parts = (
        (say(N_("new articles: {names}")), run.new),
        (say(N_("changed articles: {names}")), run.changed),
        (say(N_("articles that go: {names}")), run.removed),
    )
    for words, articles in parts:
        if articles:
            found.append(words.format(names=_names(articles)))
    counts = {
        "new": len(run.plan.new),
        "changed": len(run.plan.changed),
        "removed": len(run.plan.removed),
        "target": run.target,
    }
    said = say(N_("{target}: files new {new}, changed {changed}, removed {removed}"))
    return [*found, said.format(**counts)]


def _names(articles: Sequence[Article]) -> str:
    shown = "; ".join(article.title or article.address for article in articles[:_SHOWN])
    more = len(articles) - _SHOWN
    return f"{shown}; … (+{more})" if more > 0 else shown


def line(release: Release, say: Translate, *, is_live: bool) -> str:
    """Return one release."""
    new, changed, removed = release.counts
    said = say(
        N_("release {number}, {at}, {who}: files new {new}, changed {changed}, removed {removed}")
    ).format(
        number=release.number,
        at=release.at,
        who=release.who,
        new=new,
        changed=changed,
        removed=removed,
    )
    if release.undoes:
        said += say(N_(" (undoes release {number})")).format(number=release.undoes)
    return f"{said} {say(N_('[live]'))}" if is_live else said


def nothing(say: Translate) -> str:
    """Return that nothing was published."""
    return say(N_("nothing has been published there yet"))


def fault_lines(release: Release, faults: Faults, say: Translate) -> list[str]:
    """Return how a target differs from what was published."""
    if not faults:
        files = len(release.live)
        return [say(N_("all {files} files are as they were published")).format(files=files)]
    kinds = (
        (N_("missing: {names}"), faults.missing),
        (N_("changed: {names}"), faults.changed),
        (N_("not of this site: {names}"), faults.extra),
    )
    found = [say(words).format(names=", ".join(names)) for words, names in kinds if names]
    return [*found, say(N_("    → Publish again with --repair; see who else writes there"))]


def publish_json(run: Published, dry_run: bool, lang: str) -> dict[str, Any]:
    """Return a publish as values for JSON."""
    return {
        "target": run.target,
        "dry_run": dry_run,
        "new": list(run.plan.new),
        "changed": list(run.plan.changed),
        "removed": list(run.plan.drops),
        "articles": {
            "new": [asdict(article) for article in run.new],
            "changed": [asdict(article) for article in run.changed],
            "removed": [asdict(article) for article in run.removed],
        },
        "release": release_json(run.release) if run.release else None,
        "problems": [as_json(problem, lang) for problem in run.problems],
    }


def release_json(release: Release) -> dict[str, Any]:
    """Return a release as values for JSON."""
    new, changed, removed = release.counts
    return {
        "number": release.number,
        "at": release.at,
        "who": release.who,
        "site": release.site,
        "digest": release.digest,
        "new": new,
        "changed": changed,
        "removed": removed,
        "undoes": release.undoes,
        "serial": release.serial,
    }
