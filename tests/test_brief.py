"""Scripts in fewer bytes: the same but for the names of what is local."""

import subprocess
from pathlib import Path

import pytest

from bantin.theme.brief import brief

from .small_site import ROOT

TRICKY = {
    "shadow": "(function (root) { var name = 1; function f(name) { return name + root.name; } "
    "return { name: name, f: f }; }(this));",
    "choice": "(function (a, b) { switch (b) { case a: return b ? a : b; "
    "default: return -(-a); } }());",
    "pattern": "(function (text, g) { return text.replace(/[/\"]\\/'/g, '\"') / g / 2; }());",
    "wait": "(function () { (function wait(left) { if (left) { wait(left - 1); } }(3)); }());",
    "inner": "(function () { var one = { two: { one: 1 } }, two = one.two; "
    "try { two = a + +one; } catch (error) { two = error; } for (var i in one) { two(i); } }());",
    "lines": "(function () {\n  var long = 1\n  var other = long\n  return other\n}())\n",
    "late": "(function () { return used; function f() { return late; } var late, used = f; }());",
    "global": "var top = 1; function name() { return top + document.top; }",
}


def _differing(tmp_path: Path, scripts: dict[str, str]) -> str:
    names = []
    for name, script in scripts.items():
        shorter = brief(script)
        assert shorter is not None, name
        assert len(shorter) < len(script), name
        for kind, text in (("long", script), ("short", shorter)):
            path = tmp_path / f"{name}.{kind}.js"
            path.write_text(text, encoding="utf-8")
            names.append(str(path))
    command = ["node", str(ROOT / "tests/node/same.js"), *names]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout


def test_every_script_of_the_theme_is_the_same_but_for_local_names(tmp_path: Path) -> None:
    scripts = {path.stem: path.read_text("utf-8") for path in (ROOT / "theme/js").rglob("*.js")}

    assert len(scripts) > 10
    assert _differing(tmp_path, scripts) == ""


def test_names_are_told_apart_by_where_they_are_declared(tmp_path: Path) -> None:
    assert _differing(tmp_path, TRICKY) == ""


@pytest.mark.parametrize(
    "script",
    [
        "(function () { let a = 1; }());",
        "(function (a) { return { a }; }(1));",
        "var f = (a) => a;",
        "var a = `${b}`;",
        "class A {}",
        "(function () { eval('a'); var a; }());",
        "(function () { a()\nfunction a() {} }());",
        "(function () {",
    ],
)
def test_what_cannot_be_followed_is_left_alone(script: str) -> None:
    assert brief(script) is None
