"""A small site whose year 2024 has all that a yearbook must bring under one cover."""

from pathlib import Path

from .small_site import SmallSite, small_site


def site_of_years(root: Path) -> SmallSite:
    """Write the small site, with a second year, footnotes, links and a correction."""
    site = small_site(root)
    site.article(
        "ke-tiep",
        "Đưa tin: dot-hai\nĐính chính: 05/4/2024 - sửa ngày bắt đầu\nNhân vật: Đỗ Ân\n",
        "## Kết quả\n\nXem [bài trước](phat-dong) và [phong trào](../../campaigns/dot-mot).[^1]\n\n"
        "Câu sau & câu <trước>.[^1]\n\n![Hội trường](1.jpg)\n![Đỗ Ân](2.jpg)\n\n[^1]: Chú thích.\n",
        "Kết quả bước đầu “đợt hai”",
    )
    site.photo("ke-tiep", "1.jpg", "#204080")
    site.photo("ke-tiep", "2.jpg", "#208040")
    site.write(
        "articles/nam-sau/vi.md",
        "---\nTiêu đề: Tin năm sau\nNgày: 02/01/2025\nNgày diễn ra: 31/12/2024\n"
        "Tác giả: Lê An\nĐưa tin: dot-hai\n---\n\nTin của ngày cuối năm.\n",
    )
    site.write(
        "articles/xuan-2025/vi.md",
        "---\nTiêu đề: Xuân mới\nNgày: 03/02/2025\nTác giả: Lê An\n---\n\nTin xuân.\n",
    )
    return site
