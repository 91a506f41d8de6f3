"""The command ``doctor``: whether this installation works."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from partyie.cli.options import FAILED, READ, Colour
from partyie.formats.stretches import visible

if TYPE_CHECKING:
    from partyie.pipeline.health import Finding

DOCTOR_HELP = """Say whether this installation works: versions, models, lexicons, surroundings, and a self-test.

Exit: 0 it works; 1 something is broken, and the line says what mends it.

\b
Examples:
  partyie doctor
  partyie doctor --json > doctor.json
"""
MARKS = {"ok": ("✓", "green"), "note": ("!", "yellow"), "broken": ("✗", "red")}


def doctor(
    json: Annotated[bool, typer.Option("--json", help="All of it as JSON.")] = False, color: Colour = None
) -> None:
    from partyie.pipeline.health import examine, health_data, is_broken

    if json:
        from json import dumps

        data = health_data(examine())
        sys.stdout.buffer.write((dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
        raise typer.Exit(FAILED if data["broken"] else READ)
    from partyie.cli.screen import in_colour

    colour = in_colour(color)
    findings: list[Finding] = []
    for finding in examine():
        for line in finding_lines(finding, findings[-1] if findings else None):
            typer.echo(line, color=colour)
        findings.append(finding)
    count = sum(finding.state == "broken" for finding in findings)
    typer.echo(f"\n{count} broken: mend what is marked ✗" if count else "\npartyie works here")
    raise typer.Exit(FAILED if is_broken(findings) else READ)


def finding_lines(finding: Finding, before: Finding | None) -> Iterator[str]:
    """A finding with what mends it, under its group's name where that is another than before.

    Not by rich, which may be what is broken.
    """
    if before is None or before.group != finding.group:
        yield typer.style(finding.group, bold=True)
    mark, colour = MARKS[finding.state]
    yield f"  {typer.style(mark, fg=colour)} {finding.name}: {visible(finding.detail)}"
    if finding.fix:
        yield typer.style(f"      → {finding.fix}", fg="yellow")
