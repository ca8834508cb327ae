"""A site whose every word is hostile, and whose photos and drafts hold secrets."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

FOREIGN = "foreign.invalid"
HIDDEN = "vankhotrom"
"""Stands in every word, name and photo of drafts and scheduled articles."""

TELLTALE = "bimatmay7c1e"
"""Stands in everything a photo carries besides its picture."""

RUN = "window.__pwned=1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f"\"><img src=x onerror='{RUN}'>",
    f"' onmouseover='{RUN}' x='",
    f"<svg/onload={RUN}>",
    f"</script><script>{RUN}</script>",
    f"</title></textarea><img src=x onerror={RUN}>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    "{{ 7*191 }}{% raw %}${7*191}",
    f"]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>{RUN}</x:script><![CDATA[",
    "\u202ectx.exe \u2066",
)

WORDS = """
{payload} is where the text begins, and a footnote[^1] stands here.

| Họ và tên | Đơn vị | Hình thức |
| --- | --- | --- |
| Nguyễn {payload} Văn A | {payload} | Bằng khen {payload} |

![{payload} (Ảnh: {payload})](anh.jpg "{quoted}")

[^1]: {payload}
"""
"""A text in good order, but for what it says."""

ATTACKS = (
    f'<script>{RUN}</script>\n\n<img src=x onerror="{RUN}"> <svg onload="{RUN}"></svg>',
    f'<img src="https://{FOREIGN}/track.png"> <video poster="//{FOREIGN}/v.jpg"></video>',
    f'<iframe src="https://{FOREIGN}/"></iframe> <object data="https://{FOREIGN}/"></object>',
    f'<style>@import "https://{FOREIGN}/x.css"; p {{ background: url(//{FOREIGN}/y) }}</style>',
    f'<link rel="stylesheet" href="//{FOREIGN}/z.css"> <base href="https://{FOREIGN}/">',
    f'<meta http-equiv="refresh" content="0;url=javascript:{RUN}">',
    f'<form action="//{FOREIGN}/"><input autofocus onfocus="{RUN}"><button>x</button></form>',
    f'<details open ontoggle="{RUN}"><summary>x</summary></details>',
    f'<p style="background:url(//{FOREIGN}/a)" id="main" data-switch onclick="{RUN}">x</p>',
    f"<math><mtext><table><mglyph><style><!--</style>"
    f'<img title="--&gt;&lt;img src=1 onerror={RUN}&gt;">',
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'></noscript>",
    f"[a link](javascript:{RUN}) [another](JaVaScRiPt&colon;{RUN}) <javascript:{RUN}>",
    f"[data](data:text/html,<script>{RUN}</script>) [tab](java\tscript:{RUN})",
    f'[broken out](x"onmouseover="{RUN}) [title](# "x" onmouseover={RUN} "")',
    f"[reference][r]\n\n[r]: javascript:{RUN}",
    f"![far](https://{FOREIGN}/photo.png)",
    f'![broken out](anh.jpg"onload="{RUN})',
    f"<a href='#' ping='https://{FOREIGN}/ping' target=_blank>x</a>",
    f"Chữ[^1]\n\n[^1]: <img src=x onerror={RUN}> [x](javascript:{RUN})",
)
"""Texts that try the ways of Markdown and HTML; to refuse them is right too."""


def make(site: Path, theme: Path) -> None:
    """Write the site into the empty folder ``site``; it is shown by ``theme``."""
    settings = [
        'SITENAME = "Bản tin thử"',
        f"THEME = {str(theme)!r}",
        'PELICAN_CLASS = "bantin.Bantin"',
        'PATH = "content"',
        'OUTPUT_PATH = "output"',
    ]
    _write(site / "pelicanconf.py", "\n".join(settings) + "\n")
    content = site / "content"
    _write(content / "names.csv", _names())
    _write(content / "campaigns/thi-dua/vi.md", _campaign("vi"))
    _write(content / "campaigns/thi-dua/en.md", _campaign("en"))
    _write(content / "pages/gioi-thieu/vi.md", _head(0, "vi", facts=False) + _words(1))
    for number in range(len(PAYLOADS)):
        folder = content / f"articles/bai-{number}"
        _write(folder / "vi.md", _head(number, "vi") + _words(number))
        if number % 2:
            _write(folder / "en.md", _head(number, "en", facts=False) + _words(number))
        # The name may lie: what a photo is, its first bytes say.
        (folder / "anh.jpg").write_bytes(telling_jpeg(number) if number else telling_png())
    for number, attack in enumerate(ATTACKS):
        folder = content / f"articles/tan-cong-{number}"
        head = f"---\nTiêu đề: Tấn công {number}\nNgày: 05/3/2024\nTác giả: A\n---\n\n"
        _write(folder / "vi.md", f"{head}Chữ thật.\n\n{attack}\n\nChữ thật.\n")
        (folder / "anh.jpg").write_bytes(telling_jpeg(50 + number))
    _add_hidden(content)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _words(number: int) -> str:
    payload = PAYLOADS[number]
    return WORDS.format(payload=payload, quoted=payload.replace('"', "'"))


def _head(number: int, lang: str, *, facts: bool = True) -> str:
    payload = PAYLOADS[number]
    lines = [f"Tiêu đề: Bài {number} {payload}", f"Tóm tắt: tóm tắt {payload}"]
    if facts:
        lines += [
            f"Ngày: {number + 1:02d}/3/2024",
            "Đưa tin: thi-dua",
            f"Tác giả: Tác giả {payload}",
            f"Đơn vị: Đơn vị {payload}",
            f"Nhân vật: Thượng úy Nguyễn {payload}",
            f"Địa điểm: Nơi {payload}",
            f"Chủ đề: Chủ đề {payload}",
            f"Đính chính: 05/4/2024 - sửa {payload}",
        ]
    if lang == "en":
        lines = [line.replace("Tiêu đề", "Title").replace("Tóm tắt", "Summary") for line in lines]
    return "\n".join(["---", *lines, "---", ""])


def _campaign(lang: str) -> str:
    payload = PAYLOADS[0] + PAYLOADS[1]
    head = [f"Tên: Thi đua {payload}"]
    if lang == "vi":
        head += ["Thời gian: 01/3/2024 - 07/5/2024", f"Nhân dịp: Kỷ niệm {payload}"]
        head += [f"Đơn vị phát động: Đơn vị {payload}"]
    return "\n".join(["---", *head, "---", "", f"Mục đích {payload}", ""])


def _names() -> str:
    rows = ["kind,vi,en,note"]
    for payload in PAYLOADS:
        quoted = payload.replace('"', '""')
        rows.append(f'unit,"Đơn vị {quoted}","Unit {quoted}","{quoted}"')
        rows.append(f'topic,"Chủ đề {quoted}","Topic {quoted}",')
    return "\n".join(rows) + "\n"


def _add_hidden(content: Path) -> None:
    """Add a draft, an article of the far future, and a draft campaign, each with a photo."""
    for kind, line in (("nhap", "Trạng thái: nháp"), ("hen-gio", "Đăng từ: 07/5/2199 08:00")):
        folder = content / f"articles/{kind}-{HIDDEN}"
        head = ["---", f"Tiêu đề: {HIDDEN}", "Ngày: 04/3/2024", f"Tác giả: {HIDDEN}", line]
        head += [f"Đơn vị: {HIDDEN} {kind}", f"Chủ đề: {HIDDEN}", "Đưa tin: thi-dua", "---", ""]
        text = f"Chữ {HIDDEN}.\n\n![{HIDDEN}]({HIDDEN}.jpg)\n"
        _write(folder / "vi.md", "\n".join(head) + text)
        (folder / f"{HIDDEN}.jpg").write_bytes(telling_jpeg(77))
    campaign = ["---", f"Tên: {HIDDEN}", "Thời gian: 01/3/2024 - 07/5/2024", "Trạng thái: nháp"]
    _write(content / f"campaigns/{HIDDEN}/vi.md", "\n".join([*campaign, "---", "", HIDDEN, ""]))


def telling_jpeg(shade: int) -> bytes:
    """Return a photo that tells where, by whom and with which camera it was taken."""
    exif = Image.Exif()
    exif[Base.Artist], exif[Base.ImageDescription] = TELLTALE, TELLTALE
    exif.get_ifd(IFD.Exif)[Base.BodySerialNumber] = TELLTALE
    exif.get_ifd(IFD.Exif)[Base.UserComment] = TELLTALE.encode()
    place = exif.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", (21.0, 23.0, 11.0)
    place[GPS.GPSAreaInformation] = TELLTALE.encode()
    file = BytesIO()
    picture = Image.new("RGB", (640, 400), (shade * 20 % 256, 120, 90))
    picture.save(file, "JPEG", exif=exif, comment=TELLTALE, xmp=TELLTALE.encode())
    return file.getvalue() + TELLTALE.encode()


def telling_png() -> bytes:
    """Return a picture with words in its text chunks and behind its end."""
    words = PngInfo()
    words.add_text("Comment", TELLTALE)
    words.add_itxt("Author", TELLTALE, zip=True)
    file = BytesIO()
    Image.new("RGB", (640, 400), "#345678").save(file, "PNG", pnginfo=words)
    return file.getvalue() + TELLTALE.encode()
