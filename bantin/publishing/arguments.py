"""The words of the keeper's commands. (Loaded at each start, so it loads nothing itself.)"""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

PUBLISHING = frozenset(
    {"publish", "bundle", "apply", "history", "rollback", "server-config", "verify"}
)
"""The names of the keeper's commands."""


def add_publishing(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    common: argparse.ArgumentParser,
    keeper: Callable[[str, argparse.Namespace], int],
) -> None:
    """Add the keeper's commands; ``keeper`` runs the one of a name."""

    def command(name: str, words: str) -> argparse.ArgumentParser:
        parser = commands.add_parser(name, parents=[common], help=words)
        parser.add_argument("target", nargs="?", metavar="TARGET", help="a name of PUBLISH")
        return parser

    publish = command("publish", "build the site and bring it to the server")
    _add_wishes(publish)
    publish.set_defaults(run=partial(keeper, "publish"))

    bundle = commands.add_parser("bundle", parents=[common], help="put the site into a signed file")
    bundle.add_argument("--to", dest="target", default="bundle:bundles", type=_to_bundle)
    _add_wishes(bundle)
    bundle.set_defaults(run=partial(keeper, "publish"))

    apply = commands.add_parser("apply", parents=[common], help="publish from a bundle")
    apply.add_argument("bundle", type=Path, metavar="BUNDLE")
    apply.add_argument("target", nargs="?", metavar="TARGET", help="a name of PUBLISH")
    apply.add_argument("--key", type=Path, metavar="FILE", help="instead of bantin.pub")
    apply.add_argument("--older", action="store_true", help="take an older bundle than the last")
    _add_wishes(apply)
    apply.set_defaults(run=partial(keeper, "apply"))

    history = command("history", "list what was published")
    history.set_defaults(run=partial(keeper, "history"))

    rollback = command("rollback", "go back to what was published before")
    rollback.add_argument("--to", type=int, metavar="RELEASE")
    rollback.add_argument("--keep", type=_count, default=5, metavar="N", help="releases kept")
    rollback.set_defaults(run=partial(keeper, "rollback"))

    config = commands.add_parser(
        "server-config", parents=[common], help="print the settings of a web server for the site"
    )
    config.add_argument("kind", choices=("nginx", "apache", "iis"))
    config.add_argument("target", nargs="?", metavar="TARGET", help="a name of PUBLISH")
    config.add_argument("--root", metavar="DIR", help="the folder of the site on the server")
    config.add_argument("--host", metavar="NAME", help="the name that readers use")
    config.add_argument("--port", type=_count, metavar="N")
    config.set_defaults(run=partial(keeper, "server_config"))

    verify = command("verify", "compare what lies on the server with what was published")
    verify.set_defaults(run=partial(keeper, "verify_target"))


def _add_wishes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="tell what would be done")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--remove", type=int, metavar="N", help="so many files may go")
    parser.add_argument("--adopt", action="store_true", help="take over what lies there")
    parser.add_argument("--purge", action="store_true", help="keep no file of earlier releases")
    parser.add_argument("--repair", action="store_true", help="look at every file that lies there")
    parser.add_argument("--keep", type=_count, default=5, metavar="N", help="releases kept")


def _to_bundle(folder: str) -> str:
    return f"bundle:{folder}"


def _count(text: str) -> int:
    """Return a number of at least 1; raise ``ValueError``, which argparse tells."""
    if (number := int(text)) < 1:
        raise ValueError
    return number
