"""How mkdocstrings reads the house's docstrings: Sphinx roles are plain code, examples are blocks of code."""

from __future__ import annotations

import re
from typing import Any

import griffe

ROLE = re.compile(r":(?:class|func|meth|attr|mod|data):(?=`)")
EXAMPLE = re.compile(r"^( *)(>>> .*(?:\n\1(?! *$).*)*)", re.MULTILINE)


class HouseDocstrings(griffe.Extension):
    """Rewrites every docstring before it is parsed."""

    def on_object(self, *, obj: Any, **_: Any) -> None:
        """Called for each module, class, function and attribute."""
        if obj.docstring:
            obj.docstring.value = as_markdown(obj.docstring.value)


def as_markdown(docstring: str) -> str:
    """A docstring as Markdown: a role's name is code, an example a fenced block."""
    return EXAMPLE.sub(r"\1```pycon\n\1\2\n\1```", ROLE.sub("", docstring))
