"""The address of a target, as the settings write it → the target."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from ..problems import N_, SettingsError
from .carrier import Carrier
from .folder import Folder
from .objects import Objects
from .target import Target

_USUAL = ("local", "dir:published")
KINDS = ("dir:", "ssh://", "sftp://", "s3://", "bundle:")


def chosen(
    targets: Sequence[tuple[str, str]], asked: str | None, root: Path, cache: Path
) -> Target:
    """Return the target that ``asked`` names or is the address of; the first one where None.

    ``targets`` pair names with addresses, as ``PUBLISH`` in the settings does. ``root`` is the
    site's folder, from which paths are counted; ``cache`` keeps what was seen.
    Raises ``SettingsError``.
    """
    known = dict(targets or (_USUAL,))
    address = known[next(iter(known))] if asked is None else known.get(asked, asked)
    kind, _, rest = address.partition(":")
    if kind == "dir" and rest:
        return Folder(root / rest, address)
    if kind == "bundle" and rest:
        return Carrier(root / rest, address, root / "bantin.key")
    if kind == "s3" and (bucket := _bucket(address)):
        return bucket
    if kind == "sftp" and (account := _account(address)):
        return account
    if kind == "ssh" and (server := _server(address, cache)):
        return server
    raise SettingsError(
        N_("there is no target “{asked}”"),
        N_("Name one of PUBLISH in the settings ({names}), or an address of these kinds: {kinds}"),
        asked=address,
        names=", ".join(known),
        kinds=", ".join(f"{kind}…" for kind in KINDS),
    )


def shows_copies(target: Target) -> bool:
    """Return whether a web server can choose compressed copies at ``target``.

    Storage that knows files by name alone cannot, and a bundle is compressed as a whole.
    """
    return not isinstance(target, Carrier) and not target.address.startswith("s3:")


def _bucket(address: str) -> Target | None:
    """Return the storage that ``s3://bucket/prefix`` names."""
    from .s3 import Bucket

    parts = urlsplit(address)
    if not parts.netloc:
        return None
    return Objects(address, Bucket(parts.netloc, parts.path.strip("/")))


def _account(address: str) -> Target | None:
    """Return the account that ``sftp://user@host:port/path`` names."""
    from .sftp import Account

    found = _place(address)
    return Objects(address, Account(*found)) if found else None


def _server(address: str, cache: Path) -> Target | None:
    """Return the server that ``ssh://user@host:port/path`` names."""
    from .server import Server

    found = _place(address)
    return Server(address, *found, cache / "published") if found else None


def _place(address: str) -> tuple[str, int | None, str] | None:
    """Return the host, the port and the path of an address; ``/~/x`` lies in the home folder."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    path = parts.path.rstrip("/").replace("/~/", "", 1)
    if not parts.hostname or not path or parts.hostname.startswith("-") or parts.password:
        return None
    host = f"{parts.username}@{parts.hostname}" if parts.username else parts.hostname
    return host, port, path
