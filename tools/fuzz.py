"""Throw bytes at the reading of articles until somebody stops it: ``python -m tools.fuzz``.

Wants atheris, which is not among the packages of the tests; options are those of libFuzzer, as
``-max_total_time=600``. Whatever is raised, or cannot be said, ends the run with the bytes.
"""

import importlib
import sys

from bantin.messages import shown, translator
from bantin.reading.articles import read_article
from bantin.reading.items import Known
from bantin.reading.names_file import read_names
from bantin.reading.tree import Folder

HEAD = "---\nTiêu đề: Ra quân\nNgày: 04/3/2024\nTác giả: Nguyễn Văn An\n---\n\n".encode()


def one(data: bytes) -> None:
    """Read ``data`` as an article, as a text below a good head, and as a list of names."""
    problems = list(read_names(data, "content/names.csv")[1])
    for text in (data, HEAD + data):
        folder = Folder(path="articles/a", texts=(("vi.md", text),), files=("1.jpg",))
        outcome = read_article(folder, Known())
        if not outcome.item and not outcome.problems:
            raise AssertionError("left out without a word")
        problems += outcome.problems
    for problem in problems:
        for lang in ("vi", "en"):
            shown(problem, translator(lang))


def main() -> None:
    """Run until an example fails, or until the options say so."""
    atheris = importlib.import_module("atheris")
    one(HEAD + b"x")  # what is loaded late is looked into as well
    atheris.instrument_all()
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
