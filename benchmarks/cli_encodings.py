"""``partyie benchmark encodings``: how surely encodings are told apart."""

from __future__ import annotations

from partyie.benchmarks.cli_options import (
    GoldOption,
    JsonOption,
    MarkdownOption,
    as_json,
    gold_by_split,
    refuse,
    report,
)
from partyie.benchmarks.encoding_figures import format_encodings
from partyie.errors import PartyieError


def encodings(
    gold: GoldOption = None,
    json: JsonOption = None,
    markdown: MarkdownOption = None,
) -> None:
    """Gold in each encoding that Chinese files have: how much is read right, refused, or read as another text.

    The texts and their traditional twins, whole and in cuts, and cut inside a character. The same figures on every
    machine; a minute.
    """
    from partyie.benchmarks.encodings import measure_encodings

    try:
        texts = [document.text for documents in gold_by_split(gold).values() for document in documents]
        figures = measure_encodings(texts)
    except PartyieError as error:
        refuse(error)
    report(format_encodings(figures), as_json(figures), json, markdown)
