"""Which files a site consists of, each with the SHA-256 of its bytes."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from ..copies import base_of
from ..problems import N_, OutsideError
from ..write import SUMS

Manifest = Mapping[str, str]
"""Addresses below the root of the site, with forward slashes → SHA-256 in hexadecimal letters."""

_LINE = re.compile(r"([0-9a-f]{64})  ([^\0\r\n]+)")
# Lines whose addresses are ordinary: no part begins or ends with a dot. A list may have 100,000.
_ORDINARY = re.compile(
    r"([0-9a-f]{64})  ((?:[\w-](?:[\w.-]*[\w-])?/)*[\w-](?:[\w.-]*[\w-])?)\n", re.ASCII
)
_HASH = re.compile(rb"^[0-9a-f]{64}", re.MULTILINE)
# A change of the bytes would change such a name.
_LASTING = re.compile(r"theme/[^/]+\.[0-9a-f]{8}\.\w+|photos/.+-[0-9a-f]{10}-\d+\.\w+")
_BLOCK = 1 << 20


def of_output(output: Path) -> Manifest:
    """Return what the last build says it wrote into ``output``, its own list included.

    Raises ``OutsideError`` where there is no such list or it cannot be read.
    """
    try:
        data = (output / SUMS).read_bytes()
        return {**read(data), SUMS: hashlib.sha256(data).hexdigest()}
    except (OSError, ValueError) as error:
        raise OutsideError(
            N_("“{path}” holds no whole site"),
            N_("Build the site anew: bantin build --clean"),
            path=str(output),
        ) from error


def read(data: bytes) -> Manifest:
    """Return the manifest that ``written`` made into bytes.

    Raises ``ValueError`` for any other bytes, and for an address that would lead out of the
    site's folder.
    """
    text = data.decode("utf-8")
    rows = _ORDINARY.findall(text)
    if sum(len(name) for _, name in rows) + 67 * len(rows) == len(text):
        return {name: sha for sha, name in rows}
    found: dict[str, str] = {}
    for line in text.removesuffix("\n").split("\n"):
        match = _LINE.fullmatch(line)
        if not match or not is_inside(match[2]):
            raise ValueError(f"no line of a manifest: {line[:100]!r}")
        found[match[2]] = match[1]
    return found


def hashes(data: bytes) -> set[str]:
    """Return the hashes that stand in a manifest, as ``written`` made it into bytes."""
    return {sha.decode() for sha in _HASH.findall(data)}


def written(manifest: Manifest) -> bytes:
    """Return the manifest as ``sha256sum`` writes and checks it, by address."""
    return "".join(f"{manifest[name]}  {name}\n" for name in sorted(manifest)).encode()


def digest(manifest: Manifest) -> str:
    """Return letters that stand for the whole site: equal ones mean equal sites."""
    return hashlib.sha256(written(manifest)).hexdigest()


def is_inside(address: str) -> bool:
    """Return whether ``address`` names a file below the root, on every system, and no dot file."""
    parts = address.split("/")
    plain = not re.search(r'[\\:*?"<>|\0-\x1f]', address)
    return plain and all(part and part[0] != "." and part[-1] not in ". " for part in parts)


def is_lasting(address: str) -> bool:
    """Return whether the file is called after its content, so that what it says never changes.

    So is the compressed copy of such a file.
    """
    return bool(_LASTING.fullmatch(base_of(address) or address))


def hash_of(data: bytes) -> str:
    """Return the SHA-256 of bytes, as manifests write it."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file. Raises ``OSError``."""
    with path.open("rb") as file:
        hasher = hashlib.sha256()
        while block := file.read(_BLOCK):
            hasher.update(block)
    return hasher.hexdigest()


def folders(addresses: Iterable[str]) -> list[str]:
    """Return the folders in which the files stand, each before those inside it."""
    found = {str(parent) for name in addresses for parent in PurePosixPath(name).parents}
    return sorted(found - {"."})
