import json
from pathlib import Path

import shelves

_HERE = Path(__file__).parent

SITENAME = "Thử"
SITEURL = "https://example.org"
PATH = "content"
ARTICLE_PATHS = ["articles"]
STATIC_PATHS = ["photos"]
THEME = str(_HERE / "theme")
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_PAGINATION = False
LOAD_CONTENT_CACHE = False

WORDS = json.loads((_HERE / "words.json").read_text("utf-8"))
CAMPAIGNS = json.loads((_HERE / "campaigns.json").read_text("utf-8"))

PLUGINS = ["i18n_subsites", shelves]
I18N_SUBSITES = {"en": {"SITENAME": "Trial"}}

ARTICLE_URL = ARTICLE_SAVE_AS = "articles/{slug}.html"
ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "articles/{slug}-{lang}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "campaigns/{slug}.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}.html"
AUTHOR_SAVE_AS = ""
YEAR_ARCHIVE_URL = YEAR_ARCHIVE_SAVE_AS = "archives/{date:%Y}.html"
DIRECT_TEMPLATES = ["index", "campaigns", "units", "people", "topics", "archives"]
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
MARKDOWN = {
    "extension_configs": {"markdown.extensions.tables": {}},
    "output_format": "html5",
}
