"""Photo cards as they come back from a form → the words of the text with what they say."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .cards import Card, inserted, moved, put, removed
from .requests import Request, whole
from .sheets import Place, Said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Posted:
    number: int
    was: str
    caption: str
    credit: str
    description: str

    @property
    def is_changed(self) -> bool:
        words = (self.caption, self.credit, self.description)
        return _packed(*words) != self.was


def was_of(card: Card) -> str:
    """Return what a form remembers of a card, to know whether its boxes were changed."""
    return _packed(card.caption, card.credit, card.description)


def _packed(*words: str) -> str:
    return json.dumps([" ".join(word.split()) for word in words], ensure_ascii=False)


def with_cards(said: Said, request: Request, place: Place) -> Said:
    """Return what was said, with the words of the cards in the text, and moved as was asked."""
    if said.body is None:
        return said
    body = said.body.replace("\r\n", "\n")
    for card in _posted(request):
        if card.is_changed:
            body = _with(body, card, place.lang)
    return replace(said, body=_acted(body, request, place.lang))


def _posted(request: Request) -> Iterator[_Posted]:
    fields = ("number", "was", "caption", "credit", "description")
    for number, was, caption, credit, description in zip(
        *(request.each(f"card-{field}") for field in fields), strict=False
    ):
        if (place := whole(number)) >= 0:
            yield _Posted(
                number=place,
                was=was,
                caption=caption,
                credit=credit,
                description=description,
            )


def _with(body: str, card: _Posted, lang: str) -> str:
    try:
        return put(
            body,
            card.number,
            caption=card.caption,
            credit=card.credit,
            description=card.description,
            lang=lang,
        )
    except LookupError:  # its photo was taken out of the text meanwhile
        return body


def _acted(body: str, request: Request, lang: str) -> str:
    """Return the text after the button of a card, or of a photo that is not in the text yet."""
    act, _, what = request.said("act").partition(":")
    number = whole(what)
    try:
        if act in ("up", "down"):
            return moved(body, number, -1 if act == "up" else 1, lang)
        if act == "remove":
            return removed(body, number, lang)
    except LookupError:
        return body
    if act == "insert":
        return inserted(body, whole(request.said("cursor"), body.count("\n")), what)
    return body
