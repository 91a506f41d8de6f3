"""Run the notebooks in ``docs/notebooks`` and keep what they show, with nothing of the machine that ran them."""

from __future__ import annotations

import sys
from base64 import b64decode, encodebytes
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbclient import NotebookClient
from PIL import Image

NOTEBOOKS = Path(__file__).parent.parent / "docs" / "notebooks"
TIMEOUT = 1200  # seconds a cell: 10,000 files take minutes
COLOURS = 256  # of a picture that is kept: plots have few, and the file is half the size
PLAIN_LENGTH = 300  # characters kept of the plain text beside an HTML output, which readers don't see
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(path: Path) -> None:
    """Execute one notebook in an empty folder and write it back."""
    notebook = nbformat.read(path, as_version=4)
    with TemporaryDirectory() as folder:
        resources = {"metadata": {"path": folder}}
        client = NotebookClient(
            notebook,
            timeout=TIMEOUT,
            kernel_name="python3",
            resources=resources,
            record_timing=False,
            coalesce_streams=True,  # the same outputs in every run
        )
        client.execute()
    tidy(notebook)
    nbformat.write(notebook, path)


def tidy(notebook: Any) -> None:
    """Make what is kept small, and the same for the same outputs: ids by number, no run's own metadata."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"
        if cell.cell_type == "code":
            cell.outputs = list(map(_tidied, filter(_shows_something, cell.outputs)))


def _shows_something(output: Any) -> bool:
    """Not so a progress line that is gone at the end."""
    return output.output_type != "display_data" or any(output.data.values())


def _tidied(output: Any) -> Any:
    data = output.get("data", {})
    if "image/png" in data:
        data["image/png"] = _lean(data["image/png"])
    if "text/html" in data and len(data.get("text/plain", "")) > PLAIN_LENGTH:
        data["text/plain"] = data["text/plain"][:PLAIN_LENGTH] + " …"
    return output


def _lean(picture: str) -> str:
    """A picture in few colours."""
    image = Image.open(BytesIO(b64decode(picture))).convert("RGB").quantize(COLOURS)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return encodebytes(file.getvalue()).decode("ascii")


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]) if sys.argv[1:] else sorted(NOTEBOOKS.glob("*.ipynb")):
        run(path)
