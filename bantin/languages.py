"""Languages by their codes: what their speakers call them."""

from functools import cache

_OURS = {"vi": "Tiếng Việt", "en": "English"}


@cache
def language_name(lang: str) -> str:
    """Return what a language is called by those who speak it; its code where nobody knows.

    Source: CLDR, through Babel, but for the two languages that every site has had so far.
    """
    if lang in _OURS:
        return _OURS[lang]
    from babel import Locale, UnknownLocaleError  # slow to load

    try:
        name = Locale.parse(lang).get_display_name(lang) or lang
    except (UnknownLocaleError, ValueError):
        return lang
    return name[:1].upper() + name[1:]
