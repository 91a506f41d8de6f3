"""``partyie benchmark page``: plots and the page of committed figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partyie.benchmarks.cli_options import refuse
from partyie.benchmarks.page import write_page
from partyie.errors import PartyieError


def page(
    results: Annotated[
        Path, typer.Option(exists=True, file_okay=False, help="The folder of the JSON files that the commands wrote.")
    ] = Path("benchmarks/results"),
) -> None:
    """Draw the figures of a folder (SVG and PNG) and write its README.md. Needs matplotlib (the extra `bench`)."""
    try:
        written = write_page(results)
    except PartyieError as error:
        refuse(error)
    for path in written:
        typer.echo(path)
