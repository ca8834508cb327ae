"""The address of an article that can be typed from paper: a few letters instead of its name.

A code is the beginning of a hash of the article's name, in letters that nobody takes for
others. Its first two letters are the page that leads on, the rest is a place on that page, so
that ten thousand articles need some hundreds of pages and not ten thousand: ``7k`` and ``m2qx``
are ``s/7k.html#m2qx``.
"""

import hashlib
from collections.abc import Iterable

# No vowels, so that no word comes of it; no 0 O 1 I L S 5 V U Y, which are taken for others.
_LETTERS = "2346789bcdfghjkmnpqrtwxz"
_PAGE, _LENGTH, _WHOLE = 2, 6, 26


def code(slug: str, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """Return the code of ``slug``: six letters, or as many more as keep it from those ``taken``."""
    number = int.from_bytes(hashlib.blake2b(slug.encode(), digest_size=16).digest())
    letters = []
    for _ in range(_WHOLE):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    whole = "".join(letters)
    return next(
        (whole[:n] for n in range(_LENGTH, _WHOLE) if whole[:n] not in taken), f"{whole}{slug}"
    )


def longer_codes(slugs: Iterable[str]) -> dict[str, str]:
    """Return the codes of those ``slugs`` whose six letters are another's; all others have six.

    Whoever comes first keeps the six letters. So the slugs come by age: what is added later
    never takes the address that somebody has on paper. Of ten thousand articles, one in four
    such archives has a single longer code.
    """
    taken: set[str] = set()
    longer = {}
    for slug in slugs:
        letters = code(slug, taken)
        taken.add(letters)
        if len(letters) > _LENGTH:
            longer[slug] = letters
    return longer


def page_of(code: str) -> str:
    """Return the page of an edition on which ``code`` has its place."""
    return f"s/{code[:_PAGE]}.html"


def place_of(code: str) -> str:
    """Return the place of ``code`` on its page."""
    return code[_PAGE:]


def short_address(code: str) -> str:
    """Return the address of ``code`` from the home of an edition: ``s/7k.html#m2qx``."""
    return f"{page_of(code)}#{place_of(code)}"
