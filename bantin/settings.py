"""The settings of a site, as one value that the banks fill and the river reads."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

SPOKEN = ("vi", "en")
"""The languages in which writers are spoken to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where a site lies and how it is to be built.

    ``root`` is the site's folder; ``languages`` starts with the one that holds all facts.
    ``site_names``, ``taglines`` and ``publishers`` pair a language with its words.
    ``site_url`` is the absolute address of the root without a slash at its end, or empty.
    ``now`` is the wall clock of the site's time zone; ``utc_offset`` is that zone's
    (``+07:00``). ``samples`` and ``drafts`` say whether those are shown; ``preview`` marks
    pages that only the writer sees. ``targets`` pair the names of places to publish to with
    their addresses, the usual one first. ``precompress`` are the endings of the compressed
    copies that lie beside texts.
    """

    root: Path
    content: Path
    output: Path
    theme: Path
    cache: Path
    languages: tuple[str, ...] = ("vi", "en")
    site_names: tuple[tuple[str, str], ...] = ()
    taglines: tuple[tuple[str, str], ...] = ()
    publishers: tuple[tuple[str, str], ...] = ()
    site_url: str = ""
    now: datetime
    utc_offset: str = "+07:00"
    samples: bool = True
    drafts: bool = False
    preview: bool = False
    targets: tuple[tuple[str, str], ...] = ()
    precompress: tuple[str, ...] = ()

    @property
    def message_language(self) -> str:
        """The language in which writers of this site are spoken to, of those we speak."""
        return next((lang for lang in self.languages if lang in SPOKEN), "en")

    @property
    def catalogues(self) -> Path:
        """The folder with the theme's words in languages that the theme itself does not speak."""
        return self.root / "locale"
