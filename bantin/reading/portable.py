"""The names of an item → those that some computers cannot hold, and how to rename them.

The site of a writer on Linux is built by a keeper on Windows, and the reverse.
Source: "Naming Files, Paths, and Namespaces" in the documentation of Windows.
"""

import posixpath
from collections.abc import Iterator

from ..addresses import is_device
from ..faults import fault
from ..problems import N_, Problem, Severity
from ..text import slug
from . import folder_names
from .head import Head
from .tree import Folder

_SIGNS = '<>:"|?*\\'
_RECORDED = ("unit", "people", "topics", "occasion", "launched_by")
# Windows allows 260 letters from the drive on; so many are left to where the site lies, as in
# C:\Users\Nguyen Van Anh\Documents\bantin\
_LONGEST = 260 - 60


def unportable(folder: Folder, address: str) -> Iterator[Problem]:
    """Yield a warning for each name of an item that Windows cannot hold.

    ``address`` is that of its page, without the kind before it.
    """
    place = f"{folder.root}/{folder.path}"
    *_, own = folder.path.split("/")
    yield from _name(own, place)
    if is_device(address) and not is_device(own):
        yield _device(address, place, f"{address}.html")
    names = [name for name, _ in folder.texts] + list(folder.files)
    for name in names:
        for part in name.split("/"):
            yield from _name(part, f"{place}/{name}")
    kind = folder.path.partition("/")[0]
    pages = (f"output/en/{kind}/{address}.html", f"output/{kind}/{address}.atom.xml")
    longest = max((*(f"{place}/{name}" for name in names), *pages), key=_length)
    # The name of a folder that is too long by itself is told where it is read.
    if _length(longest) > _LONGEST and len(address) <= folder_names.LONGEST:
        yield _long(place, longest)


def unportable_records(head: Head, path: str) -> Iterator[Problem]:
    """Yield a warning for each name in a head whose record Windows would take for a device."""
    for key in _RECORDED:
        for value in head.all(key):
            if is_device(slug(value.text)):
                yield _device(value.text, path, f"{slug(value.text)}.html", value.line)


def _name(name: str, path: str) -> Iterator[Problem]:
    if is_device(name):
        yield _device(name, path, name)
    elif name != name.rstrip(". "):
        yield _warning(
            N_("Windows drops the dot or the space at the end of the name “{name}”"),
            N_("Rename it, without the sign at its end"),
            path,
            name,
        )
    elif signs := "".join(sign for sign in _SIGNS if sign in name):
        yield _warning(
            N_("Windows does not allow {signs} in the name “{name}”"),
            N_("Rename it, without these signs"),
            path,
            name,
            signs=" ".join(signs),
        )


def _device(name: str, path: str, file: str, line: int = 1) -> Problem:
    return _warning(
        N_("Windows takes “{file}” for a device, not for a file"),
        N_("Give it a longer name; “{name}” alone cannot be kept on Windows"),
        path,
        name,
        line=line,
        file=file,
    )


def _long(path: str, longest: str) -> Problem:
    return fault(
        "path-too-long-for-windows",
        N_("“{file}” has {length} letters with its folders; beyond {limit} Windows may refuse it"),
        N_("Give the folder, or the file in it, a shorter name"),
        path=path,
        severity=Severity.WARNING,
        file=posixpath.basename(longest),
        length=str(_length(longest)),
        limit=str(_LONGEST),
    )


def _length(path: str) -> int:
    """Return how long Windows takes a path to be: in units of UTF-16."""
    return len(path.encode("utf-16-le", "surrogatepass")) // 2


def _warning(
    message: str,
    remedy: str,
    path: str,
    name: str,
    *,
    line: int = 1,
    file: str = "",
    signs: str = "",
) -> Problem:
    return fault(
        "name-not-for-windows",
        message,
        remedy,
        path=path,
        line=line,
        severity=Severity.WARNING,
        name=name,
        file=file,
        signs=signs,
    )
