"""A script → the same script in fewer bytes: without comments and spaces, with short local names.

Only what ECMAScript 5 can say is understood; a script that says more is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from string import ascii_letters

_TOKEN = re.compile(
    r"""(?P<space>\s+|/\*.*?\*/|//[^\n]*)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<number>\d[\w.]*)
    |(?P<mark>[-+*/%&|^<>=!~?:;,.(){}\[\]]|\S)""",
    re.X | re.S,
)
_PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_WORDS = frozenset(
    re.findall(
        r"\w+",
        "break case catch continue debugger default delete do else false finally for function if "
        "in instanceof new null return switch this throw true try typeof undefined var void "
        "while arguments eval with",
    )
)
_LATER = frozenset(
    re.findall(r"\w+", "async await class const export import let of super yield eval with")
)
# Behind these a value begins: there a slash begins a pattern, and a brace an object.
_BEFORE_VALUE = frozenset([*"(,=:[!&|?+-*%<>~", "return", "typeof", "case", "in"])


class _UnclearError(Exception):
    """The script cannot be followed."""


@dataclass(slots=True)
class _Scope:
    """What a function declares, and the names that stand for it."""

    outer: "_Scope | None" = None
    names: dict[str, str] = field(default_factory=dict)

    def owner(self, name: str) -> "_Scope | None":
        scope: _Scope | None = self
        while scope and name not in scope.names:
            scope = scope.outer
        return scope

    def depth(self) -> int:
        return len(self.names) + (self.outer.depth() if self.outer else 0)


@dataclass(slots=True)
class _Token:
    """A piece of a script; ``scope`` is where a name is looked up, None for one that stays."""

    text: str
    kind: str
    after_line: bool
    scope: _Scope | None = None


def brief(script: str) -> str | None:
    """Return a script that does what ``script`` does in fewer bytes; None where that is unclear."""
    try:
        tokens = list(_tokens(script))
        scopes = _Reader(tokens).read()
    except _UnclearError:
        return None
    _shorten(tokens, scopes)
    return "".join(_joined(tokens))


def _tokens(script: str) -> Iterator[_Token]:
    place, line, last = 0, False, "("
    while place < len(script):
        found = _TOKEN.match(script, place)
        if script[place] == "/" and last in _BEFORE_VALUE and not (found and found["space"]):
            found = _PATTERN.match(script, place)
            if not found:
                raise _UnclearError
            kind = "text"
        else:
            kind = found.lastgroup or "" if found else ""
        if not found or found[0] in ("`", "#", "@", "\\"):
            raise _UnclearError
        place = found.end()
        if kind == "space":
            line |= "\n" in found[0]
            continue
        if kind == "mark" and found[0] == "=" and script[place : place + 1] == ">":
            raise _UnclearError
        yield _Token(found[0], kind, line)
        line, last = False, found[0]


class _Reader:
    """Follows the functions of a script, and says of each name where it is declared."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self.tokens = tokens
        self.scopes: list[_Scope] = []

    def read(self) -> list[_Scope]:
        """Give each local name its scope; return all scopes, the outer ones first."""
        scope: _Scope | None = None
        # What each open bracket is, and the scope behind it.
        open_: list[tuple[str, _Scope | None]] = []
        body: _Scope | None = None  # the function whose brace is to come
        declared: list[int] = []  # where a list of variables is open: how many brackets there are
        for at, token in enumerate(self.tokens):
            text, before = token.text, self._text(at - 1)
            if token.kind == "name":
                if text in _LATER and before != ".":
                    raise _UnclearError
                if text == "function":
                    body = self._function(at, scope)
                elif text == "var":
                    declared.append(len(open_))
                    self._declare(scope, at + 1)
                elif text == "catch":
                    self._declare(scope, at + 2)
                elif text not in _WORDS:
                    inner = body if body and not self._is_own_name(at, before) else scope
                    token.scope = None if self._is_key(at, open_) else inner
            elif text in ("(", "[", "{"):
                kind = text
                if text == "{" and body and before == ")" and self._closes_parameters(at):
                    open_.append(("body", scope))
                    scope, body = body, None
                    continue
                if text == "{" and before in _BEFORE_VALUE:
                    kind = "object"
                open_.append((kind, scope))
            elif text in (")", "]", "}"):
                if not open_:
                    raise _UnclearError
                while declared and declared[-1] >= len(open_):
                    declared.pop()
                scope = open_.pop()[1]
            elif declared and declared[-1] == len(open_):
                if text == ",":
                    self._declare(scope, at + 1)
                elif text == ";":
                    declared.pop()
        if open_:
            raise _UnclearError
        return self.scopes

    def _text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _declare(self, scope: _Scope | None, at: int) -> None:
        if at >= len(self.tokens) or self.tokens[at].kind != "name":
            raise _UnclearError
        if scope is not None:
            scope.names.setdefault(self._text(at), "")

    def _function(self, at: int, scope: _Scope | None) -> _Scope:
        own = _Scope(scope)
        self.scopes.append(own)
        before, place = self._text(at - 1), at + 1
        if self.tokens[place].kind == "name":
            if before in (";", "{", "}", ""):
                self._declare(scope, place)
            elif before in _BEFORE_VALUE:
                self._declare(own, place)
            else:
                raise _UnclearError
            place += 1
        if self._text(place) != "(":
            raise _UnclearError
        place += 1
        while self._text(place) != ")":
            self._declare(own, place)
            place += 1
            if self._text(place) == ",":
                place += 1
            elif self._text(place) != ")":
                raise _UnclearError
        if self._text(place + 1) != "{":
            raise _UnclearError
        return own

    def _is_own_name(self, at: int, before: str) -> bool:
        # The name of a declared function is one of the scope around it.
        return before == "function" and self._text(at - 2) not in _BEFORE_VALUE

    def _closes_parameters(self, at: int) -> bool:
        place = at - 2
        while self._text(place) != "(":
            place -= 1
        return "function" in (self._text(place - 1), self._text(place - 2))

    def _is_key(self, at: int, open_: list[tuple[str, _Scope | None]]) -> bool:
        before, after = self._text(at - 1), self._text(at + 1)
        if before == ".":
            return True
        if open_ and open_[-1][0] == "object" and before in ("{", ","):
            if after != ":":
                raise _UnclearError
            return True
        return open_ != [] and open_[-1][0] != "object" and after == ":" and before in "{};"


def _shorten(tokens: Sequence[_Token], scopes: Sequence[_Scope]) -> None:
    taken = set(_WORDS) | _LATER
    for token in tokens:
        token.scope = token.scope.owner(token.text) if token.scope else None
        if token.kind == "name" and token.scope is None:
            taken.add(token.text)
    short = list(islice(_short(taken), max((scope.depth() for scope in scopes), default=0)))
    for scope in scopes:
        start = scope.outer.depth() if scope.outer else 0
        for place, name in enumerate(scope.names, start):
            scope.names[name] = short[place]


def _short(taken: set[str]) -> Iterator[str]:
    for length in count(1):
        yield from (name for name in _of_length(length) if name not in taken)


def _of_length(length: int) -> Iterator[str]:
    if length == 1:
        yield from ascii_letters
    else:
        yield from (first + last for first in _of_length(length - 1) for last in ascii_letters)


def _joined(tokens: Sequence[_Token]) -> Iterator[str]:
    last = ";"
    for token in tokens:
        text = token.scope.names[token.text] if token.scope else token.text
        if token.after_line and last[-1] not in "{;,([=&|?:+":
            # A line may end a statement.
            yield "\n"
        elif _run_together(last[-1], text[0]):
            yield " "
        yield text
        last = text
    yield "\n"


def _run_together(last: str, first: str) -> bool:
    in_names = all(letter.isalnum() or letter in "_$" for letter in (last, first))
    return in_names or (last == first and first in "+-")
