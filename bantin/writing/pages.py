"""Forms and lists → the HTML of the writing desk, in the language of who writes."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..dates import typed
from ..messages import shown, translator
from ..problems import N_, Problem

_TEMPLATES = Path(__file__).parent / "templates"

SCRIPT_WORDS = (
    N_("Saving …"),
    N_("Not saved: {reason}"),
    N_("the preview has stopped; start it again, what is written here stays"),
    N_("There are words here that were never saved, from {time}."),
    N_("Take them back"),
    N_("Throw them away"),
    N_("Taken back; save to keep them."),
    N_("{count} names; choose with the arrow keys"),
    N_("Unsaved changes"),
    N_("Nothing to mend"),
    N_("To mend: {count}"),
    N_("line {line}"),
    N_("Error"),
    N_("Warning"),
    N_("Note"),
    N_("Copying “{photo}” …"),
    N_("“{photo}” is in the text now; write its caption."),
    N_("The page cannot be shown until the errors are mended; this is the last good one."),
    N_("This file was changed by somebody else meanwhile; saving will ask you which to keep."),
    N_("“{photo}” is too large; a photo may have 256 MB."),
    N_("Inside the photo: {note}"),
    N_("Use it"),
    N_("Put into the text"),
    N_("Names to choose from"),
    N_("That is right"),
)
"""What the script of the form says."""


class Pages:
    """The pages of the writing desk in one language.

    ``token`` is the secret of this run; ``style`` and ``icon`` are addresses of the theme's;
    ``home`` is the front page of the site in the language, or in the site's first one.
    """

    def __init__(self, lang: str, token: str, style: str, icon: str, home: str) -> None:
        self.lang, self.token, self.style, self.icon, self.home = lang, token, style, icon, home
        self.say: Callable[[str], str] = translator(lang)

    def render(self, template: str, **values: object) -> bytes:
        """Return the page that a template makes of ``values``."""
        page = self._environment.get_template(template)
        return page.render(
            lang=self.lang,
            token=self.token,
            style=self.style,
            icon=self.icon,
            home=self.home,
            words=json.dumps({word: self.say(word) for word in SCRIPT_WORDS}, ensure_ascii=False),
            **values,
        ).encode()

    def told(self, problem: Problem) -> tuple[str, str]:
        """Return the message and the remedy of a problem."""
        return shown(problem, self.say)

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES, "utf-8"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(_=self.say, told=self.told, link=link)
        environment.filters.update(moment=_moment)
        return environment


def link(address: str, **query: object) -> str:
    """Return the address of a page of the desk; empty values are left out of the query."""
    said = {key: value for key, value in query.items() if value not in ("", None)}
    return f"/_desk/{quote(address)}" + (f"?{urlencode(said)}" if said else "")


def _moment(seconds: float) -> str:
    moment = datetime.fromtimestamp(seconds)  # noqa: DTZ006 - the clock on the writer's wall
    return f"{moment:%H:%M:%S}, {typed(moment.date())}"
