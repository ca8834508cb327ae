"""``python -m bantin``: the same as the command ``bantin``."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
