"""A command line as values → what completes it in a shell.

All four scripts do the same: they walk along the words that stand there to find the command, and
offer what that one knows. What is offered is a table made from the parser, so it cannot be out of
date; nothing is run while somebody types.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from ..messages import Translate, translator
from .outline import Command, Option

_PATH = "@path"
_BASH = """\
# Completion of bantin for bash: put it into ~/.local/share/bash-completion/completions/bantin
_bantin_takes() {
    case "$1|$2" in
@TAKES@
        *) return 1 ;;
    esac
}
_bantin_enters() {
    case "$1|$2" in
@ENTERS@
        *) return 1 ;;
    esac
}
_bantin() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at="" i REPLY found=""
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        if _bantin_takes "$at" "${COMP_WORDS[i]}"; then
            [[ ${COMP_WORDS[i+1]} == = ]] && ((i++))
            ((i++))
        elif _bantin_enters "$at" "${COMP_WORDS[i]}"; then
            at=$REPLY
        fi
    done
    # To bash “=” is a word of its own.
    [[ $cur == = ]] && cur="" && prev="$prev="
    [[ $prev == = ]] && prev="${COMP_WORDS[COMP_CWORD-2]}="
    if ! _bantin_takes "$at" "${prev%=}"; then
        case "$at" in
@OFFERS@
        esac
        REPLY=""
        case "$at" in
@PLACES@
        esac
        [[ $REPLY == @path && $cur != -* ]] || { found="$found $REPLY"; REPLY=""; }
    else
        found=$REPLY
    fi
    if [[ $REPLY == @path ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    fi
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "${found//@path/}" -- "$cur")
}
complete -F _bantin bantin
"""
_ZSH = """\
#compdef bantin
# Completion of bantin for zsh: put it into a folder of $fpath, under the name _bantin
_bantin_takes() {
    case "$1|$2" in
@TAKES@
        *) return 1 ;;
    esac
}
_bantin_enters() {
    case "$1|$2" in
@ENTERS@
        *) return 1 ;;
    esac
}
_bantin() {
    local at="" REPLY="" i
    local -a found
    for ((i = 2; i < CURRENT; i++)); do
        if _bantin_takes "$at" "$words[i]"; then
            ((i++))
        elif _bantin_enters "$at" "$words[i]"; then
            at=$REPLY
        fi
    done
    if ((CURRENT > 2)) && _bantin_takes "$at" "$words[CURRENT-1]"; then
        case "$REPLY" in
            @path) _files ;;
            ?*) compadd -- ${=REPLY} ;;
        esac
        return
    fi
    case "$at" in
@OFFERS@
    esac
    _describe bantin found
    REPLY=""
    case "$at" in
@PLACES@
    esac
    case "$REPLY" in
        @path) _files ;;
        ?*) compadd -- ${=REPLY} ;;
    esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _bantin "$@"; else compdef _bantin bantin; fi
"""
_FISH = """\
# Completion of bantin for fish: put it into ~/.config/fish/completions/bantin.fish
function __bantin_at
    set -l at ""
    set -l skip no
    for word in (commandline -opc)[2..-1]
        if test $skip = yes
            set skip no
            continue
        end
        switch "$at|$word"
@TAKES@
                set skip yes
@ENTERS@
        end
    end
    test "$at" = "$argv[1]"
