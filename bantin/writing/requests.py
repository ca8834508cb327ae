"""What a browser sends to the writing desk: the question behind an address, and a form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

_FIGURES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """``method`` is GET or POST; ``query`` and ``form`` are pairs of name and value, in order.

    ``file`` is where the web server has put what was uploaded, and ``data`` a posted JSON.
    ``wants_json`` is True where a script asks.
    """

    method: str = "GET"
    query: tuple[tuple[str, str], ...] = ()
    form: tuple[tuple[str, str], ...] = ()
    file: str = ""
    token: str = ""
    wants_json: bool = False
    data: Mapping[str, object] = field(default_factory=dict)

    def asked(self, name: str, otherwise: str = "") -> str:
        """Return the first value of ``name`` in the query."""
        return next((value for key, value in self.query if key == name), otherwise)

    def said(self, name: str, otherwise: str = "") -> str:
        """Return the first value of ``name`` in the form."""
        return next((value for key, value in self.form if key == name), otherwise)

    def each(self, name: str) -> tuple[str, ...]:
        """Return all values of ``name`` in the form."""
        return tuple(value for key, value in self.form if key == name)

    def packed(self) -> bytes:
        """Return it as bytes that ``unpacked`` takes."""
        return json.dumps(
            {
                "method": self.method,
                "query": self.query,
                "form": self.form,
                "file": self.file,
                "token": self.token,
                "wants_json": self.wants_json,
                "data": self.data,
            }
        ).encode("ascii")


def unpacked(body: bytes) -> Request:
    """Return the request that was packed."""
    found = json.loads(body or b"{}")
    return Request(
        method=found.get("method", "GET"),
        query=tuple((key, value) for key, value in found.get("query", ())),
        form=tuple((key, value) for key, value in found.get("form", ())),
        file=found.get("file", ""),
        token=found.get("token", ""),
        wants_json=found.get("wants_json", False),
        data=found.get("data", {}),
    )


def whole(text: str, otherwise: int = -1) -> int:
    """Return the number that ``text`` is, in up to eight figures, or ``otherwise``."""
    return int(text) if text.isdecimal() and len(text) < _FIGURES else otherwise
