"""Many campaigns with short heads, of which no two have one name, and their lives."""

import random
from dataclasses import replace
from datetime import date, timedelta

from bantin.campaigns import timeline
from bantin.model import Article, Campaign, Name, Period, Site, Text
from bantin.text import slug

from .builders import article

_WHAT = (
    *("Tiếp bước truyền thống", "Thi đua quyết thắng", "Mừng Xuân mới", "Số hóa nhà xưởng"),
    *("Tuyến xe an toàn", "Bếp ấm đồng đội", "Ngày làm việc không lỗi", "Nhịp cầu sau lũ"),
    *("Sáng kiến từ xưởng máy", "Giữ tốt, dùng bền", "Thần tốc", "Xuân ấm tình quân dân"),
    *("Giọt hồng", "Bản lĩnh người thợ", "Tiết kiệm điện nước", "Kho xanh, sạch, đẹp"),
    *("Huấn luyện giỏi", "Kỷ luật nghiêm", "Đền ơn đáp nghĩa", "Dân vận khéo"),
)
_WHERE = (
    *("đợt cao điểm", "quý I", "quý II", "quý III", "quý IV", "giành 3 nhất", "năm bản lề"),
    *("ở Tiểu đoàn 1", "ở Đại đội Vận tải", "ở Ban Kỹ thuật", "chào mừng Đại hội"),
    *("giai đoạn hai", "vì tiền tuyến", "vững bước tương lai", "lập công dâng Đảng"),
)
_OCCASIONS = (
    *("Ngày thành lập Quân đội nhân dân Việt Nam", "Chiến thắng Điện Biên Phủ", "Quốc khánh"),
    *("Ngày sinh Chủ tịch Hồ Chí Minh", "Ngày Thương binh - Liệt sĩ"),
)
_FIRST, _DAYS = date(1986, 1, 1), 40 * 365


def many(count: int) -> Site:
    """Return a site of ``count`` campaigns over forty years, some open, some without a period."""
    chance = random.Random(count)  # noqa: S311 - it writes campaigns, not secrets
    found: dict[str, Campaign] = {}
    articles: list[Article] = []
    while len(found) < count:
        start = _FIRST + timedelta(days=chance.randrange(_DAYS))
        end = start + timedelta(days=chance.randrange(30, 300))
        name = f"{chance.choice(_WHAT)} {chance.choice(_WHERE)}"
        name += f" {end.year}" if chance.random() < 0.5 else ""
        name += f" ({chance.randrange(2, 99)})" if slug(name) in found else ""
        period = Period(start=start, end=None if chance.random() < 0.01 else end)
        years = chance.randrange(5, 90)
        kept = Name(text=f"Kỷ niệm {years} năm {chance.choice(_OCCASIONS)} (22/12/{end.year})")
        one = Campaign(slug=slug(name), path="", texts=(Text(lang="vi", path="", title=name),))
        if one.slug in found:
            continue
        articles += [a for a in _articles(one.slug, start) if chance.random() < 0.6]
        found[one.slug] = replace(
            one,
            period=None if chance.random() < 0.02 else period,
            occasions=(kept,) if chance.random() < 0.4 else (),
        )
    return Site(
        languages=("vi", "en"),
        articles=tuple(articles),
        campaigns=timeline(found.values(), articles),
        pages=(),
        pictures=(),
        awards=(),
        people=(),
        units=(),
        topics=(),
        occasions=(),
    )


def _articles(name: str, start: date) -> list[Article]:
    days = [str(start + timedelta(days=30 * number)) for number in range(5)]
    return [
        article(f"{name}-0", days[0], launches=[name]),
        article(f"{name}-1", days[1], reports=[name]),
        article(f"{name}-2", days[2], reviews=[name]),
        article(f"{name}-3", days[3], closes=[name]),
        article(f"{name}-4", days[4], awards=[name]),
    ]
