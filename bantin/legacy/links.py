"""All addresses of an old site → the new articles that links within it lead to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .addresses import host_of, keys_of

_LAST = "…/"


@dataclass(slots=True)
class Links:
    """Which new article stands for which old address. Two that share a last step have it not."""

    known: dict[str, str] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)

    def add(self, addresses: Iterable[str], slug: str) -> None:
        """Let ``addresses`` lead to the new article ``slug``; who came first keeps them."""
        for address in addresses:
            for key in keys_of(address):
                if self.known.setdefault(key, slug) != slug and key.startswith(_LAST):
                    self.unclear.add(key)

    def find(self, address: str) -> str | None:
        """Return the slug of the article that a link leads to, or None.

        A link to another host must name the whole path: the last step of it is not enough.
        """
        for key in keys_of(address):
            if key in self.unclear or (key.startswith(_LAST) and is_absolute(address)):
                continue
            if key.startswith("?") and is_absolute(address) and not _asks_here(address):
                continue
            if slug := self.known.get(key):
                return slug
        return None


def is_absolute(address: str) -> bool:
    """Say whether ``address`` names a host."""
    return bool(host_of(address))


def _asks_here(address: str) -> bool:
    """Say whether a question to a host can be one to Joomla or WordPress."""
    return "option=com_content" in address or "/?p=" in address
