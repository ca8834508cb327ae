"""A command line as values → the manual page bantin(1), as roff for ``man``."""

from collections.abc import Iterator

from ..messages import Translate, translator
from ..problems import N_
from .helping import PLACES
from .outline import Command, Option

_EXITS = (
    ("0", N_("all is well")),
    ("1", N_("there are problems in the content; good articles are built all the same")),
    ("2", N_("the command or the settings cannot be used")),
    ("3", N_("the disk, the server or the program itself failed")),
    ("130", N_("it was interrupted")),
)
_FILES = (
    ("pelicanconf.py", N_("the settings of the site")),
    ("publishconf.py", N_("what differs on the server, and where the site is published")),
    ("content/", N_("articles, campaigns, pages and names.csv")),
    ("output/", N_("the site as it was built; what the build did not write stays")),
    (".bantin/", N_("what is kept for the next build; it may be deleted")),
)


def manual_page(program: Command, version: str, lang: str) -> str:
    """Return the manual page of ``program``, told in ``lang``."""
    say = translator(lang)
    lines = [
        f'.TH BANTIN 1 "" "bantin {version}" "{_plain(say(N_("The program bantin")))}"',
        *_section(say(N_("Name"))),
        f"bantin \\- {_plain(say(program.help))}",
        *_section(say(N_("Synopsis"))),
        f".B bantin\n\\fI{_place('COMMAND', say)}\\fR [\\fI{_plain(say('options'))}\\fR]",
        *_section(say(N_("Options of all commands"))),
        *_options(program.options, say),
        *_section(say(N_("Commands"))),
    ]
    common = {option.names for option in program.options}
    for command in program.all():
        if command.words and not command.commands:
            lines += _command(command, common, say)
    lines += [*_section(say(N_("Exit codes"))), *_table(_EXITS, say)]
    lines += [*_section(say(N_("Files"))), *_table(_FILES, say)]
    return "\n".join(lines) + "\n"


def _command(command: Command, common: set[tuple[str, ...]], say: Translate) -> Iterator[str]:
    places = " ".join(_place(one.value, say) for one in command.places)
    yield f'.SS "{" ".join(("bantin", *command.words))} {_plain(places)}"'
    yield f"{_plain(say(command.help))}"
    yield from _options(
        (*command.places, *(o for o in command.options if o.names not in common)), say
    )


def _options(options: tuple[Option, ...], say: Translate) -> Iterator[str]:
    for option in options:
        names = ", ".join(f"\\fB{_plain(name)}\\fR" for name in option.names)
        value = f"\\fI{_plain(_place(option.value, say))}\\fR" if option.value else ""
        yield f".TP\n{' '.join(filter(None, (names, value)))}\n{_plain(say(option.help))}"


def _table(rows: tuple[tuple[str, str], ...], say: Translate) -> Iterator[str]:
    for name, told in rows:
        yield f".TP\n\\fB{_plain(name)}\\fR\n{_plain(say(told))}"


def _section(title: str) -> Iterator[str]:
    yield f'.SH "{_plain(title.upper())}"'


def _place(value: str, say: Translate) -> str:
    return say(value) if value in PLACES else value


def _plain(text: str) -> str:
    """Return ``text`` as roff shows it: a hyphen as it is typed, no line taken for a request."""
    said = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{said}" if said.startswith((".", "'")) else said
