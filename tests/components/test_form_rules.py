"""Rules about measures are put only to measures with the units they know."""

from __future__ import annotations

from partyie.components.form_rules import about, rules_about
from partyie.components.measures import Measure
from partyie.components.quantity_refusals import REFUSALS, is_grade, is_name, is_ordinal, is_session


@about("米", "里")
def is_long(text: str, measure: Measure) -> bool:
    return len(text) > 3


def is_any(text: str, measure: Measure) -> bool:
    return True


def test_a_marked_rule_is_asked_about_its_units_only() -> None:
    assert rules_about("米", (is_any, is_long)) == (is_any, is_long)
    assert rules_about("个", (is_any, is_long)) == (is_any,)
    assert rules_about("", (is_long,)) == ()


def test_the_refusals_of_a_unit_keep_their_order() -> None:
    asked = rules_about("级", REFUSALS)
    assert [rule for rule in asked if rule in (is_ordinal, is_grade, is_session, is_name)] == [
        is_ordinal,
        is_grade,
        is_name,
    ]
