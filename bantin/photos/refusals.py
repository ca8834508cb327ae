"""Why a file cannot become a picture of the site, in the writer's words."""

from ..problems import N_

_COPY_AGAIN = N_("Copy the photo again from the camera or the phone")
_SAVE_SMALLER = N_("Save a smaller copy of it; a width of 4000 pixels is plenty")
_SAVE_AS_JPEG = N_("Open it in a photo program and save it as JPG")
_SAVE_AS_PICTURE = N_("In Word, click the photo with the right button, choose Save as Picture")


class Refused(Exception):  # noqa: N818 - a finding about a file, not a fault of the program
    """A file that cannot become a picture of the site: why, and what the writer can do.

    ``message`` and ``remedy`` are templates as in ``Problem``; their field ``photo`` is left
    to whoever knows what the writer calls the file.
    """

    def __init__(
        self, code: str, message: str, remedy: str, values: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__(code, message, remedy, values)  # as pickle needs them to send it home
        self.code, self.message, self.remedy, self.values = code, message, remedy, values


def outside() -> Refused:
    """The path leads out of the content folder, by a link or by dots."""
    return Refused(
        "photo-outside",
        N_("the photo “{photo}” lies outside the content folder"),
        N_("Copy the photo itself into the article's folder, not a link to it"),
    )


def missing() -> Refused:
    """There is no such file, though there was one when the text was read."""
    return Refused(
        "photo-missing",
        N_("the photo “{photo}” is no longer there"),
        N_("Put it back into the article's folder, or take it out of the text"),
    )


def unreadable() -> Refused:
    """The system does not let the file be read, or it is no file."""
    return Refused(
        "photo-unreadable",
        N_("the photo “{photo}” cannot be opened"),
        N_("Close the program that uses it, or copy the photo again"),
    )


def twins(twin: str) -> Refused:
    """Another file of the folder has the same name, but for how its letters are written."""
    return Refused(
        "photo-twins",
        N_("the photos “{photo}” and “{twin}” have one name for many computers"),
        N_("Give one of them another name, in the folder and in the text"),
        (("twin", twin),),
    )


def damaged() -> Refused:
    """The picture cannot be read to its end."""
    return Refused("photo-damaged", N_("the photo “{photo}” is damaged"), _COPY_AGAIN)


def too_slow() -> Refused:
    """The picture could not be read in the time that is enough for any other."""
    return Refused(
        "photo-damaged",
        N_("the photo “{photo}” takes too long to be read"),
        _SAVE_AS_JPEG,
    )


def too_long(length: int) -> Refused:
    """The file has more bytes than are read at once."""
    return _too_large(
        N_("the file of the photo “{photo}” is too large ({megabytes} MB)"),
        megabytes=str(length // 1_000_000),
    )


def too_many_pixels(width: int, height: int, limit: int) -> Refused:
    """The picture would need too much memory; ``limit`` is in pixels."""
    return _too_large(
        N_(
            "the photo “{photo}” has {width} × {height} pixels; at most {limit} million can be used"
        ),
        width=str(width),
        height=str(height),
        limit=str(limit // 1_000_000),
    )


def too_much() -> Refused:
    """The memory did not suffice after all."""
    return _too_large(N_("the photo “{photo}” needs more memory than there is"))


def heic() -> Refused:
    """A photo of an iPhone, and nothing installed here that can read it."""
    return Refused(
        "photo-heic",
        N_("“{photo}” is an iPhone photo (HEIC), which cannot be opened here"),
        N_(
            "Save it as JPG; so that the iPhone takes JPG from now on, choose there"
            " Settings, Camera, Formats, Most Compatible; so that HEIC can be read here:"
            " pip install bantin[heic]"
        ),
    )


def empty() -> Refused:
    """A file without content."""
    return _no_picture(N_("the file “{photo}” is empty"), _COPY_AGAIN)


def zeros() -> Refused:
    """A file whose content was never copied."""
    return _no_picture(N_("the file “{photo}” holds only zeros"), _COPY_AGAIN)


def raw() -> Refused:
    """What a camera's sensor saw, before it became a picture."""
    return _no_picture(
        N_("“{photo}” is a camera's raw file, which no browser shows"), _SAVE_AS_JPEG
    )


def foreign(kind: str) -> Refused:
    """A picture in a format that is not for the web; ``kind`` is its name."""
    return _no_picture(
        N_("“{photo}” is a file of the kind {kind}, which not every browser shows"),
        _SAVE_AS_JPEG,
        kind=kind,
    )


def drawing() -> Refused:
    """An SVG, which may hold scripts."""
    return _no_picture(N_("“{photo}” is a drawing (SVG), not a photo"), N_("Save it as PNG or JPG"))


def postscript() -> Refused:
    """A program that draws."""
    return _no_picture(N_("“{photo}” is a PostScript (EPS) drawing, not a photo"), _SAVE_AS_JPEG)


def video() -> Refused:
    """A moving picture."""
    return _no_picture(
        N_("“{photo}” is a video, not a photo"),
        N_("Play it, stop at a good moment and save that picture as JPG"),
    )


def word() -> Refused:
    """A Word document, old or new."""
    return _no_picture(N_("“{photo}” is a Word document, not a photo"), _SAVE_AS_PICTURE)


def sheet() -> Refused:
    """Another office document."""
    return _no_picture(
        N_("“{photo}” is a spreadsheet or a presentation, not a photo"),
        N_("Click the photo in it with the right button, choose Save as Picture"),
    )


def archive() -> Refused:
    """A zip archive."""
    return _no_picture(
        N_("“{photo}” is a compressed archive (ZIP), not a photo"),
        N_("Unpack it and use the photo inside"),
    )


def pdf() -> Refused:
    """A PDF document."""
    return _no_picture(
        N_("“{photo}” is a PDF document, not a photo"),
        N_("Save the page or the photo in it as JPG"),
    )


def page() -> Refused:
    """A web page, often what a download gave in place of the photo."""
    return _no_picture(
        N_("“{photo}” is a web page (HTML), not a photo"),
        N_("Open the page, click the photo with the right button, choose Save Image As"),
    )


def text() -> Refused:
    """Plain text."""
    return _no_picture(N_("“{photo}” is a text, not a photo"), _COPY_AGAIN)


def unknown() -> Refused:
    """Anything else."""
    return _no_picture(N_("“{photo}” is not a photo"), _COPY_AGAIN)


def _no_picture(message: str, remedy: str, **values: str) -> Refused:
    return Refused("photo-not-a-picture", message, remedy, tuple(values.items()))


def _too_large(message: str, **values: str) -> Refused:
    return Refused("photo-too-large", message, _SAVE_SMALLER, tuple(values.items()))
