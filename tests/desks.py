"""The writing desk of a small site, asked without a browser."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from bantin.preview.engine import Answer
from bantin.preview.resident import Resident
from bantin.writing.requests import Request
from bantin.writing.scribe import Scribe

from .small_site import NOW, SmallSite

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class WritingDesk:
    """A desk that looks at each save, as the preview does."""

    site: SmallSite
    resident: Resident
    scribe: Scribe

    def get(self, address: str, lang: str = "vi", **query: str) -> Answer:
        return self._ask(address, Request(query=tuple(query.items())), lang)

    def post(self, address: str, form: Pairs, lang: str = "vi", **query: str) -> Answer:
        request = Request(method="POST", query=tuple(query.items()), form=tuple(form))
        return self._ask(address, request, lang)

    def told(self, address: str, form: Pairs = (), file: str = "", **query: str) -> Any:
        """Ask as a script does."""
        asked = tuple(query.items())
        request = Request(method="POST", query=asked, form=tuple(form), wants_json=True, file=file)
        return json.loads(self._ask(address, request, "vi").body)

    def _ask(self, address: str, request: Request, lang: str) -> Answer:
        answer = self.scribe.answer(address, lang, request.packed())
        if answer.saved:
            self.resident.refresh(answer.saved)
        return answer

    def stamp(self, address: str, lang: str = "vi") -> str:
        """Return the stamp that the form of a text holds."""
        page = self.get(f"edit/{address}", text=lang).body.decode()
        return page.partition('name="stamp" value="')[2].partition('"')[0]


def writing_desk(site: SmallSite) -> WritingDesk:
    """Open the desk of ``site``."""
    settings = replace(site.settings(), drafts=True, preview=True, now=NOW)
    resident = Resident(lambda: settings)
    resident.refresh(None)
    return WritingDesk(site, resident, Scribe(resident))
