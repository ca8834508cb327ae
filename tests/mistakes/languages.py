"""Two languages in the wrong files, files by the wrong name, letters of the wrong set."""

from . import ENGLISH, TEXT, case, en, vi

_LONG = (
    "Trong không khí phấn khởi, toàn thể cán bộ, chiến sĩ tiểu đoàn đã tích cực thi đua lập "
    "thành tích chào mừng ngày truyền thống; nhiều tập thể, cá nhân đạt kết quả xuất sắc."
)
_ENGLISH = (
    "In high spirits all officers and soldiers of the battalion took part in the drive to mark "
    "their day of tradition; many collectives and individuals achieved the best of results."
)
_TCVN3 = "Phßng Kü thuËt Ph¸t ®éng thi ®ua"
_VNI = "Phoøng Kyõ thuaät phaùt ñoäng thi ñua chaøo möøng"
_MOJIBAKE = "Phát động thi đua chào mừng".encode().decode("cp1252", "replace")


def _only(name: str, right: str = "vi.md") -> dict[str, str | bytes]:
    return {f"articles/a/{name}": vi() if right == "vi.md" else en()}


CASES = (
    case("Vietnamese in en.md", {"vi.md": vi(), "en.md": en(text=_LONG)},
         "W text-still-vietnamese en.md:5"),
    case("English in vi.md", vi(text=_ENGLISH), "W text-in-english vi.md:7", says="en.md"),
    case("no accents", vi(text="Trong khong khi phan khoi, toan the can bo, chien si tieu doan "
                               "da tich cuc thi dua lap thanh tich chao mung ngay truyen thong "
                               "cua don vi nam nay."), "W text-without-accents vi.md:7"),
    case("title not translated",
         {"vi.md": vi(), "en.md": en("Title: Tiểu đoàn Sửa chữa ra quân")},
         "W title-untranslated en.md:2"),
    case("other date in en.md", {"vi.md": vi(), "en.md": en("Date: 05/3/2024")},
         "E fact-differs en.md:3", says=("05/3/2024", "04/3/2024")),
    case("fact in en.md alone", {"vi.md": vi(), "en.md": en("Place: Hà Nội")},
         "E fact-only-in-translation en.md:3"),
    case("unreadable date in en.md", {"vi.md": vi(), "en.md": en("Date: 03/25/2024")},
         "E date-no-such-month en.md:3"),
    case("no translation yet", vi(), "I translation-missing vi.md:1", says="en.md"),
    case("empty en.md", {"vi.md": vi(), "en.md": ""}, "E file-empty en.md:1"),
    case("en.md without a text", {"vi.md": vi(), "en.md": en(text="")}, "E text-empty en.md:4"),
    case("only en.md", {"articles/a/en.md": en()}, "E text-missing en.md:1"),
    case("vn.md", _only("vn.md"), "E text-misnamed vn.md:1", says="vi.md"),
    case("eng.md", {"vi.md": vi(), "eng.md": en()}, "E text-misnamed eng.md:1", says="en.md"),
    case("vi.txt", _only("vi.txt"), "E text-misnamed vi.txt:1"),
    case("vi.md.txt", _only("vi.md.txt"), "E text-misnamed vi.md.txt:1", says="Windows"),
    case("vi.md.md", _only("vi.md.md"), "E text-misnamed vi.md.md:1"),
    case("vi.markdown", _only("vi.markdown"), "E text-misnamed vi.markdown:1"),
    case("vi (1).md", _only("vi (1).md"), "E text-misnamed vi (1).md:1"),
    case("bai-viet.md", _only("bai-viet.md"), "E text-misnamed bai-viet.md:1"),
    case("a copy beside it", {"vi.md": vi(), "vi - Bản sao.md": vi()},
         "W file-not-published vi - Bản sao.md:1"),
    case("a copy of Windows", {"vi.md": vi(), "vi - Copy.md": vi()},
         "W file-not-published vi - Copy.md:1"),
    case("a second copy", {"vi.md": vi(), "vi (1).md": vi()}, "W file-not-published vi (1).md:1"),
    case("another language", {"vi.md": vi(), "fr.md": en()}, "W file-not-published fr.md:1"),
    case("VI.MD", {"articles/a/VI.MD": vi()}, "W text-letter-case VI.MD:1", says="vi.md"),
    case("twice", {"vi.md": vi(), "index.vi.md": vi()}, "E text-twice index.vi.md:1"),
    case("only a Word file", {"articles/a/bai.docx": b"PK"}, "E folder-without-text articles/a:1",
         says="“bai.docx”"),
    case("a Word file beside it", {"vi.md": vi(), "bai.docx": b"PK"},
         "W file-not-published bai.docx:1"),
    case("TCVN3", vi(text=_TCVN3), "E text-tcvn3 vi.md:7"),
    case("TCVN3 in the title", vi(f"Tiêu đề: {_TCVN3}"), "E text-tcvn3 vi.md:2"),
    case("VNI", vi(text=_VNI), "E text-vni vi.md:7"),
    case("windows-1258", vi(text="Phát").encode("cp1258", "ignore"), "E file-not-utf-8 vi.md:2"),
    case("mojibake", vi(text=_MOJIBAKE), "E text-mojibake vi.md:7", says="chào"),
    case("letters lost", vi(text="Ph?t ??ng thi ?ua ch?o m?ng ng?y truy?n th?ng"),
         "E text-letters-lost vi.md:7"),
    case("letters replaced", vi(text="Ph�t ��ng thi �ua"), "E text-letters-lost vi.md:7"),
    case("zero bytes", vi().encode() + b"\0\0\0", "E file-not-text vi.md:8"),
    case("UTF-16 without a mark", vi().encode("utf-16-le"), "E file-not-text vi.md:1"),
    case("a Word file named vi.md", b"PK\3\4\x14\0\6\0\x08\0\0\0!\0\xff\xfe",
         "E file-is-word vi.md:1", says="Word"),
    case("a web page named vi.md", f"<!DOCTYPE html>\n<html><body><p>{TEXT}</p></body></html>\n",
         "E head-start-missing vi.md:1"),
    case("empty", "", "E file-empty vi.md:1"),
    case("huge", vi(text="x " * 2_200_000), "E file-too-large vi.md:1"),
    case("English in both", {"vi.md": vi(text=_ENGLISH), "en.md": en(text=ENGLISH)},
         "W text-in-english vi.md:7"),
)  # fmt: skip
