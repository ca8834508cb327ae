"""Answers → folders on the disk, all of them or none, and what is said of them."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .. import held
from ..manuscript import Choices, lay_down, new_item
from ..messages import translator
from ..problems import N_
from ..reading.facts import item_slug
from ..settings import Settings
from .item import Asked, Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A new item as it lies: ``folder`` on the disk, the names of its files, its address.

    ``draft`` tells whether it waits for its writer to say that it is ready.
    """

    kind: str
    folder: Path
    files: tuple[str, ...]
    address: str
    draft: bool

    @property
    def text(self) -> Path:
        """The file in which the writer goes on."""
        return self.folder / self.files[0]


def lay(settings: Settings, asked: Asked) -> tuple[Laid, ...]:
    """Write the item, and before it the campaigns that go with it; the item stands last.

    Raises what ``new_item`` raises, and ``OutsideError`` where the disk refuses; then nothing
    is left behind.
    """
    laid: list[Laid] = []
    with _all_or_none(settings.content, laid):
        for campaign in asked.campaigns:
            laid.append(_one(settings, campaign, asked.before))
        laid.append(_one(settings, asked.item, asked.known))
    return tuple(laid)


def _one(settings: Settings, given: Given, known: Choices) -> Laid:
    item = new_item(
        settings,
        given.kind,
        given.pairs,
        known=known,
        name=given.name,
        body=given.body,
        english=given.english,
    )
    folder = lay_down(settings.content, item)
    return Laid(
        kind=given.kind,
        folder=folder,
        files=tuple(name for name, _ in item.files),
        address=f"{given.kind}/{item_slug(item.folder)}.html",
        draft=item.draft,
    )


@contextmanager
def _all_or_none(content: Path, laid: list[Laid]) -> Iterator[None]:
    whole = False
    try:
        yield
        whole = True
    except OSError as error:
        raise held.refused(error, content) from error
    finally:
        for item in () if whole else laid:
            shutil.rmtree(item.folder, ignore_errors=True)


def next_steps(laid: Sequence[Laid], settings: Settings, lang: str) -> list[str]:
    """Return what a writer is told: what was made, and what to do now."""
    say = translator(lang)
    *before, item = laid
    lines = [
        say(N_("campaign made: {path}")).format(path=_shown(one.text, settings)) for one in before
    ]
    lines.append(say(N_("made: {path}")).format(path=_shown(item.folder, settings)))
    lines.append("  " + say(N_("Write in “{file}”.")).format(file=_shown(item.text, settings)))
    if item.kind == "articles":
        lines[-1] += " " + say(N_("Photos go into the same folder."))
    if item.draft:
        lines.append("  " + say(N_("It is a draft until you delete the line that says so.")))
    lines.append(
        "  "
        + say(N_("“bantin serve” shows it as you write; it will be {address}")).format(
            address=item.address
        )
    )
    return lines


def new_json(laid: Sequence[Laid], settings: Settings) -> str:
    """Return one JSON object that says what was made."""
    *before, item = laid
    said = {
        "path": _shown(item.folder, settings),
        "files": [_shown(item.folder / name, settings) for name in item.files],
        "address": item.address,
        "draft": item.draft,
    }
    if before:
        said["campaigns"] = [_shown(one.folder, settings) for one in before]
    return json.dumps(said, ensure_ascii=False)


def _shown(path: Path, settings: Settings) -> str:
    """Return a path as it is told: from the site's folder, with forward slashes."""
    root = settings.content.parent
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
