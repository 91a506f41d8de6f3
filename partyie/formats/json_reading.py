"""JSON that others have written, however deeply it is nested."""

from __future__ import annotations

import json
from typing import Any


def parse_json(data: str | bytes) -> Any:
    """What ``json.loads`` gives.

    >>> parse_json('{"source": null}')
    {'source': None}

    Raises:
        ValueError: It isn't JSON, or brackets stand in brackets more often than Python can follow.
    """
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
