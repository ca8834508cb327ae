"""What is written inside photos, and how it is offered to writers."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin.markup import convert
from bantin.messages import shown as said
from bantin.model import Gallery, Photo
from bantin.photos import Developed, Shown, Wanted, develop, offers
from bantin.photos.letters import decoded
from bantin.photos.notes import Notes, notes
from bantin.problems import Severity
from bantin.text import clean

from . import nasty

JPEG = nasty.saved(nasty.quarters())
CAPTION = "Đại tá Vũ Văn Hiển phát động thi đua cao điểm"
UTF8 = (1, 90, b"\x1b%G")


def with_xmp(properties: str) -> bytes:
    return nasty.saved(nasty.quarters(), xmp=nasty.xmp(properties))


def test_a_photo_without_notes_says_nothing() -> None:
    assert notes(JPEG) == Notes()
    assert not notes(JPEG).say_something


def test_iptc_tells_caption_photographer_agency_and_day() -> None:
    data = nasty.with_iptc(
        JPEG,
        UTF8,
        (2, 120, f"{CAPTION}\r\n".encode()),
        (2, 80, b"Tr\xe1\xbb\x8dng \xc4\x90\xe1\xbb\xa9c"),
        (2, 110, b"TTXVN"),
        (2, 55, b"20240304"),
    )
    assert notes(data) == Notes(
        captions=(("", CAPTION),), credit="Trọng Đức/TTXVN", day=date(2024, 3, 4)
    )


def test_an_agency_that_is_part_of_the_name_is_not_said_twice() -> None:
    data = nasty.with_iptc(JPEG, UTF8, (2, 80, b"An Vy - TTXVN"), (2, 110, b"TTXVN"))
    assert notes(data).credit == "An Vy - TTXVN"


def test_xmp_tells_each_language_apart() -> None:
    data = with_xmp(
        nasty.described(x_default="Không rõ tiếng", vi_VN=CAPTION, en="Colonel Hien speaks")
        + "<dc:creator><rdf:Seq><rdf:li>Trọng Đức</rdf:li></rdf:Seq></dc:creator>"
        + "<photoshop:Credit>TTXVN</photoshop:Credit>"
        + "<photoshop:DateCreated>2024-03-04T15:00:00+07:00</photoshop:DateCreated>"
    )
    found = notes(data)

    assert found.caption("vi", main=True) == CAPTION
    assert found.caption("en", main=False) == "Colonel Hien speaks"
    assert found.caption("fr", main=True) == "Không rõ tiếng"
    assert found.caption("fr", main=False) == ""
    assert (found.credit, found.day) == ("Trọng Đức/TTXVN", date(2024, 3, 4))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_xmp_is_found_in_every_kind_of_photo(form: str) -> None:
    packet = nasty.xmp(nasty.described(x_default=CAPTION))
    how = {"xmp": packet}
    if form == "PNG":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet.decode())
        how = {"pnginfo": info}  # type: ignore[dict-item]
    if form == "TIFF":
        how = {"tiffinfo": {700: packet}}  # type: ignore[dict-item]
    assert notes(nasty.saved(nasty.quarters(), form, **how)).caption("vi", main=True) == CAPTION


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (CAPTION.encode(), CAPTION),
        ("Đại tá Hiển, Trường Sa".encode(), "Đại tá Hiển, Trường Sa"),
        (b"\xd0a\xf2i t\xe1 Hi\xea\xd2n, Tr\xfd\xf5\xcc" + b"ng Sa", "Đại tá Hiển, Trường Sa"),
        (b"Caf\xe9 \x96 Besan\xe7on, Orl\xe9ans", "Café – Besançon, Orléans"),
        (b"K\xf6ln, Malm\xf6", "Köln, Malmö"),
        (b"plain\0\0", "plain"),
        (b"", ""),
        # TCVN3, UTF-16 and noise read like no language.
        (b"\xa7\xb9i t\xb8 Hi\xd3n", ""),
        ("Đại tá".encode("utf-16"), ""),
        (b"\x81\x8d\x8f\x90\x9d", ""),
    ],
)
def test_letters_without_a_charset_are_guessed_or_left_out(raw: bytes, text: str) -> None:
    assert decoded(raw, is_utf8=False) == text


def test_a_promise_of_utf8_is_kept_or_nothing_is_taken() -> None:
    western = (2, 120, b"Caf\xe9 Besan\xe7on")
    assert notes(nasty.with_iptc(JPEG, western)).say_something
    assert not notes(nasty.with_iptc(JPEG, UTF8, western)).say_something


def test_a_note_cut_within_its_last_letter_loses_only_that() -> None:
    cut = "Trường Sa, Đảo Nổ".encode()[:-1]
    assert decoded(cut, is_utf8=True) == "Trường Sa, Đảo N"


def test_what_was_lost_before_is_left_out() -> None:
    assert not notes(with_xmp(nasty.described(vi="\u0110\ufffdi t\ufffd"))).say_something


@pytest.mark.parametrize(
    "said_by_camera", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100MEDIA\\DJI_0012.JPG", " "]
)
def test_what_a_camera_says_by_itself_is_no_caption(said_by_camera: str) -> None:
    assert not notes(nasty.with_iptc(JPEG, (2, 120, said_by_camera.encode()))).say_something
    assert not notes(with_xmp(nasty.described(x_default=said_by_camera))).say_something


LAUGHS = (
    b"<!DOCTYPE x [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY b%d '%s'>" % (n, b"&b%d;" % (n - 1) * 10) for n in range(1, 30))
    + b"]>"
)


@pytest.mark.parametrize(
    "packet",
    [
        LAUGHS + nasty.xmp(nasty.described(vi="&b29;")),
        nasty.xmp("").replace(b"<rdf:RDF", LAUGHS + b"<rdf:RDF"),
        nasty.xmp(nasty.described(vi="&b29;")),
        nasty.xmp("<dc:description>" * 15_000),
        nasty.xmp("<dc:title>" * 10_000 + "</dc:title>" * 10_000),
        nasty.xmp(nasty.described(vi="x" * 500_000)),
        nasty.xmp("").replace(b"</x:xmpmeta>", b""),
    ],
)
def test_a_hostile_packet_says_nothing(packet: bytes) -> None:
    assert not notes(b"\xff\xd8" + packet).say_something


@given(st.binary(max_size=300), st.integers(0, 600), st.integers(0, 255))
def test_any_bytes_give_notes(noise: bytes, place: int, value: int) -> None:
    data = nasty.with_iptc(with_xmp(nasty.described(vi=CAPTION)), UTF8, (2, 120, CAPTION.encode()))
    spoilt = bytearray(data)
    spoilt[place] = value
    for hostile in (
        noise,
        bytes(spoilt),
        nasty.with_iptc(JPEG, (2, 120, noise), (2, 80, noise), (2, 55, noise)),
        b"\xff\xd8\xff\xed" + len(noise).to_bytes(2) + b"Photoshop 3.0\x008BIM\x04\x04" + noise,
        b"<x:xmpmeta>" + noise + b"</x:xmpmeta>",
    ):
        found = notes(hostile)
        for text in (*(text for _, text in found.captions), found.credit):
            assert "\ufffd" not in text
            assert "\n" not in text
            assert text.isprintable() or text.replace("\xa0", "").isprintable()


# ── offers ──


class Desk:
    """A content folder with one photo, ``articles/a/1.jpg``."""

    def __init__(self, folder: Path, data: bytes) -> None:
        self.content = folder / "content"
        (self.content / "articles/a").mkdir(parents=True)
        (self.content / "articles/a/1.jpg").write_bytes(data)
        self.developed = self.develop(folder / "cache")

    def develop(self, cache: Path) -> Developed:
        wanted = Wanted(source="articles/a/1.jpg", path="content/articles/a/vi.md", line=7)
        return develop([wanted], content=self.content, cache=cache)

    def offered(self, **how: str) -> list[tuple[str, str]]:
        lang = how.pop("lang", "vi")
        place = {"path": f"content/articles/a/{lang}.md", "caption": "", "credit": "", **how}
        shown = Shown(source="articles/a/1.jpg", line=7, lang=lang, is_main=lang == "vi", **place)
        problems = offers([shown], content=self.content, noted=self.developed.noted)
        assert all(p.code == "photo-note-inside" and p.line == 7 for p in problems)
        assert all(p.severity is Severity.INFO for p in problems)
        return [said(problem, str) for problem in problems]


TOLD = nasty.with_iptc(
    JPEG, UTF8, (2, 120, CAPTION.encode()), (2, 80, "Trọng Đức".encode()), (2, 55, b"20240304")
)


def test_what_the_text_lacks_is_offered_with_the_line_to_write(tmp_path: Path) -> None:
    desk = Desk(tmp_path, TOLD)
    (offer,) = desk.offered()

    assert offer == (
        f"inside the photo “1.jpg” is written: “{CAPTION} · Trọng Đức · 04/3/2024”",
        f"Where this is right, write it into the text: ![{CAPTION} (Ảnh: Trọng Đức)](1.jpg)",
    )
    assert desk.offered(caption="Hội trường") == [
        (
            "inside the photo “1.jpg” is written: “Trọng Đức · 04/3/2024”",
            "Where this is right, write it into the text: ![Hội trường (Ảnh: Trọng Đức)](1.jpg)",
        )
    ]


def test_nothing_is_offered_where_nothing_is_missing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, TOLD)
    assert not desk.offered(caption="Hội trường", credit="An Vy")
    assert not desk.offered(caption="Hội trường, theo Trọng Đức")
    assert not Desk(tmp_path / "b", JPEG).offered()


def test_a_translation_is_offered_only_its_own_language(tmp_path: Path) -> None:
    packet = nasty.described(x_default=CAPTION, en="Colonel Hien speaks")
    desk = Desk(tmp_path, with_xmp(packet))
    ((_, remedy),) = desk.offered(lang="en")
    assert remedy.endswith("![Colonel Hien speaks](1.jpg)")
    assert not Desk(tmp_path / "b", with_xmp(nasty.described(x_default=CAPTION))).offered(lang="en")


def test_a_photo_of_another_folder_is_named_by_the_way_to_it(tmp_path: Path) -> None:
    ((_, remedy),) = Desk(tmp_path, TOLD).offered(path="content/articles/b/vi.md")
    assert remedy.endswith("](../a/1.jpg)")


def test_a_build_says_nothing_of_it_and_publishes_nothing_of_it(tmp_path: Path) -> None:
    developed = Desk(tmp_path, TOLD).developed
    assert [problem.code for problem in developed.problems] == ["photo-small"]
    assert developed.noted == {"articles/a/1.jpg"}
    for _, path in developed.files:
        assert CAPTION.encode() not in path.read_bytes()


def test_a_photo_from_the_cache_is_offered_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path, TOLD)
    assert desk.develop(tmp_path / "cache").noted == desk.developed.noted


sentences = st.lists(
    st.one_of(
        st.sampled_from([*CAPTION.split(), "<b>", "&amp;", "[1]", "_x_", "*", "`a`", "\\", "A&B"]),
        st.text(st.characters(codec="utf-8", categories=("L", "N", "Sc", "So")), min_size=1),
    ),
    max_size=8,
).map(lambda words: " ".join([*words, "hết."]))


@given(caption=sentences, name=st.sampled_from(["1.jpg", "a b (2).jpg", "Lễ phát động.JPG"]))
def test_the_offered_line_reads_as_it_was_meant(caption: str, name: str) -> None:
    from bantin.photos.offers import _markdown

    caption = clean(caption)
    place = Shown(
        source=f"a/{name}",
        path="content/a/vi.md",
        line=1,
        lang="vi",
        is_main=True,
        caption="",
        credit="",
        description="Một hội trường",
    )
    line = _markdown(place, caption, "Trọng Đức", "content")
    (photo,) = photos(line)

    assert photo.caption == caption
    assert (photo.source, photo.credit, photo.alt) == (name, "Trọng Đức", "Một hội trường")


def photos(line: str) -> list[Photo]:
    body = convert(line, path="vi.md", first_line=1, lang="vi").body
    return [photo for block in body if isinstance(block, Gallery) for photo in block.photos]
