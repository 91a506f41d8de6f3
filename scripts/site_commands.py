"""The site's page of commands, drawn from the commands themselves: what ``--help`` says, as Markdown."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import typer

INTRODUCTION = """# Command line

What `partyie COMMAND --help` says, drawn from it when this site is built.
"""


def commands_page() -> str:
    """The page: every command of ``partyie`` and of ``partyie benchmark``."""
    sections = [INTRODUCTION]
    for app, name in (("partyie.cli", "partyie"), ("partyie.benchmarks.cli", "partyie benchmark")):
        group: Any = typer.main.get_command(import_module(app).app)
        context = group.make_context(name, [], resilient_parsing=True)
        for command in group.list_commands(context):
            if f"{name} {command}" != "partyie benchmark":
                sections.append(section(f"{name} {command}", group.get_command(context, command)))
    return "\n".join(sections)


def section(name: str, command: Any) -> str:
    """One command: what it does, how it is called, its arguments and options."""
    context = command.make_context(name, [], resilient_parsing=True)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    lines = [f"## {name}", "", f"```text\n{usage}\n```", "", described(command.help or ""), ""]
    rows = list(table_rows(command, context))
    if rows:
        lines += ["| argument or option | meaning |", "|---|---|", *rows, ""]
    return "\n".join(lines)


def described(text: str) -> str:
    """A command's help as Markdown: a paragraph that may not be wrapped is a block of code."""
    paragraphs = inspect.cleandoc(text.replace("\f", "")).split("\n\n")
    return "\n\n".join(_unwrapped(one) if one.startswith("\b") else one for one in paragraphs)


def _unwrapped(paragraph: str) -> str:
    lines = paragraph.removeprefix("\b\n").splitlines()
    title = [line for line in lines[:1] if not line.startswith(" ")]
    code = inspect.cleandoc("\n" + "\n".join(lines[len(title) :]))
    return "\n\n".join([*title, f"```text\n{code}\n```"])


def table_rows(command: Any, context: Any) -> Iterator[str]:
    """A row an argument or option; ``--help`` itself is left out."""
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and "--help" not in parameter.opts:
            name, meaning = record
            yield f"| `{name.strip()}` | {meaning.strip().replace('|', '&#124;').replace('<', '&lt;')} |"
