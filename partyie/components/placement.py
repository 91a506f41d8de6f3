"""Which of our components need which others, and before whom they stand: a pipeline is looked at when it is first used.

Nothing is put right by itself: a warning says which line does.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from typing import Any
from weakref import ReferenceType, WeakKeyDictionary, ref

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.reading import Reading, reading_of
from partyie.errors import PipelineWarning

RESOLVER, RECORDS = "partyie_resolver", "partyie_records"
GRAMMARS = (
    "partyie_dates", "partyie_quantities", "partyie_places", "partyie_organisations", "partyie_posts",
    "partyie_persons",
)  # fmt: skip
FINDERS = (*GRAMMARS, "partyie_ner", "partyie_lexicon")
RELATIONS = (
    "partyie_document", "partyie_anchors", "partyie_links", "partyie_entities", "partyie_attributes", "partyie_tenures",
)  # fmt: skip

NEEDS: Mapping[str, tuple[str, ...]] = {
    "partyie_document": (RESOLVER,),
    "partyie_anchors": ("partyie_dates", RESOLVER),
    "partyie_links": (RESOLVER,),
    "partyie_entities": (RESOLVER,),
    "partyie_attributes": (RESOLVER, "partyie_entities"),
    "partyie_tenures": (RESOLVER, "partyie_links", "partyie_entities"),
    RECORDS: (RESOLVER,),
}
"""Without these before it, in this order, a component does nothing."""
READS: Mapping[str, tuple[str, ...]] = {
    "partyie_quantities": ("partyie_dates",),
    "partyie_organisations": ("partyie_places",),
    "partyie_posts": ("partyie_places", "partyie_organisations"),
    "partyie_persons": ("partyie_places", "partyie_organisations", "partyie_posts"),
    "partyie_ner": GRAMMARS,
    RESOLVER: FINDERS,
    "partyie_anchors": ("partyie_document",),
    "partyie_links": ("partyie_anchors",),
    "partyie_entities": ("partyie_document", "partyie_links"),
    "partyie_attributes": ("partyie_anchors", "partyie_links"),
    "partyie_tenures": ("partyie_anchors",),
    RECORDS: RELATIONS,
}
"""Where these are in the pipeline they must stand before it, as it reads what they found."""

_LOOKED_AT: WeakKeyDictionary[Language, tuple[str, ...]] = WeakKeyDictionary()


class Component:
    """What our components share: the first Doc makes them look at the pipeline they stand in.

    Args:
        nlp: The pipeline. It is known by a weak reference, and not to a copy in another process.
    """

    def __init__(self, nlp: Language | None = None) -> None:
        self._nlp: ReferenceType[Language] | None = None if nlp is None else ref(nlp)

    def reading_of(self, doc: Doc) -> Reading:
        """The Doc's reading."""
        if self._nlp is not None:
            nlp, self._nlp = self._nlp(), None
            if nlp is not None:
                look_at(nlp)
        return reading_of(doc)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_nlp": None}


def look_at(nlp: Language) -> None:
    """Warn of what is wrong with the order of a pipeline, once for each order."""
    names = tuple(nlp.pipe_names)
    if _LOOKED_AT.get(nlp) == names:
        return
    _LOOKED_AT[nlp] = names
    found = list(problems([(name, nlp.get_pipe_meta(name).factory) for name in names]))
    if found:
        warnings.warn("\n".join(found), PipelineWarning, stacklevel=2)


def problems(pipes: list[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with a pipeline, a sentence each, with the line that mends it.

    Args:
        pipes: Name and factory of each component that runs, in order.
    """
    names = {factory: name for name, factory in reversed(pipes)}  # the first of several
    order = {factory: number for number, (_, factory) in reversed(list(enumerate(pipes)))}
    finders = sorted((factory for factory in FINDERS if factory in names), key=order.__getitem__)
    told = {RESOLVER} if finders and RESOLVER not in names else set()
    if told:
        yield (
            f"{', '.join(names[factory] for factory in finders)}: what is proposed gets into doc.spans by "
            f'{RESOLVER}, which is missing: nlp.add_pipe("{RESOLVER}", after="{names[finders[-1]]}")'
        )
    if RESOLVER in names and not finders:
        yield (
            f"{names[RESOLVER]} has nothing to decide, as no finder stands before it: "
            f'nlp.add_pipe("partyie_dates", before="{names[RESOLVER]}"), or another of {", ".join(FINDERS)}'
        )
    for factory in sorted(names, key=order.__getitem__):
        needed = NEEDS.get(factory, ())
        # A missing resolver is told of once.
        yield from (_missing(one, names[factory], names) for one in needed if one not in names and one not in told)
        late = [one for one in (*READS.get(factory, ()), *needed) if one in names and order[one] > order[factory]]
        if late:
            yield _misplaced(factory, names[max(late, key=order.__getitem__)], names[factory])


def _missing(needed: str, name: str, names: Mapping[str, str]) -> str:
    before = names[RESOLVER] if needed in FINDERS and RESOLVER in names else name
    return f'{name} does nothing without {needed} before it: nlp.add_pipe("{needed}", before="{before}")'


def _misplaced(factory: str, read: str, name: str) -> str:
    return (
        f"{name} reads what {read} finds, which stands behind it: "
        f'nlp.remove_pipe("{name}"); nlp.add_pipe("{factory}", after="{read}")'
    )
