"""Names of organisations as keys: 市委 → 中共莆田市委, 县住建局 → 泗洪县住房和城乡建设局.

A name is taken apart into a marker (中共), an administrative prefix or a level word, and a body; the body is put
into its standard form and the prefix into the key of the unit that it stands for in the document. What stands alone
(党组, 办公室, 董事会, 指挥部) is joined to the body named last before that can have it. A form that the document
doesn't settle keeps its surface.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from partyie.components.areas import LEVEL_START, leading_units, plain
from partyie.components.areas import bare as without_marker
from partyie.components.document_places import DocumentPlaces
from partyie.components.organisation_central import central, of_region, stationed_in_region
from partyie.components.organisation_context import Form, NamingContext, OrganisationName
from partyie.components.organisation_corps import corps
from partyie.components.organisation_forms import SHORT_NAME, without_term
from partyie.components.organisation_groups import (
    bare_numbered,
    group,
    listed_bureau,
    of_temporary,
    standing_committee,
    stationed_group,
)
from partyie.components.organisation_homes import department, faculty, find_home, institution
from partyie.components.organisation_known import bank_branch, known_body, university, works_bureau
from partyie.components.organisation_parents import (
    abbreviated,
    assembly,
    bare,
    extended,
    inside,
    of_unit,
    party_department,
    repeated,
    same_unit,
    standard,
)
from partyie.components.organisation_prefixes import levelled, minority, prefixed, stationed, youth
from partyie.components.organisation_stations import of_township, police_branch, station
from partyie.components.reading import Candidate, Reading
from partyie.records import Label
from partyie.text import lazy_re as re

ALIAS_GAP = re.compile(r"[（(](?:以下|下|后|下文|后文|以下统)?(?:简)?称(?:为)?[：:]?[“「『\"]?")
LEAST_FULL = 5  # characters of a name that is taken for a full one before the text is read

NAMING = "naming"  # key of a mention's data: the rule that named it
BY_ALIAS, BY_NONE = "alias", "surface"  # the same, where no rule did

Rule = Callable[[NamingContext, Form], OrganisationName | None]

RULES: tuple[Rule, ...] = (
    youth,
    minority,
    stationed_in_region,
    known_body,
    central,
    bank_branch,
    works_bureau,
    university,
    of_region,
    assembly,
    same_unit,
    corps,
    stationed,
    stationed_group,
    police_branch,
    prefixed,
    levelled,
    party_department,
    of_temporary,
    standing_committee,
    station,
    of_township,
    of_unit,
    institution,
    faculty,
    department,
    bare,
    repeated,
    inside,
    extended,
    listed_bureau,
    bare_numbered,
    group,
    abbreviated,
    standard,
)
FULL_RULES: tuple[Rule, ...] = (youth, minority, stationed_in_region, central, bank_branch, corps, prefixed)


def name_organisations(reading: Reading, places: DocumentPlaces) -> dict[Candidate, OrganisationName]:
    """The name of each mention of an organisation, in text order.

    Names that say themselves what they are (with a unit in them, or long) are learnt first, so that a short form may
    stand before them.
    """
    context = NamingContext(places)
    organs = [(mention, plain(reading, mention)) for mention in reading.mentions if mention.label is Label.ORG]
    for mention, surface in organs:
        full = _full_name(context, surface, mention.start)
        if full is not None and len(full.key) >= _least(surface):
            context.know(full)
    issuer = reading.facts.get("issuer", "").partition(",")[0]
    if issuer:
        context.issuer = _settled(name_form(context, Form(without_term(issuer), len(reading.text), -1)))
    context.home = find_home(context, organs)
    if context.issuer is not None:
        context.issuer = faculty(context, Form(context.issuer.key, 0, -1)) or context.issuer
    return _read_names(reading, context)


def _full_name(context: NamingContext, surface: str, start: int) -> OrganisationName | None:
    form = Form(without_term(surface), start, -1)
    for rule in FULL_RULES:
        found = rule(context, form)
        if found is not None:
            return found
    found = None if LEVEL_START.match(surface) or SHORT_NAME.match(surface) else standard(context, form)
    return found if found is not None and len(surface) >= _least(surface) else None


def _least(surface: str) -> int:
    """How long a name must be to be a full one: 闽北学院 is, though it's short."""
    return LEAST_FULL - 1 if surface.endswith(("大学", "学院", "医院")) else LEAST_FULL


def _settled(name: OrganisationName) -> OrganisationName | None:
    return name if name.resolved else None


def name_form(context: NamingContext, form: Form) -> OrganisationName:
    """The name of one form by the first rule that knows it."""
    return _named(context, form)[0]


def _named(context: NamingContext, form: Form) -> tuple[OrganisationName, str]:
    """The same, with the rule's name."""
    for rule in RULES:
        found = rule(context, form)
        if found is not None:
            return context.fuller(found), rule.__name__
    return OrganisationName(form.name, False), BY_NONE


def _read_names(reading: Reading, context: NamingContext) -> dict[Candidate, OrganisationName]:
    found: dict[Candidate, OrganisationName] = {}
    breaks = [match.start() for match in re.finditer("\n", reading.text)]
    last: Candidate | None = None
    for mention in reading.mentions:
        line = bisect_right(breaks, mention.start)
        if mention.label is Label.PLACE:
            lead = leading_units(without_marker(plain(reading, mention)), context.places.known)
            area = context.places.area_at(lead, mention.start) if lead else None
            if area is not None:
                context.pass_place(area, line, mention.end)
        elif mention.label is Label.ORG:
            surface = plain(reading, mention)
            if last is not None and ALIAS_GAP.fullmatch(reading.text, last.end, mention.start):
                context.learn_alias(surface, found[last])
                found[mention], mention.data[NAMING] = found[last], BY_ALIAS
            elif (by_alias := context.by_alias(surface)) is not None:
                found[mention], mention.data[NAMING] = by_alias, BY_ALIAS
            else:
                form = Form(without_term(surface), mention.start, line)
                found[mention], mention.data[NAMING] = _named(context, form)
            context.pass_name(found[mention], line, mention.end)
            last = mention
    return found
