"""Finds places: administrative units by gazetteer, other places by the last word of their name.

Rules, in the order they run: full division names; short names that the document or their rank settles; places of
the world; names made of a few words and a place head (清水村, 人民路); what only the document or its wording shows to
be a place (lists, regions, names without their head). Neighbours that lie in one another are joined (仙游县 + 赖店镇).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.gazetteer_places import (
    gazetteer_places,
    matches_of,
    settled_divisions,
    short_is_settled,
    short_townships,
)
from partyie.components.headed_places import headed_places
from partyie.components.place_chains import Piece, candidate_of, chains, longest, stands
from partyie.components.place_references import referred_places
from partyie.components.placement import Component
from partyie.components.reading import Candidate, Reading
from partyie.components.words import words_of
from partyie.lexicon.place_idioms import ends_in_place_idiom
from partyie.text import lazy_re as re

PERSON_LIKE = {"place.mountain", "place.water", "place.feature", "place.division_short", "place.city", "place.site"} | {
    "place.region",
    "place.hamlet",
}
TITLE_BEFORE = re.compile(
    "(?:书记|主任|主席|[局部处科所站队院校厂县市区镇乡州省厅组会股]长"
    "|记者|编辑|通讯员|委员|教授|经理|工程师|医师|支书|文书) ?$"
)
PERSON_AFTER = re.compile("(?:同志|先生|女士|等同志|，[男女]|[（(](?:[男女]|[一-龥]{1,4}族)[，、）)])")


def find_places(reading: Reading) -> list[Candidate]:
    """Places of the clean text; data holds ``name``, ``code``, ``level``, ``path`` where the gazetteer knows them."""
    text, words = reading.text, words_of(reading)
    full, short = gazetteer_places(words, matches_of(reading))
    settled = settled_divisions(full)
    pieces = full + [piece for piece in short if short_is_settled(piece, words, settled)]
    pieces += short_townships(words, settled)
    headed = headed_places(words, full, short)
    pieces += headed
    pieces += referred_places(words, pieces, headed)
    pieces = [piece for piece in pieces if not (_names_person(text, piece) or _is_figure(text, piece))]
    return [candidate_of(chain) for chain in chains(longest(pieces)) if stands(text, chain)]


def _names_person(text: str, piece: Piece) -> bool:
    """Persons are called 黄河 or 江山 too: directly behind a title, or with what is said of persons behind it."""
    if piece.rule not in PERSON_LIKE or piece.end - piece.start > 4:
        return False
    before = text[max(0, piece.start - 4) : piece.start]
    return bool(TITLE_BEFORE.search(before) or PERSON_AFTER.match(text, piece.end))


def _is_figure(text: str, piece: Piece) -> bool:
    """重于泰山, 不到黄河心不死: no place is spoken of."""
    return ends_in_place_idiom(text, piece.end)


class PlaceFinder(Component):
    """Adds places to the candidates."""

    def __call__(self, doc: Doc) -> Doc:
        reading = self.reading_of(doc)
        reading.candidates.extend(find_places(reading))
        return doc


@Language.factory("partyie_places")
def make_places(nlp: Language, name: str) -> PlaceFinder:
    """The place finder."""
    return PlaceFinder(nlp)
