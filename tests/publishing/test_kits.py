"""Real web servers with the settings that we hand out."""

import gzip
import http.client
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bantin.copies import ENCODINGS, compressed
from bantin.publishing.kits import FLEETING, HEADERS, KITS, LASTING, Place, apache, iis, nginx

from .sshd import free_port, wait_for

pytestmark = pytest.mark.long

FILES = {
    "index.html": b"<p>home",
    "404.html": b"<p>kh\xc3\xb4ng c\xc3\xb3 " * 600,
    "en/404.html": b"<p>not found",
    "en/index.html": b"<p>home",
    "articles/a.html": b"<p>" + b"tin " * 900,
    "theme/site.0123abcd.css": b"p { color: red }",
    "theme/fonts/a.woff2": b"wOF2",
    "photos/2024/1-0123456789-480.webp": b"RIFF",
    "photos/2024.html": b"<p>photos",
    "feeds/all.atom.xml": b"<feed/>",
    "feeds/all.json": b"{}",
    "sitemap.xml": b"<urlset/>",
    "timeline.ics": b"BEGIN:VCALENDAR",
    "awards.csv": b"a,b",
    "book.epub": b"PK",
    "p.avif": b"x",
    "campaigns/index.html": b"<p>" + b"phong tr\xc3\xa0o " * 900,
    "feeds/year.atom.xml": b"<feed>" + b"tin " * 2000,
    "theme/copied.0123abcd.css": b"p { color: red }" * 600,
    "theme/copied.svg": b"<svg>" + b"<path/>" * 1500,
    ".bantin/live.txt": b"12",
    ".env": b"secret",
}
COPIED = {
    "404.html": "text/html; charset=utf-8",
    "campaigns/index.html": "text/html; charset=utf-8",
    "feeds/year.atom.xml": "application/atom+xml; charset=utf-8",
    "theme/copied.0123abcd.css": "text/css; charset=utf-8",
    "theme/copied.svg": "image/svg+xml; charset=utf-8",
}
COPIES = {f"{n}.{e}": compressed(e, FILES[n]) or b"" for n in COPIED for e in ENCODINGS}
TYPES = {
    "index.html": "text/html; charset=utf-8",
    "theme/site.0123abcd.css": "text/css; charset=utf-8",
    "theme/fonts/a.woff2": "font/woff2",
    "photos/2024/1-0123456789-480.webp": "image/webp",
    "feeds/all.atom.xml": "application/atom+xml; charset=utf-8",
    "feeds/all.json": "application/json; charset=utf-8",
    "sitemap.xml": "application/xml; charset=utf-8",
    "timeline.ics": "text/calendar; charset=utf-8",
    "awards.csv": "text/csv; charset=utf-8",
    "book.epub": "application/epub+zip",
    "p.avif": "image/avif",
}


