"""The head of a text of Pelican, in Markdown or reStructuredText → what it says."""

import re

_META = re.compile(r"^[ ]{0,3}([A-Za-z0-9_-]+):[ \t]*(.*)$")
_MORE_META = re.compile(r"^[ ]{4,}(.+)$")
_FIELD = re.compile(r"^:([A-Za-z0-9_-]+):[ \t]*(.*)$")
_RULE = re.compile(r"^([!-/:-@\[-`{-~])\1{2,}\s*$")
_SPLIT = re.compile(r"\s*;\s*")
_LONGEST = 400


def parted(text: str) -> tuple[dict[str, str], str]:
    """Return the head of a Markdown file as Pelican reads it, and the text below.

    Source: Python-Markdown, “Meta-Data”: lines ``Key: value`` up to an empty one; lines that
    are set in go on the one above; ``---`` around it is allowed.
    """
    lines = text.split("\n")
    number = 1 if lines[0].strip() == "---" else 0
    found: dict[str, str] = {}
    key = ""
    while number < len(lines):
        line = lines[number]
        if match := _META.match(line):
            key = match[1].lower()
            found[key] = match[2].strip()
        elif (match := _MORE_META.match(line)) and key:
            sign = "; " if key in ("authors", "tags") else " "
            found[key] = f"{found[key]}{sign}{match[1].strip()}".strip("; ")
        else:
            break
        number += 1
    if number < len(lines) and lines[number].strip() in ("---", "..."):
        number += 1
    return (found, "\n".join(lines[number:])) if found else ({}, text)


def fields_of(text: str) -> dict[str, str]:
    """Return the title of a reStructuredText file and the fields below it.

    Source: docutils, “reStructuredText Markup Specification”: a title has a row of one sign
    below it, or above and below; a field reads ``:name: value``; what is set in goes on.
    """
    lines = [line.rstrip() for line in text.split("\n")[:_LONGEST]]
    lines = lines[next((n for n, line in enumerate(lines) if line), 0) :]
    found: dict[str, str] = {}
    start = 1 if lines and _RULE.match(lines[0]) else 0
    if len(lines) > start + 1 and _RULE.match(lines[start + 1]):
        found["title"] = lines[start].strip()
        lines = lines[start + 2 :]
    key = ""
    for line in lines:
        if match := _FIELD.match(line):
            key = match[1].lower()
            found[key] = match[2].strip()
        elif key and line.startswith(" "):
            found[key] = f"{found[key]} {line.strip()}".strip()
        elif line:
            break
    return found


def several(text: str) -> tuple[str, ...]:
    """Return what a list says; a semicolon parts it where there is one, else commas do."""
    parts = _SPLIT.split(text) if ";" in text else text.split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
