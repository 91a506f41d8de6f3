"""``annotation.conf``: what brat lets an annotator mark."""

from __future__ import annotations

from partyie.formats.corrections import BETWEEN, RELATIONS
from partyie.formats.label_studio_config import CHOSEN
from partyie.records import Label


def annotation_config() -> str:
    """The six labels, the four relations, and the values that are chosen from a list; newline at the end."""
    lines = ["[entities]", *Label, "", "[relations]"]
    for relation in RELATIONS:
        ends = [(one, other) for (one, other), kind in BETWEEN.items() if kind == relation]
        lines.append(f"{relation} Arg1:{ends[0][0]}, Arg2:{'|'.join(other for _, other in ends)}")
    lines += ["<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]"]
    for field, (labels, values) in CHOSEN.items():
        lines.append(f"{field} Arg:{'|'.join(labels)}, Value:{'|'.join(values)}")
    return "\n".join([*lines, ""])
