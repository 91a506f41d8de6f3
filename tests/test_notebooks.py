"""The notebooks run from top to bottom on the installed package, within a minute, and draw what they say."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

nbformat: Any = pytest.importorskip("nbformat", reason="an optional extra: partyie[notebooks]")
nbclient: Any = pytest.importorskip("nbclient", reason="an optional extra: partyie[notebooks]")
pytest.importorskip("ipykernel", reason="an optional extra: partyie[notebooks]")
pytest.importorskip("matplotlib", reason="an optional extra: partyie[notebooks]")

NOTEBOOKS = Path(__file__).parents[1] / "docs" / "notebooks"
MINUTE = 60


def shown(notebook: Any, kind: str) -> list[str]:
    """What the cells show in one MIME type."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return [output["data"][kind] for output in outputs if kind in output.get("data", {})]


@pytest.fixture(scope="module")
def careers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, float]:
    """The careers notebook, run outside the tree, and the seconds it took."""
    notebook = nbformat.read(NOTEBOOKS / "careers.ipynb", as_version=4)
    folder = str(tmp_path_factory.mktemp("notebook"))
    begun = time.monotonic()
    client = nbclient.NotebookClient(notebook, timeout=MINUTE, resources={"metadata": {"path": folder}})
    client.execute()
    return notebook, time.monotonic() - begun


@pytest.mark.slow
# jupyter_client closes its sockets late, which is no fault of the notebook
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_careers(careers: tuple[Any, float]) -> None:
    notebook, seconds = careers
    assert seconds < MINUTE
    assert len(shown(notebook, "image/png")) >= 3
    tables = "".join(shown(notebook, "text/html"))
    assert "尉迟向东" in tables and "绩溪县人民政府副县长" in tables
    assert "Glyph" not in nbformat.writes(notebook), "a label has characters that its font lacks"


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.name)
def test_what_is_kept_shows_pictures_and_names_no_machine(path: Path) -> None:
    """`scripts/run_notebooks.py` writes what a reader sees who doesn't run them."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert shown(notebook, "image/png")
    text = path.read_text(encoding="utf-8")
    assert not any(word in text for word in ("/home/", "/root/", "/tmp/", "site-packages", "Traceback"))
