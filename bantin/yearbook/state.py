"""The texts of a year → a fingerprint by which a copy of its book can be checked."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from ..model import Item
from .sheet import read


def fingerprint(items: Iterable[Item], content: Path) -> str:
    """Return what stands for the texts of ``items``, in every language, to the letter.

    It is the SHA-256 of a list as ``sha256sum`` prints it: a line for each file, its path from
    the folder ``content``, sorted by path. Raises ``OutsideError`` where one cannot be read.
    """
    root = f"{content.name}/"
    paths = sorted(text.path.removeprefix(root) for item in items for text in item.texts)
    lines = (f"{hashlib.sha256(read(content / path)).hexdigest()}  {path}\n" for path in paths)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
