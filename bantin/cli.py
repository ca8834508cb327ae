"""Commands, messages and exit codes: 0 good, 1 content, 2 usage, 3 the outside world."""

import argparse
import gc
import json
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from . import __version__
from .model import Relation
from .problems import N_, Failure, OutsideError, Problem, SettingsError, Severity
from .settings import Settings

if TYPE_CHECKING:
    from .build import Built
    from .workers import Tell

GOOD, CONTENT, USAGE, OUTSIDE, INTERRUPTED = 0, 1, 2, 3, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show an accent shows a substitute; it does not end the run.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.excepthook = partial(_unforeseen, args)
    try:
        return int(args.run(args))
    except Failure as failure:
        return _failed(failure, args)
    except KeyboardInterrupt:
        return INTERRUPTED


def _unforeseen(
    args: argparse.Namespace,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Put the details of a fault of the program into a file, and end with the code for it.

    Writers are not shown a traceback, and it is no fault of their content either.
    """
    import os
    import tempfile
    import traceback

    details = "".join(traceback.format_exception(kind, error, trace))
    with tempfile.NamedTemporaryFile(
        "w", prefix="bantin-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(details)
    code = _failed(
        OutsideError(
            N_("the program met a fault of its own; “{path}” tells the details"),
            N_("Give that file to the keeper of the site; nothing you wrote is affected"),
            path=file.name,
        ),
        args,
    )
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # an interpreter that ends by itself here would say 1: faults in content


def _failed(failure: Failure, args: argparse.Namespace) -> int:
    from .console import failure_lines

    lines = failure_lines(failure, args.lang or "vi")
    if args.json:
        matter, remedy = (line.strip() for line in lines)
        said = {"error": matter.removeprefix("error: "), "remedy": remedy.removeprefix("→ ")}
        print(json.dumps(said, ensure_ascii=False))
    else:
        print("\n".join(lines), file=sys.stderr)
    return USAGE if isinstance(failure, SettingsError) else OUTSIDE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bantin", description="A bilingual news and archive site."
    )
    parser.add_argument("--version", action="version", version=f"bantin {__version__}")
    _add_common(parser, {"site": Path(), "json": False})
    # What is said before the command holds, unless it is said again behind it.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_common(common, {})
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    build = commands.add_parser("build", parents=[common], help="build the site")
    build.add_argument("--output", type=Path, metavar="DIR")
    build.add_argument("--clean", action="store_true", help="make every page and photo again")
    build.add_argument("--drafts", action="store_true", help="show drafts and scheduled articles")
    build.add_argument("--strict", action="store_true", help="take warnings for errors")
    build.set_defaults(run=_build)

    check = commands.add_parser("check", parents=[common], help="tell all problems, build nothing")
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    check.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    check.add_argument("--strict", action="store_true", help="take warnings for errors")
    check.set_defaults(run=_check)

    serve = commands.add_parser("serve", parents=[common], help="preview the site as you write")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--no-browser", action="store_true", help="do not open a browser")
    serve.set_defaults(run=_serve)

    _add_import(commands)

    # Behind this command --lang is the language of the volume; before it, that of the messages.
    but_lang = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_common(but_lang, {}, lang=False)
    book = commands.add_parser("yearbook", parents=[but_lang], help="make a year into a book")
    book.add_argument("year", type=int, metavar="YEAR")
    book.add_argument(
        "--format", choices=("html", "pdf", "epub", "zip"), help="html where none is named"
    )
    book.add_argument("--lang", dest="edition", default="", help="the language of the volume")
    book.add_argument("--to", type=Path, metavar="FILE", help="where the volume is written")
    book.set_defaults(run=_yearbook)
    return parser


def _add_import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    # Behind this command --date is the day of the article; before it, that of the run.
    but_date = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_common(but_date, {}, day=False)
    bring = commands.add_parser("import", parents=[but_date], help="take articles over from Word")
    bring.add_argument("paths", nargs="+", type=Path, metavar="FILE.docx")
    bring.add_argument("--into", metavar="FOLDER", help="the article that a text is added to")
    bring.add_argument("--title", default="")
    bring.add_argument("--date", dest="day", default="", metavar="DD/MM/YYYY")
    bring.add_argument("--author", default="", metavar="NAME")
    for relation in Relation:
        bring.add_argument(f"--{relation}", action="append", default=[], metavar="CAMPAIGN")
    bring.add_argument("--draft", action="store_true", help="show it in the preview only")
    bring.set_defaults(run=_import)


def _add_common(
    parser: argparse.ArgumentParser,
    defaults: dict[str, Any],
    *,
    lang: bool = True,
    day: bool = True,
) -> None:
    add = parser.add_argument
    add("--site", type=Path, metavar="DIR", help="the site's folder")
    add("--settings", type=Path, metavar="FILE", help="instead of pelicanconf.py")
    add("--content", type=Path, metavar="DIR")
    add("--cache", type=Path, metavar="DIR")
    if day:
        add("--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="as of a day")
    if lang:
        add("--lang", choices=("vi", "en"), help="the language of messages")
    json_default = defaults.get("json", argparse.SUPPRESS)
    add("--json", action="store_true", default=json_default, help="print one JSON object")
    parser.set_defaults(**defaults)


def _overrides(args: argparse.Namespace) -> dict[str, Any]:
    from .configuration import on_day

    places = {"content": args.content, "cache": args.cache, "output": getattr(args, "output", None)}
    found: dict[str, Any] = {name: path.absolute() for name, path in places.items() if path}
    if args.date:
        found["now"] = on_day(args.date)
    return found


def _build(args: argparse.Namespace) -> int:
    from .configuration import load
    from .console import build_json, told
    from .progress import Bars

    gc.disable()  # the process ends with the build, and the system takes everything back
    root = args.site.absolute()
    site, has_plugins = load(root, args.settings, drafts=args.drafts, **_overrides(args))
    lang = args.lang or site.message_language
    with Bars(lang, quiet=args.json) as tell:
        built = _built(root, args, site, tell, has_plugins=has_plugins)
    print(build_json(built, lang) if args.json else "\n".join(told(built, lang)))
    return _exit_code(built.problems, strict=args.strict)


def _built(
    root: Path, args: argparse.Namespace, site: Settings, tell: "Tell", *, has_plugins: bool
) -> "Built":
    if has_plugins:  # Pelican takes longer to load than many a build
        from .plugin import host

        return host(root, args.settings, site).build(site, clean=args.clean, tell=tell)
    from .build import build

    return build(site, clean=args.clean, tell=tell)


def _exit_code(problems: Sequence[Problem], *, strict: bool) -> int:
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return CONTENT if any(problem.severity in bad for problem in problems) else GOOD


def _check(args: argparse.Namespace) -> int:
    from .configuration import load
    from .console import check_report
    from .site import check

    _must_exist(args.paths)
    site, _ = load(args.site.absolute(), args.settings, drafts=True, **_overrides(args))
    lang = args.lang or site.message_language
    problems = [p for p in check(site) if _is_asked(p, site, args.paths)]
    print(check_report(problems, lang, "json" if args.json else args.format))
    return _exit_code(problems, strict=args.strict)


def _is_asked(problem: Problem, site: Settings, paths: Sequence[Path]) -> bool:
    """Return whether a problem lies at one of the asked paths, or whether none was asked."""
    place = (site.content.parent / problem.path).resolve()
    asked = [path.resolve() for path in paths]
    return not asked or any(place == path or path in place.parents for path in asked)


def _serve(args: argparse.Namespace) -> int:
    from .configuration import load
    from .preview.resident import Resident
    from .preview.serve import serve
    from .writing.scribe import Scribe

    root = args.site.absolute()
    # Without the address of the real site no page leads there.
    overrides = {**_overrides(args), "drafts": True, "preview": True, "site_url": ""}
    site, _ = load(root, args.settings, **overrides)
    settings = [path for path in (root / "pelicanconf.py", args.settings) if path]
    resident = Resident(lambda: load(root, args.settings, **overrides)[0])
    serve(
        resident,
        Scribe(resident),
        watched=(site.content, site.theme, *settings),
        lang=args.lang or site.message_language,
        port=args.port,
        open_browser=not args.no_browser,
    )
    return GOOD


def _import(args: argparse.Namespace) -> int:
    from .configuration import load
    from .importing import Wish, as_json, bring_in, told

    _must_exist(args.paths)
    site, _ = load(args.site.absolute(), args.settings, drafts=True, **_overrides(args))
    lang = args.lang or site.message_language
    wish = Wish(
        into=args.into or "",
        title=args.title,
        day=args.day,
        author=args.author,
        ties=tuple((relation, name) for relation in Relation for name in getattr(args, relation)),
        draft=args.draft,
    )
    brought = bring_in(site, args.paths, wish)
    print(as_json(brought, lang) if args.json else "\n".join(told(brought, lang)))
    return _exit_code(brought.problems, strict=False)


def _yearbook(args: argparse.Namespace) -> int:
    from .configuration import load
    from .console import made_json, volume_told
    from .progress import Bars
    from .yearbook import make

    site, _ = load(args.site.absolute(), args.settings, **_overrides(args))
    lang = args.lang or site.message_language
    with Bars(lang, quiet=args.json) as tell:
        made = make(
            site,
            args.year,
            form=args.format or _format_of(args.to),
            lang=args.edition,
            to=args.to.absolute() if args.to else None,
            tell=tell,
        )
    print(made_json(made, lang) if args.json else "\n".join(volume_told(made, lang)))
    return _exit_code(made.problems, strict=False)


def _format_of(path: Path | None) -> str:
    """Return the format that the name of a file asks for; HTML where it asks for none."""
    ending = path.suffix.lstrip(".").lower() if path else ""
    return ending if ending in ("pdf", "epub", "zip") else "html"


def _must_exist(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise SettingsError(
                N_("there is no “{path}”"),
                N_("Check the spelling of the path"),
                path=str(path),
            )
