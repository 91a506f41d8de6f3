"""The page of all committed figures, with plots: ``results/README.md``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from partyie.benchmarks.figures import Accuracy, Throughput
from partyie.benchmarks.growth_figures import Growth
from partyie.benchmarks.growth_report import format_growth
from partyie.benchmarks.lexicon_figures import LexiconFigures, format_lexicon
from partyie.benchmarks.peers.figures import Comparison, format_comparison
from partyie.benchmarks.peers.systems import read_peers
from partyie.benchmarks.plots import draw
from partyie.benchmarks.report import format_overview, format_throughput, read_json
from partyie.benchmarks.tables import table
from partyie.errors import InputError

Figures = TypeVar("Figures")

PAGE = "README.md"
HEAD = """# Measured figures

Written by `nox -s bench`, `nox -s peers`, `nox -s growth` and `nox -s lexicon`; drawn by `nox -s page`. The JSON files
hold all figures, and `partyie benchmark accuracy|throughput|peers|growth|lexicon --compare OLD.json` shows what has
changed since.
`baseline.json` is what `partyie benchmark gate` holds today's figures against.

`training` and `extra` are what the learnt model has learnt; `written` is what rules are made with in view; `heldout`
neither, but for the weights by which rules and model are joined; `seeds` are five real documents that nothing is made
or fitted with.
"""
ACCURACIES = ("accuracy.json", "seeds.json")
PLOTS = {
    "speed": "Speed of each system", "spans": "Span F1 of each system by label",
    "growth": "Time by size and number of documents", "memory": "Memory by size and number of documents",
}  # fmt: skip


def write_page(folder: Path) -> list[Path]:
    """Draw the plots of a folder's figures and write its page; returns what was written.

    Raises:
        InputError: There are no figures, a file holds others than its name says, or matplotlib isn't installed.
    """
    accuracies: dict[str, Accuracy] = {}
    for name in ACCURACIES:
        accuracies |= _read(folder / name, read_json) or {}
    throughput = _read(folder / "throughput.json", Throughput.model_validate_json)
    peers = _read(folder / "peers.json", Comparison.model_validate_json)
    growth = _read(folder / "growth.json", Growth.model_validate_json)
    lexicon = _read(folder / "lexicon.json", LexiconFigures.model_validate_json)
    if not (accuracies or throughput or peers or growth or lexicon):
        files = "accuracy.json, throughput.json, peers.json, growth.json, lexicon.json"
        raise InputError(f"{folder}: no figures here ({files})")
    plots = draw(peers, growth, folder)
    parts = [HEAD]
    if accuracies:
        parts.append(format_overview(list(accuracies.values())))
    if throughput:
        parts.append(format_throughput(throughput))
    if peers:
        parts += [format_comparison(peers), _about_peers(), _images(plots, "speed", "spans")]
    if growth:
        parts += [format_growth(growth), _images(plots, "growth", "memory")]
    if lexicon:
        parts.append(format_lexicon(lexicon))
    # Each report is a page of its own, with a heading of the first rank; here they are sections.
    text = "\n".join([parts[0], *(f"#{part}" if part.startswith("# ") else part for part in parts[1:])])
    (folder / PAGE).write_text(text.rstrip() + "\n", encoding="utf-8")
    return [folder / f"{name}.{kind}" for name in plots for kind in ("svg", "png")] + [folder / PAGE]


def _read(path: Path, read: Callable[[str], Figures]) -> Figures | None:
    if not path.is_file():
        return None
    try:
        return read(path.read_text(encoding="utf-8"))
    except ValidationError as error:
        raise InputError(f"{path}: not the figures that its name says: {str(error).splitlines()[0]}") from error


def _about_peers() -> str:
    rows = [(peer.name, f"`{peer.requirements}`", peer.licence, peer.note) for peer in read_peers()]
    note = "Peers are tools of this measurement, each in an environment of its own; partyie depends on none."
    return "\n".join([note, "", *table(["", "installed", "licence", "what it is"], rows, figures=False), ""])


def _images(plots: list[str], *wanted: str) -> str:
    return "".join(f"![{PLOTS[name]}]({name}.svg)\n\n" for name in wanted if name in plots)
