"""Opening a page and writing down everything that goes wrong meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request


@contextmanager
def watched(page: Page, base: str) -> Iterator[list[str]]:
    """Collect what ``page`` complains of, and every request that leaves ``base``.

    Refusals by the content policy are among the console errors.
    """
    faults: list[str] = []

    def note(fault: str) -> None:
        faults.append(f"{page.url.removeprefix(base)}: {fault}")

    def judge(request: Request) -> None:
        if not request.url.startswith((base, "data:", "blob:", "about:")):
            note(f"asks a foreign host: {request.url}")

    def dismiss(dialog: Dialog) -> None:
        note(f"dialog: {dialog.message}")
        dialog.dismiss()

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            note(f"console: {message.text} ({message.location['url']})")

    def judge_failure(request: Request) -> None:
        # What is still under way when the next page is opened is broken off, and rightly.
        if request.failure != "net::ERR_ABORTED":
            note(f"failed: {request.url} {request.failure}")

    page.on("console", listen)
    page.on("pageerror", lambda error: note(f"script: {error}"))
    page.on("dialog", dismiss)
    page.on("request", judge)
    page.on("requestfailed", judge_failure)
    page.on("response", lambda r: note(f"{r.status}: {r.url}") if r.status >= 400 else None)
    yield faults


def show_everything(page: Page) -> None:
    """Have pictures loaded that wait until they are scrolled to; wait for them and the fonts."""
    page.evaluate(
        """async () => {
            const pictures = [...document.images];
            for (const picture of pictures) picture.loading = "eager";
            await Promise.all(pictures.map(p => p.decode().catch(() => null)));
            await document.fonts.ready;
        }"""
    )
