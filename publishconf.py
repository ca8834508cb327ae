# What differs on the server. Everything else comes from pelicanconf.py.

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *  # noqa: F403

SITEURL = "http://bantin.example"
SAMPLES = False

# Compressed copies beside texts, which a web server sends as they lie: gz, br, zst.
PRECOMPRESS = ["gz"]

# Where "bantin publish" puts the site; the first is the default.
PUBLISH = {"local": "dir:published"}
