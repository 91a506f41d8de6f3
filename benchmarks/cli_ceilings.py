"""``partyie benchmark ceilings``: what hostile texts cost."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from partyie.benchmarks.ceilings import LENGTHS, LINE, measure_ceilings
from partyie.benchmarks.ceilings_report import format_ceilings
from partyie.benchmarks.cli_options import JsonOption, MarkdownOption, as_json, gold_texts, report


def ceilings(
    largest: Annotated[
        int, typer.Option(min=LENGTHS[0], help="Code points of the longest text of a family.")
    ] = LENGTHS[-1],
    line: Annotated[int, typer.Option(min=0, help="Bytes of the text without a line break; 0 leaves it out.")] = LINE,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
) -> None:
    """Every pattern on strings made against it, and the whole pipeline on twelve families of hostile text.

    All of it takes a quarter of an hour; --largest 100000 --line 0 some minutes. Exit: 1 where a pattern's time grows
    faster than its text.
    """
    lengths = [length for length in LENGTHS if length <= largest]
    figures = measure_ceilings(gold_texts(None), lengths=lengths, line=line, say=partial(typer.echo, err=True))
    report(format_ceilings(figures), as_json(figures), json, markdown)
    raise typer.Exit(int(any(one.grows for one in figures.patterns.patterns)))
