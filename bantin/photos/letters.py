"""Bytes of a note whose letters nobody named → text, or nothing rather than a wrong guess."""

import unicodedata

# What Vietnamese writes beside ASCII; composed, in lower case.
_VIETNAMESE = frozenset("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")
_OF_TYPESETTERS = frozenset("\xa0“”‘’„«»–—…•·°§©®")


def decoded(raw: bytes, *, is_utf8: bool) -> str:
    """Return ``raw`` as text (NFC): UTF-8 where it is that, else Vietnamese or Western Windows.

    ``is_utf8`` says that the file promises UTF-8; one that breaks its promise gives nothing.
    Nothing comes back either where neither guess reads like a language; there is never a
    replacement character that was not in the bytes.
    """
    raw = raw.rstrip(b"\0")
    try:
        return _composed(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        # A note has a longest length in bytes, which may cut through its last letter.
        if error.start and error.start >= len(raw) - 3 and error.reason.startswith("unexpected"):
            return _composed(raw[: error.start].decode("utf-8"))
        return "" if is_utf8 else _guessed(raw)


def _guessed(raw: bytes) -> str:
    # Both tables agree on most letters. The Vietnamese one writes tones behind their vowel, so
    # what is no Vietnamese shows up as a letter that the language does not have.
    for table, fits in (("cp1258", _is_vietnamese), ("cp1252", _is_western)):
        try:
            text = _composed(raw.decode(table))
        except UnicodeDecodeError:
            continue
        if all(letter.isascii() or letter in _OF_TYPESETTERS or fits(letter) for letter in text):
            return text
    return ""


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _is_vietnamese(letter: str) -> bool:
    return letter.lower() in _VIETNAMESE


def _is_western(letter: str) -> bool:
    return letter.isalpha() and letter not in "ªºµƒˆ"
