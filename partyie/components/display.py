"""Our mentions in spaCy's displaCy, in the colours of the HTML page."""

from __future__ import annotations

from typing import Any

from partyie.formats.docbin import SPANS_KEY
from partyie.formats.palette import COLOURS

TINT = 0.45  # how much of a colour is left, the rest white: black words stay readable on all six


def displacy_options(**options: Any) -> dict[str, Any]:
    """What ``displacy.render(doc, style="span", options=…)`` needs to show ``doc.spans["partyie"]``.

    >>> displacy_options(spans_key="mine")["spans_key"]
    'mine'

    Args:
        options: More of displaCy's options, or others in place of these.
    """
    colours = {label.value: _tint(colour) for label, colour in COLOURS.items()}
    return {"spans_key": SPANS_KEY, "colors": colours, **options}


def _tint(colour: str) -> str:
    """A lighter ``#rrggbb``."""
    return "#" + "".join(f"{round(255 - (255 - part) * TINT):02x}" for part in bytes.fromhex(colour[1:]))
