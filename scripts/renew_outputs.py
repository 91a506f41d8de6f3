"""Run the pages of documentation and write anew what their blocks print: ``python scripts/renew_outputs.py PAGE…``.

For after a change of rules or models, which moves scores and values that pages show. Read the difference before it is
committed: an output that has become wrong is renewed as well.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from how_to_pages import Block, Reader, blocks, fits  # noqa: E402  # lies with the tests, which need it most


def renew(page: Path) -> int:
    """Run a page in an empty folder and write its outputs anew; return how many have changed."""
    lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
    reader, changed = Reader(), list[tuple[Block, str]]()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for block in blocks(page):
            if block.language != "text" or block.reason or block.file:
                reader.do(block)
            elif not fits(reader.told or "", block.code):
                changed.append((block, reader.told or ""))
    for block, told in reversed(changed):
        printed = [f"{line.rstrip()}\n" for line in told.rstrip().splitlines()]
        lines[block.line : block.line + block.code.count("\n")] = printed
    page.write_text("".join(lines), encoding="utf-8")
    return len(changed)


if __name__ == "__main__":
    os.environ["COLUMNS"] = "100"
    for name in sys.argv[1:]:
        print(name, renew(Path(name).resolve()))
