"""The labelling interface for Label Studio: the six labels, the four relations, and a field for each value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args
from xml.sax.saxutils import quoteattr

from partyie.formats.gold_checks import DATE_MODIFIERS, DIMENSIONS, QUANTITY_MODIFIERS, TARGETS
from partyie.formats.palette import COLOURS
from partyie.records import Label
from partyie.records.post import Status

# Names of the controls; results bear them.
LABELS, TEXT = "label", "text"
STATUSES: tuple[str, ...] = get_args(Status)
# Field of a mention → the labels that have it; the fields of the second table are chosen from a list.
WRITTEN = {
    "entity": (Label.PERSON, Label.ORG, Label.PLACE),
    "value": (Label.DATE, Label.QUANTITY),
    "unit": (Label.QUANTITY,),
    "of": (Label.QUANTITY,),
}
CHOSEN: dict[str, tuple[tuple[Label, ...], Iterable[str]]] = {
    "status": ((Label.POST,), STATUSES),
    "modifier": ((Label.DATE, Label.QUANTITY), sorted(DATE_MODIFIERS | QUANTITY_MODIFIERS)),
    "dimension": ((Label.QUANTITY,), sorted(DIMENSIONS)),
}


def labelling_config() -> str:
    """The XML to paste into a project's *Labeling Interface* (Code), newline at the end.

    Regions are marked by symbol and blanks are kept as they are; the fields of a region show when it is selected.
    """
    lines = ["<View>", "  <Style>.htx-text { white-space: pre-wrap; }</Style>", "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(relation)}/>" for relation in TARGETS]
    lines += ["  </Relations>", f'  <Labels name="{LABELS}" toName="{TEXT}">']
    lines += [
        f'    <Label value="{label}" background="{COLOURS[label]}" hotkey="{number}"/>'
        for number, label in enumerate(Label, 1)
    ]
    lines += ["  </Labels>", f'  <Text name="{TEXT}" value="$text" granularity="symbol"/>']
    for field, labels in WRITTEN.items():
        area = (
            f'<TextArea name="{field}" toName="{TEXT}" perRegion="true" maxSubmissions="1" editable="true" rows="1"/>'
        )
        lines += _field(field, labels, [area])
    for field, (labels, values) in CHOSEN.items():
        choices = [f'  <Choice value="{value}"/>' for value in values]
        opening = f'<Choices name="{field}" toName="{TEXT}" perRegion="true" choice="single" showInline="true">'
        lines += _field(field, labels, [opening, *choices, "</Choices>"])
    return "\n".join([*lines, "</View>", ""])


def _field(field: str, labels: Iterable[Label], inner: Iterable[str]) -> list[str]:
    shown = f'visibleWhen="region-selected" whenTagName="{LABELS}" whenLabelValue="{",".join(labels)}"'
    return [
        f"  <View {shown}>",
        f'    <Header value="{field}" size="5"/>',
        *(f"    {line}" for line in inner),
        "  </View>",
    ]
