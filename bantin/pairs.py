"""Syllable pairs: what a Vietnamese text is about, without cutting it into words.

Nearly every Vietnamese word is two syllables or more, so neighbouring syllables carry the
sense of a phrase. Accents count here: without them too many words are one.
"""

import re
from itertools import pairwise

from .text import clean

_TOKENS = re.compile(r"[^\W\d_]+|\S")
_PHRASE = re.compile(r"(\w+) (\w+)")

# Syllables that join others, count or date; a name's “Văn” and “Thị” say as little.
_JOINING = frozenset(
    _TOKENS.findall("""
    ai anh bà bao bị bởi các cả cái càng chỉ chiều cho chưa chúng chứ có còn con cô cũng
    cùng của do dưới đã đang đây đấy để đến đều đi đó được em gì giờ giữa hai hay hơn hết họ
    khác khi không kể là lại lên lúc mà mình một mỗi mọi nay này năm nên nếu ngày ngoài nhất
    nhằm nhiều như nhưng những nó nơi ở ông qua quanh ra rằng rất rồi sau sẽ song tại tháng
    thành thấy theo thế thì thị thứ toàn tôi tới trên trong trước từ tuy tuần và vào vẫn văn
    về vì việc với vừa xuống the a an of in on at to for and or by with from as is are was
    were be been has have had its it this that their they his her he she who which will
    """)
)

# Words in every second article of a news office: sharing them says nothing.
_EVERYDAY = frozenset(
    _PHRASE.findall("""
    biểu dương, buổi lễ, bảo vệ, bảo đảm, cao điểm, chi bộ, chiến sĩ, chào mừng, chí minh,
    chính trị, chấp hành, chỉ huy, chủ trì, chủ tịch, cá nhân, cán bộ, công tác, cấp ủy,
    giai đoạn, giấy khen, hoàn thành, hoạt động, hội nghị, hội đồng, khen thưởng, kế hoạch,
    kết quả, kỷ niệm, lãnh đạo, mục tiêu, nhiệm vụ, nhân dân, nhân viên, nâng cao,
    phong trào, phát biểu, phát động, phấn đấu, quyết tâm, quân nhân, quân đội, sơ kết,
    tham gia, thi đua, thành tích, thực hiện, trao giải, trao thưởng, triển khai,
    tuyên dương, tích cực, tư lệnh, tập thể, tặng thưởng, tổ chức, tổng kết, việt nam,
    xuất sắc, đơn vị, đại biểu, đạt được, đảng bộ, đảng ủy, đẩy mạnh, đồng chí
    """)
)


def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring syllables of ``text`` that may say what it is about.

    A pair never reaches over a mark or a figure, holds no joining syllable and no part of an
    everyday phrase (“thi đua”), so that pairs from the seam of two such phrases are left out.
    """
    found, last, skip = set(), "", False
    for here, after in pairwise([*_TOKENS.findall(clean(text).casefold()), ""]):
        if skip or (here, after) in _EVERYDAY:
            last, skip = "", not skip
        elif here in _JOINING or not here.isalpha():
            last = ""
        else:
            if last:
                found.add(f"{last} {here}")
            last = here
    return frozenset(found)
