"""The site's pages of notebooks: cells and kept outputs as Markdown; nothing is run.

HTML that a cell shows is put in after Markdown is done with the page, so that it stays as it is.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

PICTURES = {"image/png": "png", "image/svg+xml": "svg"}


@dataclass
class NotebookPage:
    """A notebook as a page.

    Attributes:
        markdown: The page; ``<div id="output-N">`` stands where ``shown[N]`` belongs.
        shown: HTML that cells show.
        pictures: File names and bytes.
    """

    name: str
    markdown: str = ""
    shown: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def place(self, number: int) -> str:
        """What stands in the Markdown for a piece of HTML."""
        return f'<div class="notebook-output" id="output-{number}"></div>'

    def filled(self, page: str) -> str:
        """The rendered page with what cells show in its places."""
        for number, shown in enumerate(self.shown):
            page = page.replace(self.place(number), f'<div class="notebook-output">{shown}</div>')
        return page


def read_notebook(path: Path) -> NotebookPage:
    """Read a notebook and write its page."""
    page = NotebookPage(path.stem)
    blocks = [f'<a href="{path.name}" download>{path.name}</a>']
    for cell in nbformat.read(path, as_version=4).cells:  # type: ignore[no-untyped-call]  # has no types
        if cell.cell_type == "code":
            blocks.append(f"```python\n{cell.source}\n```")
            blocks += [block for output in cell.outputs for block in output_blocks(page, output)]
        else:
            blocks.append(cell.source)
    title, rest = (blocks[1], blocks[2:]) if len(blocks) > 1 else ("", [])
    page.markdown = "\n\n".join([title, blocks[0], *rest])
    return page


def output_blocks(page: NotebookPage, output: Any) -> Iterator[str]:
    """One output: the richest form that a page can show; a warning or error as text."""
    data = output.get("data", {})
    picture = next((kind for kind in PICTURES if kind in data), None)
    if picture:
        name = f"{page.name}-{len(page.pictures) + 1}.{PICTURES[picture]}"
        held = data[picture]
        page.pictures[name] = base64.b64decode(held) if picture == "image/png" else held.encode()
        yield f"![{data.get('text/plain', name)}]({name})"
    elif "text/html" in data:
        page.shown.append(data["text/html"])
        yield page.place(len(page.shown) - 1)
    elif text := data.get("text/plain", output.get("text", "")):
        page.shown.append(f"<pre><code>{html.escape(text)}</code></pre>")
        yield page.place(len(page.shown) - 1)
