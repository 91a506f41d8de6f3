"""Adds up the features of arcs by their weights; remembers the sums of what recurs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from partyie.components.person_arcs import FORMS, Arc
from partyie.components.person_features import (
    UNLIKELY,
    Feature,
    FeatureReader,
    KnownNames,
    Setting,
    improbability,
    measure_names,
    measure_values,
    signs,
)
from partyie.lexicon.table import read_rows

Weights = Mapping[str, float]

_HUNDREDTHS = 100
_HOPELESS = -6.5
_MOST_SETTINGS = 50_000  # remembered; there are some thousands in ordinary text


class Scale:
    """Weighs arcs with one set of weights; the score is a log-odds against no name there."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._settings: dict[Setting, tuple[float, float]] = {}
        self._measures = {form: [weights.get(name, 0.0) for name in measure_names(form)] for form in FORMS}

    def first(self, reader: FeatureReader, arc: Arc) -> float:
        """The score of all that a first look knows: the weighted sum of ``reader.features(arc)``.

        Of arcs that are hopeless without their details the details aren't read.
        """
        setting = reader.setting(arc)
        constant, slope = self._settings.get(setting) or self._sums(setting)
        likeness, ordinary, before, after = measure_values(arc)
        by_likeness, by_ordinary, by_before, by_after = self._measures[arc.form]
        score = constant + slope * improbability(arc) if slope else constant
        score += by_likeness * likeness
        score += by_ordinary * ordinary
        score += by_before * before + by_after * after
        return score if score < _HOPELESS else score + weigh(reader.details(arc), self._weights)

    def second(self, reader: FeatureReader, arc: Arc, known: KnownNames) -> float:
        """The score with what the document's other names say."""
        return self.first(reader, arc) + weigh(reader.context(arc, known), self._weights)

    def _sums(self, setting: Setting) -> tuple[float, float]:
        """The weights of a setting's signs: constant ones, and those that count by improbability."""
        if len(self._settings) >= _MOST_SETTINGS:
            self._settings.clear()
        constant = slope = 0.0
        for name in signs(setting):
            weight = self._weights.get(name, 0.0)
            if name.endswith(UNLIKELY):
                slope += weight
            else:
                constant += weight
        self._settings[setting] = constant, slope
        return constant, slope


def weigh(features: Iterable[Feature], weights: Weights) -> float:
    """The weighted sum of features; unknown ones count nothing."""
    get = weights.get
    return sum([get(name, 0.0) * value for name, value in features])


@cache
def scales() -> tuple[Scale, Scale]:
    """The scales of the first and of the second look, with the weights that partyie ships."""
    first, second = {}, {}
    for feature, early, late in read_rows("person_weights.tsv", ("feature", "first", "second")):
        first[feature], second[feature] = int(early) / _HUNDREDTHS, int(late) / _HUNDREDTHS
    return Scale(first), Scale(second)
