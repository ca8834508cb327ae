"""A reader without rest: pages, one link from each, and what they are shown with.

``python -m benchmarks.soak_reader PORT ARTICLES`` says what it met, as JSON, whenever a line comes
in; ``stop`` ends it.
"""

import http.client
import json
import random
import re
import sys
import threading
from collections import Counter

_STYLE = re.compile(rb"theme/site\.([0-9a-f]{8})\.css")
_MET = (
    "requests",
    "visits",
    "page missing",
    "asset missing",
    "cut off",
    "page with the style of another",
)
_VERSION = re.compile(rb"data-version=(\d+)")


def main() -> None:
    """Read until somebody says ``stop``."""
    port, articles = map(int, sys.argv[1:])
    counts: Counter[str] = Counter(dict.fromkeys(_MET, 0))
    stop = threading.Event()
    reading = threading.Thread(target=_read, args=(port, articles, counts, stop))
    reading.start()
    for line in sys.stdin:
        if line.strip() == "stop":
            break
        print(json.dumps(dict(counts)), flush=True)
    stop.set()
    reading.join()
    print(json.dumps(dict(counts)), flush=True)


def _read(port: int, articles: int, counts: Counter[str], stop: threading.Event) -> None:
    chance = random.Random(port)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    while not stop.is_set():
        counts["visits"] += 1
        for address in ("index.html", f"articles/a{chance.randrange(articles)}.html"):
            page = _get(connection, address, "page", counts)
            style, number = _STYLE.search(page), _VERSION.search(page)
            if not style or not number:
                counts["cut off"] += bool(page)
                continue
            sheet = _get(connection, f"theme/site.{style[1].decode()}.css", "asset", counts)
            is_of_page = b"/* %d */" % int(number[1]) in sheet
            counts["page with the style of another"] += bool(sheet) and not is_of_page


def _get(
    connection: http.client.HTTPConnection, address: str, kind: str, counts: Counter[str]
) -> bytes:
    counts["requests"] += 1
    try:
        connection.request("GET", f"/{address}")
        response = connection.getresponse()
        body = response.read()
    except (OSError, http.client.HTTPException):
        counts["cut off"] += 1
        connection.close()
        return b""
    if response.status != 200:
        counts[f"{kind} missing"] += 1
        return b""
    return body


if __name__ == "__main__":
    main()