# What distributions say of these endings, before a site is read.
DEBIAN = "AddType application/x-gzip .gz .tgz\nAddLanguage br .br\n"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a blank in its name, behind a link, as a release lies."""
    root = tmp_path_factory.mktemp("web server") / "releases"
    for name, data in {**FILES, **COPIES}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    current = root.parent / "current"
    current.symlink_to(root)
    for folder in (root, *root.parents):
        with suppress(PermissionError):
            if folder.is_relative_to("/tmp") and folder != Path("/tmp"):  # noqa: S108
                folder.chmod(0o755)
    return current


def command_of(kind: str, place: Place, folder: Path) -> list[str]:
    """Write the settings of a server into ``folder``, and return how it is started."""
    folder.mkdir()
    (folder / "site.conf").write_text(KITS[kind](place), "utf-8")
    if kind == "nginx":
        (folder / "nginx.conf").write_text(
            f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error;\n"
            "events { }\nhttp {\n"
            f"access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;\n"
            f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u;\n"
            f"scgi_temp_path {folder}/s;\n"
            f"include {folder}/site.conf;\n}}\n"
        )
        command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    else:
        modules = "mpm_event authz_core mime dir alias headers deflate filter allowmethods rewrite"
        loads = "".join(
            f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
            for name in modules.split()
        )
        (folder / "apache.conf").write_text(
            f"{loads}ServerRoot {folder}\nPidFile {folder}/pid\nErrorLog {folder}/error\n"
            f"User www-data\nGroup www-data\nListen 127.0.0.1:{place.port}\nServerName x\n"
            f"DefaultRuntimeDir {folder}\nTypesConfig /dev/null\n"
            f"{DEBIAN}Include {folder}/site.conf\n"
        )
        command = ["apache2", "-DFOREGROUND", "-f", str(folder / "apache.conf")]
    path = f"{os.environ['PATH']}:/usr/sbin"
    return [shutil.which(command[0], path=path) or command[0], *command[1:]]


def checked(kind: str, place: Place, folder: Path) -> None:
    """Let the server itself say that nothing is wrong; what it warns of is wrong too."""
    done = subprocess.run(
        [*command_of(kind, place, folder), "-t"], capture_output=True, text=True, check=True
    )
    assert "warn" not in done.stderr.lower(), done.stderr


@contextmanager
def running(kind: str, place: Place, folder: Path) -> Iterator[None]:
    process = subprocess.Popen(command_of(kind, place, folder))
    try:
        wait_for(place.port)
        yield
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(
    scope="module", params=["nginx", "apache", "nginx in a folder", "apache in a folder"]
)
def server(
    request: pytest.FixtureRequest, web: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    kind, _, folder = str(request.param).partition(" ")
    place = Place(
        root=str(web),
        host="127.0.0.1",
        port=free_port(),
        home="/tin" if folder else "",
        languages=("vi", "en"),
        copies=tuple(ENCODINGS),
    )
    with running(kind, place, tmp_path_factory.mktemp("conf") / "d"):
        yield place


def got(
    server: Place, address: str, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    sent = {name.replace("_", "-"): said for name, said in headers.items()}
    connection.request(method, f"{server.home}/{address}", headers=sent)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_every_file_comes_whole_with_its_type_and_the_policy(server: Place) -> None:
    for name, kind in TYPES.items():
        response, body = got(server, name)
        assert (response.status, body) == (200, FILES[name]), name
        assert (response.getheader("Content-Type") or "").lower() == kind, name
        for header, said in HEADERS.items():
            assert response.getheader(header) == said, (name, header)


def test_a_folder_shows_its_front_page_and_never_a_list(server: Place) -> None:
    assert got(server, "")[1] == FILES["index.html"]
    assert got(server, "en/")[1] == FILES["en/index.html"]
    for folder in ("articles/", "photos/2024/", "theme/"):
        response, body = got(server, folder)
        assert response.status in (403, 404)
        assert b"0123" not in body


def test_only_files_called_after_their_content_are_cached(server: Place) -> None:
    for name in FILES:
        if not name.startswith("."):
            is_lasting = "0123" in name
            said = got(server, name)[0].getheader("Cache-Control")
            assert said == (LASTING if is_lasting else FLEETING), name


def test_what_is_still_the_same_is_not_sent_again(server: Place) -> None:
    tag = got(server, "index.html")[0].getheader("ETag") or ""

    response, body = got(server, "index.html", If_None_Match=tag)

    assert (response.status, body) == (304, b"")
    assert response.getheader("Content-Security-Policy")


@pytest.mark.parametrize(("address", "edition"), [("x.html", ""), ("en/x.html", "en/")])
def test_a_wrong_address_is_answered_in_its_language(
    server: Place, address: str, edition: str
) -> None:
    response, body = got(server, address)

    assert (response.status, body) == (404, FILES[f"{edition}404.html"])
    assert response.getheader("Content-Security-Policy")


@pytest.mark.parametrize("address", [".env", ".bantin/live.txt", "%2eenv", "en/../.env"])
def test_dot_files_are_nobodys(server: Place, address: str) -> None:
    response, body = got(server, address)

    assert response.status in (400, 403, 404)
    assert FILES[".env"] not in body
    assert FILES[".bantin/live.txt"] not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_nothing_can_be_sent(server: Place, method: str) -> None:
    assert got(server, "index.html", method)[0].status in (403, 405)


def test_texts_are_sent_compressed(server: Place) -> None:
    response, body = got(server, "articles/a.html", Accept_Encoding="gzip")

    assert response.getheader("Content-Encoding") == "gzip"
    assert response.getheader("Vary") == "Accept-Encoding"
    assert len(body) < len(FILES["articles/a.html"]) / 4


def kinds_of(server: Place) -> tuple[str, ...]:
    """Return the encodings that a server knows by itself: nginx needs modules for the others."""
    answer = got(server, "index.html")[0].getheader("Server") or ""
    return ("gz",) if answer.startswith("nginx") else tuple(ENCODINGS)


def test_a_compressed_copy_is_sent_as_the_file_that_was_asked_for(server: Place) -> None:
    for name, kind in COPIED.items():
        for ending in kinds_of(server):
            response, body = got(server, name, Accept_Encoding=ENCODINGS[ending])
            assert response.status == 200
            assert body == COPIES[f"{name}.{ending}"], (name, ending)  # once compressed, not twice
            assert response.getheader("Content-Encoding") == ENCODINGS[ending]
            assert (response.getheader("Content-Type") or "").lower() == kind
            assert response.getheader("Vary") == "Accept-Encoding"
            assert response.getheader("Content-Language") is None
            is_lasting = "0123" in name
            assert response.getheader("Cache-Control") == (LASTING if is_lasting else FLEETING)
            for header, said in HEADERS.items():
                assert response.getheader(header) == said, (name, header)


@pytest.mark.parametrize(
    "accepted", ["identity", "gzip;q=0, br;q=0.0, zstd; q=0", "x-gzip-x", "sgzip, brr"]
)
def test_who_knows_no_compression_gets_the_file_itself(server: Place, accepted: str) -> None:
    for name in COPIED:
        response, body = got(server, name, Accept_Encoding=accepted)
        assert (response.getheader("Content-Encoding"), body) == (None, FILES[name])
        assert response.getheader("Vary") == "Accept-Encoding"


def test_a_browser_gets_the_smallest_copy_that_the_server_can_send(server: Place) -> None:
    response, _ = got(server, "404.html", Accept_Encoding="gzip, deflate, br;q=0.9, zstd")

    best = "gzip" if kinds_of(server) == ("gz",) else "br"
    assert response.getheader("Content-Encoding") == best


def test_a_copy_that_is_still_the_same_is_not_sent_again(server: Place) -> None:
    tags = set()
    for ending in (*kinds_of(server), "identity"):
        said = ENCODINGS.get(ending, ending)
        tag = got(server, "404.html", Accept_Encoding=said)[0].getheader("ETag") or ""
        response, body = got(server, "404.html", Accept_Encoding=said, If_None_Match=tag)
        assert (response.status, body) == (304, b"")
        assert response.getheader("Vary") == "Accept-Encoding"
        tags.add(tag)
    assert len(tags) == len(kinds_of(server)) + 1


def test_the_head_of_a_copy_says_what_would_come(server: Place) -> None:
    response, body = got(server, "404.html", "HEAD", Accept_Encoding="gzip")

    assert (response.status, body) == (200, b"")
    assert response.getheader("Content-Encoding") == "gzip"
    assert response.getheader("Content-Length") == str(len(COPIES["404.html.gz"]))


def test_the_front_page_of_a_folder_and_the_page_of_errors_have_copies(server: Place) -> None:
    for address, status, name in (
        ("campaigns/", 200, "campaigns/index.html"),
        ("gone.html", 404, "404.html"),
    ):
        response, body = got(server, address, Accept_Encoding="gzip")
        assert (response.status, response.getheader("Content-Encoding")) == (status, "gzip")
        assert gzip.decompress(body) == FILES[name]


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_a_copy_is_no_page_of_its_own(server: Place, accepted: str) -> None:
    for copy in COPIES:
        response, body = got(server, copy, Accept_Encoding=accepted)
        assert response.status == 404
        assert COPIES[copy] not in body or copy.startswith("404.")


@pytest.mark.parametrize("copies", [(), ("gz",)])
def test_the_programs_find_no_fault_in_the_settings(
    web: Path, tmp_path: Path, copies: tuple[str, ...]
) -> None:
    place = Place(root=str(web), host="x", port=free_port(), home="", languages=("vi",),
                  copies=copies)  # fmt: skip
    for kind in ("nginx", "apache"):
        checked(kind, place, tmp_path / kind)


def test_the_settings_of_iis_are_sound_xml_and_say_the_same() -> None:
    place = Place(root="C:\\web", host="", port=80, home="", languages=("vi", "en"))

    tree = ET.fromstring(iis(place))  # noqa: S314 - our own words

    said = {e.get("name"): e.get("value") for e in tree.iter("add") if e.get("value")}
    assert HEADERS.items() <= said.items()
    kinds = {e.get("fileExtension"): e.get("mimeType") for e in tree.iter("mimeMap")}
    assert kinds[".webp"] == "image/webp"
    assert kinds[".html"] == "text/html; charset=utf-8"
    assert {e.get("verb") for e in tree.iter("add") if e.get("verb")} == {"GET", "HEAD"}
    hidden = {e.get("fileExtension") for e in tree.iter("add") if e.get("allowed") == "false"}
    assert hidden - {None} == {f".{ending}" for ending in ENCODINGS}
    assert [e.get("segment") for e in tree.iter("add") if e.get("segment")] == [".bantin"]


def test_a_path_cannot_end_its_own_quotes() -> None:
    place = Place(root='/a"; evil', host="x", port=80, home="", languages=("vi",))

    for kit in (nginx, apache):
        assert '"/a\\"; evil"' in kit(place)
