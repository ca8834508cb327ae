"""The commands of the keeper: publish, history, roll back, verify."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..build import build
from ..configuration import load
from ..console import as_json
from ..messages import Translate, lines, translator
from ..problems import N_, Problem, Severity
from ..progress import Bars
from ..settings import Settings
from .opening import opened
from .release import Release
from .run import (
    Article,
    Look,
    Published,
    Ready,
    Wishes,
    built,
    looking,
    roll_back,
    verify,
)
from .run import publish as publish_site
from .target import Faults, Target
from .targets import chosen

GOOD, CONTENT, OUTSIDE, INTERRUPTED = 0, 1, 3, 130
_SHOWN = 12
_YES = frozenset({"c", "co", "có", "y", "yes"})


def publish(args: argparse.Namespace, overrides: dict[str, Any]) -> int:
    """Build the site with the settings for the server, and publish it."""
    site, target, lang = _setting(args, overrides)
    with Bars(lang, quiet=args.json) as tell:
        made = build(site, tell=tell)
        look = looking(site, made.problems, tell)
        run = _published(built(site), target, args, look, tell, lang)
    return _said(run, args, lang, made.problems)


def apply(args: argparse.Namespace, overrides: dict[str, Any]) -> int:
    """Check a bundle and publish from it."""
    root = args.site.absolute()
    targets, lang = _targets(args, overrides, root)
    target = chosen(targets, args.target, root, root / ".bantin")
    with tempfile.TemporaryDirectory(prefix="bantin-") as name, Bars(lang, quiet=args.json) as tell:
        ready = opened(args.bundle, args.key or root / "bantin.pub", Path(name))
        run = _published(ready, target, args, lambda _: (), tell, lang)
    return _said(run, args, lang, ())


def _published(
    ready: Ready, target: Target, args: argparse.Namespace, look: Look, bars: Bars, lang: str
) -> Published:
    say = translator(lang)
    return publish_site(
        ready,
        target,
        _wishes(args),
        look=look,
        ask=lambda run: args.yes or args.json or _agreed(run, bars, say),
        tell=bars,
    )


def _wishes(args: argparse.Namespace) -> Wishes:
    return Wishes(
        dry_run=args.dry_run,
        remove=args.remove,
        adopt=args.adopt,
        purge=args.purge,
        repair=args.repair,
        older=getattr(args, "older", False),
        keep=args.keep,
    )


def _said(run: Published, args: argparse.Namespace, lang: str, problems: Sequence[Problem]) -> int:
    """Tell what was done, and return the exit code."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if args.json:
        print(json.dumps(_publish_json(run, args.dry_run, lang), ensure_ascii=False))
    else:
        say = translator(lang)
        told = dict.fromkeys((*errors, *run.problems))
        print("\n".join([*lines(told, say), *_told(run, args.dry_run, say)]))
    if run.problems or errors:
        return CONTENT
    is_refused = run.release is None and not args.dry_run and not run.plan.is_nothing
    return INTERRUPTED if is_refused else GOOD


def history(args: argparse.Namespace, overrides: dict[str, Any]) -> int:
    """List the releases that can be gone back to."""
    _, target, lang = _setting(args, overrides)
    found = target.history()
    live = target.standing().live
    number = live.number if live else 0
    if args.json:
        releases = [{**_release_json(r), "live": r.number == number} for r in found]
        print(json.dumps({"target": target.address, "releases": releases}, ensure_ascii=False))
        return GOOD
    say = translator(lang)
    print("\n".join(_line(r, say, is_live=r.number == number) for r in found) or _nothing(say))
    return GOOD


def rollback(args: argparse.Namespace, overrides: dict[str, Any]) -> int:
    """Make an earlier release live again."""
    _, target, lang = _setting(args, overrides)
    with Bars(lang, quiet=args.json) as tell:
        release = roll_back(target, args.to, keep=args.keep, tell=tell)
    if args.json:
        said = {"target": target.address, "release": _release_json(release)}
        print(json.dumps(said, ensure_ascii=False))
    else:
        print(_line(release, translator(lang), is_live=True))
    return GOOD


def verify_target(args: argparse.Namespace, overrides: dict[str, Any]) -> int:
    """Compare every file of the target with what was published."""
    _, target, lang = _setting(args, overrides)
    with Bars(lang, quiet=args.json) as tell:
        release, faults = verify(target, tell)
    if args.json:
        said = {"target": target.address, "release": release.number, **asdict(faults)}
        print(json.dumps(said, ensure_ascii=False))
    else:
        print("\n".join(_fault_lines(release, faults, translator(lang))))
    return OUTSIDE if faults else GOOD


def _targets(
    args: argparse.Namespace, overrides: dict[str, Any], root: Path
) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the targets and the language to speak, of a site where there is one."""
    if args.settings or (root / "publishconf.py").is_file():
        site, _, lang = _setting(args, overrides)
        return site.targets, lang
    return (), args.lang or "vi"


def _setting(args: argparse.Namespace, overrides: dict[str, Any]) -> tuple[Settings, Target, str]:
    """Return the site as ``publishconf.py`` sets it, its target, and the language to speak."""
    root = args.site.absolute()
    file: Path | None = args.settings
    if file is None and (root / "publishconf.py").is_file():
        file = root / "publishconf.py"
    site, _ = load(root, file, **overrides)
    target = chosen(site.targets, args.target, root, site.cache)
    return site, target, args.lang or site.message_language


def _agreed(run: Published, bars: Bars, say: Translate) -> bool:
    """Show what would be done, and ask whether it shall be, where somebody is there to answer."""
    if not sys.stdin.isatty():
        return True
    bars.pause()
    print("\n".join(_plan_lines(run, say)))
    answer = input(say(N_("Publish this? [y/N] ")))
    return answer.strip().casefold() in _YES


def _told(run: Published, dry_run: bool, say: Translate) -> list[str]:
    if run.problems:
        return [say(N_("nothing was published: see above"))]
    if dry_run:
        each = [*(f"+ {name}" for name in run.plan.new), *(f"~ {n}" for n in run.plan.changed)]
        each += [f"- {name}" for name in run.plan.drops]
        return [*each, *_plan_lines(run, say), say(N_("this was a dry run: nothing was changed"))]
    if run.release is None:
        if run.plan.is_nothing:
            return [say(N_("{target} has all of it already")).format(target=run.target)]
        return [say(N_("nothing was published"))]
    return [*_plan_lines(run, say), _line(run.release, say, is_live=True)]


def _plan_lines(run: Published, say: Translate) -> list[str]:
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


def _line(release: Release, say: Translate, *, is_live: bool) -> str:
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


def _nothing(say: Translate) -> str:
    return say(N_("nothing has been published there yet"))


def _fault_lines(release: Release, faults: Faults, say: Translate) -> list[str]:
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


def _publish_json(run: Published, dry_run: bool, lang: str) -> dict[str, Any]:
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
        "release": _release_json(run.release) if run.release else None,
        "problems": [as_json(problem, lang) for problem in run.problems],
    }


def _release_json(release: Release) -> dict[str, Any]:
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
