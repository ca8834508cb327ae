"""Mistakes that writers make, each a small site and what is to be said of it.

A module holds one kind of mistake. ``told`` of a ``Case`` lists everything that may be said,
so an echo fails as a silence does; ``says`` are words that must stand in what is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

from PIL import Image

STEP = "Tiếp bước chiến sĩ Điện Biên - Tiến lên giành 3 nhất"
SPRING = "Mừng Đảng, mừng Xuân"
TEXT = "Chiều ngày 04/3/2024, Tiểu đoàn Sửa chữa tổ chức lễ phát động thi đua."
ENGLISH = "On the afternoon of 4 March 2024 the Repair Battalion launched its drive."
HEAD = ("Tiêu đề: Tiểu đoàn Sửa chữa ra quân", "Ngày: 04/3/2024", "Tác giả: Nguyễn Văn An")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One mistake. Names of files without a slash stand in the folder ``articles/a``.

    A line of ``told`` is a severity (E, W, I), a code, a file and a line: ``E text-empty vi.md:6``.
    """

    name: str
    files: Mapping[str, str | bytes]
    told: tuple[str, ...]
    says: tuple[str, ...] = field(default=())


def case(
    name: str,
    files: Mapping[str, str | bytes] | str | bytes,
    *told: str,
    says: str | tuple[str, ...] = (),
) -> Case:
    """Return a Case; ``files`` may be the text of ``vi.md`` alone."""
    given = {"vi.md": files} if isinstance(files, (str, bytes)) else files
    return Case(name=name, files=given, told=told, says=(says,) if isinstance(says, str) else says)


def vi(*lines: str, text: str = TEXT, without: str = "") -> str:
    """Return a good article, with ``lines`` of its head in place of the usual ones or added.

    The text begins in line 7, or later by as many lines as were added.
    """
    head = {line.partition(":")[0]: line for line in HEAD}
    head.pop(without, None)
    for line in lines:
        label = line.partition(":")[0]
        head[label if label in head else line] = line
    return "\n".join(("---", *head.values(), "---", "", text, ""))


def en(*lines: str, text: str = ENGLISH) -> str:
    """Return a good translation; its text begins in line 5, or later."""
    head = lines if any(line.startswith("Title") for line in lines) else ("Title: Launch", *lines)
    return "\n".join(("---", *head, "---", "", text, ""))


def campaign(
    *lines: str, name: str = STEP, text: str = "Ba nhất: nhận thức, nhiệm vụ, kỷ luật."
) -> str:
    """Return a good campaign."""
    return "\n".join(("---", f"Tên: {name}", *lines, "---", "", text, ""))


@cache
def photo(width: int = 640, height: int = 400, form: str = "JPEG") -> bytes:
    """Return the file of a grey photo."""
    file = BytesIO()
    Image.new("RGB", (width, height), (120, 130, 140)).save(file, form)
    return file.getvalue()
