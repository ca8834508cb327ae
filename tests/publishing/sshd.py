"""A real OpenSSH server on this machine, with keys that are thrown away."""

import getpass
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/usr/bin") or "/usr/sbin/sshd"


@dataclass(frozen=True, slots=True)
class Sshd:
    """A server that listens; ``program`` is how to call ``ssh`` so that it is let in."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def program(self) -> str:
        return f"ssh -F {self.folder / 'client.conf'}"

    @property
    def host(self) -> str:
        return f"{getpass.getuser()}@127.0.0.1"

    def over(self, *options: str) -> str:
        """Return how to call ``ssh`` where another port leads to this server."""
        known = f"HostKeyAlias=[127.0.0.1]:{self.port}"
        return " ".join([self.program, "-o", known, *options])

    def connections(self) -> list[int]:
        """Return the ids of the processes that serve those who are connected."""
        found = [self.process.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                found += [int(child) for child in task.read_text("ascii").split()]
        names = {pid: Path(f"/proc/{pid}/comm").read_text("ascii").strip() for pid in found[1:]}
        return [pid for pid, name in names.items() if name.startswith("sshd")]

    def other_known(self) -> Path:
        """Return a list of known servers in which this one has another key."""
        known = self.folder / "other"
        key = (self.folder / "user.pub").read_text().split()
        known.write_text(f"[127.0.0.1]:{self.port} {key[0]} {key[1]}\n")
        return known


@contextmanager
def sshd(folder: Path, more: str = "") -> Iterator[Sshd]:
    """Run a server whose keys and settings lie in ``folder``; ``more`` are further settings."""
    folder.mkdir(parents=True)
    _key(folder / "host")
    _key(folder / "user")
    shutil.copy(folder / "user.pub", folder / "authorized_keys")
    port = free_port()
    (folder / "sshd.conf").write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {folder}/host\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/authorized_keys\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\n"
        f"MaxStartups 100:30:200\n{more}"
    )
    public = (folder / "host.pub").read_text().split()
    (folder / "known").write_text(f"[127.0.0.1]:{port} {public[0]} {public[1]}\n")
    (folder / "client.conf").write_text(
        f"Host *\n  IdentityFile {folder}/user\n  IdentitiesOnly yes\n"
        f"  UserKnownHostsFile {folder}/known\n  StrictHostKeyChecking yes\n"
    )
    Path("/run/sshd").mkdir(exist_ok=True)
    process = subprocess.Popen([SSHD, "-D", "-E", str(folder / "log"), "-f", f"{folder}/sshd.conf"])
    try:
        wait_for(port)
        yield Sshd(folder, port, process)
    finally:
        process.terminate()
        process.wait()


def _key(path: Path) -> None:
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)],
        check=True,
        stdin=subprocess.DEVNULL,
    )


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    for _ in range(100):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the ssh server does not listen")
