"""The colours of the six kinds of mention: Okabe and Ito's, told apart under every common colour blindness."""

from __future__ import annotations

from collections.abc import Mapping

from partyie.records import Label

COLOURS: Mapping[Label, str] = {
    Label.PERSON: "#d55e00",
    Label.POST: "#cc79a7",
    Label.ORG: "#0072b2",
    Label.PLACE: "#009e73",
    Label.DATE: "#e69f00",
    Label.QUANTITY: "#56b4e9",
}
