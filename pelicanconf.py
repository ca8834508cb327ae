# Settings of the site. Plain assignments; publishconf.py changes a few of them for the server.

PELICAN_CLASS = "bantin.Bantin"

# The language that holds every fact comes first; it stands at the root of the site.
LANGUAGES = ["vi", "en"]
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"

SITENAME = {"vi": "Bản tin Thi đua", "en": "Emulation News"}
TAGLINE = {
    "vi": "Phong trào thi đua và công tác khen thưởng",
    "en": "Emulation campaigns and commendations",
}
PUBLISHER = {
    "vi": "Tòa soạn Bản tin Thi đua",
    "en": "The editors of Emulation News",
}

# The address readers use, without a slash at its end. Empty: every link is relative.
SITEURL = ""

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"

# Show items with "Trạng thái: mẫu" (sample), with a badge.
SAMPLES = True
