"""What every part of the review page is written with: escaping, its words in two languages, its style and script."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from partyie.formats.stretches import visible
from partyie.records import Label

# One letter a kind: classes stand at every mention.
CLASSES = {
    Label.PERSON: "P",
    Label.POST: "T",
    Label.ORG: "O",
    Label.PLACE: "L",
    Label.DATE: "D",
    Label.QUANTITY: "Q",
}
FAMILY_OF = {
    Label.PERSON: "persons",
    Label.POST: "posts",
    Label.ORG: "organisations",
    Label.PLACE: "places",
    Label.DATE: "dates",
    Label.QUANTITY: "quantities",
}
LINE_COMMENT = re.compile(r"^(?://.*|/\*.*\*/)$")
UNSAFE_IN_SCRIPT = re.compile("[<>&\u2028\u2029]")


def plain(value: object) -> str:
    """Any value as text for the page: escaped, what no page may get made visible."""
    return escape(visible(str(value)))


def data_block(identifier: str, data: Any) -> str:
    """Data for the script, in an element that never runs."""
    source = visible(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    source = UNSAFE_IN_SCRIPT.sub(lambda match: f"\\u{ord(match[0]):04x}", source)
    return f'<script type="application/json" id="{identifier}">{source}</script>'


def word(key: str, tag: str = "span") -> str:
    """A word of the page in Chinese, which the script can turn into English."""
    return f'<{tag} data-t="{plain(key)}">{plain(word_in_chinese(key))}</{tag}>'


def named(key: str) -> str:
    """The attributes that give an element its name, in Chinese until the script says it in English."""
    return f'data-a="{plain(key)}" aria-label="{plain(word_in_chinese(key))}"'


def word_in_chinese(key: str) -> str:
    """The Chinese word of a key, or the value that the key names where there is none."""
    return words()[key][0] if key in words() else key.partition(".")[2]


@cache
def words() -> dict[str, tuple[str, str]]:
    """What the page says: key → Chinese, English."""
    lines = [line for line in resource("review_words.tsv").splitlines() if not line.startswith("#")]
    return {row["key"]: (row["zh"], row["en"]) for row in csv.DictReader(lines, delimiter="\t")}


@cache
def resource(name: str) -> str:
    """A file of ``formats/data`` as text."""
    return (files("partyie.formats") / "data" / name).read_text(encoding="utf-8")


@cache
def lean(name: str) -> str:
    """Style or script as it stands in the page: without indentation, empty lines and lines of comment."""
    lines = (line.strip() for line in resource(name).splitlines())
    return "\n".join(line for line in lines if line and not LINE_COMMENT.match(line))
