"""A bucket of S3-compatible storage.

Who may use it, and where it is, say the variables of the environment that all programs know:
``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``, ``AWS_ENDPOINT_URL`` and their kin.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from ..problems import N_, OutsideError
from .objects import INSIDE
from .target import ROOM

try:
    import obstore
    from obstore.exceptions import AlreadyExistsError, BaseError
    from obstore.store import S3Store
except ImportError as error:
    raise OutsideError(
        N_("storage of this kind needs one more package"),
        N_("Install it: pip install bantin[s3]"),
    ) from error


_TIMEOUT = timedelta(seconds=30)
"""How long one request may take, and how long it is tried again."""

_NETWORK = N_(
    "See whether AWS_ENDPOINT_URL is right and the network is connected; the site is whole"
)
_REASONS = (
    (
        "RequestTimeTooSkewed",
        N_("the clock of this computer differs from that of the storage “{address}”"),
        N_("Set the clock of this computer, then publish again; the site is whole"),
    ),
    *(
        (
            mark,
            N_("the storage “{address}” has no room left: {reason}"),
            ROOM,
        )
        for mark in ("QuotaExceeded", "StorageFull", "InsufficientStorage", "507 Insuff")
    ),
    ("error sending request", N_("the storage “{address}” does not answer"), _NETWORK),
    ("operation timed out", N_("the storage “{address}” does not answer"), _NETWORK),
)


class Bucket:
    """The bucket ``name`` below ``prefix``; see ``Storage``."""

    def __init__(self, name: str, prefix: str) -> None:
        self.address = f"s3://{name}/{prefix}"
        with self.told():
            self.store = S3Store(
                name,
                prefix=prefix or None,
                client_options={"allow_http": True, "timeout": _TIMEOUT},
                retry_config={"max_retries": 3, "retry_timeout": _TIMEOUT},
            )

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn what the storage refuses into what the keeper is told."""
        try:
            yield
        except (BaseError, OSError) as error:
            raise _refusal(str(error) or type(error).__name__, self.address) from error

    def put(self, name: str, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        """Write an object whole."""
        attributes = dict(headers) if headers else None
        obstore.put(self.store, name, data, attributes=attributes, use_multipart=False)

    def create(self, name: str, data: bytes) -> bool:
        """Write an object only where there is none."""
        try:
            obstore.put(self.store, name, data, mode="create", use_multipart=False)
        except AlreadyExistsError:
            return False
        return True

    def get(self, name: str) -> bytes | None:
        """Return an object, or None where there is none."""
        try:
            return bytes(obstore.get(self.store, name).bytes())
        except FileNotFoundError:
            return None

    def names(self, prefix: str = "") -> list[str]:
        """Return the names of all objects in a folder."""
        pages = obstore.list(self.store, prefix=prefix or None)
        return [str(entry["path"]) for page in pages for entry in page]

    def is_empty(self) -> bool:
        """Return whether there is nothing but our own notes, by the first of the names."""
        first = next(iter(obstore.list(self.store, chunk_size=50)), [])
        return all(str(entry["path"]).startswith(INSIDE) for entry in first)

    def delete(self, names: list[str]) -> None:
        """Take objects away."""
        if names:
            obstore.delete(self.store, names)

    def place(self, kept: str, name: str) -> None:
        """Copy an object into place, with the headers that it was put with."""
        obstore.copy(self.store, kept, name)


def _refusal(said: str, address: str) -> OutsideError:
    """Return what the keeper is told of what the storage, or the way to it, said."""
    reason = said.strip().splitlines()[0][:200]
    for mark, message, remedy in _REASONS:
        if mark in said:
            return OutsideError(message, remedy, address=address, reason=reason)
    return OutsideError(
        N_("the storage “{address}” refuses: {reason}"),
        N_("See whether the address and the keys in the environment are right"),
        address=address,
        reason=reason,
    )
