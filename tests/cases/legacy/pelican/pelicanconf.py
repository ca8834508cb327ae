AUTHOR = "Ban biên tập Mây Trắng"
SITENAME = "Mây Trắng"
SITEURL = "https://maytrang.example"
DEFAULT_LANG = "vi"
ARTICLE_URL = "tin/{date:%Y}/{slug}.html"
ARTICLE_SAVE_AS = "tin/{date:%Y}/{slug}.html"
raise SystemExit("nobody runs this file")