end
complete -c bantin -f
@OFFERS@
"""
_POWERSHELL = """\
# Completion of bantin for PowerShell: add it to the file that $PROFILE names
Register-ArgumentCompleter -Native -CommandName bantin -ScriptBlock {
    param($typed, $line, $cursor)
    $takes = @{
@TAKES@
    }
    $enters = @{
@ENTERS@
    }
    $offers = @{
@OFFERS@
    }
    $at = ''
    $last = ''
    foreach ($element in $line.CommandElements | Select-Object -Skip 1) {
        if ($element.Extent.EndOffset -ge $cursor -and $typed -ne '') { break }
        $word = $element.ToString()
        if ($last -ne '') { $last = ''; continue }
        if ($takes.ContainsKey("$at|$word")) { $last = "$at|$word" }
        elseif ($enters.ContainsKey("$at|$word")) { $at = $enters["$at|$word"] }
    }
    if ($last -ne '') {
        $takes[$last] | Where-Object { $_ -like "$typed*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
        }
        return
    }
    $offers[$at] | Where-Object { $_[0] -like "$typed*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])
    }
}
"""


def completion(program: Command, shell: str, lang: str) -> str:
    """Return the script that completes ``program`` in ``shell``; its words are in ``lang``."""
    return SHELLS[shell](program, translator(lang))


def _bash(program: Command, _: Translate) -> str:
    offers = (
        f'            "{_path(command)}") found="{" ".join(_offered(command))}" ;;'
        for command in program.all()
    )
    return _filled(_BASH, _for_sh(program), offers, _places(program))


def _zsh(program: Command, say: Translate) -> str:
    offers = (
        f'        "{_path(command)}") found=({" ".join(_described(command, say))}) ;;'
        for command in program.all()
    )
    return _filled(_ZSH, _for_sh(program), offers, _places(program))


def _described(command: Command, say: Translate) -> Iterator[str]:
    for name, told in _offered(command).items():
        yield _quoted(f"{name}:{say(told)}", "'\\''")


def _for_sh(program: Command) -> tuple[Iterator[str], Iterator[str]]:
    takes = (
        f'        "{key}") REPLY="{_value(option)}" ;;' for key, option in _with_value(program)
    )
    enters = (f'        "{key}") REPLY="{path}" ;;' for key, path in _below(program))
    return takes, enters


def _places(program: Command) -> Iterator[str]:
    for command in program.all():
        if found := " ".join(filter(None, map(_value, command.places))):
            yield f'            "{_path(command)}") REPLY="{found}" ;;'


def _fish(program: Command, say: Translate) -> str:
    takes = [f"            case {_fish_list(key for key, _ in _with_value(program))}"]
    enters = (
        f"            case {_quoted(key, chr(92) + chr(39))}\n                set at '{path}'"
        for key, path in _below(program)
    )
    offers = (line for command in program.all() for line in _fish_offers(command, say))
    return _filled(_FISH, (iter(takes), enters), offers, iter(()))


def _fish_list(keys: Iterator[str]) -> str:
    return " ".join(_quoted(key, "\\'") for key in keys)


def _fish_offers(command: Command, say: Translate) -> Iterator[str]:
    start = f"complete -c bantin -n \"__bantin_at '{_path(command)}'\""
    for below in command.commands:
        yield f"{start} -a {below.words[-1]} -d {_quoted(say(below.help), chr(92) + chr(39))}"
    for option in command.options:
        names = " ".join(
            f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in option.names
        )
        value = ""
        if option.value:
            value = " -r -F" if option.is_path else " -x"
            value += f" -a '{' '.join(option.choices)}'" if option.choices else ""
        yield f"{start} {names}{value} -d {_quoted(say(option.help), chr(92) + chr(39))}"
    for place in command.places:
        if place.is_path:
            yield f"{start} -F"
        elif place.choices:
            yield f"{start} -a '{' '.join(place.choices)}'"


def _fish_name(name: str) -> str:
    return f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"


def _powershell(program: Command, say: Translate) -> str:
    takes = (
        f"        {_quoted(key, chr(39) * 2)} = @({_ps_list(option.choices)})"
        for key, option in _with_value(program)
    )
    enters = (f"        {_quoted(key, chr(39) * 2)} = '{path}'" for key, path in _below(program))
    offers = (
        f"        '{_path(command)}' = @(\n{_ps_offers(command, say)}\n        )"
        for command in program.all()
    )
    return _filled(_POWERSHELL, (takes, enters), offers, iter(()))


def _ps_list(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _ps_offers(command: Command, say: Translate) -> str:
    choices = {choice: place.help for place in command.places for choice in place.choices}
    # The comma keeps a list of one pair a list of pairs.
    return "\n".join(
        f"            ,@('{name}', {_quoted(say(told) or name, chr(39) * 2)})"
        for name, told in (_offered(command) | choices).items()
    )


SHELLS: Mapping[str, Callable[[Command, Translate], str]] = MappingProxyType(
    {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}
)
"""What writes the script of each shell."""


def _filled(
    script: str, tables: tuple[Iterator[str], Iterator[str]], offers: Iterator[str],
    places: Iterator[str],
) -> str:  # fmt: skip
    takes, enters = tables
    for name, lines in {
        "TAKES": takes,
        "ENTERS": enters,
        "OFFERS": offers,
        "PLACES": places,
    }.items():
        script = script.replace(f"@{name}@", "\n".join(lines))
    return script


def _offered(command: Command) -> dict[str, str]:
    """Return the words that can stand behind a command, each with what is said of it."""
    offered = {below.words[-1]: below.help for below in command.commands}
    return offered | {name: option.help for option in command.options for name in option.names}


def _with_value(program: Command) -> Iterator[tuple[str, Option]]:
    for command in program.all():
        for option in command.options:
            if option.value:
                yield from ((f"{_path(command)}|{name}", option) for name in option.names)


def _below(program: Command) -> Iterator[tuple[str, str]]:
    for command in program.all():
        for below in command.commands:
            yield f"{_path(command)}|{below.words[-1]}", _path(below)


def _path(command: Command) -> str:
    return " ".join(command.words)


def _value(option: Option) -> str:
    return _PATH if option.is_path else " ".join(option.choices)


def _quoted(text: str, quote: str) -> str:
    """Return ``text`` in single quotes, in which ``quote`` stands for one of them."""
    return "'" + text.replace("'", quote) + "'"
