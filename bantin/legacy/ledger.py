"""What was brought over before, as a file beside the site: which article became which folder.

The file is a table that any spreadsheet opens. A line that is deleted lets its article come
over once more; a folder that is deleted does not.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = ("source", "folder")


@dataclass(slots=True)
class Ledger:
    """The ledger in a file; ``folders`` says which key of a source became which folder."""

    path: Path
    folders: dict[str, str] = field(default_factory=dict)

    @classmethod
    def opened(cls, path: Path) -> "Ledger":
        """Return the ledger in ``path``; an empty one where there is no such file."""
        folders: dict[str, str] = {}
        if path.is_file():
            with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
                folders = {row[0]: row[1] for row in csv.reader(file) if len(row) >= 2}
            folders.pop(_HEAD[0], None)
        return cls(path, folders)

    def add(self, key: str, folder: str) -> None:
        """Note one article, at once: a run that is cut off is not forgotten."""
        self.folders[key] = folder
        is_new = not self.path.is_file()
        with self.path.open("a", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            if is_new:
                table.writerow(_HEAD)
            table.writerow((key, folder))
