"""The help page: what readers can do here, in the words of the theme."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the help: ``key`` is its anchor, the same in every language."""

    key: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class HelpView:
    """``body`` is filled in when the page is rendered: the theme's own hash stands for it.

    ``pages`` are the pages of the site to which its links lead.
    """

    title: str
    lead: str
    body: tuple[Section, ...]
    pages: tuple[str, ...]
