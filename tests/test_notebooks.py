"""The notebooks run from top to bottom on the installed package, say what they should, and what is kept is current.

They are run with nbclient: what a cell shows can then be held against what is expected and against what is kept.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest

nbformat: Any = pytest.importorskip("nbformat", reason="an optional extra: partyie[notebooks]")
nbclient: Any = pytest.importorskip("nbclient", reason="an optional extra: partyie[notebooks]")
for library in ("ipykernel", "matplotlib", "pandas"):
    pytest.importorskip(library, reason="an optional extra: partyie[notebooks]")

NOTEBOOKS = Path(__file__).parents[1] / "docs" / "notebooks"
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
HUNG = 300  # seconds that no cell takes on any machine
LARGEST = 300_000  # bytes of a notebook with its outputs
FEW_FILES = 80  # of `many_files.ipynb`, whose kept outputs are of 10,000
VARIES = "varies"  # tag of cells whose output depends on the machine or on the number of files
CELL = re.compile(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", re.DOTALL)
MACHINE = ("/home/", "/root/", "/tmp/", "/work/", "site-packages", "ipykernel_", "Traceback")

# What each notebook must say, in its outputs.
SAYS = {
    "careers.ipynb": ("尉迟向东", "绩溪县人民政府副县长"),
    "first_steps.ipynb": (
        "中共屏南县委组织部长",
        "岑若水",
        "2016/2020",
        "'2021年2月30日' is no date",
        "linebreak",
        "srcdoc=",
    ),
    "many_files.ipynb": ("a PDF file, not text", "the file ends inside a character", "cp1251", "0 not read"),
    "own_lexicon.ipynb": (
        "云栖谷数据产业园区数据产业办公室特聘顾问",
        "label 'ORGANISATION' is none of",
        "lexicon.user",
    ),
    "scoring.ipynb": ("at=o9 is no span of the document", "spurious ORG", "span F1 fell from 1.0000"),
}
PICTURES = {"careers.ipynb": 3, "many_files.ipynb": 2, "scoring.ipynb": 1}


def outputs(notebook: Any) -> list[Any]:
    """All outputs in order."""
    return [output for cell in notebook.cells for output in cell.get("outputs", ())]


def shown(output: Any) -> str:
    """What a reader sees of an output: the cells of a table, or text; nothing of a picture or a view of its own."""
    data = output.get("data", {})
    html = data.get("text/html", "")
    if "<iframe" in html:
        return "view"
    if "<table" in html:
        return " | ".join(unescape(cell).strip() for cell in CELL.findall(html))
    return "picture" if "image/png" in data else str(output.get("text") or data.get("text/plain", "")).strip()


def substance(notebook: Any) -> dict[int, str]:
    """What each cell shows, by its number, apart from cells that vary.

    Printed lines come in one output or in several, as it happens; a progress line, gone at the end, shows nothing.
    """
    cells = ((number, cell) for number, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code")
    return {
        number: "\n".join(filter(None, map(shown, cell.outputs)))
        for number, cell in cells
        if VARIES not in cell.metadata.get("tags", ())
    }


@pytest.fixture(scope="module")
def run_notebook(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Run a notebook outside the tree, once for all tests, and give it with its outputs."""

    @cache
    def run(path: Path) -> Any:
        if path.name == "many_files.ipynb":
            for library in ("duckdb", "pyarrow", "psutil"):
                pytest.importorskip(library, reason="an optional extra: partyie[notebooks]")
        notebook = nbformat.read(path, as_version=4)
        resources = {"metadata": {"path": str(tmp_path_factory.mktemp(path.stem))}}
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("N_FILES", str(FEW_FILES))
            nbclient.NotebookClient(notebook, timeout=HUNG, resources=resources).execute()
        return notebook

    return run


by_path = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
# jupyter_client closes its sockets late, which is no fault of the notebook
late_sockets = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.slow
@late_sockets
@by_path
def test_it_runs_and_says_what_it_should(path: Path, run_notebook: Any) -> None:
    notebook = run_notebook(path)
    said = "\n".join(str(output) for output in outputs(notebook))
    assert [words for words in SAYS[path.name] if words not in said] == []
    assert sum("image/png" in output.get("data", {}) for output in outputs(notebook)) >= PICTURES.get(path.name, 0)
    assert "Glyph" not in said, "a label has characters that its font lacks"
    assert "Warning" not in said


@pytest.mark.slow
@late_sockets
@by_path
def test_what_is_kept_is_what_it_says_now(path: Path, run_notebook: Any) -> None:
    """Where this fails, what is kept is out of date: run `nox -s notebooks` and look at the difference."""
    kept = nbformat.read(path, as_version=4)
    assert substance(kept) == substance(run_notebook(path))
    assert sum(map(bool, substance(kept).values())) >= 3


@by_path
def test_what_is_kept_is_small_and_names_no_machine(path: Path) -> None:
    """`scripts/run_notebooks.py` writes what a reader sees who doesn't run them."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert path.stat().st_size < LARGEST
    assert notebook.cells[0].source.startswith("# "), "a site takes the page's title from the first cell"
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code"), "a cell hasn't been run"
    assert [word for word in MACHINE if word in path.read_text(encoding="utf-8")] == []


@by_path
def test_html_that_is_kept_is_a_table_or_a_closed_frame(path: Path) -> None:
    """No script of an output runs in the page that shows the notebook."""
    notebook = nbformat.read(path, as_version=4)
    for output in outputs(notebook):
        html = output.get("data", {}).get("text/html", "")
        assert "<script" not in html
        assert all(' sandbox="allow-scripts"' in frame for frame in re.findall("<iframe[^>]*>", html))
        assert not {"application/javascript", "application/vnd.jupyter.widget-view+json"} & set(output.get("data", {}))


def test_every_notebook_is_held_to_something() -> None:
    assert set(SAYS) == {path.name for path in PATHS}
