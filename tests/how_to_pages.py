"""The Python of the how-to pages, as it is run in tests."""

from __future__ import annotations

import re
from pathlib import Path

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def code_blocks(page: Path) -> list[str]:
    """Every block of Python of a page, in order."""
    return BLOCK.findall(page.read_text(encoding="utf-8"))
