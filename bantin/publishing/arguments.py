"""The words of the keeper's commands. (Loaded at each start, so it loads next to nothing.)"""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ..problems import N_

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
        parser.add_argument("target", nargs="?", metavar="TARGET", help=N_("a name of PUBLISH"))
        return parser

    publish = command("publish", N_("build the site and bring it to the server"))
    _add_wishes(publish)
    publish.set_defaults(run=partial(keeper, "publish"))

    bundle = commands.add_parser(
        "bundle", parents=[common], help=N_("put the site into a signed file")
    )
    bundle.add_argument(
        "--to",
        dest="target",
        default="bundle:bundles",
        type=_to_bundle,
        metavar="DIR",
        help=N_("the folder for it"),
    )
    _add_wishes(bundle)
    bundle.set_defaults(run=partial(keeper, "publish"))

    apply = commands.add_parser("apply", parents=[common], help=N_("publish from a bundle"))
    apply.add_argument("bundle", type=Path, metavar="BUNDLE", help=N_("the signed file"))
    apply.add_argument("target", nargs="?", metavar="TARGET", help=N_("a name of PUBLISH"))
    apply.add_argument("--key", type=Path, metavar="FILE", help=N_("instead of bantin.pub"))
    apply.add_argument("--older", action="store_true", help=N_("take one older than the last"))
    _add_wishes(apply)
    apply.set_defaults(run=partial(keeper, "apply"))

    history = command("history", N_("list what was published"))
    history.set_defaults(run=partial(keeper, "history"))

    rollback = command("rollback", N_("go back to what was published before"))
    rollback.add_argument(
        "--to", type=int, metavar="RELEASE", help=N_("the one before the last where none is named")
    )
    rollback.add_argument("--keep", type=_count, default=5, metavar="N", help=N_("releases kept"))
    rollback.set_defaults(run=partial(keeper, "rollback"))

    config = commands.add_parser(
        "server-config",
        parents=[common],
        help=N_("print settings for a server of the site"),
    )
    config.add_argument(
        "kind", choices=("nginx", "apache", "iis", "systemd"), help=N_("for which program")
    )
    config.add_argument("target", nargs="?", metavar="TARGET", help=N_("a name of PUBLISH"))
    config.add_argument("--root", metavar="DIR", help=N_("the folder of the site on the server"))
    config.add_argument("--host", metavar="NAME", help=N_("the name that readers use"))
    config.add_argument(
        "--port", type=_count, metavar="PORT", help=N_("the number that readers use")
    )
    config.add_argument("--user", metavar="USER", help=N_("systemd: the account that publishes"))
    config.add_argument(
        "--on-failure", metavar="UNIT", help=N_("systemd: what to start when a run fails")
    )
    config.add_argument("--to", type=Path, metavar="DIR", help=N_("systemd: write the files there"))
    config.set_defaults(run=partial(keeper, "server_config"))

    verify = command("verify", N_("compare what lies on the server with what was published"))
    verify.set_defaults(run=partial(keeper, "verify_target"))


def _add_wishes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help=N_("tell what would be done"))
    parser.add_argument("--yes", action="store_true", help=N_("do not ask"))
    parser.add_argument("--remove", type=int, metavar="N", help=N_("so many files may go"))
    parser.add_argument("--adopt", action="store_true", help=N_("take over what lies there"))
    parser.add_argument("--purge", action="store_true", help=N_("keep no file of earlier releases"))
    parser.add_argument("--repair", action="store_true", help=N_("look at every file there"))
    parser.add_argument("--keep", type=_count, default=5, metavar="N", help=N_("releases kept"))


def _to_bundle(folder: str) -> str:
    return f"bundle:{folder}"


def _count(text: str) -> int:
    """Return a number of at least 1; raise ``ValueError``, which argparse tells."""
    if (number := int(text)) < 1:
        raise ValueError
    return number
