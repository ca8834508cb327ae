"""Occasions: what an anniversary is, whichever year it is kept in."""

import re

from .text import clean, slug

_EVE = re.compile(
    r"(?:(?:thiết thực|lập thành tích|nhân dịp|hướng tới|tiến tới|chào mừng|k[ỷỉ] niệm)\b[\s,:]*"
    r"|(?:to )?(?:celebrat|mark|commemorat)(?:e|ing)\s+)+",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:tròn\s+)?\d+\s+năm\b\s*|\b(?:lần|năm)\s+thứ\s+\d+\b\s*"
    r"|\b(?:the\s+)?\d+(?:st|nd|rd|th)\s+anniversary\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
_BRACKETED_DATES = re.compile(r"\s*[(\[][^)\]]*\d[^)\]]*[)\]]")
_DATE = r"(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?"
# A date that is the name itself stays: “Ngày 30/4 và 1/5”.
_LAST_DATES = re.compile(
    rf"(?<!ngày)(?<!và)[\s,]+(?:{_DATE}(?:\s*[-–—]\s*{_DATE})?|năm \d{{4}})\Z", re.IGNORECASE
)
# “70 năm Ngày Chiến thắng …” is “70 năm Chiến thắng …”, but a “Ngày hội” is no “hội”.
_DAY_OF = re.compile(r"ngày\s+(?!hội\b|sinh\b|mất\b|\d)", re.IGNORECASE)


def occasion_name(text: str) -> str:
    """Return what ``text`` celebrates, as readers see it, the same for every year.

    The words “Kỷ niệm” and “chào mừng”, the ordinal (“70 năm”, “lần thứ 134”, “70th
    anniversary of”) and the dates are gone: “Kỷ niệm 70 năm Chiến thắng Điện Biên Phủ
    (07/5/1954 - 07/5/2024)” is “Chiến thắng Điện Biên Phủ”. Where nothing would be left,
    the text stays as it is.
    """
    text = " ".join(clean(text).split())
    bare = _BRACKETED_DATES.sub("", text)
    eve = _EVE.match(bare)
    bare = bare[eve.end() :] if eve else bare
    bare = _LAST_DATES.sub("", bare)
    # Only an anniversary is counted off: a congress keeps its “lần thứ 13”.
    bare = _ORDINAL.sub("", bare) if eve or _ORDINAL.match(bare) else bare
    bare = bare.strip(" ,;:.-–—")
    return bare[:1].upper() + bare[1:] if slug(bare) else text


def anniversary(text: str) -> int:
    """Return how many years ``text`` keeps: 70 for “70 năm Chiến thắng …”; 0 where it says none."""
    found = _ORDINAL.search(clean(text))
    number = re.search(r"\d+", found[0]) if found else None
    return int(number[0]) if number else 0


def occasion_in_brief(text: str) -> str:
    """Return ``text`` without “Kỷ niệm” and the days in brackets: “70 năm Chiến thắng …”."""
    bare = _BRACKETED_DATES.sub("", " ".join(clean(text).split()))
    eve = _EVE.match(bare)
    bare = (bare[eve.end() :] if eve else bare).strip(" ,;:.-–—")
    return bare[:1].upper() + bare[1:] if slug(bare) else text


def occasion_key(text: str) -> str:
    """Return the address of what ``text`` celebrates, the same for every year."""
    name = occasion_name(text)
    return slug(_DAY_OF.sub("", name, count=1)) or slug(name)
