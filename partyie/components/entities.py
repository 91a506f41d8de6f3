"""The component that makes one entity of all mentions of a person, an organisation or a place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.areas import Area, bare, leading_units, plain
from partyie.components.document import ISSUERS
from partyie.components.document_places import DocumentPlaces
from partyie.components.given_terms import given_by_user, place_of
from partyie.components.organisation_context import OrganisationName
from partyie.components.organisation_forms import kind_of_name
from partyie.components.organisation_names import name_organisations
from partyie.components.person_entities import find_persons
from partyie.components.placement import Component
from partyie.components.reading import Candidate, Entity, Reading
from partyie.lexicon.central_organs import central_kinds
from partyie.records import Label
from partyie.text import lazy_re as re

NATIONAL = re.compile(r"^(?:中共中央|中央|国务院|国家|全国|最高人民|中国(?!共产党.+委))")
LEAST_BODY = 2  # characters that the name of a body has more of
ORGAN_KINDS = frozenset({"party", "government", "congress", "cppcc", "supervision", "court", "procuratorate", "mass"})
NATIONAL_KINDS = ORGAN_KINDS | {"military"}


def find_entities(reading: Reading) -> None:
    """Fill ``reading.entities`` and the ``entity`` of every person, organisation and place mentioned."""
    places = DocumentPlaces(reading)
    reading.entities = [*_persons(reading), *_organisations(reading, places), *_places(reading, places)]
    reading.entities.sort(key=lambda entity: entity.mentions[0].start)
    for entity in reading.entities:
        for mention in entity.mentions:
            mention.entity = entity
    issuers = [mention.entity.name for mention in reading.cache.get(ISSUERS, ()) if mention.entity is not None]
    if issuers:
        reading.facts["issuer"] = ",".join(issuers)


def _persons(reading: Reading) -> list[Entity]:
    persons = find_persons(reading)
    return [Entity(Label.PERSON, person.key, person.mentions, {"aliases": person.aliases}) for person in persons]


def _organisations(reading: Reading, places: DocumentPlaces) -> list[Entity]:
    entities: dict[str, Entity] = {}
    for mention, found in name_organisations(reading, places).items():
        own = given_by_user(mention, "name")  # a user's lexicon says what a term stands for
        name = replace(found, key=own, resolved=True) if own else found
        entity = entities.get(name.key)
        if entity is None:
            entity = entities[name.key] = Entity(Label.ORG, name.key, [], _organisation_data(mention, name))
        entity.mentions.append(mention)
        _take_given(entity, mention)
    _find_parents(entities)
    return list(entities.values())


def _take_given(entity: Entity, mention: Candidate) -> None:
    """Kind and code that the user's lexicon gives, first come, come before what the text tells."""
    before = entity.data.setdefault("given", set())
    for field in ("kind", "code"):
        value = given_by_user(mention, field)
        if value is not None and field not in before:
            before.add(field)
            entity.data[field] = value
            if field == "code":
                entity.data["level"] = place_of(value)["level"] or entity.data["level"]


def _find_parents(entities: dict[str, Entity]) -> None:
    """The body that each organisation is part of, where the document names it."""
    for name, entity in entities.items():
        if entity.data["parent"] not in entities:
            entity.data["parent"] = _parent_of(name, entity, entities)


def _parent_of(name: str, entity: Entity, entities: dict[str, Entity]) -> str | None:
    """The longest other name that a name begins with; a commission's committee; a bureau's government."""
    for end in range(len(name) - 1, LEAST_BODY, -1):
        if name[:end] in entities:
            return name[:end]
    if name.startswith("中共") and name.endswith("纪委"):
        committee = name.removesuffix("纪委") + "委"
        return committee if committee in entities else None
    area = entity.data["area"]
    government = f"{area}人民政府"
    bureau = bool(area) and entity.data["kind"] == "government" and name != government
    return government if bureau and government in entities else None


def _organisation_data(mention: Candidate, name: OrganisationName) -> dict[str, Any]:
    """What the record of an organisation needs: resolved, kind, level, code, keys of its place and parent."""
    kind = "other" if given_by_user(mention, "name") else kind_of_name(name.key)
    kind = str(mention.data.get("kind") or "other") if kind == "other" else kind
    area = name.area
    level = area.level if area is not None else None
    if level is None and (
        (kind in ORGAN_KINDS and NATIONAL.match(name.key)) or central_kinds().get(name.key) in NATIONAL_KINDS
    ):
        level = "national"
    return {
        "resolved": name.resolved,
        "kind": kind,
        "level": level,
        "place": area.key if area is not None else None,
        "code": area.code if area is not None else None,
        "parent": name.parent,
        "area": area.key if area is not None else None,
    }


def _places(reading: Reading, places: DocumentPlaces) -> list[Entity]:
    entities: dict[str, Entity] = {}
    for mention in reading.mentions:
        if mention.label is not Label.PLACE:
            continue
        name, data = _place_read(reading, mention, places)
        entity = entities.get(name)
        if entity is None:
            entity = entities[name] = Entity(Label.PLACE, name, [], data)
        elif given_by_user(mention, "code") and "given" not in entity.data:
            entity.data.update(data)
        entity.mentions.append(mention)
    return list(entities.values())


def _place_read(reading: Reading, mention: Candidate, places: DocumentPlaces) -> tuple[str, dict[str, Any]]:
    """A place's name and data: the user's lexicon's, the document's, else what the finder knew."""
    surface = plain(reading, mention)
    lead = leading_units(bare(surface), places.known)
    area = places.area_at(lead, mention.start) if lead.end else None
    whole = area is not None and lead.end == len(surface)
    own, code = given_by_user(mention, "name"), given_by_user(mention, "code")
    name = own or ((area.key if area else "") + surface[lead.end :] if lead.end else surface)
    if code:
        return name, {**place_of(code), "given": True}
    return name, _place_data(mention, area if whole and not own else None)


def _place_data(mention: Candidate, area: Area | None) -> dict[str, Any]:
    """Code, level and path: the document's, else what the finder knew."""
    if area is not None:
        return {"code": area.code, "level": area.level, "path": list(area.path)}
    level = mention.data.get("level")
    return {"code": mention.data.get("code"), "level": level, "path": list(mention.data.get("path") or ())}


class EntityMaker(Component):
    """Makes entities of mentions."""

    def __call__(self, doc: Doc) -> Doc:
        find_entities(self.reading_of(doc))
        return doc


@Language.factory("partyie_entities", requires=["doc.spans"])
def make_entities(nlp: Language, name: str) -> EntityMaker:
    """The maker of entities; it has no options."""
    return EntityMaker(nlp)
