"""A signature is right in one way of writing only."""

from pathlib import Path

import pytest

pytest.importorskip("cryptography")

from bantin.problems import SettingsError
from bantin.publishing.signing import check, signer


def test_no_changed_bit_of_a_signature_is_taken(tmp_path: Path) -> None:
    signed = tmp_path / "bundle"
    signed.write_bytes(b"a bulletin")
    key = signer(tmp_path / "key")
    signature, public = key.sign(signed, "site=x serial=1"), key.public()
    assert check(signed, signature, public) == "site=x serial=1"
    # The untrusted comment is nobody's promise, and neither is the end of the last line.
    for place in range(signature.index(b"\n") + 1, len(signature) - 1):
        for bit in range(8):
            harmed = bytearray(signature)
            harmed[place] ^= 1 << bit
            with pytest.raises(SettingsError):
                check(signed, bytes(harmed), public)


def test_a_signature_that_was_carried_as_text_of_windows_is_taken(tmp_path: Path) -> None:
    signed = tmp_path / "bundle"
    signed.write_bytes(b"a bulletin")
    key = signer(tmp_path / "key")
    signature = key.sign(signed, "site=x").replace(b"\n", b"\r\n")
    assert check(signed, signature, key.public().replace(b"\n", b"\r\n")) == "site=x"
