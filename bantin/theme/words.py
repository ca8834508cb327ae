"""A ``.po`` file → the words of the theme in one language."""

from io import BytesIO


def read_words(catalogue: bytes) -> dict[str, tuple[str, ...]]:
    """Return the entries of a ``.po`` file, each with all its plural forms.

    An entry that counts is known by its English singular.
    """
    from babel.messages.pofile import read_po  # a slow import, needed only where pages are made

    entries = {}
    for message in read_po(BytesIO(catalogue)):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        if key and all(forms) and not message.fuzzy:
            entries[str(key)] = tuple(map(str, forms))
    return entries
