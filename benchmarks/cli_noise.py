"""``partyie benchmark noise``: how many mentions are still found where texts are damaged."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from partyie.benchmarks.cli_options import (
    CompareOption,
    GoldOption,
    JsonOption,
    MarkdownOption,
    SplitOption,
    as_json,
    gold_by_split,
    read_old,
    refuse,
    report,
)
from partyie.benchmarks.compare import compare_figures
from partyie.benchmarks.corpus import PACKAGED
from partyie.benchmarks.noise import SEED, TOGETHER, measure_noise
from partyie.benchmarks.noise_figures import NoiseFigures, format_noise
from partyie.benchmarks.noise_texts import FAMILIES
from partyie.errors import PartyieError


def noise(
    split: SplitOption = None,
    gold: GoldOption = None,
    family: Annotated[
        list[str] | None,
        typer.Option("--family", help=f"{', '.join([*FAMILIES, TOGETHER])}; may be repeated; default: all."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed makes other noise.")] = SEED,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
    compare: CompareOption = None,
) -> None:
    """How many mentions are still found, in place, where noise is put on the gold's texts: each kind and all together.

    All of it takes three minutes; --split written --family breaks a few seconds.
    """
    try:
        old = None if compare is None else read_old(compare, NoiseFigures.model_validate_json)
        say = partial(typer.echo, err=True)
        figures = measure_noise(gold_by_split(gold, split or PACKAGED), families=family or (), seed=seed, say=say)
    except PartyieError as error:
        refuse(error)
    report(format_noise(figures), as_json(figures), json, markdown)
    if old is not None:
        typer.echo(compare_figures(old, figures))
