"""Which systems there are, and what their tags are in partyie's labels: the tables of this folder."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from partyie.benchmarks.pairs import Key
from partyie.lexicon.table import read_table
from partyie.records import Label, Record

FOLDER = files("partyie.benchmarks.peers")
# Every label that some peer marks; posts none does.
COMPARED = (Label.PERSON, Label.ORG, Label.PLACE, Label.DATE, Label.QUANTITY)
OURS = ("partyie-sm", "partyie-lg")
REFERENCE = "pkuseg"


class Peer(Record):
    """A row of ``peers.tsv``: a system, what pip installs for it, its licence, what it finds and what to mind."""

    name: str
    requirements: str
    licence: str
    does: str
    note: str


class TagRow(Record):
    """A row of a system's table: one of its tags, and the label of ours that it is compared with."""

    tag: str
    label: Label
    note: str


def read_peers() -> list[Peer]:
    """The peers, in the order of their table."""
    return read_table("peers.tsv", Peer, folder=FOLDER)


def read_labels(system: str) -> dict[str, Label]:
    """The labels of a system's tags; empty for one that marks nothing."""
    name = f"{'partyie' if system in OURS else system}.tsv"
    if not (FOLDER / name).is_file():
        return {}
    return {row.tag: row.label for row in read_table(name, TagRow, folder=FOLDER)}


def labelled(mentions: Iterable[tuple[int, int, str]], labels: dict[str, Label]) -> set[Key]:
    """Mentions under our labels; those of other tags are left out.

    >>> labelled([(0, 2, "nr"), (2, 3, "v")], {"nr": Label.PERSON})
    {(0, 2, <Label.PERSON: 'PERSON'>)}
    """
    return {(start, end, labels[tag]) for start, end, tag in mentions if tag in labels}
