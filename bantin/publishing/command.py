"""The commands of the keeper: publish, history, roll back, verify."""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .. import held
from ..build import build
from ..configuration import load
from ..messages import Translate, lines, translator
from ..problems import N_, Problem, SettingsError, Severity
from ..progress import Bars
from ..settings import Settings
from .folder import Folder
from .kits import KITS, Place
from .opening import opened
from .run import (
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
from .server import Server
from .target import Target
from .targets import chosen, shows_copies
from .telling import (
    fault_lines,
    line,
    nothing,
    plan_lines,
    publish_json,
    release_json,
    told,
    waiting,
)
from .units import Duty, owner, program, units

GOOD, CONTENT, OUTSIDE, INTERRUPTED = 0, 1, 3, 130
_YES = frozenset({"c", "co", "có", "y", "yes"})


def publish(args: argparse.Namespace, overrides: dict[str, Any]) -> int:
    """Build the site with the settings for the server, and publish it."""
    site, target, lang = _setting(args, overrides)
    site = site if shows_copies(target) else replace(site, precompress=())
    with Bars(lang, quiet=args.json) as tell:
        made = build(site, tell=tell)
        look = looking(site, made.problems, tell)
        run = _published(built(site), target, args, look, tell, lang)
    return _said(run, args, lang, made.problems, site.now)


def apply(args: argparse.Namespace, overrides: dict[str, Any]) -> int:
    """Check a bundle and publish from it."""
    root = args.site.absolute()
    targets, lang = _targets(args, overrides, root)
    target = chosen(targets, args.target, root, root / ".bantin")
    with tempfile.TemporaryDirectory(prefix="bantin-") as name, Bars(lang, quiet=args.json) as tell:
        ready = opened(args.bundle, args.key or root / "bantin.pub", Path(name))
        run = _published(ready, target, args, lambda _: (), tell, lang)
    return _said(run, args, lang, (), None)


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


def _said(
    run: Published,
    args: argparse.Namespace,
    lang: str,
    problems: Sequence[Problem],
    now: datetime | None,
) -> int:
    """Tell what was done, and return the exit code. ``now`` is the moment of the build."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if args.json:
        said = publish_json(run, args.dry_run, lang)
        if now:
            said["clock"] = now.isoformat(timespec="minutes")
        print(json.dumps(said, ensure_ascii=False))
    else:
        say = translator(lang)
        found = dict.fromkeys((*errors, *run.problems))
        hours = waiting(problems, now, say) if now else []
        print("\n".join([*lines(found, say), *hours, *told(run, args.dry_run, say)]))
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
        releases = [{**release_json(r), "live": r.number == number} for r in found]
        print(json.dumps({"target": target.address, "releases": releases}, ensure_ascii=False))
        return GOOD
    say = translator(lang)
    print("\n".join(line(r, say, is_live=r.number == number) for r in found) or nothing(say))
    return GOOD


def rollback(args: argparse.Namespace, overrides: dict[str, Any]) -> int:
    """Make an earlier release live again."""
    _, target, lang = _setting(args, overrides)
    with Bars(lang, quiet=args.json) as tell:
        release = roll_back(target, args.to, keep=args.keep, tell=tell)
    if args.json:
        said = {"target": target.address, "release": release_json(release)}
        print(json.dumps(said, ensure_ascii=False))
    else:
        print(line(release, translator(lang), is_live=True))
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
        print("\n".join(fault_lines(release, faults, translator(lang))))
    return OUTSIDE if faults else GOOD


def _targets(
    args: argparse.Namespace, overrides: dict[str, Any], root: Path
) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the targets and the language to speak, of a site where there is one."""
    if args.settings or (root / "publishconf.py").is_file():
        site, _, lang = _setting(args, overrides)
        return site.targets, lang
    return (), args.lang or "vi"


def server_config(args: argparse.Namespace, overrides: dict[str, Any]) -> int:
    """Print the settings of a web server that shows what is published to the target."""
    site, target, lang = _setting(args, overrides)
    if args.kind == "systemd":
        return _units(args, site, target, lang)
    parts = urlsplit(site.site_url)
    root = args.root or _shown_folder(target)
    if root is None:
        raise SettingsError(
            N_("nobody can tell where “{target}” lies on the server"),
            N_("Name the folder there: --root /srv/bantin/current"),
            target=target.address,
        )
    place = Place(
        root=root,
        host=args.host or parts.hostname or "",
        port=args.port or parts.port or 80,
        home=parts.path.rstrip("/"),
        languages=site.languages,
        copies=site.precompress if shows_copies(target) else (),
    )
    text = KITS[args.kind](place)
    print(json.dumps({args.kind: text}, ensure_ascii=False) if args.json else text, end="")
    return GOOD


def _units(args: argparse.Namespace, site: Settings, target: Target, lang: str) -> int:
    """Print the units that publish to the target in time, or write them into a folder."""
    outside = (target.root.resolve(),) if isinstance(target, Folder) else ()
    root = site.root.resolve()
    duty = Duty(
        program=program(),
        site=root,
        content=site.content.resolve(),
        written=(root, *(folder for folder in outside if not folder.is_relative_to(root))),
        user=args.user or owner(root),
        target=args.target or "",
        alarm=args.on_failure or "",
    )
    found = units(duty)
    if args.to:
        _write_units(args.to, found)
    if args.json:
        print(json.dumps(found, ensure_ascii=False))
    elif args.to:
        print(translator(lang)(N_("written: {folder}")).format(folder=args.to))
    else:
        print("\n".join(f"# /etc/systemd/system/{name}\n{text}" for name, text in found.items()))
    return GOOD


def _write_units(folder: Path, found: Mapping[str, str]) -> None:
    """Write units into a folder; raise ``Failure`` where another one is there, or it cannot be."""
    for name, text in found.items():
        there = folder / name
        if there.exists() and there.read_text("utf-8", "replace") != text:
            raise SettingsError(
                N_("“{text}” is there already, and is not written over"),
                N_("Compare the two; delete the old one, or write into another folder with --to"),
                text=str(there),
            )
    try:
        for name, text in found.items():
            (folder / name).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise held.refused(error, folder) from error


def _shown_folder(target: Target) -> str | None:
    if isinstance(target, Folder):
        return str(target.root.resolve())
    if isinstance(target, Server) and target.path.startswith("/"):
        return f"{target.path}/current"
    return None


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
    print("\n".join(plan_lines(run, say)))
    answer = input(say(N_("Publish this? [y/N] ")))
    return answer.strip().casefold() in _YES
