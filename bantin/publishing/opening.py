"""A signed bundle → a site that lies ready to be published, or a clear refusal."""

from pathlib import Path

from ..problems import N_, OutsideError
from .bundle import unpack
from .run import Ready
from .signing import check


def opened(bundle: Path, key: Path, folder: Path) -> Ready:
    """Check the signature of ``bundle``, and lay its files into the empty ``folder``.

    ``key`` is the file of the public key; the signature lies beside the bundle, ``.minisig``.
    Raises ``SettingsError`` where the bundle is not what was signed, and ``OutsideError``
    where a file cannot be read.
    """
    signature = bundle.with_name(f"{bundle.name}.minisig")
    for path in (bundle, signature, key):
        if not path.is_file():
            raise OutsideError(
                N_("there is no file “{path}”"),
                N_("A bundle needs its signature (.minisig) and the public key (--key)"),
                path=str(path),
            )
    check(bundle, signature.read_bytes(), key.read_bytes())
    label, files = unpack(bundle, folder)
    return Ready(folder=folder, site=label.site, files=files, serial=label.serial)
