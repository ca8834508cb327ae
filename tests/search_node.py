"""The search script, run by node as a browser would run it."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parent / "node/search.js"


class Node:
    """A running node; it answers one question after the other."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, task: str, **told: Any) -> Any:
        """Return what the script answers."""
        questions, answers = self._process.stdin, self._process.stdout
        assert questions
        assert answers
        questions.write(json.dumps({"task": task, **told}) + "\n")
        questions.flush()
        return json.loads(answers.readline())


@contextmanager
def running() -> Iterator[Node]:
    """Keep a node at hand."""
    with subprocess.Popen(
        ["node", str(SCRIPT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        yield Node(process)
        assert process.stdin
        process.stdin.close()
