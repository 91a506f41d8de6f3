"""Measurements as people and programs read them: Markdown tables, JSON, a table of errors."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from typing import TextIO

from pydantic import TypeAdapter

from partyie.benchmarks.figures import Accuracy, Throughput
from partyie.benchmarks.pairs import Pair
from partyie.benchmarks.scores import Error
from partyie.benchmarks.tables import as_words, table
from partyie.benchmarks.tenures import body_of, tenure_rows

ACCURACIES: TypeAdapter[dict[str, Accuracy]] = TypeAdapter(dict[str, Accuracy])
RULES_SHOWN = 25  # rules with most spurious mentions in the Markdown report


def format_json(accuracies: Iterable[Accuracy]) -> str:
    """The figures as JSON, by split."""
    by_split = {accuracy.split: accuracy for accuracy in accuracies}
    return ACCURACIES.dump_json(by_split, indent=1).decode() + "\n"


def read_json(data: str) -> dict[str, Accuracy]:
    """The figures of a JSON report, by split: the reverse of `format_json`."""
    return ACCURACIES.validate_json(data)


def format_markdown(accuracies: Sequence[Accuracy]) -> str:
    """The figures as Markdown: a table with a column a split, then each split's documents and worst rules."""
    sections = [format_overview(accuracies)]
    for accuracy in accuracies:
        sections += [_documents(accuracy), _rules(accuracy)]
    return "\n".join(sections)


def format_throughput(throughput: Throughput) -> str:
    """The speed as a Markdown table."""
    rows = [
        ("characters a second, whole pipeline", _speed(throughput.characters_per_second)),
        ("the same by the clock", _speed(throughput.characters_per_wall_second)),
        ("characters a second, bare spacy-pkuseg with the same model", _speed(throughput.pkuseg_per_second)),
        ("ratio of the two, which the gate holds", _ratio(throughput.ratio)),
        ("its lowest and highest round", f"{_ratio(throughput.ratio_low)}–{_ratio(throughput.ratio_high)}"),
        ("ratio by the clock", _ratio(throughput.wall_ratio)),
        ("characters a second, partyie's own segmenter", _speed(throughput.segmenter_per_second)),
        ("load time", f"{throughput.load_seconds:.2f} s"),
        ("peak memory", f"{throughput.peak_megabytes:.0f} MiB"),
        ("measured", f"{throughput.rounds} rounds of {throughput.characters:,} characters, one thread, medians"),
        ("machine", throughput.machine),
    ]
    note = "By the processor's time, which a busy machine disturbs least, where nothing else is said."
    return "\n".join(["# Throughput", "", note, "", *table(["one thread", ""], rows), ""])


def _speed(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:,.0f}"


def _ratio(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"


def format_tenures(pairs: Iterable[Pair]) -> str:
    """Every tenure of gold and extraction, row by row, as a Markdown table a document.

    A row is right (``=``), missed (``-``) or spurious (``+``); beside it stand the bodies that both sides name.
    """
    header = ["", "person", "title", "start", "end", "status", "body in gold", "body extracted"]
    parts = []
    for pair in pairs:
        parts += [f"## {as_words(pair.document.name)}", "", *table(header, _tenure_cells(pair)), ""]
    return "\n".join(parts)


def write_errors(errors: Iterable[Error], stream: TextIO) -> None:
    """Every error as a tab-separated row: document, kind, start, shown, expected, predicted, rule."""
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(field.name for field in fields(Error))
    writer.writerows(("" if value is None else value for value in astuple(error)) for error in errors)


def _tenure_cells(pair: Pair) -> Iterator[list[str]]:
    """Gold's rows in text order, then the spurious ones."""
    rows = tenure_rows(pair)
    for row in dict.fromkeys([*rows.gold, *rows.predicted]):
        mark = "=" if row in rows.gold and row in rows.predicted else "-" if row in rows.gold else "+"
        wanted = rows.gold[row].body if row in rows.gold else None
        got = body_of(pair, rows.predicted[row]) if row in rows.predicted else None
        yield [mark, *(cell or "" for cell in (*row[:-1], wanted, got))]


def format_overview(accuracies: Sequence[Accuracy]) -> str:
    """The table alone, a column a split."""
    header = ["", *(as_words(accuracy.split) for accuracy in accuracies)]
    rows = [("documents", *(_document_count(accuracy) for accuracy in accuracies))]
    for name in accuracies[0].counts:
        rows.append((name, *(_count_cell(accuracy, name) for accuracy in accuracies)))
    for name in accuracies[0].shares:
        rows.append((name, *(_share_cell(accuracy, name) for accuracy in accuracies)))
    rows.append(("misplaced mentions", *(str(accuracy.misplaced) for accuracy in accuracies)))
    note = "F1 (precision, recall; gold), or a share (right of total); –: none. Spans are strict: start, end and label."
    return "\n".join(["# Accuracy", "", note, "", *table(header, rows), ""])


def _document_count(accuracy: Accuracy) -> str:
    missing = f" ({len(accuracy.missing)} missing)" if accuracy.missing else ""
    return f"{len(accuracy.documents)}{missing}"


def _count_cell(accuracy: Accuracy, name: str) -> str:
    row = accuracy.counts[name]
    if not row.gold and not row.predicted:
        return "–"
    return f"**{row.f1:.4f}** ({row.precision:.3f}, {row.recall:.3f}; {row.gold})"


def _share_cell(accuracy: Accuracy, name: str) -> str:
    row = accuracy.shares[name]
    if not row.total:
        return "–"
    return f"{row.share:.4f} ({row.right} of {row.total})"


def _documents(accuracy: Accuracy) -> str:
    shown = ", ".join(f"{as_words(name)} {f1:.3f}" for name, f1 in sorted(accuracy.documents.items()))
    return f"## {as_words(accuracy.split)}\n\nSpan F1 by document: {shown}\n"


def _rules(accuracy: Accuracy) -> str:
    worst = sorted(accuracy.rules.items(), key=lambda item: (-item[1].spurious, item[0]))[:RULES_SHOWN]
    rows = [(name, str(row.right), str(row.spurious)) for name, row in worst if row.spurious]
    return "\n".join([*table(["rule", "right", "spurious"], rows), ""]) if rows else ""
