"""The preview answers this machine only, shows drafts, and tells of each build."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bantin.preview.app import Board, application

from .small_site import ROOT, SmallSite, lying, small_site

PORT = 8000


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    folder = tmp_path / "site"
    (folder / "articles").mkdir(parents=True)
    (folder / "index.html").write_text("<body>Trang nhất</body>", encoding="utf-8")
    (folder / "404.html").write_text("<body>Không có</body>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    app = application(folder, Board(), PORT)
    return TestClient(app, base_url=f"http://127.0.0.1:{PORT}")


def test_pages_are_served_with_the_script_that_reloads_them(client: TestClient) -> None:
    answer = client.get("/")
    assert "Trang nhất" in answer.text
    assert '<script src="/_preview/preview.js">' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert client.get("/_preview/preview.js").status_code == 200
    assert client.get("/_preview/preview.css").status_code == 200


def test_a_wrong_address_gets_the_page_for_it(client: TestClient) -> None:
    answer = client.get("/articles/none.html")
    assert (answer.status_code, "Không có" in answer.text) == (404, True)


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1"},
        {"host": f"evil.example:{PORT}"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    ],
)
def test_a_foreign_page_gets_no_answer(client: TestClient, headers: dict[str, str]) -> None:
    for path in ("/", "/_preview/events", "/nothing"):
        assert client.get(path, headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    assert client.request(method, "/").status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/articles/..%2f..%2fsecret.txt", "/out.txt",
     "/_preview/app.py", "/_preview/..%2fapp.py", "//etc/passwd", "/%00"],
)  # fmt: skip
def test_nothing_outside_the_folder_is_reached(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_whoever_waits_is_told_of_the_next_build() -> None:
    async def told() -> list[str]:
        board = Board()
        news = board.news()
        first = await anext(news)
        await board.post([{"code": "x"}])
        return [first, await anext(news)]

    first, second = (json.loads(text.removeprefix("data: ")) for text in asyncio.run(told()))
    assert first == {"build": 0, "problems": []}
    assert second == {"build": 1, "problems": [{"code": "x"}]}


# ── the command, as a writer runs it ─────────────────────────────────────────


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[SmallSite, str, subprocess.Popen[str]]]:
    site = small_site(tmp_path / "site")
    site.article("nhap", "Trạng thái: nháp\n", title="Bản nháp đầu tiên")
    process = subprocess.Popen(
        [sys.executable, "-m", "bantin", "serve", "--site", str(site.root), "--no-browser"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    address = ""
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            address = found[0]
            break
    yield site, address, process
    process.send_signal(signal.SIGINT)
    process.wait(timeout=10)
    process.stdout.close()


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - loopback
        return str(answer.read().decode())


def builds(address: str) -> Iterator[dict[str, object]]:
    with urllib.request.urlopen(f"{address}_preview/events", timeout=30) as stream:  # noqa: S310
        for line in stream:
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))


def test_a_save_is_seen_a_fault_is_told_and_output_is_left_alone(
    served: tuple[SmallSite, str, subprocess.Popen[str]],
) -> None:
    site, address, process = served
    assert "Bản nháp đầu tiên" in fetch(f"{address}articles/nhap.html")
    news = builds(address)
    first = next(news)

    site.article("tin-thuong", text="Một câu hoàn toàn mới.")
    assert next(news)["build"] != first["build"]
    assert "hoàn toàn mới" in fetch(f"{address}articles/tin-thuong.html")

    site.article("tin-thuong", "Phát động: Đợt bốn mươi\n")
    problems = next(news)["problems"]
    assert isinstance(problems, list)
    assert any(
        problem["line"] == 5 and "Đợt bốn mươi" in problem["message"] for problem in problems
    )

    assert lying(site.output) == {}
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) == 130
