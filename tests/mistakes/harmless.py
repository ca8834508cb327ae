"""Oddities that are no mistakes: all of them are taken without a word."""

import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from . import SPRING, STEP, TEXT, campaign, case, en, photo, vi

_P = photo()
_SHOWN = f"{TEXT}\n\n![Đại tá Bình phát động thi đua.](1.jpg)"


def _nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


CASES = (
    case("plain", vi()),
    case("title with a colon", vi("Tiêu đề: Ba nhất: cao, tốt, nghiêm")),
    case("title with a quote first", vi('Tiêu đề: "Ba nhất" ở Tiểu đoàn')),
    case("title with a number sign", vi("Tiêu đề: Đội xe #1 ra quân")),
    case("no space behind the colon", vi("Tiêu đề:Tiểu đoàn ra quân")),
    case("no accents in field names", vi().replace("Tiêu đề", "tieu de").replace("Ngày", "NGAY")),
    case("UTF-16 of Notepad", BOM_UTF16_LE + vi().encode("utf-16-le")),
    case("UTF-16, the other way", BOM_UTF16_BE + vi().encode("utf-16-be")),
    case("decomposed, CRLF, BOM", BOM_UTF8 + _nfd(vi()).replace("\n", "\r\n").encode()),
    case("photo with accents and spaces",
         {"articles/2024/2024-03-04-Lễ ra quân/vi.md": vi(text=_SHOWN.replace("1.jpg", "lễ 1.jpg")),
          "articles/2024/2024-03-04-Lễ ra quân/lễ 1.jpg": _P}),
    case("what Windows leaves", {"vi.md": vi(), "Thumbs.db": b"x", "desktop.ini": b"x",
                                 "~$vi.docx": b"x", ".DS_Store": b"x"}),
    case("bold field names", "\n".join(
        ("---", *(f"**{line.replace(':', ':**', 1)}" for line in vi().split("\n")[1:4]),
         "---", "", TEXT, ""))),
    case("wide colons", vi().replace("Tiêu đề:", "Tiêu đề：").replace("Tác giả:", "Tác giả：")),
    case("tab behind the colon", vi().replace(": ", ":\t")),
    case("quotes around field names", vi().replace("Tiêu đề:", "“Tiêu đề”:")),
    case("fields as a list", vi().replace("Tiêu đề", "- Tiêu đề").replace("Ngày:", "- Ngày:")
         .replace("Tác giả", "- Tác giả")),
    case("four dashes", vi().replace("---", "----")),
    case("blank lines above", "\n\n" + vi()),
    case("comment lines", vi().replace("Ngày:", "# nhớ hỏi lại ngày\nNgày:")),
    case("English field names", vi().replace("Tiêu đề", "Title").replace("Tác giả", "Author")),
    case("dates with dots and dashes", vi("Ngày: 4.3.2024", "Ngày diễn ra: 03-03-2024")),
    case("date of tools", vi("Ngày: 2024-03-04")),
    case("campaign by folder and by name", vi("Phát động: dien-bien", f"Trao thưởng: {STEP}")),
    case("campaign by its path", vi("Phát động: campaigns/dien-bien/")),
    case("a comma in a campaign's name",
         {"vi.md": vi(f"Trao thưởng: {SPRING}"), "campaigns/xuan/vi.md": campaign(name=SPRING)}),
    case("a list of tools", vi("Chủ đề:\n  - Thi đua\n  - Kỹ thuật")),
    case("a topic with a comma", vi("Chủ đề: Thi đua, khen thưởng")),
    case("a person with a position",
         vi("Nhân vật: Đại tá Lê Văn Bình (Tiểu đoàn Sửa chữa), Tiểu đoàn trưởng")),
    case("an author with a unit", vi("Tác giả: Nguyễn Văn An, Ban Tuyên huấn")),
    case("two languages", {"vi.md": vi(text=_SHOWN), "1.jpg": _P, "en.md": en(
        text="The drive began.\n\n![Senior Colonel Bình launches the drive.](1.jpg)")}),
    case("facts said again in English", {"vi.md": vi(), "en.md": en("Date: 2024-03-04")}),
    case("title of a name alone", {"vi.md": vi("Tiêu đề: Radio Mây Trắng"),
                                   "en.md": en("Title: Radio Mây Trắng")}),
    case("untranslated on purpose", vi("Dịch: không")),
    case("photo by %20", {"vi.md": vi(text=_SHOWN.replace("1.jpg", "anh%201.jpg")),
                          "anh 1.jpg": _P}),
    case("photo by a backslash", {"vi.md": vi(text=_SHOWN.replace("1.jpg", "anh\\1.jpg")),
                                  "articles/a/anh/1.jpg": _P}),
    case("a gallery with its captions", {"vi.md": vi(
        text=f"{TEXT}\n\n![](1.jpg)\nLễ ra quân.\n![](2.jpg)\nDiễu hành. (Ảnh: Trần Thu Hà)"),
        "1.jpg": _P, "2.jpg": photo(644)}),
    case("the seed's own captions", {"vi.md": vi(
        text=f"{TEXT}\n\n![phong ky thuat 1](phong ky thuat 1.jpg)\nĐại tá Bình phát biểu."),
        "phong ky thuat 1.jpg": _P}),
    case("an intranet address", vi(text=f"{TEXT} [Trang nội bộ](http://10.0.0.1/tin?a=1&b=2).")),
    case("a mail address", vi(text=f"{TEXT} [Gửi thư](mailto:an@example.com).")),
    case("a link to another article", {"vi.md": vi(text=f"{TEXT} [Bài trước](b)."),
                                       "articles/b/vi.md": vi()}),
    case("numbered by hand", vi(text=f"{TEXT}\n\n1. Đoàn kết\n2. Kỷ luật\n\n- Một\n- Hai")),
    case("ruled off", vi(text=f"{TEXT}\n\n* * *\n\nHết.\n\n---\n\n***")),
    case("spaces of Word", vi(text=f"{TEXT}\u00a0 Hết.\u200b Xin\u00ad cảm ơn.")),
    case("awards", vi(text=f"{TEXT}\n\n| TT | Họ và tên | Cấp bậc | Đơn vị | Hình thức |\n"
                           "|---|---|---|---|---|\n| 1 | Trần Thu Hà | Đại úy | Đại đội 1 | "
                           "Giấy khen |")),
    case("a table of figures", vi(text=f"{TEXT}\n\n| Nội dung | Đơn vị tính | Kết quả |\n"
                                       "|---|---|---|\n| Điện | kWh | 1.200 |")),
    case("a note with its text", vi(text=f"{TEXT}[^1]\n\n[^1]: Theo kế hoạch.")),
    case("verses", vi(text=f"{TEXT}\n\nTrường Sơn đông nắng,\ntây mưa,\nAi chưa đến đó,\n"
                           "như chưa rõ mình.")),
    case("wrapped by hand", vi(text=TEXT.replace("thi đua.", "thi\nđua.").replace(", ", ",\n"))),
    case("a question", vi(text=f"{TEXT} Vì sao? Vì kỷ luật. Ai? Mọi người.")),
    case("French and guillemets", vi(text=f"{TEXT} Báo «Cờ đỏ» viết về café, château, où, naïve.")),
    case("micrometres", vi(text=f"{TEXT} Sai số 10µm, 20µm, 30µm; 25 °C ± 1 °C; 5 × 3.")),
    case("stars as signs", vi(text=f"{TEXT} Diện tích 5 * 3 m, lưu ý (*) và 2*3.")),
    case("brackets in a text", vi(text=f"{TEXT} Theo [Nghị quyết 01] (năm 2024) và [1], [2].")),
    case("a file's name in a sentence", vi(text=f"{TEXT} Mẫu lưu ở tệp dang-ky.jpg trên máy.")),
    case("photos alone", {"vi.md": vi(text="![Lễ ra quân](1.jpg)\n\n![Diễu hành](2.jpg)"),
                          "1.jpg": _P, "2.jpg": photo(645)}),
    case("scheduled in the past", vi("Đăng từ: 07/5/2024 8h30")),
    case("corrections", vi("Đính chính: 05/3/2024 - sửa ngày bắt đầu")),
    case("an open period", {"campaigns/b/vi.md": campaign("Thời gian: 01/3/2024 - nay",
                                                          name="Xuân")}),
    case("half a period", {"campaigns/b/vi.md": campaign("Thời gian: 01/3 - 07/5/2024",
                                                         name="Xuân")}),
    case("names of Excel", {"vi.md": vi(), "./names.csv": "kind;vi;en;note\nunit;Đại đội 1;"
                            "Company 1;\n".encode("utf-8-sig")}),
    case("names in UTF-16 with tabs", {"vi.md": vi(), "./names.csv": BOM_UTF16_LE +
                                       "kind\tvi\ten\nunit\tĐại đội 1\tCompany 1\n"
                                       .encode("utf-16-le")}),
    case("names in Vietnamese columns", {"vi.md": vi(), "./names.csv":
                                         "Loại,Tiếng Việt,Tiếng Anh\nĐơn vị,Ban 1,Office 1\n"}),
    case("a name that English keeps", {"vi.md": vi(), "./names.csv":
                                       "kind,vi,en\nplace,Bến Lau,Bến Lau\n"}),
    case("a photo spoken of in code", vi(text=f"{TEXT} Viết `![chú thích](1.jpg)` là được.")),
    case("event before the article", vi("Ngày diễn ra: 01/3/2024")),
    case("an abbreviation as a title", vi("Tiêu đề: QĐND")),
)  # fmt: skip
