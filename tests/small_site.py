"""A small real site on the disk, and edits a writer might make to it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image

from bantin.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2024, 4, 1, 12)

CONFIG = """\
PELICAN_CLASS = "bantin.Bantin"
LANGUAGES = ["vi", "en"]
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
SITENAME = {"vi": "Tin thử", "en": "Trial news"}
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
THEME = %r
"""


@dataclass(frozen=True, slots=True)
class SmallSite:
    """A site folder with two campaigns, three articles, a page and a list of names."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def output(self) -> Path:
        return self.root / "output"

    def settings(self, output: Path | None = None, cache: Path | None = None) -> Settings:
        share_templates(cache or self.root / ".bantin")
        return Settings(
            root=self.root,
            content=self.content,
            output=output or self.output,
            theme=ROOT / "theme",
            cache=cache or self.root / ".bantin",
            site_names=(("vi", "Tin thử"), ("en", "Trial news")),
            now=NOW,
        )

    def write(self, place: str, text: str) -> Path:
        path = self.content / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def article(self, slug: str, head: str = "", text: str = "", title: str = "") -> Path:
        return self.write(
            f"articles/{slug}/vi.md",
            f"---\nTiêu đề: {title or slug}\nNgày: 04/3/2024\nTác giả: Lê An\n{head}---\n\n"
            f"{text or 'Sáng nay đơn vị tổ chức lễ phát động thi đua.'}\n",
        )

    def english(self, slug: str, text: str = "This morning the unit launched it.") -> Path:
        head = f"---\nTitle: English {slug}\n---\n\n"
        return self.write(f"articles/{slug}/en.md", f"{head}{text}\n")

    def campaign(self, slug: str, name: str, period: str = "01/3/2024 - 07/5/2024") -> Path:
        return self.write(
            f"campaigns/{slug}/vi.md",
            f"---\nTên: {name}\nThời gian: {period}\nĐơn vị phát động: Ban Một\n---\n\nMục đích.\n",
        )

    def photo(self, slug: str, name: str, colour: str = "#804020", width: int = 640) -> Path:
        path = self.content / "articles" / slug / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (width, width * 2 // 3), colour).save(path, "JPEG")
        return path


def small_site(root: Path) -> SmallSite:
    """Write a small site into ``root`` and return it; nothing in it is at fault."""
    site = SmallSite(root)
    root.mkdir(parents=True, exist_ok=True)
    (root / "pelicanconf.py").write_text(CONFIG % str(ROOT / "theme"), encoding="utf-8")
    site.campaign("dot-mot", "Đợt một")
    site.campaign("dot-hai", "Đợt hai", "01/4/2024 -")
    site.write("names.csv", "kind,vi,en,note\nunit,Ban Một,Section One,\nrank,Đại úy,Captain,\n")
    site.article(
        "phat-dong",
        "Phát động: Đợt một\nĐơn vị: Ban Một\nNhân vật: Đại úy Trần Ánh\nChủ đề: Kỹ thuật\n",
        "Sáng nay Ban Một phát động thi đua, xem [bài sau](trao-thuong).\n\n"
        "![Lễ phát động](1.jpg)\nĐại úy Trần Ánh phát động thi đua. (Ảnh: Lê An)\n",
        "Ban Một phát động thi đua",
    )
    site.photo("phat-dong", "1.jpg")
    site.english("phat-dong", "Section One.\n\n![The launch](1.jpg)\nCaptain Trần Ánh speaks.\n")
    site.article(
        "trao-thuong",
        "Trao thưởng: Đợt một\nPhát động: dot-hai\nĐơn vị: Ban Một\n",
        "Ban Một trao thưởng.\n\n| Họ và tên | Đơn vị | Hình thức |\n|---|---|---|\n"
        "| Đại úy Trần Ánh | Ban Một | Giấy khen |\n",
        "Trao thưởng đợt một",
    )
    site.article("tin-thuong", "Dịch: không\n", title="Tin thường ngày")
    site.write("pages/gioi-thieu/vi.md", "---\nTiêu đề: Giới thiệu\n---\n\nTrang tin thử nghiệm.\n")
    return site


def share_templates(cache: Path) -> None:
    """Let a new cache have the templates that other tests compiled; what is stale is not used."""
    compiled = ROOT / ".cache/tests/compiled"
    compiled.mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    if not (cache / "theme").is_symlink():
        (cache / "theme").symlink_to(compiled)


def lying(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder`` by its address."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
