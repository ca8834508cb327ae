"""Commands, messages and exit codes: 0 good, 1 content, 2 usage, 3 the outside world."""

import argparse
import errno
import gc
import json
import os
import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from . import __version__, substitutes
from .colours import write
from .model import Relation
from .problems import N_, Failure, OutsideError, Problem, SettingsError, Severity
from .publishing.arguments import PUBLISHING, add_publishing
from .settings import SPOKEN, Settings
from .usage import HelpWanted, Parser, spoken

if TYPE_CHECKING:
    from .build import Built
    from .workers import Crew, Tell

    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

GOOD, CONTENT, USAGE, OUTSIDE, INTERRUPTED = 0, 1, 2, 3, 130

_REPORTS, _VOLUMES = ("text", "json", "sarif"), ("html", "pdf", "epub", "zip")
_SHELLS = ("bash", "zsh", "fish", "powershell")
_BEGUN = {
    "article": N_("begin a new article"),
    "campaign": N_("begin a new campaign"),
    "page": N_("begin a new page"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    substitutes.register()
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show an accent shows a substitute; it does not end the run.
        stream.reconfigure(errors=substitutes.NAME)  # type: ignore[union-attr]
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        args = _parsed(words)
    except SettingsError as failure:
        return _failed(failure, spoken(words))
    except HelpWanted as wanted:
        from .manual import help_text

        _say(help_text(wanted.parser, _language(spoken(words))).rstrip("\n"))
        return GOOD
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

    lines = failure_lines(failure, _language(args))
    if args.json:
        matter, remedy = (line.strip() for line in lines)
        said = {"error": matter.removeprefix("error: "), "remedy": remedy.removeprefix("→ ")}
        _say(json.dumps(said, ensure_ascii=False))
    else:
        _say(*lines, stream=sys.stderr)
    return USAGE if isinstance(failure, SettingsError) else OUTSIDE


def _language(args: argparse.Namespace) -> str:
    """Return the language to speak: the one asked for, else that of the site's writers.

    It is Vietnamese where no settings tell.
    """
    from .configuration import load

    if args.lang:
        return str(args.lang)
    try:
        site, _ = load(
            Path(args.site or "").absolute(), Path(args.settings) if args.settings else None
        )
    except Failure:
        return "vi"
    return site.message_language


def _say(*lines: str, stream: TextIO | None = None) -> None:
    """Write ``lines``; a reader who has gone, as ``head`` does, has read enough."""
    out = stream or sys.stdout
    try:
        write(lines, out)
        out.flush()
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.EINVAL):  # the second is what Windows says
            raise
        # What is still to be flushed goes nowhere, or the interpreter would complain at its end.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out.fileno())
        os.close(nowhere)


def _parsed(words: list[str]) -> argparse.Namespace:
    """Return what the command line says.

    To lay out the options of all commands takes as long as to read some articles, so at first
    it is done for the one that is named. What is said of a mistake needs all of them.
    """
    if not {"-h", "--help"}.intersection(words):
        with suppress(SettingsError):
            return _parser(words).parse_args(words)
    return _parser().parse_args(words)


def _parser(words: Collection[str] | None = None) -> argparse.ArgumentParser:
    """Return what understands a command line; only those commands that ``words`` name, if given."""
    parser: argparse.ArgumentParser = Parser(
        prog="bantin", description=N_("A bilingual news and archive site.")
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"bantin {__version__}",
        help=N_("say which version this is"),
    )
    _add_common(parser, {"site": Path(), "json": False})
    # What is said before the command holds, unless it is said again behind it.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_common(common, {})
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for names, add in _GROUPS:
        if words is None or not names.isdisjoint(words):
            add(commands, common)
    return parser


def _add_build(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    build = commands.add_parser("build", parents=[common], help=N_("build the site"))
    build.add_argument("--output", type=Path, metavar="DIR", help=N_("where the site is built"))
    build.add_argument("--clean", action="store_true", help=N_("make every page and photo again"))
    build.add_argument("--drafts", action="store_true", help=N_("show drafts and scheduled items"))
    build.add_argument("--strict", action="store_true", help=N_("take warnings for errors"))
    build.add_argument(
        "--executor",
        metavar="ADDRESS",
        help=N_("a Dask cluster for the heavy work, such as dask://scheduler:8786"),
    )
    build.set_defaults(run=_build)


def _add_check(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    check = commands.add_parser("check", parents=[common], help=N_("tell problems, build nothing"))
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help=N_("only what lies there")
    )
    check.add_argument(
        "--format", choices=_REPORTS, default="text", help=N_("how the problems are written")
    )
    check.add_argument("--strict", action="store_true", help=N_("take warnings for errors"))
    check.set_defaults(run=_check)


def _add_serve(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    serve = commands.add_parser("serve", parents=[common], help=N_("preview the site as you write"))
    serve.add_argument(
        "--port", type=int, default=8000, metavar="PORT", help=N_("8000 where none is named")
    )
    serve.add_argument("--no-browser", action="store_true", help=N_("do not open a browser"))
    serve.set_defaults(run=_serve)


def _add_yearbook(commands: "_Commands", _common: argparse.ArgumentParser) -> None:
    # Behind this command --lang is the language of the volume; before it, that of the messages.
    but_lang = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_common(but_lang, {}, lang=False)
    book = commands.add_parser("yearbook", parents=[but_lang], help=N_("make a year into a book"))
    book.add_argument("year", type=int, metavar="YEAR", help=N_("the year, as 2024"))
    book.add_argument("--format", choices=_VOLUMES, help=N_("html where none is named"))
    book.add_argument(
        "--lang",
        dest="edition",
        default="",
        metavar="LANGUAGE",
        help=N_("the language of the volume"),
    )
    book.add_argument("--to", type=Path, metavar="FILE", help=N_("where the volume is written"))
    book.set_defaults(run=_yearbook)


def _add_keeping(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    add_publishing(commands, common, _keeper)


def _add_new(commands: "_Commands", _common: argparse.ArgumentParser) -> None:
    from .asking.options import KINDS, add_answers

    # Behind this command --date is the day of the article; before it, that of the run.
    but_date = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_common(but_date, {}, day=False)
    new = commands.add_parser("new", help=N_("begin an article, a campaign or a page"))
    kinds = new.add_subparsers(dest="kind", required=True, metavar="article|campaign|page")
    for kind in KINDS:
        one = kinds.add_parser(kind, parents=[but_date], help=_BEGUN[kind])
        add_answers(one, kind)
        one.set_defaults(run=_new)


def _add_init(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    from .founding.wishes import add_wishes

    init = commands.add_parser("init", parents=[common], help=N_("begin a new site"))
    add_wishes(init)
    init.set_defaults(run=_init)


def _keeper(name: str, args: argparse.Namespace) -> int:
    from .publishing import command

    run = {
        "publish": command.publish,
        "apply": command.apply,
        "server_config": command.server_config,
        "history": command.history,
        "rollback": command.rollback,
        "verify_target": command.verify_target,
    }
    return run[name](args, _overrides(args))


def _add_import(commands: "_Commands", _common: argparse.ArgumentParser) -> None:
    # Behind this command --date is the day of the article; before it, that of the run.
    but_date = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_common(but_date, {}, day=False)
    bring = commands.add_parser(
        "import",
        parents=[but_date],
        help=N_("take over Word files, or an old site"),
    )
    bring.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help=N_("a Word file, or the old site"),
    )
    bring.add_argument(
        "--into", metavar="FOLDER", help=N_("the article, or the content folder, to add to")
    )
    add = bring.add_argument
    add("--title", default="", metavar="TEXT", help=N_("instead of the title in the file"))
    add("--date", dest="day", default="", metavar="DD/MM/YYYY", help=N_("its day, day first"))
    add("--author", default="", metavar="NAME", help=N_("who wrote it"))
    for relation in Relation:
        add(
            f"--{relation}",
            action="append",
            default=[],
            metavar="CAMPAIGN",
            help=N_("a campaign that it is about"),
        )
    add("--draft", action="store_true", help=N_("show it in the preview only"))
    _add_old_site(bring)
    bring.set_defaults(run=_import)


def _add_manual(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    complete = commands.add_parser(
        "completion", parents=[common], help=N_("print what completes commands in a shell")
    )
    complete.add_argument("shell", choices=_SHELLS, help=N_("for which program"))
    complete.set_defaults(run=_completion)
    page = commands.add_parser("man", parents=[common], help=N_("print the manual page"))
    page.set_defaults(run=_man)


_GROUPS: tuple[tuple[frozenset[str], Callable[..., None]], ...] = (
    (frozenset({"build"}), _add_build),
    (frozenset({"check"}), _add_check),
    (frozenset({"serve"}), _add_serve),
    (frozenset({"new"}), _add_new),
    (frozenset({"init"}), _add_init),
    (frozenset({"import"}), _add_import),
    (frozenset({"yearbook"}), _add_yearbook),
    (PUBLISHING, _add_keeping),
    (frozenset({"completion", "man"}), _add_manual),
)


def _add_old_site(parser: argparse.ArgumentParser) -> None:
    kinds = ("joomla", "wordpress", "pelican", "hugo", "html")
    add = parser.add_argument
    add("--from", dest="source", choices=kinds, help=N_("what the old site was made with"))
    add("--images", type=Path, metavar="DIR", help=N_("where the old site's pictures lie"))
    add("--limit", type=int, metavar="N", help=N_("bring over at most N articles"))
    add("--report", type=Path, metavar="FILE", help=N_("write a table (CSV) of all remarks"))
    add("--dry-run", action="store_true", help=N_("only say what would be done"))


def _add_common(
    parser: argparse.ArgumentParser,
    defaults: dict[str, Any],
    *,
    lang: bool = True,
    day: bool = True,
) -> None:
    add = parser.add_argument
    add("--site", type=Path, metavar="DIR", help=N_("the site's folder"))
    add("--settings", type=Path, metavar="FILE", help=N_("instead of pelicanconf.py"))
    add("--content", type=Path, metavar="DIR", help=N_("instead of the site's content folder"))
    add("--cache", type=Path, metavar="DIR", help=N_("where work is kept for the next time"))
    if day:
        add("--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help=N_("as of a day"))
    if lang:
        add("--lang", choices=SPOKEN, help=N_("the language of messages"))
    json_default = defaults.get("json", argparse.SUPPRESS)
    add("--json", action="store_true", default=json_default, help=N_("print one JSON object"))
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
    with _crew(args.executor, site) as crew, Bars(lang, quiet=args.json) as tell:
        built = _built(root, args, site, tell, crew, has_plugins=has_plugins)
    _say(*([build_json(built, lang)] if args.json else told(built, lang)))
    return _exit_code(built.problems, strict=args.strict)


def _crew(address: str | None, site: Settings) -> "AbstractContextManager[Crew | None]":
    if not address:
        return nullcontext()
    from .cluster import cluster

    return cluster(address, site)


def _built(
    root: Path,
    args: argparse.Namespace,
    site: Settings,
    tell: "Tell",
    crew: "Crew | None",
    *,
    has_plugins: bool,
) -> "Built":
    if has_plugins:  # Pelican takes longer to load than many a build
        from .plugin import host

        return host(root, args.settings, site).build(site, clean=args.clean, tell=tell, crew=crew)
    from .build import build

    return build(site, clean=args.clean, tell=tell, crew=crew)


def _exit_code(problems: Sequence[Problem], *, strict: bool) -> int:
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return CONTENT if any(problem.severity in bad for problem in problems) else GOOD


def _check(args: argparse.Namespace) -> int:
    gc.disable()  # as for a build
    from .configuration import load
    from .console import check_report
    from .site import check

    _must_exist(args.paths)
    site, _ = load(args.site.absolute(), args.settings, drafts=True, **_overrides(args))
    lang = args.lang or site.message_language
    problems = [p for p in check(site) if _is_asked(p, site, args.paths)]
    _say(*check_report(problems, lang, "json" if args.json else args.format))
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
        watched=(site.content, site.theme, site.catalogues, *settings),
        lang=args.lang or site.message_language,
        port=args.port,
        open_browser=not args.no_browser,
    )
    return GOOD


def _new(args: argparse.Namespace) -> int:
    from .asking.command import begin
    from .configuration import load

    site, _ = load(args.site.absolute(), args.settings, drafts=True, **_overrides(args))
    begin(site, args, args.lang or site.message_language)
    return GOOD


def _init(args: argparse.Namespace) -> int:
    from .founding.command import begin

    begin(args)
    return GOOD


def _import(args: argparse.Namespace) -> int:
    if args.source:
        return _import_site(args)
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
    _say(*([as_json(brought, lang)] if args.json else told(brought, lang)))
    return _exit_code(brought.problems, strict=False)


def _import_site(args: argparse.Namespace) -> int:
    from .configuration import load
    from .legacy import Wish, as_json, bring_in, said, source_of, write_table
    from .progress import Bars

    site, _ = load(args.site.absolute(), args.settings, **_overrides(args))
    site = replace(site, content=Path(args.into).absolute()) if args.into else site
    lang = args.lang or site.message_language
    source = source_of(args.source, args.paths, args.images, site)
    wish = Wish(
        ledger=args.site.absolute() / f"import-{args.source}.csv",
        author=args.author or dict(site.publishers).get(site.languages[0], ""),
        limit=args.limit,
        is_trial=args.dry_run,
        draft=args.draft,
    )
    with Bars(lang, quiet=args.json) as tell:
        brought = bring_in(site, source, wish, tell)
    if args.report:
        write_table(brought, args.report, lang)
    shown = said(brought, lang, has_table=bool(args.report))
    _say(*([as_json(brought, lang)] if args.json else shown))
    return GOOD if brought.is_whole else CONTENT


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
    _say(*([made_json(made, lang)] if args.json else volume_told(made, lang)))
    return _exit_code(made.problems, strict=False)


def _completion(args: argparse.Namespace) -> int:
    from .manual import completion, outline

    _say(completion(outline(_parser()), args.shell, _language(args)).rstrip("\n"))
    return GOOD


def _man(args: argparse.Namespace) -> int:
    _say(manual(_language(args)).rstrip("\n"))
    return GOOD


def manual(lang: str) -> str:
    """Return the manual page bantin(1), told in ``lang``."""
    from .manual import manual_page, outline

    return manual_page(outline(_parser()), __version__, lang)


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
