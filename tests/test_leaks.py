"""What is held back leaves no trace: not in any byte, not in any pixel of the output."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bantin.build import build
from bantin.copies import base_of
from bantin.publishing.unpacking import unpacked
from tests.small_site import SmallSite, lying, small_site

# Words of no language, one for each way in; the colours occur nowhere else.
FIELDS = ("Chủ đề", "Đơn vị", "Nhân vật", "Địa điểm", "Tóm tắt", "Tác giả", "Bài liên quan",
          "Địa chỉ cũ")  # fmt: skip
HELD = {
    "draft": ("Trạng thái: nháp\n", (255, 0, 255)),
    "scheduled": ("Đăng từ: 02/4/2024 08:00\n", (0, 255, 255)),
    "sample": ("Trạng thái: mẫu\n", (255, 255, 0)),
}
NOTES = "Qwzgps"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = small_site(tmp_path_factory.mktemp("leaks") / "site")
    for number, (kind, (head, colour)) in enumerate(HELD.items()):
        plant(site, kind, number, head, colour)
    carrying_notes(site.content / "articles/phat-dong/1.jpg")
    build(replace(site.settings(), samples=False, precompress=("gz", "br", "zst")))
    found = lying(site.output)
    copies = {name: base for name in found if (base := base_of(name))}
    assert "articles/phat-dong.html.br" in copies
    # As browsers see them: in compressed bytes any three letters stand somewhere by chance.
    for name, base in copies.items():
        found[name] = unpacked(name.rpartition(".")[2], found[name], len(found[base]))
    return found


def plant(site: SmallSite, kind: str, number: int, head: str, colour: tuple[int, ...]) -> None:
    """Write an article, a campaign and a page that are held back, with a marker in each place."""

    def marker(place: str) -> str:
        return f"Qwz{kind}{place}"

    fields = "".join(
        f"{field}: {marker(f'f{place}')}{'.html' if field == 'Địa chỉ cũ' else ''}\n"
        for place, field in enumerate(FIELDS)
        if field != "Bài liên quan"
    )
    name = f"{marker('file')}.jpg"
    site.article(
        f"qwz{kind}slug",
        f"{head}{fields}Phát động: Đợt một\nĐính chính: 05/3/2024 - {marker('correction')}\n",
        f"Lời {marker('text')}.\n\n![{marker('alt')}]({name})\n{marker('caption')} (Ảnh: "
        f"{marker('credit')})\n\n| Họ và tên | Đơn vị | Hình thức |\n|---|---|---|\n"
        f"| {marker('name')} | {marker('unit')} | {marker('award')} |\n",
        marker("title"),
    )
    site.english(f"qwz{kind}slug", f"Said {marker('english')}.\n\n![{marker('encaption')}]({name})")
    photo = site.photo(f"qwz{kind}slug", name, "#" + bytes(colour).hex(), width=640 + number)
    assert photo.is_file()
    if kind != "scheduled":
        site.write(
            f"campaigns/qwz{kind}campaign/vi.md",
            f"---\nTên: {marker('campaign')}\n{head}Thời gian: 01/3/2024 -\n"
            f"Nhân dịp: {marker('occasion')}\n---\n\n{marker('aim')}\n",
        )
        site.write(
            f"pages/qwz{kind}page/vi.md",
            f"---\nTiêu đề: {marker('page')}\n{head}---\n\n{marker('pagetext')}\n",
        )


def carrying_notes(photo: Path) -> None:
    """Let a published photo say where it was taken, with what and by whom."""
    exif = Image.Exif()
    exif[0x010F] = f"{NOTES}maker"
    exif[0x013B] = f"{NOTES}artist"
    exif.get_ifd(0x8825)[29] = f"{NOTES}day"
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{NOTES}xmp</x:xmpmeta>".encode()
    with Image.open(photo) as image:
        image.load()
    image.save(photo, "JPEG", exif=exif, xmp=xmp, comment=f"{NOTES}comment")
    assert photo.read_bytes().count(NOTES.encode()) >= 4


def test_no_word_of_what_is_held_back_is_in_any_byte(output: dict[str, bytes]) -> None:
    told = {
        address
        for address, data in output.items()
        if b"qwz" in data.lower() or "qwz" in address.lower()
    }

    assert not told
    assert "articles/phat-dong.html" in output


def test_no_photo_of_what_is_held_back_is_among_the_photos(output: dict[str, bytes]) -> None:
    colours = {colour for _, colour in HELD.values()}
    seen = 0
    for address, data in output.items():
        if address.endswith((".jpg", ".webp")):
            with Image.open(io.BytesIO(data)) as image:
                middle = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
            assert isinstance(middle, tuple)
            near = [
                c for c in colours if all(abs(a - b) < 40 for a, b in zip(c, middle, strict=True))
            ]
            assert not near, address
            seen += 1
    assert seen


def test_no_note_inside_a_published_photo_is_published(output: dict[str, bytes]) -> None:
    assert not [address for address, data in output.items() if NOTES.encode() in data]


def test_what_is_planted_is_found_where_it_is_shown(tmp_path: Path) -> None:
    """The search itself must not be blind: with drafts and samples shown, all markers are there."""
    site = small_site(tmp_path / "site")
    for number, (kind, (head, colour)) in enumerate(HELD.items()):
        plant(site, kind, number, head, colour)
    build(replace(site.settings(), drafts=True))
    everything = b"\n".join(lying(site.output).values()).lower()

    for kind in HELD:
        places = ["f0", "f1", "f2", "f3", "f4", "f5", "text", "title", "caption", "credit", "name"]
        places += ["unit", "award", "english", "correction"]
        places += ["campaign", "occasion", "aim", "page", "pagetext"] * (kind != "scheduled")
        for place in places:
            assert f"qwz{kind}{place}".encode() in everything, (kind, place)
