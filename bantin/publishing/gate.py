"""The files that are about to be published → what must not go out, found in the bytes themselves.

The build keeps drafts, metadata and foreign addresses out by its own means; this looks once
more at what it made, and shares nothing with it.
"""

import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..copies import ENCODINGS, base_of
from ..faults import fault
from ..problems import N_, Problem
from ..workers import Tell
from .manifest import Manifest, hash_of
from .metadata import metadata_in
from .unpacking import unpacked

_TAG = re.compile(
    r"<(a|link|script|img|source|iframe|video|audio|embed|object|form)\b([^>]*)>", re.I
)
_VALUE = re.compile(r'\b(href|src|srcset|data|poster|action|rel)="([^"]*)"', re.I)
_STATUS = re.compile(r'data-status="(draft|scheduled|sample)"')
_CSS = re.compile(r"(?:@import\s+|url\()\s*[\"']?\s*((?:https?:)?//[^\"')\s]+)", re.I)
_LOADED = frozenset({"stylesheet", "icon", "preload", "prefetch", "manifest", "modulepreload"})
_ENOUGH = 20


def gate(
    output: Path,
    names: Iterable[str],
    wanted: Manifest,
    *,
    languages: tuple[str, ...],
    samples: bool,
    site_url: str,
    tell: Tell,
) -> tuple[Problem, ...]:
    """Return what is wrong with the files ``names`` of ``output``, twenty faults at most.

    ``wanted`` are all files of the site, ``samples`` says whether those may be shown.
    Raises ``OSError`` where a file cannot be read.
    """
    found = list(_missing(wanted, languages))
    names = _with_copies(names, wanted)
    for done, name in enumerate(names, start=1):
        found += _of_file(output, name, wanted, samples=samples, site_url=site_url)
        tell("looked", done, len(names))
        if len(found) >= _ENOUGH:
            break
    return tuple(found[:_ENOUGH])


def _with_copies(names: Iterable[str], wanted: Manifest) -> list[str]:
    """Return the names, and those of the copies of each: an old one beside a new file would lie."""
    names = list(names)
    copies = (f"{name}.{ending}" for name in names for ending in ENCODINGS)
    return list(dict.fromkeys((*names, *(copy for copy in copies if copy in wanted))))


def _of_file(
    output: Path, name: str, wanted: Manifest, *, samples: bool, site_url: str
) -> Iterator[Problem]:
    ending = posixpath.splitext(name)[1].lower()
    if base := base_of(name):
        yield from _copied(output, name, base, wanted)
    elif ending == ".html":
        text = (output / name).read_text(encoding="utf-8")
        yield from _held_back(name, text, samples=samples)
        yield from _addresses(name, text, wanted, site_url)
    elif ending == ".css":
        yield from (
            _foreign(name, address)
            for address in _CSS.findall((output / name).read_text(encoding="utf-8"))
        )
    elif ending in (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"):
        for kind in metadata_in((output / name).read_bytes()):
            yield fault(
                "publish-metadata",
                N_("the photo still carries data of the camera or the author: {kind}"),
                N_("Build the site anew: bantin build --clean"),
                path=name,
                kind=kind,
            )


def _copied(output: Path, name: str, base: str, wanted: Manifest) -> Iterator[Problem]:
    """Yield a Problem where a copy holds anything else than its file, which is looked at itself."""
    try:
        size = (output / base).stat().st_size
        data = unpacked(name.rpartition(".")[2], (output / name).read_bytes(), size)
        is_same = hash_of(data) == wanted.get(base)
    except (FileNotFoundError, ValueError):
        is_same = False
    if not is_same:
        yield fault(
            "publish-copy-differs",
            N_("the compressed copy does not hold what “{base}” says"),
            N_("Build the site anew: bantin build --clean"),
            path=name,
            base=base,
        )


def _held_back(name: str, text: str, *, samples: bool) -> Iterator[Problem]:
    statuses = set(_STATUS.findall(text))
    if statuses & {"draft", "scheduled"}:
        yield fault(
            "publish-draft",
            N_("the page shows a draft, or an article that waits for its hour"),
            N_("Build without --drafts: bantin publish does so by itself"),
            path=name,
        )
    if "sample" in statuses and not samples:
        yield fault(
            "publish-sample",
            N_("the page shows a sample"),
            N_("Build the site anew: bantin build --clean"),
            path=name,
        )


def _addresses(name: str, text: str, wanted: Manifest, site_url: str) -> Iterator[Problem]:
    home = urlsplit(site_url).path
    for tag, attributes in _TAG.findall(text):
        values = {key.lower(): html.unescape(said) for key, said in _VALUE.findall(attributes)}
        loads = tag.lower() not in ("a", "link") or not _LOADED.isdisjoint(
            values.get("rel", "").lower().split()
        )
        for address in _asked_for(values):
            parts = urlsplit(address)
            is_ours = not parts.scheme and not parts.netloc
            if not is_ours and loads and not (site_url and address.startswith(f"{site_url}/")):
                yield _foreign(name, address)
            elif is_ours and parts.path and _place(name, parts.path, home) not in wanted:
                yield fault(
                    "publish-link-dead",
                    N_("the page leads to “{address}”, which is not on the site"),
                    N_("Build the site anew: bantin build --clean"),
                    path=name,
                    address=address,
                )


def _asked_for(values: dict[str, str]) -> Iterator[str]:
    for key, said in values.items():
        if key == "srcset":
            yield from (part.split()[0] for part in said.split(",") if part.strip())
        elif key != "rel":
            yield said.strip()


def _place(page: str, path: str, home: str) -> str:
    """Return the address of the file that ``path``, as it stands on ``page``, leads to.

    ``home`` is the path at which the site's root stands on its server, without a slash at its end.
    """
    if path.startswith(f"{home}/"):
        page, path = "", path[len(home) + 1 :] or "./"
    place = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    return posixpath.normpath(f"{place}/index.html") if path.endswith("/") else place


def _foreign(name: str, address: str) -> Problem:
    return fault(
        "publish-foreign",
        N_("the page would fetch something from elsewhere: “{address}”"),
        N_("Keep the file in the theme or the article's folder, and name it there"),
        path=name,
        address=address,
    )


def _missing(wanted: Manifest, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a Problem for each page that stands in one language and lacks in another."""
    homes = ["", *(f"{lang}/" for lang in languages[1:])]
    pages = {
        name.removeprefix(home)
        for name in wanted
        for home in [next((h for h in homes[1:] if name.startswith(h)), "")]
        if name.endswith(".html")
    }
    for home in homes:
        for page in sorted(pages):
            if f"{home}{page}" not in wanted and not page.startswith("s/"):
                yield fault(
                    "publish-page-missing",
                    N_("this page is missing, and stands in the other language"),
                    N_("Build the site anew: bantin build --clean"),
                    path=f"{home}{page}",
                )
