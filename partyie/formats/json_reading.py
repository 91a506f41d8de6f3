"""JSON of files, which anybody may have written or damaged."""

from __future__ import annotations

import json
from typing import Any


def parse_json(data: str | bytes) -> Any:
    """What JSON says.

    >>> parse_json('{"spans": []}')
    {'spans': []}

    Raises:
        ValueError: It isn't JSON, or is nested deeper than Python can follow, some hundred times.
    """
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("nested too deeply") from None
