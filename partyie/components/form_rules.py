"""Rules about measures that concern only some written units, so that each measure is put to few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from partyie.components.measures import Measure

Rule = Callable[[str, Measure], bool]
"""Gets the clean text and a measure in it."""

_FORMS: dict[Rule, frozenset[str]] = {}


def about(*forms: str) -> Callable[[Rule], Rule]:
    """Mark a rule as one that is asked only about measures whose unit is written as one of ``forms``."""

    def mark(rule: Rule) -> Rule:
        _FORMS[rule] = frozenset(forms)
        return rule

    return mark


def rules_about(form: str, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Those of the rules that are asked about measures with this unit, in their order."""
    return tuple(rule for rule in rules if form in _FORMS.get(rule, (form,)))
