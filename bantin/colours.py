"""Lines for the console → the same in colours, where somebody looks at them."""

import os
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_TOLD = re.compile(r"(?:(?P<place>.+?:\d+:\d+): )?(?P<severity>error|warning|info): ")
_CODE = re.compile(r" \[[a-z0-9-]+\]\Z")


def wants_colours(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether what is written to ``stream`` should be coloured.

    NO_COLOR forbids it and FORCE_COLOR asks for it, whatever the stream is; else a terminal
    gets colours, and a pipe, a file or a terminal that is dumb does not.

    Source: no-color.org and force-color.org, for values that are not empty.
    """
    if environ.get("NO_COLOR"):
        return False
    if forced := environ.get("FORCE_COLOR"):
        return forced != "0"
    return environ.get("TERM") not in ("dumb", "unknown") and stream.isatty()


def write(lines: Iterable[str], stream: TextIO) -> None:
    """Write ``lines`` to ``stream``, in colours where those are wanted and of use."""
    told = list(lines)
    if not any(map(_TOLD.match, told)) or not wants_colours(stream):
        stream.writelines(f"{line}\n" for line in told)
        return
    # It takes longer to load than a small check takes, so only where there is something to mend.
    from rich.console import Console

    console = Console(file=stream, force_terminal=True, color_system="standard", no_color=False)
    for line in told:
        console.print(_painted(line), soft_wrap=True)


def _painted(line: str) -> "Text":
    from rich.text import Text

    text = Text(line)
    if found := _TOLD.match(line):
        if found["place"]:
            text.stylize("bold", *found.span("place"))
        text.stylize(_STYLES[found["severity"]], *found.span("severity"))
        if code := _CODE.search(line):
            text.stylize("dim", *code.span())
    return text
