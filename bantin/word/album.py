"""The pictures of one document → files that are called 1.jpg, 2.png …, each once."""

import hashlib
from dataclasses import dataclass, field

_BEGINNINGS = (
    (b"\xff\xd8\xff", ".jpg"), (b"\x89PNG\r\n\x1a\n", ".png"), (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"), (b"BM", ".bmp"), (b"II*\0", ".tif"), (b"MM\0*", ".tif"),
)  # fmt: skip


@dataclass(slots=True)
class Album:
    """The pictures in the order of the text; ``names`` has those of a text's other language."""

    files: dict[str, bytes] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def add(self, data: bytes) -> str:
        """Take a picture in and return its name; empty for one that the site cannot show."""
        ending = ending_of(data)
        if not ending:
            return ""
        digest = hashlib.blake2b(data, digest_size=16).hexdigest()
        if digest not in self.digests:
            name = f"{len(self.files) + 1}{ending}"
            self.digests[digest], self.files[name] = name, data
        return self.digests[digest]


def ending_of(data: bytes) -> str:
    """Return the ending that a picture's name should have, by its first bytes; else nothing."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return next((ending for start, ending in _BEGINNINGS if data.startswith(start)), "")
