"""``partyie benchmark ceilings``: what hostile texts cost."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from partyie.benchmarks.ceilings import DENSE, LENGTHS, LINE, Ceilings, measure_ceilings
from partyie.benchmarks.ceilings_report import format_ceilings
from partyie.benchmarks.cli_options import JsonOption, MarkdownOption, as_json, gold_texts, read_old, refuse, report
from partyie.errors import InputError


def ceilings(
    largest: Annotated[
        int, typer.Option(min=LENGTHS[0], help="Code points of the longest text of a family.")
    ] = LENGTHS[-1],
    line: Annotated[int, typer.Option(min=0, help="Bytes of the text without a line break; 0 leaves it out.")] = LINE,
    dense: Annotated[
        int, typer.Option(min=0, help="Code points of the page full of mentions; 0 leaves it out.")
    ] = DENSE,
    go_on: Annotated[bool, typer.Option("--go-on", help="Measure what the file of --json doesn't hold yet.")] = False,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
) -> None:
    """Every pattern on strings made against it, and the whole pipeline on families of hostile text.

    Files are written after each step, so that a run that is ended leaves what it has measured. All of it takes half
    an hour; --largest 100000 --line 0 some minutes. Exit: 1 where a pattern's time grows faster than its text.
    """
    lengths = [length for length in LENGTHS if length <= largest]
    try:
        known = _known(json) if go_on else None
    except InputError as error:
        refuse(error)
    figures, texts = known, gold_texts(None)
    tell = partial(typer.echo, err=True)
    for figures in measure_ceilings(texts, lengths=lengths, line=line, dense=dense, known=known, say=tell):
        for path, content in ((json, as_json(figures)), (markdown, format_ceilings(figures))):
            if path is not None:
                path.write_text(content, encoding="utf-8")
    if figures is not None:
        report(format_ceilings(figures), as_json(figures), json, markdown)
        raise typer.Exit(int(figures.patterns is not None and any(one.grows for one in figures.patterns.patterns)))


def _known(path: Path | None) -> Ceilings | None:
    """The figures of the run that was ended.

    Raises:
        InputError: No file is named, or it holds other figures.
    """
    if path is None:
        raise InputError("--go-on needs --json, the file of the run that was ended")
    return read_old(path, Ceilings.model_validate_json) if path.exists() else None
