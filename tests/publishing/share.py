"""A Windows share as a folder: Samba's server, and its client mounted by FUSE, on a net of its own.

The system's own client needs a module of the kernel; this one takes the same way over SMB and
runs wherever FUSE does. A share's port is the same everywhere, so both stand in a namespace in
which no other program can have it.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PROGRAMS = ("ip", "smbd", "smbnetfs", "umount", "unshare")
_PATIENCE_S = 30.0

_SERVER = """\
[global]
server role = standalone server
disable netbios = yes
smb ports = 445
interfaces = 127.0.0.1
bind interfaces only = yes
private dir = {state}
lock directory = {state}
state directory = {state}
cache directory = {state}
pid directory = {state}
ncalrpc dir = {state}/ncalrpc
log file = {state}/log
map to guest = Bad User
guest account = root
load printers = no
printcap name = /dev/null
server min protocol = SMB2
[web]
path = {share}
guest only = yes
guest ok = yes
read only = no
"""
_CLIENT = """\
[global]
client min protocol = SMB2
private dir = {own}
lock directory = {own}
state directory = {own}
cache directory = {own}
"""
_START = """\
ip link set lo up
smbd --foreground --no-process-group --configfile={server} &
exec smbnetfs {mount} -f -o config={own}/smbnetfs.conf
"""


def lacking() -> str:
    """Return why no share can be mounted here; nothing where one can."""
    missing = [name for name in _PROGRAMS if not shutil.which(name, path=_path())]
    if missing:
        return f"not installed: {', '.join(missing)}"
    if os.geteuid() or not os.access("/dev/fuse", os.R_OK | os.W_OK):
        return "only root may mount a share by FUSE"
    done = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False)
    return "no network of its own can be had" if done.returncode else ""


@contextmanager
def share(place: Path) -> Iterator[tuple[Path, Path]]:
    """Serve a folder in ``place``; return where it is mounted, and the folder itself."""
    own, state, shared, mount = (place / name for name in ("own", "state", "share", "mount"))
    for folder in (own / ".smb", state / "ncalrpc", shared, mount):
        folder.mkdir(parents=True)
    server = place / "server.conf"
    server.write_text(_SERVER.format(state=state, share=shared), "utf-8")
    (own / ".smb/smb.conf").write_text(_CLIENT.format(own=own), "utf-8")
    for name, text in {
        "smbnetfs.conf": 'smb_query_browsers false\ninclude "smbnetfs.host"\n',
        "smbnetfs.host": "host 127.0.0.1 visible=true\n",
        "smbnetfs.auth": "",
    }.items():
        for folder in (own, own / ".smb"):
            (folder / name).write_text(text, "utf-8")
            (folder / name).chmod(0o600)
    start = _START.format(server=server, mount=mount, own=own)
    with (place / "said").open("wb") as said:
        process = subprocess.Popen(
            ["unshare", "-n", "sh", "-c", start],
            env={**os.environ, "HOME": str(own), "PATH": _path()},
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    web = mount / "127.0.0.1/web"
    try:
        _wait(web, process, place / "said")
        yield web, shared
    finally:
        # Whoever still asks something of it waits for no answer.
        subprocess.run(["umount", "--lazy", str(mount)], check=False, capture_output=True)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(web: Path, process: subprocess.Popen[bytes], said: Path) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            (web / "here").write_bytes(b"")
            (web / "here").unlink()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no share: {said.read_text('utf-8', 'replace')[-1000:]}")


def _path() -> str:
    return f"{os.environ['PATH']}:/usr/sbin:/sbin"
