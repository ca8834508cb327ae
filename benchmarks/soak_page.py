"""The page about the promises of publishing, made from a stored result: docs/promises.md.

python -m benchmarks.soak_page [RESULT] [--to FOLDER]
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .sites.tool import ROOT
from .soak import RESULT

_KINDS = {"ssh": "a server over ssh, shown by nginx", "dir": "a folder, shown by nginx"}
_PROMISES = (
    ("readers", "Readers during publishes in which every page changes", "0 missing, 0 cut off"),
    ("kills", "A publisher killed at random moments", "ssh: 0 mixed; dir: 0 damaged; all healed"),
    ("at once", "Eight publishers at once", "1 winner in each round"),
    ("undo", "Going back", "≤ 2 s, byte for byte"),
    ("large", "A large site after one edit", "≤ 5 s; the dry run tells the truth"),
)


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("result", type=Path, nargs="?", default=RESULT)
    parser.add_argument("--to", type=Path, default=ROOT / "docs")
    args = parser.parse_args()
    found = json.loads(args.result.read_text("utf-8"))
    text = "\n".join(_lines(found)) + "\n"
    (args.to / "promises.md").write_text(text, encoding="utf-8", newline="\n")


def _lines(found: dict[str, Any]) -> Iterator[str]:
    yield "# What publishing promises, and what was seen"
    yield ""
    yield "<!-- Made by `make soak`; not edited by hand. -->"
    yield ""
    yield f"One run on {found['cores']} cores, with a real sshd and nginx on the same machine. The"
    yield "site is made for it: every page says its version and asks for the style sheet of that"
    yield "version alone. A visit is the front page, an article, and the style sheet of each. Short"
    yield "forms of all of it stand in the tests."
    for key, title, promise in _PROMISES:
        yield ""
        yield f"## {title}"
        yield ""
        yield f"Promised: {promise}."
        yield ""
        yield from _table({_KINDS[kind]: found.get(f"{kind} {key}", {}) for kind in _KINDS})
    yield ""
    yield "## Bundles of which one bit was changed"
    yield ""
    yield "Promised: none is accepted."
    yield ""
    yield from _table({"a signed bundle": found.get("bundles", {})})


def _table(columns: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield f"| | {' | '.join(columns)} |"
    yield f"|---|{'---|' * len(columns)}"
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    for name in names:
        values = (_said(column.get(name, 0)) for column in columns.values())
        yield f"| {'seconds in all' if name == 'seconds' else name} | {' | '.join(values)} |"


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)


if __name__ == "__main__":
    main()
