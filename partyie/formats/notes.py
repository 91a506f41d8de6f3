"""Values beside a mention in one line of text: ``id=t1 status=former of="两 种"``, as brat's notes hold them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from partyie.errors import GoldError
from partyie.formats.json_reading import parse_json

PAIR = re.compile(r'(\w+)=("(?:[^"\\]|\\.)*"|[^"\s]\S*)(?:\s+|$)')
PLAIN = re.compile(r'[^"\s]\S*')


def format_note(pairs: Mapping[str, str]) -> str:
    """The pairs in one line. A value that is empty, begins with a quote, or holds a blank or a character that doesn't
    print is written as a JSON string.

    >>> format_note({"id": "t1", "of": "两 种"})
    'id=t1 of="两 种"'
    """
    return " ".join(f"{key}={_quoted(value)}" for key, value in pairs.items())


def parse_note(note: str, place: str, known: frozenset[str]) -> dict[str, str] | None:
    """The reverse of `format_note`; null for a remark in somebody's own words.

    Raises:
        GoldError: It begins with ``key=``, so is no remark, and can't be read; the message begins with ``place``.
    """
    note = note.strip()
    if not re.match(r"\w+=", note):
        return None
    pairs: dict[str, str] = {}
    position = 0
    while position < len(note):
        pair = PAIR.match(note, position)
        if pair is None:
            raise GoldError(f"{place}: {note[position:]!r} isn't key=value")
        key, value = pair.groups()
        if key not in known or key in pairs:
            raise GoldError(f"{place}: unknown or repeated key {key}; known: {', '.join(sorted(known))}")
        pairs[key] = parse_json(value) if value.startswith('"') else value
        position = pair.end()
    return pairs


def _quoted(value: str) -> str:
    if PLAIN.fullmatch(value) and value.isprintable():
        return value
    return json.dumps(value, ensure_ascii=not value.isprintable())
