"""The component that reads what a text states of a person: sex, ethnic group, birth, native place, party, education.

A person's data stand in a bracket after the name, in the run of clauses after it (张三，男，汉族，…), or in a row's
cells. Nothing is inferred; forms of address and words of kinship tell the sex. The first statement of each wins.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.attribute_fields import read_fields
from partyie.components.attribute_places import read_origin
from partyie.components.attribute_readers import (
    Facts,
    is_row,
    read_bare_birth,
    read_birth_in_sentence,
    read_life,
    read_row,
    read_zone,
)
from partyie.components.attribute_tables import columns_above
from partyie.components.attribute_words import read_words_around
from partyie.components.deaths import deaths
from partyie.components.link_strands import Strand, strands_of
from partyie.components.person_names import plain_name
from partyie.components.person_zones import bracket_after, is_told, zone_after
from partyie.components.placement import Component
from partyie.components.reading import Reading
from partyie.records import Label
from partyie.text import lazy_re as re

RANK = re.compile(
    r"^[一二三四]级(?:巡视员|调研员|主任科员|警监|警督|警司|警员|高级警长|警长|高级主办|主办|高级法官|法官|高级检察官"
    r"|检察官|监察官|高级监察官|指挥长|指挥员)$"
    r"|^(?:副?总警监|副?总监|上将|中将|少将|大校|上校|中校|少校|上尉|中尉|少尉|[一二三四]级(?:军士长|上士|警士长)"
    r"|上士|中士|下士|上等兵|列兵)$"
)
TITLE_RULES = frozenset({"holder.title_before", "holder.name_before"})


def find_attributes(reading: Reading) -> None:
    """Write the attributes of persons into their entities' data; needs entities and holders."""
    for strand in strands_of(reading):
        for position, mention in enumerate(strand.mentions):
            if mention.label is Label.PERSON and mention.entity is not None:
                for key, value in _facts_at(reading, strand, position):
                    mention.entity.data.setdefault(key, value)
    for mention, key, value in read_fields(reading):
        if mention.entity is not None:
            mention.entity.data.setdefault(key, value)
    dead = deaths(reading)
    _find_ranks(reading, set(dead))
    for entity in reading.entities:
        names = [plain_name(reading, mention) for mention in entity.mentions] if entity.label is Label.PERSON else []
        for name in filter(dead.__contains__, names):
            entity.data["deceased"] = True
            if dead[name] is not None:
                entity.data.setdefault("death", dead[name])


def _facts_at(reading: Reading, strand: Strand, position: int) -> Facts:
    yield from read_words_around(reading, strand, position)
    yield from read_birth_in_sentence(strand, position)
    yield from read_origin(reading, strand, position)
    bracket = bracket_after(reading, strand, position)
    if bracket is not None:
        yield from read_zone(reading, bracket)
        yield from read_life(bracket)
        yield from read_bare_birth(bracket)
    if is_told(reading, strand, position):
        yield from read_zone(reading, zone_after(reading, strand, position))
    opens = not strand.is_bracket and strand.last(Label.PERSON, position) < 0
    columns = columns_above(reading, strand.start) if opens else None
    if columns is not None or is_row(strand, position):
        yield from read_row(reading, strand, position, columns)


def _find_ranks(reading: Reading, dead: set[str]) -> None:
    """The last rank that each person holds; a former one only before the name, or of a dead person."""
    for relation in reading.relations:
        if relation.kind != "holder" or relation.target.entity is None:
            continue
        title, status = plain_name(reading, relation.source), relation.source.data.get("status")
        late = relation.rule in TITLE_RULES or plain_name(reading, relation.target) in dead
        if RANK.match(title) and (status == "current" or (status == "former" and late)):
            relation.target.entity.data["rank"] = title


class AttributeReader(Component):
    """Reads the attributes of persons."""

    def __call__(self, doc: Doc) -> Doc:
        find_attributes(self.reading_of(doc))
        return doc


@Language.factory("partyie_attributes", requires=["doc.spans"])
def make_attributes(nlp: Language, name: str) -> AttributeReader:
    """The reader of attributes; it has no options."""
    return AttributeReader(nlp)
