"""Good articles with everything that a careful writer may use, made by chance from a seed."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from . import mistakes

_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Tạ", "Ông")
_GIVEN = ("Văn An", "Thị Ánh", "Hữu Bình", "Minh Châu", "Đức", "Thu Hà", "Khánh", "Văn Điềm")
_RANKS = ("", "Đại tá ", "Thiếu tá QNCN ", "Đồng chí ", "Thượng úy ", "Binh nhất ")
_UNITS = ("Tiểu đoàn Sửa chữa", "Đại đội Vận tải", "Ban Chính trị, Cơ quan", "Phân xưởng A1")
_TITLES = (
    "Ba nhất: cao nhất, tốt nhất, nghiêm nhất", '"Ba nhất" ở tiểu đoàn', "Đội xe #1 ra quân",
    "Vì sao thi đua?", "“Tiếp bước” – chặng đường {n}", "Quân số đạt 100%: kết quả tháng {n}",
    "70 năm (1954 - 2024): nhớ & biết ơn", "'Tuổi trẻ' và kỷ luật", "Hội thao 2.{n}/CT-BTL",
    "Giữ xe tốt, dùng bền, an toàn; tiết kiệm", "Quyết định số {n}/QĐ-BTL", "Bản tin [số {n}]",
    "Ngày 5/{m}: ra quân * thi đua", "Tiểu đoàn 1 - điểm sáng_{n}", "C:/ và D:/ không phải tiêu đề",
)  # fmt: skip
_SENTENCES = (
    "Sáng {d}, tiểu đoàn tổ chức lễ phát động thi đua “Tiếp bước - Tiến lên” với {n} nội dung.",
    "Đồng chí Bình (Tiểu đoàn trưởng) nói: “Thi đua là yêu nước; yêu nước thì phải thi đua!”",
    "Kết quả: {n}% quân số khá, giỏi; tiết kiệm 1.250 kWh điện (bằng 12,5% kế hoạch).",
    "Vì sao đơn vị làm được? Vì kỷ luật? Vì đoàn kết? Câu trả lời là cả hai…",
    "Sai số của máy là 10µm ± 2°C, nặng 3½ kg; chạy 5 * 3 giờ/ngày.",
    "Theo [Nghị quyết 01] (năm 2024), mục 3.b) và 4/ của kế hoạch số {n}/KH-BTL đã xong.",
    "Bài hát «Đường tới vinh quang», tiểu thuyết Les Misérables, quán café Où naître được nhắc.",
    "Thư gửi về an@example.com hoặc http://10.0.0.1/tin?a=1&b=2 trước 17h30 ngày {d}.",
    "Lịch: 01/3 – 07/5/{y}; từ 8:00 đến 11h; phòng A-{n}, nhà D#2.",
    "Ảnh và tư liệu ở tệp mau-{n}.xlsx; liên hệ Ban Tuyên huấn.",
    "Đơn vị đạt **danh hiệu *Quyết thắng*** năm {y}, được tặng `Cờ thi đua`.",
    "Cụ thể như sau: một là, giữ tốt; hai là, dùng bền; ba là, an toàn./.",
)  # fmt: skip
_ENGLISH = (
    "On {d} the battalion launched its drive “In the Footsteps” with {n} points.",
    "“To emulate is to love one's country”, said the commander, who was asked twice.",
    "Results: {n}% good or better; 1,250 kWh saved (12.5% of the plan).",
    "Why did it work? Discipline? Unity? Both, said Vũ Văn Điềm of the Repair Battalion.",
)
_BLOCKS = (
    "## Kết quả {n}", "- **Một** là đoàn kết\n- Hai là kỷ luật: nghiêm\n- 3) không phải đánh số",
    "1. Nhận thức cao nhất\n2. Kết quả cao nhất\n3. Kỷ luật nghiêm nhất", "* * *", "---",
    "> “Thi đua là yêu nước.”\n> Lời dạy ấy còn mãi.",
    "Trường Sơn đông nắng,\ntây mưa,\nAi chưa đến đó,\nnhư chưa rõ mình.",
    "| TT | Họ và tên | Cấp bậc | Đơn vị | Hình thức |\n|:-:|---|---|---|---|\n"
    "| 1 | Trần Thu Hà | Đại úy | Đại đội {n} | Giấy khen |\n"
    "| 2 | Lê Văn Bình | Thiếu tá | Đại đội {n} | Bằng khen |",
    "| Tập thể | Danh hiệu |\n|---|---|\n| Đại đội {n} | Đơn vị tiên tiến |",
    "| Nội dung | Đơn vị tính | Kế hoạch | Đạt |\n|---|---|---:|---:|\n| Điện | kWh | {n} | 12 |",
    "Điều này đã được nêu rõ[^ghi-chu].\n\n[^ghi-chu]: Kế hoạch số {n}.",
    "Xem thêm [bài trước]({link}) và [trang nội bộ](https://noi-bo.example/tin-{n}.html).",
    "```\nmã lệnh: a * b ** c\n![không phải ảnh](x.jpg)\n```",
    "Các đồng chí:  \nTrần Thu Hà,  \nLê Văn Bình", "### Bước {n}\n\n#### Chi tiết",
)  # fmt: skip
_CAPTIONS = (
    "Tiểu đoàn ra quân thi đua. (Ảnh: Trần Thu Hà)", "Đại tá Bình (giữa) trao “Giấy khen”.",
    "Quang cảnh lễ phát động, sáng {d}. Ảnh: Lê Văn Bình", "Xe số 1: lau chùi, bảo dưỡng",
)  # fmt: skip
_PHOTOS = ("anh.jpg", "phong ky thuat {n}.jpg", "Lễ ra quân {n}.JPG", "IMG_{n}.jpg", "a(1).jpg")


def write_news(content: Path, count: int, seed: int) -> None:
    """Write ``count`` good articles, a campaign and a list of names below ``content``."""
    for name, text in _around():
        _put(content / name, text.encode())
    for number in range(count):
        chance = random.Random(f"{seed} {number}")  # noqa: S311
        for name, data in _article(chance, number):
            _put(content / name, data)


def _around() -> Iterator[tuple[str, str]]:
    yield "campaigns/tiep-buoc/vi.md", mistakes.campaign("Thời gian: 01/3/2023 - 07/5/2025")
    yield "campaigns/tiep-buoc/en.md", mistakes.en("Title: In the Footsteps")
    yield "names.csv", 'kind,vi,en,note\nunit,"Ban Chính trị, Cơ quan","Political Office, Staff",\n'


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _article(chance: random.Random, number: int) -> Iterator[tuple[str, bytes]]:
    day = date(2023, 6, 1) + timedelta(days=chance.randrange(600))
    fill = {"n": str(number), "m": day.month, "y": day.year, "d": f"{day:%d/%m/%Y}",
            "link": f"bai-{max(number - 1, 0)}"}  # fmt: skip
    dated = chance.choice(("", f"{day.isoformat()}-"))
    folder = f"articles/{day.year}/{dated}{chance.choice(('bai', 'Bài'))}-{number}"
    photos = [
        name.format(**fill) for name in chance.sample(_PHOTOS, chance.choice((0, 0, 0, 0, 1, 3)))
    ]
    for photo in photos:
        yield f"{folder}/{photo}", mistakes.photo()
    text = "\n".join((*_head(chance, day, fill), "", *_body(chance, photos, fill)))
    yield f"{folder}/vi.md", _encoded(chance, text)
    if chance.random() < 0.6 or photos:
        yield f"{folder}/en.md", _encoded(chance, _translation(chance, photos, fill))


def _encoded(chance: random.Random, text: str) -> bytes:
    text = text.replace("\n", chance.choice(("\n", "\n", "\r\n")))
    return text.encode(chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")))


def _person(chance: random.Random) -> str:
    return f"{chance.choice(_FAMILIES)} {chance.choice(_GIVEN)}"


def _head(chance: random.Random, day: date, fill: dict[str, object]) -> Iterator[str]:
    shapes = (f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}",
              f"{day:%d.%m.%Y}", day.isoformat())  # fmt: skip
    labels = chance.choice((("Tiêu đề", "Ngày", "Tác giả"), ("tieu de", "NGAY", "Người viết"),
                            ("Title", "Date", "Author")))  # fmt: skip
    colon = chance.choice((": ", ":", ": ", "： "))
    yield "---"
    yield f"{labels[0]}{colon}{chance.choice(_TITLES).format(**fill)} {fill['n']}"
    yield f"{labels[1]}{colon}{chance.choice(shapes)}"
    yield f"{labels[2]}{colon}{_person(chance)}{chance.choice(('', ', Ban Tuyên huấn'))}"
    rest = (
        f"Ngày diễn ra: {day - timedelta(days=chance.randrange(9)):%d/%m/%Y}",
        f"Đưa tin: {chance.choice((mistakes.STEP, 'tiep-buoc', mistakes.STEP.upper()))}",
        f"Đơn vị: {chance.choice(_UNITS)}", "Chủ đề: Thi đua, khen thưởng", "# nhớ xem lại",
        f"Nhân vật: {chance.choice(_RANKS)}{_person(chance)} (Đại đội 1), Đại đội trưởng",
        "Chủ đề:\n  - Kỹ thuật\n  - Xe - máy", f"Địa điểm: Bến Lau, xã {fill['n']}",
        f"Tóm tắt: Tóm tắt: “{fill['n']}”; gồm 2 ý", "Dịch: không",
        f"Đính chính: {day + timedelta(days=3):%d/%m/%Y} - sửa tên: Bình, không phải Bính",
        f"Địa chỉ cũ: tin-tuc/bai-{fill['n']}.html", f"Đăng từ: {day:%d/%m/%Y} 8h30",
    )  # fmt: skip
    topics = 0
    for line in chance.sample(rest, chance.randrange(7)):
        topics += line.startswith("Chủ đề")
        if not line.startswith("Chủ đề") or topics == 1:
            yield line
    yield "---"


def _body(chance: random.Random, photos: list[str], fill: dict[str, object]) -> Iterator[str]:
    parts = [
        " ".join(chance.sample(_SENTENCES, chance.randrange(1, 5))).format(**fill)
        for _ in range(chance.randrange(1, 5))
    ]
    parts += [part.format(**fill) for part in chance.sample(_BLOCKS, chance.randrange(5))]
    chance.shuffle(parts)
    parts = [_wrapped(chance, part) for part in parts]
    yield _SENTENCES[0].format(**fill)
    for part in (*parts, *_figures(chance, photos, _CAPTIONS, fill)):
        yield from ("", part)
    yield ""


def _wrapped(chance: random.Random, part: str) -> str:
    """Break a paragraph where a writer's editor might, in the middle of sentences."""
    if "\n" in part or part.startswith("#") or chance.random() < 0.7:
        return part
    words = part.split()
    middle = len(words) // 2
    while middle < len(words) and not words[middle][0].islower():
        middle += 1
    lines = (" ".join(words[:middle]), " ".join(words[middle:]))
    return "\n".join(line for line in lines if line)


def _figures(
    chance: random.Random, photos: list[str], captions: tuple[str, ...], fill: dict[str, object]
) -> list[str]:
    words = chance.sample(captions, len(photos))
    shown = [
        chance.choice((f"![{caption}]({name})", f"![]({name})\n{caption}",
                       f'![{caption}]({name} "mô tả: hàng quân")', f"![mô tả]({name})\n{caption}"))
        for name, caption in zip(photos, (text.format(**fill) for text in words), strict=True)
    ]  # fmt: skip
    return ["\n".join(shown)] if shown and chance.random() < 0.3 else shown


def _translation(chance: random.Random, photos: list[str], fill: dict[str, object]) -> str:
    captions = ("The battalion starts. (Photo: Trần Thu Hà)", "Col. Bình: “Well done”", "Truck 1",
                "The ceremony on {d}. Photo: Lê Văn Bình")  # fmt: skip
    text = "\n\n".join(chance.sample(_ENGLISH, chance.randrange(1, 4))).format(**fill)
    parts = [text, *_figures(chance, photos, captions, fill)]
    return "\n".join(
        ("---", f"Title: Launch #{fill['n']}: “On”", "---", "", "\n\n".join(parts), "")
    )
