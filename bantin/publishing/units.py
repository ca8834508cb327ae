"""Where a site lies → units of systemd that build and publish it whenever something is due.

The timer calls, and the service does what ``bantin publish --yes`` does. That is enough: a build
that finds nothing new ends at once, one that finds a moment of ``Đăng từ`` passed, or a new day,
makes what depends on it, and a publish that failed is made up for by the next one.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SERVICE, TIMER = "bantin-publish.service", "bantin-publish.timer"
_HARDENING = """\
# It writes what it builds, and nothing else on this machine.
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
NoNewPrivileges=yes
CapabilityBoundingSet=
LockPersonality=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What is to be done, by whom and where.

    ``program`` are the words that start bantin; ``target`` is the name of a place to publish to,
    empty for the usual one; ``content`` is only read, ``written`` are the folders that are
    written to. ``alarm`` is the unit to start when a run fails, or empty.
    """

    program: tuple[str, ...]
    site: Path
    content: Path
    written: tuple[Path, ...]
    user: str
    target: str = ""
    alarm: str = ""


def units(duty: Duty) -> Mapping[str, str]:
    """Return the service and the timer, by the names of their files."""
    return {SERVICE: _service(duty), TIMER: _timer()}


def program() -> tuple[str, ...]:
    """Return the words that start the bantin which is running now, wherever it is installed."""
    own = Path(sys.argv[0]).absolute()
    if own.name == "bantin" and os.access(own, os.X_OK) and own.is_file():
        return (str(own),)
    return sys.executable, "-m", "bantin"


def owner(site: Path) -> str:
    """Return the account that a site belongs to; its number where it has no name.

    Where accounts own no files, as on Windows, a name is proposed.
    """
    if not hasattr(os, "getuid"):
        return "bantin"
    try:
        return site.owner()
    except KeyError:
        return str(site.stat().st_uid)


def _service(duty: Duty) -> str:
    words = (*duty.program, "publish", *([duty.target] if duty.target else []), "--yes")
    written = " ".join(_quoted(str(folder)) for folder in duty.written)
    alarm = f"OnFailure={duty.alarm}\n" if duty.alarm else ""
    return (
        "[Unit]\nDescription=Build and publish the site with bantin\n"
        "Wants=network-online.target\nAfter=network-online.target\n"
        f"{alarm}\n[Service]\nType=oneshot\nUser={duty.user}\n"
        f"WorkingDirectory={_specified(str(duty.site))}\nEnvironment=PYTHONUTF8=1\n"
        f"ExecStart={' '.join(_argument(word) for word in words)}\n"
        "TimeoutStartSec=2h\nNice=10\nUMask=0022\n"
        f"{_HARDENING}"
        f"ReadWritePaths={written}\nReadOnlyPaths={_quoted(str(duty.content))}\n"
    )


def _timer() -> str:
    # Whatever is due then is out within this time; at night the front page gets its new day.
    return (
        "[Unit]\nDescription=Publish what has come due on the site\n\n"
        "[Timer]\nOnCalendar=*:0/5\nRandomizedDelaySec=20s\nAccuracySec=10s\nPersistent=yes\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def _specified(text: str) -> str:
    """Return ``text`` where systemd would take a percent sign for one of its own words."""
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    escaped = _specified(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if set(escaped) & set(" \t\\'\"") else escaped


def _argument(word: str) -> str:
    """Return a word of a command line, in which a dollar sign is a word of systemd's too."""
    return _quoted(word).replace("$", "$$")
