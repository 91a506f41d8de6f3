"""Find PERSON: names, by what they look like and what stands around them.

Every stretch of text that could be a name (`person_arcs`) is weighed by what speaks for and against it
(`person_features`), twice: the second time with the names of the first look at hand. The best set of stretches that
don't overlap wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import ahocorasick  # type: ignore[import-not-found, unused-ignore]  # ships no types
from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.appointed_persons import find_appointed, find_introduced
from partyie.components.padded_persons import find_padded
from partyie.components.person_arcs import (
    ANONYMOUS,
    DOTTED,
    DOUBLE,
    FULL,
    NICKNAME,
    OFFICE,
    OTHER,
    UNSPACED,
    Arc,
    find_arcs,
)
from partyie.components.person_evidence import Surroundings
from partyie.components.person_features import FeatureReader, KnownNames
from partyie.components.person_path import Scored, best_path, probabilities
from partyie.components.person_weighing import scales
from partyie.components.placement import Component
from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, Candidate, Reading
from partyie.lexicon.leaders import leader_matches
from partyie.records import Label

_WORTH_A_SECOND_LOOK = -4.5
_READINESS = 0.4  # added to every score: the weights learnt from marked documents find slightly too few
_CERTAIN_FROM, _LIKELY_FROM = 2.5, 0.8
_FORMS = {FULL: "full", DOUBLE: "full", OTHER: "full", UNSPACED: "foreign", DOTTED: "foreign", OFFICE: "surname"}
_EVIDENCE = (  # the first that holds names the rule
    ("<", ("post", "post_gap", "post_colon", "post_close"), "title_before"),
    (">", ("post", "post_gap", "post_bracket"), "title_after"),
    ("<", ("label", "label_touch"), "label"),
    (">", ("biography",), "biography"),
    (">", ("honorific",), "honorific_after"),
    ("<", ("appoint",), "appointment"),
    ("<", ("kin", "kin_gap"), "kin"),
    ("<", ("role", "role_gap", "slot", "named"), "role"),
    (">", ("say", "task"), "saying"),
    ("<", ("list",), "list"),
    (">", ("list",), "list"),
)


def find_persons(reading: Reading) -> list[Candidate]:
    """The PERSON candidates of a text, in text order, none overlapping.

    Organisations, places and posts found before are evidence. ``data``: ``form`` (``full``, ``foreign``, ``honorific``,
    ``surname``), ``surname`` and ``given`` (empty where the form has none).
    """
    around = Surroundings(reading)
    arcs = find_arcs(around)
    features = FeatureReader(reading, around, arcs)
    first, second = scales()
    early = [(first.first(features, arc), arc) for arc in arcs]
    known = KnownNames.of(reading.text, best_path(early))
    late = [(second.second(features, arc, known) + _READINESS, arc) for arc in second_arcs(reading.text, early, known)]
    path = best_path(late)
    chances = probabilities(path, late)
    return [_candidate(reading.text, scored, chance, around) for scored, chance in zip(path, chances, strict=True)]


def find_leaders(reading: Reading) -> list[Candidate]:
    """Leaders of Party and state, whom official writing names without introducing them."""
    return [
        Candidate(Label.PERSON, start, end, "person.leader", CERTAIN, data={"form": "full", "surname": "", "given": ""})
        for start, end in leader_matches(reading.text)
    ]


def second_arcs(text: str, early: Sequence[Scored], known: KnownNames) -> Iterator[Arc]:
    """The arcs that the first look didn't rule out, and every other place where a name of the first look stands."""
    seen, known_arcs = set(), {}
    for score, arc in early:
        surface = text[arc.start : arc.end]
        if surface in known.counts:
            known_arcs[surface] = arc
        if score > _WORTH_A_SECOND_LOOK or surface in known.counts:
            seen.add((arc.start, arc.end))
            yield arc
    for start, end in _occurrences(text, known_arcs):
        if (start, end) not in seen:
            arc = known_arcs[text[start:end]]
            yield replace(arc, start=start, split=start + arc.split - arc.start, end=end)


def _occurrences(text: str, surfaces: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where any of ``surfaces`` stands in ``text``, in one pass."""
    automaton = ahocorasick.Automaton()
    for surface in surfaces:
        automaton.add_word(surface, len(surface))
    if automaton:
        automaton.make_automaton()
        for last, size in automaton.iter(text):
            yield last + 1 - size, last + 1


def _candidate(text: str, scored: Scored, chance: float, around: Surroundings) -> Candidate:
    score, arc = scored
    strength = CERTAIN if score > _CERTAIN_FROM else LIKELY if score > _LIKELY_FROM else POSSIBLE
    return Candidate(
        Label.PERSON,
        arc.start,
        arc.end,
        f"person.{_rule(arc, around)}",
        strength,
        round(chance, 4),
        {"form": _FORMS.get(arc.form, "honorific")} | _parts(text, arc),
    )


def _rule(arc: Arc, around: Surroundings) -> str:
    if _FORMS.get(arc.form) not in ("full", "foreign"):
        return arc.form
    kinds = {"<": around.left(arc.start), ">": around.right(arc.end)}
    for side, wanted, name in _EVIDENCE:
        if any(kind in kinds[side] for kind in wanted):
            return name
    return "name"


def _parts(text: str, arc: Arc) -> dict[str, str]:
    """Surname and given name, where the form shows them."""
    if arc.form == NICKNAME:
        return {"surname": text[arc.start + 1 : arc.end], "given": ""}
    if arc.form in (UNSPACED, DOTTED, OTHER):
        return {"surname": "", "given": ""}
    given = text[arc.split : arc.end] if arc.form in (FULL, DOUBLE) else ""
    if arc.form == ANONYMOUS:
        given = text[arc.split : arc.end].strip("某")
    return {"surname": text[arc.start : arc.split], "given": given}


class PersonFinder(Component):
    """Adds the PERSON candidates of a Doc to its reading."""

    def __call__(self, doc: Doc) -> Doc:
        """Find persons in ``doc``."""
        reading = self.reading_of(doc)
        reading.candidates.extend(find_persons(reading))
        reading.candidates.extend(find_appointed(reading))
        reading.candidates.extend(find_introduced(reading))
        reading.candidates.extend(find_leaders(reading))
        reading.candidates.extend(find_padded(reading))
        return doc


@Language.factory("partyie_persons")
def make_persons(nlp: Language, name: str) -> PersonFinder:
    """The component that finds persons; organisations, places and posts must have been found before."""
    return PersonFinder(nlp)
