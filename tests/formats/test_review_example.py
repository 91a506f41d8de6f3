"""The page that the docs embed is what the texts beside it give, and it and its pictures are small."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "take_screenshots.py"
EXAMPLE = ROOT / "docs" / "examples" / "review.html"
LARGEST_PAGE, LARGEST_PICTURE = 150_000, 200_000  # bytes


def test_the_example_is_current() -> None:
    """Else: python scripts/take_screenshots.py (with ``--example``, without the pictures)."""
    spec = importlib.util.spec_from_file_location("take_screenshots", SCRIPT)
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.example_page(script.LIVE) == EXAMPLE.read_text(encoding="utf-8")
    pictures = {path.stem for path in script.IMAGES.glob("review-*.png")}
    assert pictures == set(script.PICTURES)


@pytest.mark.parametrize(
    "path", [EXAMPLE, *sorted((ROOT / "docs" / "images").glob("review-*.png"))], ids=lambda path: path.name
)
def test_it_is_small(path: Path) -> None:
    assert path.stat().st_size < (LARGEST_PAGE if path == EXAMPLE else LARGEST_PICTURE)
