"""One photo's bytes → renditions."""

import sys
import tracemalloc
import warnings
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bantin.photos.darkroom import Prints, prints
from bantin.photos.negatives import negative
from bantin.photos.recipe import QUICK, fit, shapes
from bantin.photos.refusals import Refused

from . import nasty, profiles

Colour = tuple[int, int, int]
_BOX = Image.Resampling.BOX


def developed(data: bytes) -> Prints:
    return prints(negative(data))


def code(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        developed(data)
    return refused.value.code


def outcome(data: bytes) -> Prints | str:
    """Return what a photo becomes, or the code of its refusal."""
    try:
        return developed(data)
    except Refused as refused:
        return refused.code


def pictures(made: Prints | str) -> list[Image.Image]:
    assert not isinstance(made, str), made
    return [Image.open(BytesIO(data)) for data in made.renditions]


def colour_at(image: Image.Image, across: float, down: float) -> Colour:
    at = 3 * (8 * int(down * 8) + int(across * 8))
    red, green, blue = image.convert("RGB").resize((8, 8), _BOX).tobytes()[at : at + 3]
    return red, green, blue


def is_near(one: Colour, other: Colour, tolerance: int = 12) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


def shown(data: bytes) -> list[Colour]:
    """Return the colour in the middle of every rendition."""
    return [colour_at(image, 0.5, 0.5) for image in pictures(developed(data))]


def is_upright(image: Image.Image) -> bool:
    corners = ((0.2, 0.2), (0.7, 0.2), (0.2, 0.7), (0.7, 0.7))
    seen = [colour_at(image, *corner) for corner in corners]
    return all(is_near(a, b, 40) for a, b in zip(seen, nasty.QUARTERS, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "HEIC"])
@pytest.mark.parametrize("orientation", range(10))
def test_a_photo_stands_upright_however_the_camera_was_held(orientation: int, form: str) -> None:
    made = developed(nasty.turned(orientation, form))

    assert (made.width, made.height) == (64, 32)
    assert [image.size for image in pictures(made)] == [(64, 32), (64, 32)]
    assert all(is_upright(image) for image in pictures(made))


def test_a_large_photo_is_turned_and_scaled_at_once() -> None:
    lying = nasty.quarters(3200, 400).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    made = developed(nasty.saved(lying, exif=exif))

    assert (made.width, made.height) == (3200, 400)
    assert all(is_upright(image) for image in pictures(made))
    assert [i.size for i in pictures(made)] == [(s.width, s.height) for s in shapes((3200, 400))]


TALKATIVE = {
    "JPEG": nasty.talkative(),
    "PNG": nasty.talkative_png(),
    "preview in EXIF": nasty.previewed(),
    "motion photo": nasty.motion_photo(),
    "web page": nasty.page_in_a_photo(),
    "HEIC": nasty.heic(nasty.quarters(), exif=nasty.talkative_exif().tobytes(), xmp=nasty.CANARY),
    "WebP": nasty.saved(nasty.quarters(), "WEBP", xmp=nasty.CANARY, lossless=True),
    "GIF": nasty.saved(nasty.quarters(), "GIF", comment=nasty.CANARY),
    "TIFF": nasty.saved(nasty.quarters(), "TIFF", tiffinfo={270: nasty.CANARY.decode()}),
}


@pytest.mark.parametrize("data", TALKATIVE.values(), ids=TALKATIVE)
def test_nothing_but_the_picture_is_in_a_rendition(data: bytes) -> None:
    assert nasty.CANARY in data
    made = developed(data)
    assert all(is_upright(image) for image in pictures(made))
    for rendition in made.renditions:
        assert nasty.CANARY not in rendition
        assert not Image.open(BytesIO(rendition)).getexif()
        for mark in (b"Exif", b"EXIF", b"XMP ", b"ICC", b"adobe", b"8BIM", b"\xff\xfe", b"MPF"):
            assert mark not in rendition


def test_colours_of_a_wide_profile_do_not_fade() -> None:
    red_in_p3 = nasty.plain((234, 51, 35))
    for form in ("JPEG", "PNG", "WEBP"):
        data = nasty.saved(red_in_p3, form, icc_profile=profiles.wide())
        assert all(is_near(colour, (255, 0, 0)) for colour in shown(data))


P3_IN_SRGB = ((1.22494, -0.22494, 0.0), (-0.04206, 1.04206, 0.0), (-0.01964, -0.07864, 1.09827))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIC"])
@pytest.mark.parametrize("colour", [(200, 60, 60), (90, 180, 100), (60, 70, 200), (128, 128, 128)])
def test_a_wide_colour_is_within_twelve_steps_of_the_truth(form: str, colour: Colour) -> None:
    image = nasty.plain(colour, size=(64, 64))
    profile = profiles.wide()
    if form == "HEIC":
        data = nasty.heic(image, icc_profile=profile)
    else:
        data = nasty.saved(image, form, icc_profile=profile, quality=95)
    light = [_linear(step / 255) for step in colour]
    mixed = [sum(f * c for f, c in zip(row, light, strict=True)) for row in P3_IN_SRGB]
    red, green, blue = (round(255 * _curved(min(max(c, 0.0), 1.0))) for c in mixed)

    assert all(is_near(seen, (red, green, blue)) for seen in shown(data))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _curved(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


def test_a_profile_is_taken_at_its_word() -> None:
    data = nasty.saved(nasty.plain((250, 0, 0)), icc_profile=profiles.swapped())
    assert all(is_near(colour, (0, 250, 0)) for colour in shown(data))


def test_a_broken_profile_is_left_out() -> None:
    data = nasty.saved(nasty.plain((250, 0, 0)), icc_profile=profiles.wide()[:200])
    assert all(is_near(colour, (250, 0, 0)) for colour in shown(data))


def test_a_grey_photo_may_carry_a_profile_for_colours() -> None:
    data = nasty.saved(nasty.plain(128, "L"), icc_profile=profiles.wide())
    assert all(is_near(colour, (128, 128, 128)) for colour in shown(data))


@pytest.mark.parametrize("adobe", [True, False])
def test_inks_are_never_negative(adobe: bool) -> None:
    assert all(is_near(c, (255, 255, 0)) for c in shown(nasty.inks((0, 0, 255, 0), adobe=adobe)))
    assert all(is_near(c, (255, 255, 255)) for c in shown(nasty.inks((0, 0, 0, 0), adobe=adobe)))


def test_inks_with_a_profile_are_never_negative_and_go_by_it() -> None:
    assert all(is_near(c, (255, 255, 255)) for c in shown(nasty.inks_with_profile((0, 0, 0, 0))))
    assert all(is_near(c, (0, 0, 0)) for c in shown(nasty.inks_with_profile((0, 0, 0, 255))))
    # Taken plainly it would be cyan; its profile says that it looks red.
    assert all(is_near(c, (255, 0, 0)) for c in shown(nasty.inks_with_profile((255, 0, 0, 0))))


def test_inks_with_a_profile_for_light_are_taken_plainly() -> None:
    data = nasty.saved(nasty.plain((0, 0, 255, 0), "CMYK"), icc_profile=profiles.wide())
    assert all(is_near(colour, (255, 255, 0)) for colour in shown(data))


@pytest.mark.parametrize(
    ("levels", "colour"),
    [
        ((0x8080,), (128, 128, 128)),
        ((0x4040, 0xFFFF), (64, 64, 64)),
        ((0x4040, 0), (255, 255, 255)),
        ((0xC8C8, 0x6464, 0x3232), (200, 100, 50)),
        ((0xC8C8, 0x6464, 0x3232, 0xFFFF), (200, 100, 50)),
        ((0xC8C8, 0x6464, 0x3232, 0), (255, 255, 255)),
    ],
)
def test_a_deep_png_keeps_its_colour(levels: tuple[int, ...], colour: Colour) -> None:
    assert all(is_near(seen, colour) for seen in shown(nasty.deep_png(levels)))


@pytest.mark.parametrize(("form", "mode"), [("PNG", "I;16"), ("TIFF", "I;16"), ("TIFF", "I;16B")])
def test_sixteen_bits_are_scaled_to_eight(form: str, mode: str) -> None:
    for deep, grey in ((0, 0), (0x4040, 64), (0x8080, 128), (65535, 255)):
        data = nasty.saved(nasty.plain(deep, mode), form)
        assert all(is_near(colour, (grey, grey, grey), 2) for colour in shown(data))


def test_a_picture_in_fractions_is_scaled_too() -> None:
    image = nasty.plain(0, "F")
    image.paste(1.0, (0, 0, 8, 8))
    corner = [colour_at(i, 0.1, 0.1) for i in pictures(developed(nasty.saved(image, "TIFF")))]
    assert all(is_near(colour, (255, 255, 255)) for colour in corner)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_what_is_clear_is_white(form: str) -> None:
    for alpha, colour in ((0, (255, 255, 255)), (128, (227, 127, 127)), (255, (200, 0, 0))):
        data = nasty.saved(nasty.plain((200, 0, 0, alpha), "RGBA"), form)
        assert all(is_near(seen, colour) for seen in shown(data))


def test_clear_grey_is_white() -> None:
    data = nasty.saved(nasty.plain((0, 0), "LA"), "PNG")
    assert all(is_near(colour, (255, 255, 255)) for colour in shown(data))


def test_a_clear_palette_colour_is_white() -> None:
    image = nasty.plain((0, 0, 0)).quantize(2)
    assert all(
        is_near(colour, (255, 255, 255))
        for colour in shown(nasty.saved(image, "GIF", transparency=image.getpixel((0, 0))))
    )


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_picture_is_shown(form: str) -> None:
    made = developed(nasty.moving(form))
    assert made.is_animated
    assert all(is_upright(image) for image in pictures(made))
    assert not developed(nasty.saved(nasty.quarters(), form)).is_animated


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"])
def test_the_kind_is_read_from_the_content(form: str) -> None:
    assert developed(nasty.saved(nasty.quarters(), form)).width == 64


@pytest.mark.parametrize("name", nasty.LOOKALIKES)
def test_what_is_no_picture_is_refused(name: str) -> None:
    assert code(nasty.LOOKALIKES[name]) == "photo-not-a-picture"


def test_each_kind_of_file_is_called_by_its_name() -> None:
    words = {
        "empty": "is empty",
        "zeros": "only zeros",
        "web page": "HTML",
        "web page in UTF-16": "HTML",
        "SVG": "SVG",
        "Word": "Word",
        "old Word": "Word",
        "spreadsheet": "spreadsheet",
        "ZIP": "ZIP",
        "PDF": "PDF",
        "PostScript": "PostScript",
        "PostScript with preview": "PostScript",
        "video": "video",
        "raw": "raw",
        "Photoshop": "{kind}",
        "text": "is a text",
        "noise": "is not a photo",
    }
    for name, word in words.items():
        with pytest.raises(Refused, match="photo-not-a-picture") as refused:
            negative(nasty.LOOKALIKES[name])
        assert word in refused.value.message


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF"])
def test_a_photo_that_lacks_only_its_end_is_whole_or_refused(form: str) -> None:
    data = nasty.saved(nasty.quarters(), form)
    end = {"JPEG": 2, "PNG": 12, "GIF": 1}[form]
    made = outcome(data[:-end])
    assert made == "photo-damaged" or all(is_upright(image) for image in pictures(made))


def test_a_photo_of_an_iphone_is_read_where_its_reader_is_installed() -> None:
    made = developed(nasty.heic(nasty.quarters()))
    assert (made.width, made.height, made.is_animated) == (64, 32, False)
    assert all(is_upright(image) for image in pictures(made))


def test_a_photo_of_an_iphone_is_named_where_its_reader_is_not_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = nasty.heic(nasty.quarters())
    monkeypatch.setitem(sys.modules, "pillow_heif", None)  # how Python spells “not installed”
    with pytest.raises(Refused, match="photo-heic") as refused:
        negative(data)
    assert "Most Compatible" in refused.value.remedy
    assert "pip install bantin[heic]" in refused.value.remedy


def test_a_damaged_photo_of_an_iphone_is_refused() -> None:
    data = nasty.heic(Image.effect_noise((64, 64), 80).convert("RGB"))
    assert code(data[:40] + bytes(100)) == "photo-damaged"
    for length in (len(data) // 4, len(data) // 2, len(data) * 3 // 4):
        assert code(data[:length]) == "photo-damaged"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"])
def test_a_photo_that_breaks_off_is_refused(form: str) -> None:
    image = Image.effect_noise((64, 64), 80).convert("RGB")
    data = nasty.saved(image, form)
    for length in (len(data) // 4, len(data) // 2, len(data) * 3 // 4):
        assert code(data[:length]) == "photo-damaged"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_copied_halfway_and_filled_with_zeros_is_refused(form: str) -> None:
    data = nasty.saved(Image.effect_noise((64, 64), 80).convert("RGB"), form)
    half = len(data) // 2
    assert code(data[:half] + bytes(len(data) - half)) == "photo-damaged"


def test_a_small_preview_does_not_hide_that_the_photo_breaks_off() -> None:
    preview = nasty.saved(nasty.quarters())
    data = nasty.saved(Image.effect_noise((64, 64), 80).convert("RGB"), xmp=preview)
    half = len(data) - 1000
    assert code(data[:half] + bytes(1000)) == "photo-damaged"


@pytest.mark.parametrize(
    "data",
    [
        nasty.png_header(20_000, 20_000),
        nasty.png_header(12_000, 9_000),
        nasty.png_header(2**31 - 1, 2**31 - 1),
        nasty.webp_header(16_000, 16_000),
        nasty.jpeg_header(20_000, 20_000, progressive=False),
        nasty.jpeg_header(11_000, 10_000, progressive=True),
        nasty.said_to_be("GIF", 60_000, 60_000),
        nasty.said_to_be("BMP", 60_000, 60_000),
    ],
    ids=[
        *("PNG", "PNG that Pillow takes", "PNG at its limit", "WebP", "JPEG"),
        *("progressive JPEG", "GIF", "BMP"),
    ],
)
def test_a_bomb_is_refused_by_its_header(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        negative(data)
    assert refused.value.code == "photo-too-large"
    assert {"width", "height", "limit"} == {name for name, _ in refused.value.values}


def test_the_large_photo_of_a_phone_is_welcome() -> None:
    photo = negative(nasty.jpeg_header(12_000, 9_000, progressive=False))
    assert photo.image.size == (12_000, 9_000)
    assert not photo.is_heavy


@pytest.mark.parametrize("form", ["AVIF", "HEIC"])
def test_a_bomb_in_boxes_is_refused(form: str) -> None:
    for sides in ((16_000, 16_000), (2**31 - 1, 2**31 - 1)):
        assert code(nasty.said_to_be(form, *sides)) in ("photo-too-large", "photo-damaged")


@pytest.mark.parametrize("note", ["zTXt", "iTXt", "iCCP"])
def test_a_bomb_in_a_note_is_refused_or_left_out(note: str) -> None:
    data = nasty.png_note_bomb(note)
    tracemalloc.start()
    made = outcome(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert made == "photo-damaged" or all(is_upright(image) for image in pictures(made))
    assert peak < 16 << 20


def test_a_photo_made_to_keep_its_reader_busy_is_refused() -> None:
    assert code(nasty.jpeg_of_many_scans()) == "photo-damaged"


@pytest.mark.parametrize(
    "data",
    [
        nasty.saved(nasty.quarters()) + nasty.archive("word/document.xml"),
        nasty.two_in_one(),
        nasty.motion_photo(),
        nasty.page_in_a_photo(),
    ],
    ids=["archive", "MPO", "video", "web page"],
)
def test_a_photo_with_another_file_behind_it_is_read(data: bytes) -> None:
    made = developed(data)
    assert not made.is_animated
    assert all(is_upright(image) for image in pictures(made))


@pytest.mark.parametrize("size", [(1, 1), (6000, 3), (3, 6000), (1, 20_000)])
def test_odd_sizes_are_pictures_too(size: tuple[int, int]) -> None:
    made = developed(nasty.saved(nasty.plain((9, 9, 9), size=size)))
    assert (made.width, made.height) == size
    assert [i.size for i in pictures(made)] == [(s.width, s.height) for s in shapes(size)]


def test_the_colour_of_a_photo_is_its_average() -> None:
    assert developed(nasty.saved(nasty.plain((200, 100, 50)), "PNG")).colour == "#c86432"


def test_the_same_photo_gives_the_same_bytes() -> None:
    data = nasty.saved(nasty.quarters(1000, 500))
    assert developed(data) == developed(data)


def test_a_quick_recipe_gives_the_same_sizes() -> None:
    data = nasty.saved(nasty.quarters(1000, 500))
    quick = prints(negative(data), QUICK)
    assert [i.size for i in pictures(quick)] == [i.size for i in pictures(developed(data))]


sides = st.integers(min_value=1, max_value=20_000)


@given(sides, sides)
def test_a_photo_is_never_enlarged_and_always_has_both_kinds(width: int, height: int) -> None:
    made = shapes((width, height))
    for suffix, widest in (("webp", 1600), ("jpg", 1600)):
        widths = [shape.width for shape in made if shape.suffix == suffix]
        assert widths
        assert widths == sorted(set(widths))
        assert widths[-1] <= min(width, widest)
        if height <= 16_383:
            assert widths[-1] == min(width, widest)
    assert all(1 <= shape.height <= min(height, 16_383) for shape in made)
    assert {(s.width, s.height) for s in made if s.suffix == "jpg"} <= {
        (s.width, s.height) for s in made if s.suffix == "webp"
    }


@given(sides, sides, sides)
def test_fitting_twice_is_fitting_once(width: int, height: int, target: int) -> None:
    once = fit((width, height), target)
    assert fit(once, target) == once


def test_a_side_shorter_than_a_pixel_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="cannot fit"):
        fit((10, 0), 5)


SAMPLES = [
    nasty.saved(nasty.quarters(), form) for form in ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
] + [nasty.talkative(), nasty.talkative_png(), nasty.inks((9, 9, 9, 9), adobe=True)]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6),
)
def test_a_file_with_wrong_bytes_is_a_picture_or_is_refused(
    data: bytes, wrong: list[tuple[float, int]]
) -> None:
    spoilt = bytearray(data)
    for place, value in wrong:
        spoilt[int(place * len(data))] = value
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            made = developed(bytes(spoilt))
        except Refused:
            return
    assert made.width >= 1
