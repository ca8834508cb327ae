"""What must not go out is found in the bytes that are about to go out."""

import io
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from bantin.copies import ENCODINGS, compressed
from bantin.problems import Problem
from bantin.publishing.gate import gate
from bantin.publishing.manifest import hash_of
from bantin.publishing.metadata import metadata_in
from bantin.workers import silent

GOOD = {
    "index.html": '<link rel="stylesheet" href="theme/a.css"><a href="articles/a.html#x">a</a>'
    '<a href="https://example.vn/">elsewhere</a><a href="mailto:a@b.vn">mail</a><a href="#y">y</a>',
    "articles/a.html": '<a href="../index.html">home</a><a href="%E1%BA%A3.html">ả</a>',
    "articles/ả.html": '<img src="../photos/1.webp" srcset="../photos/1.webp 1x">',
    "theme/a.css": "@font-face { src: url(fonts/a.woff2) } p { background: url(#x) }",
    "photos/1.webp": "",
}


def looked(
    tmp_path: Path,
    files: dict[str, str | bytes],
    *,
    languages: tuple[str, ...] = ("vi",),
    site_url: str = "",
    samples: bool = True,
) -> tuple[Problem, ...]:
    everything: dict[str, str | bytes] = {**GOOD, **files}
    for name, data in everything.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return gate(
        tmp_path,
        list(everything),
        {name: hash_of((tmp_path / name).read_bytes()) for name in everything},
        languages=languages,
        samples=samples,
        site_url=site_url,
        tell=silent,
    )


def test_a_good_site_goes_through(tmp_path: Path) -> None:
    assert looked(tmp_path, {}) == ()


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ('<a href="articles/gone.html">x</a>', "publish-link-dead"),
        ('<img src="photos/gone.jpg">', "publish-link-dead"),
        ('<img srcset="photos/1.webp 1x, photos/gone.jpg 2x">', "publish-link-dead"),
        ('<a href="../outside.html">x</a>', "publish-link-dead"),
        ('<img src="//example.com/1.jpg">', "publish-foreign"),
        ('<script src="https://example.com/1.js"></script>', "publish-foreign"),
        ('<link href="http://example.com/1.css" rel="stylesheet">', "publish-foreign"),
        ('<iframe src="https://example.com/"></iframe>', "publish-foreign"),
        ('<form action="https://example.com/">', "publish-foreign"),
        ('<img src="data:image/png;base64,AA">', "publish-foreign"),
        ('<b data-status="draft">nháp</b>', "publish-draft"),
        ('<b data-status="scheduled">chờ</b>', "publish-draft"),
    ],
)
def test_what_a_page_must_not_hold_is_told(tmp_path: Path, markup: str, code: str) -> None:
    found = looked(tmp_path, {"news.html": markup})

    assert [(problem.code, problem.path) for problem in found] == [(code, "news.html")]


def test_samples_are_told_only_where_they_are_to_be_left_out(tmp_path: Path) -> None:
    page: dict[str, str | bytes] = {"news.html": '<b data-status="sample">mẫu</b>'}

    assert looked(tmp_path, page) == ()
    assert [p.code for p in looked(tmp_path, page, samples=False)] == ["publish-sample"]


def test_a_style_sheet_fetches_nothing_from_elsewhere(tmp_path: Path) -> None:
    for said in ("@import 'https://example.com/a.css'", "p{background:url(//example.com/a.png)}"):
        found = looked(tmp_path, {"theme/a.css": said})
        assert [problem.code for problem in found] == ["publish-foreign"], said


def test_a_page_of_one_language_alone_is_told(tmp_path: Path) -> None:
    both: dict[str, str | bytes] = {f"en/{name}": data for name, data in GOOD.items()}
    del both["en/articles/a.html"]
    both["en/index.html"] = ""

    found = looked(tmp_path, both, languages=("vi", "en"))

    assert [(p.code, p.path) for p in found] == [("publish-page-missing", "en/articles/a.html")]


def test_addresses_from_the_root_are_counted_from_the_home_of_the_site(tmp_path: Path) -> None:
    page: dict[str, str | bytes] = {"404.html": '<a href="/tin/index.html">x</a><a href="/tin/">'}

    assert looked(tmp_path, page, site_url="http://bantin.example/tin") == ()
    assert looked(tmp_path, page, site_url="http://bantin.example")


def picture(form: str, **notes: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, form, **notes)
    return file.getvalue()


EXIF = Image.Exif()
EXIF[0x010F] = "Camera"
TEXT = PngImagePlugin.PngInfo()
TEXT.add_text("Author", "Lan")


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (picture("JPEG"), ()),
        (picture("JPEG", exif=EXIF), ("APP1",)),
        (picture("JPEG", comment=b"Lan"), ("comment",)),
        (picture("JPEG", xmp=b"<x/>"), ("APP1",)),
        (picture("WEBP"), ()),
        (picture("WEBP", exif=EXIF.tobytes()), ("EXIF",)),
        (picture("WEBP", xmp=b"<x/>"), ("XMP",)),
        (picture("PNG"), ()),
        (picture("PNG", exif=EXIF), ("eXIf",)),
        (picture("PNG", pnginfo=TEXT), ("tEXt",)),
        (b"", ()),
        (b"\xff\xd8\xff", ()),
    ],
)
def test_notes_inside_pictures_are_seen(data: bytes, kinds: tuple[str, ...]) -> None:
    assert metadata_in(data) == kinds


def test_a_picture_with_notes_is_told(tmp_path: Path) -> None:
    found = looked(tmp_path, {"photos/2.jpg": picture("JPEG", exif=EXIF)})

    assert [(problem.code, problem.path) for problem in found] == [
        ("publish-metadata", "photos/2.jpg")
    ]


PAGE = '<p data-status="x">' + "tin " * 2000
COPIES = {f"a.html.{ending}": compressed(ending, PAGE.encode()) or b"" for ending in ENCODINGS}


def test_copies_that_hold_what_their_file_says_go_through(tmp_path: Path) -> None:
    assert looked(tmp_path, {"a.html": PAGE, **COPIES}) == ()


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_with_other_words_does_not_go_out(tmp_path: Path, name: str) -> None:
    draft = PAGE.replace("x", "draft").encode()
    harmed = compressed(name.rpartition(".")[2], draft.ljust(len(PAGE))) or b""

    for data in (harmed, COPIES[name][:-1], b"", draft):
        problems = looked(tmp_path, {"a.html": PAGE, name: data})
        assert [(p.code, p.path) for p in problems] == [("publish-copy-differs", name)]
    assert [p.code for p in looked(tmp_path, {"lost.html.gz": COPIES["a.html.gz"]})] == [
        "publish-copy-differs"
    ]


def test_an_old_copy_beside_a_new_page_is_found(tmp_path: Path) -> None:
    looked(tmp_path, {"a.html": PAGE.replace("tin", "bài"), **COPIES})
    wanted = {n: hash_of((tmp_path / n).read_bytes()) for n in (*GOOD, "a.html", *COPIES)}

    problems = gate(
        tmp_path, ["a.html"], wanted, languages=("vi",), samples=True, site_url="", tell=silent
    )

    assert {problem.path for problem in problems} == set(COPIES)
