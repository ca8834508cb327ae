"""Signatures of files, and the keys for them, in the format of minisign.

Source: minisign's own description of its formats. A file is signed by its BLAKE2b-512 hash with
Ed25519 (algorithm ``ED``); the trusted comment is signed with it. Keys are made without a
password, so that a nightly run can sign; the file of the secret key is for its owner alone.
"""

import base64
import binascii
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..problems import N_, OutsideError, SettingsError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_SECRET_SIZE = 158
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Signer:
    """A secret key: its identity, eight bytes, and the seed of Ed25519."""

    identity: bytes
    seed: bytes

    def sign(self, path: Path, comment: str) -> bytes:
        """Return the signature of a file, whose trusted comment is ``comment``, one line."""
        key = _private(self.seed)
        signature = key.sign(_hash_of(path))
        whole = key.sign(signature + comment.encode())
        return (
            f"untrusted comment: signature of {path.name}\n"
            f"{_letters(b'ED' + self.identity + signature)}\n"
            f"trusted comment: {comment}\n"
            f"{_letters(whole)}\n"
        ).encode()

    def public(self) -> bytes:
        """Return the file of the public key, for those who check signatures."""
        name = self.identity[::-1].hex().upper()
        point = _private(self.seed).public_key().public_bytes_raw()
        letters = _letters(b"Ed" + self.identity + point)
        return f"untrusted comment: minisign public key {name}\n{letters}\n".encode()


def signer(path: Path) -> Signer:
    """Return the secret key in ``path``; a new one is made where there is none.

    Its public key then lies beside it, ``.pub``. Raises ``OutsideError`` for a file that is no
    such key or has a password, and where the disk refuses.
    """
    try:
        if not path.exists():
            _make(path)
        lines = path.read_text(encoding="ascii").splitlines()
        data = base64.b64decode(lines[1], validate=True)
        if len(data) != _SECRET_SIZE or data[:2] != b"Ed" or data[2:4] != b"\0\0":
            raise ValueError
    except (OSError, ValueError, IndexError) as error:
        raise OutsideError(
            N_("“{path}” is no key to sign with"),
            N_("Name a key without a password, or move the file away: a new key is then made"),
            path=str(path),
        ) from error
    return Signer(data[54:62], data[62:94])


def check(path: Path, signature: bytes, public: bytes) -> str:
    """Return the trusted comment of a file's ``signature``.

    Raises ``SettingsError`` where the file was not signed so, with the key ``public``.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        lines = _lines(signature)
        said, whole = _data(lines[1]), _data(lines[3])
        mark, _, comment = lines[2].partition("trusted comment: ")
        key = _data(_lines(public)[1])
        if mark or len(said) != 74 or said[:2] != b"ED" or key[:2] != b"Ed" or len(key) != 42:
            raise ValueError
        if said[2:10] != key[2:10]:
            raise _forged(N_("“{name}” is signed with another key"), path)
        point = Ed25519PublicKey.from_public_bytes(key[10:])
        point.verify(said[10:], _hash_of(path))
        point.verify(whole, said[10:] + comment.encode())
    except InvalidSignature as error:
        raise _forged(N_("“{name}” was changed after it was signed"), path) from error
    except (ValueError, IndexError, binascii.Error) as error:
        raise _forged(N_("“{name}” has no signature that can be read"), path) from error
    return comment


def _forged(message: str, path: Path) -> SettingsError:
    return SettingsError(
        message,
        N_("Do not use it; ask whoever made it for a new one. Nothing was changed"),
        name=path.name,
    )


def _make(path: Path) -> None:
    identity, seed = secrets.token_bytes(8), secrets.token_bytes(32)
    point = _private(seed).public_key().public_bytes_raw()
    secret = identity + seed + point
    checksum = hashlib.blake2b(b"Ed" + secret, digest_size=32).digest()
    data = b"Ed" + b"\0\0" + b"B2" + bytes(48) + secret + checksum
    path.parent.mkdir(parents=True, exist_ok=True)
    # Nobody else may read it from its first moment on.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(f"untrusted comment: minisign secret key\n{_letters(data)}\n".encode())
    path.with_suffix(".pub").write_bytes(Signer(identity, seed).public())


def _private(seed: bytes) -> "Ed25519PrivateKey":
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError as error:
        raise lacking() from error
    return Ed25519PrivateKey.from_private_bytes(seed)


def lacking() -> OutsideError:
    """Return the failure of an installation without what bundles need."""
    return OutsideError(
        N_("bundles need two more packages"),
        N_("Install them: pip install bantin[bundle]"),
    )


def _hash_of(path: Path) -> bytes:
    hasher = hashlib.blake2b()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            hasher.update(block)
    return hasher.digest()


def _lines(data: bytes) -> list[str]:
    # ``str.splitlines`` would take ten other characters for an end of line as well.
    return data.decode().replace("\r\n", "\n").split("\n")


def _data(letters: str) -> bytes:
    data = base64.b64decode(letters, validate=True)
    # The last letter holds bits that mean nothing: only one way to write a signature is right.
    if _letters(data) != letters:
        raise ValueError
    return data


def _letters(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
