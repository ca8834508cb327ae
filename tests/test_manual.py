"""Help, completions and the manual page say what the parser knows, in the writer's language."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from bantin.cli import _parser, main
from bantin.manual import completion, manual_page, outline
from bantin.manual.helping import ENGLISH, PLACES, WORDS
from bantin.manual.outline import Command, Option
from bantin.messages import translator

PROGRAM = outline(_parser())
ALL = tuple(PROGRAM.all())


def things(command: Command) -> tuple[Option, ...]:
    return command.options + command.places


def english() -> Iterator[str]:
    """Yield all that the parser says in English."""
    yield from (*WORDS, *PLACES)
    for command in ALL:
        yield command.help
        yield from (thing.help for thing in things(command))


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setenv("COLUMNS", "200")


def test_every_command_and_option_says_what_it_is_for() -> None:
    silent = [
        " ".join((*command.words, *thing.names, thing.value))
        for command in ALL
        for thing in things(command)
        if not thing.help
    ]
    assert not silent
    assert all(command.help for command in ALL)


def test_every_place_for_a_value_is_a_word_of_the_catalogues() -> None:
    places = {thing.value for command in ALL for thing in things(command) if thing.value}
    choices = {"|".join(thing.choices) for command in ALL for thing in things(command)}

    assert places - choices - {"N"} <= set(PLACES)
    assert set(PLACES) - {"COMMAND"} <= places  # none is left over


@pytest.mark.parametrize("words", [command.words for command in ALL], ids=" ".join)
def test_no_english_is_left_in_vietnamese_help(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "vi", *words, "--help"]) == 0
    said = capsys.readouterr().out.removesuffix(f"\n{ENGLISH}\n")

    say = translator("vi")
    left = {text for text in english() if text and say(text) != text and typed_in(text, said)}
    assert not left
    # What has no Vietnamese letter beside it is typed as it stands: options, commands, choices.
    known = {name for command in ALL for thing in things(command) for name in thing.names}
    known |= {word for command in ALL for word in command.words}
    known |= {choice for command in ALL for thing in things(command) for choice in thing.choices}
    known |= {"bantin", "N", *chain(*(say(text).split() for text in english()))}
    rest = re.sub(r"[\[\]{},|:;().…]", " ", said).split()
    plain = {re.sub(r"[\[\]{},|:;().…]", " ", word).strip() for word in known}
    assert {word for word in rest if word not in plain | set(" ".join(plain).split())} == set()


def typed_in(text: str, said: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(text.strip())}(?![\w-])", said) is not None


def test_help_is_in_the_language_of_the_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text('LANGUAGES = ["en", "vi"]\nPLUGINS = []\n', "utf-8")

    assert main(["--site", str(tmp_path), "build", "-h"]) == 0
    assert "where the site is built" in capsys.readouterr().out
    assert main(["--lang", "vi", "--site", str(tmp_path), "build", "-h"]) == 0
    assert "nơi dựng trang" in capsys.readouterr().out


def test_the_manual_page_has_every_command_and_option_and_is_sound() -> None:
    for lang in ("vi", "en"):
        page = manual_page(PROGRAM, "1.0", lang)
        plain = page.replace("\\-", "-")
        assert all(f'.SS "bantin {" ".join(c.words)}' in plain for c in ALL if not c.commands)
        names = {name for c in ALL for option in c.options for name in option.names}
        assert all(f"\\fB{name}\\fR" in plain for name in names)
        if groff := shutil.which("groff"):
            done = subprocess.run(
                [groff, "-man", "-ww", "-Kutf8", "-Tutf8"],
                input=page.encode(),
                capture_output=True,
                check=True,
            )
            assert not done.stderr
            shown = re.sub(".\x08", "", done.stdout.decode())  # bold is typed over
            assert "bantin server-config" in shown


# ── completion ───────────────────────────────────────────────────────────────

ASKED = (
    (("bantin", "bu"), {"build", "bundle"}),
    (("bantin", "new", ""), {"article", "campaign", "page", "-h", "--help"}),
    (("bantin", "new", "article", "--ti"), {"--title"}),
    (("bantin", "check", "--format", ""), {"text", "json", "sarif"}),
    (("bantin", "check", "--format", "=", "s"), {"sarif"}),
    # A value that is called like a command is none.
    (("bantin", "--site", "new", "yea"), {"yearbook"}),
    (("bantin", "publish", "--re"), {"--remove", "--repair"}),
    (("bantin", "build", "--output", "boo"), {"book s"}),
    (("bantin", "import", "boo"), {"book s"}),
)


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_completes_what_the_parser_knows(tmp_path: Path) -> None:
    (tmp_path / "book s").mkdir()
    script = [completion(PROGRAM, "bash", "vi")]
    for line, _ in ASKED:
        words = " ".join(f"'{word}'" for word in line)
        script.append(
            f"COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _bantin\n"
            'printf "%s\\n" "${COMPREPLY[@]}" =='
        )
    done = subprocess.run(
        ["bash", "--norc"],
        input="\n".join(script),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert not done.stderr
    found = [set(part.split("\n")) - {""} for part in done.stdout.split("==\n")[:-1]]
    assert found == [wanted for _, wanted in ASKED]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_script_has_every_command_and_option(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "vi", "completion", shell]) == 0
    script = capsys.readouterr().out

    assert not re.search(r"@[A-Z]+@", script)
    for command in ALL:
        for option in command.options:
            for name in option.names:
                named = f"-l {name[2:]}" if shell == "fish" and name[:2] == "--" else name
                assert f"-s {name[1:]}" in script or named in script
        assert not command.words or command.words[-1] in script


@pytest.mark.parametrize(("shell", "check"), [("zsh", "-n"), ("fish", "--no-execute")])
def test_the_shell_can_read_its_script(shell: str, check: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    script = completion(PROGRAM, shell, "vi")
    subprocess.run([shell, check], input=script, text=True, check=True)
