"""The page and its plots: the same bytes every time, without dates, legible without the font."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from partyie.benchmarks import cli, plots
from partyie.benchmarks.page import write_page
from partyie.errors import InputError

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results"


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """The committed figures, without plots and page."""
    folder = tmp_path / "results"
    folder.mkdir()
    for path in RESULTS.glob("*.json"):
        shutil.copy(path, folder)
    return folder


@pytest.mark.filterwarnings("ignore:no font with Chinese")
@pytest.mark.filterwarnings("ignore:Glyph:UserWarning")
def test_the_page_is_the_same_every_time(results: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_page(results)}
    assert {path.name: path.read_bytes() for path in write_page(results)} == first
    assert set(first) == {"README.md"} | {
        f"{name}.{kind}" for name in ("speed", "spans", "growth", "memory") for kind in ("svg", "png")
    }
    for name in (name for name in first if name.endswith(".svg")):
        assert b"<dc:date>" not in first[name]
        assert f"]({name})".encode() in first["README.md"]
    assert b"tEXt" not in first["speed.png"]


@pytest.mark.filterwarnings("ignore:no font with Chinese")
@pytest.mark.filterwarnings("ignore:Glyph:UserWarning")
def test_the_committed_page_shows_the_committed_figures(results: Path) -> None:
    """`nox -s page` would change nothing. Plots depend on fonts, so they aren't compared here."""
    write_page(results)
    assert (results / "README.md").read_text(encoding="utf-8") == (RESULTS / "README.md").read_text(encoding="utf-8")


def test_a_missing_font_is_said(results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plots, "chinese_font", lambda: None)
    monkeypatch.setattr(plots, "speed_plot", lambda comparison: plots._new(1, 1)[0])
    monkeypatch.setattr(plots, "spans_plot", lambda comparison: plots._new(1, 1)[0])
    with pytest.warns(UserWarning, match="no font with Chinese was found.* fonts-noto-cjk"):
        write_page(results)


def test_figures_under_another_name_are_refused(results: Path) -> None:
    shutil.copy(results / "throughput.json", results / "peers.json")
    with pytest.raises(InputError, match=r"peers\.json: not the figures that its name says"):
        write_page(results)


def test_the_command_names_what_it_wrote(results: Path) -> None:
    for name in ("peers.json", "growth.json"):
        (results / name).unlink()
    result = CliRunner().invoke(cli.app, ["page", "--results", str(results)])
    assert (result.exit_code, result.output.split()) == (0, [str(results / "README.md")])
