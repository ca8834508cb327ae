"""What a text consists of once it is converted, and how its blocks are put together."""

from dataclasses import dataclass, replace

from ..model import AwardRow, Block, Gallery, Link, Photo
from ..problems import Problem
from .figures import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A converted text: HTML and photos in turn, and what else is read from it.

    ``plain`` holds the words alone, those of the captions too; lines are those of the file.
    """

    body: tuple[Block, ...] = ()
    plain: str = ""
    first_paragraph: str = ""
    links: tuple[Link, ...] = ()
    award_rows: tuple[AwardRow, ...] = ()
    problems: tuple[Problem, ...] = ()


class Body:
    """Stretches of HTML and photos, put together in order.

    HTML that follows HTML is one block with it, and photos of one group are one gallery.
    """

    def __init__(self) -> None:
        self._blocks: list[tuple[Block, int]] = []

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What was put together so far."""
        return tuple(block for block, _ in self._blocks)

    def add_html(self, text: str) -> None:
        """Add sanitised HTML; nothing is added where there is none."""
        if not text:
            return
        if self._blocks and isinstance(before := self._blocks[-1][0], str):
            self._blocks[-1] = (f"{before}\n{text}", 0)
        else:
            self._blocks.append((text, 0))

    def add_photo(self, photo: Photo, group: int) -> None:
        """Add ``photo`` to the gallery that stands last if it is ``group``, else to a new one."""
        before, number = self._blocks[-1] if self._blocks else ("", 0)
        if isinstance(before, Gallery) and number == group:
            self._blocks[-1] = (replace(before, photos=(*before.photos, photo)), group)
        else:
            self._blocks.append((Gallery(photos=(photo,)), group))


def photo_of(figure: Figure, caption: str, words: str) -> Photo:
    """Return the Photo of ``figure``, whose ``caption`` is safe HTML and ``words`` as text."""
    return Photo(
        source=figure.source,
        line=figure.line,
        caption=words,
        caption_html=caption,
        credit=figure.credit,
        alt=figure.description or words,
        described=bool(figure.description),
    )
