"""Draw the review page of the invented texts in `docs/examples` for the docs: an example to click, and pictures.

The pictures need Debian's ``chromium`` and ``fonts-noto-cjk``, Playwright and Pillow (extra ``test``).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import partyie
from partyie.formats.html import to_html

DOCS = Path(__file__).resolve().parents[1] / "docs"
EXAMPLES, IMAGES = DOCS / "examples", DOCS / "images"
LIVE = "resume"  # the text whose page the docs embed
COLOURS = 192  # of a picture
WIDE, NARROW, FRAME = (1280, 800), (400, 800), (900, 480)

# Name of the picture: text, colour scheme, size, and what is clicked first
PICTURES = {
    "review-light": ("resume", "light", WIDE, ".career li:nth-child(2) button"),
    "review-dark": ("resume", "dark", WIDE, ".text b.P"),
    "review-repairs": ("appointment", "light", WIDE, ".text u.pinyin"),
    "review-narrow": ("appointment", "light", NARROW, ".text b.P"),
    "review-notebook": ("resume", "light", FRAME, ".text b.T"),
}


def example_page(name: str) -> str:
    """The review page of one of the texts."""
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    return to_html(partyie.extract(text, source=f"{name}.txt"))


def write_example() -> None:
    """Write the page that the docs embed."""
    (EXAMPLES / "review.html").write_text(example_page(LIVE), encoding="utf-8", newline="\n")


def take_pictures() -> None:
    """Open each page, click, and keep what is seen."""
    from playwright.sync_api import sync_playwright

    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture, (name, scheme, (width, height), clicked) in PICTURES.items():
            source = Path(folder) / f"{name}.html"
            source.write_text(example_page(name), encoding="utf-8")
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                locale="zh-CN",
                reduced_motion="reduce",
            )
            page.goto(source.as_uri())
            page.locator(clicked).first.click()
            page.mouse.move(width - 1, height - 1)
            keep(page.screenshot(), IMAGES / f"{picture}.png")
            page.close()
        browser.close()


def keep(picture: bytes, path: Path) -> None:
    """Write a picture small: a page has few colours."""
    from PIL import Image

    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Write both; with ``--example``, only the page."""
    write_example()
    if "--example" not in sys.argv[1:]:
        take_pictures()


if __name__ == "__main__":
    main()
