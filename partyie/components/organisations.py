"""Finds organisations: administrative prefix + body + head, chains of departments, central organs, short forms.

Rules, in the order they run:

1. ``org.central``: organs of the centre by name (国务院, 党中央).
2. A name that begins with a place, a level word (县, 市) or a parent body and runs over a body of
   words to a head, then on through its departments (芦山县 + 财政局 + 预算科).
   Its rule is named after the prefix: ``org.division``, ``org.level`` …
3. ``org.alias``: short names that the document gives (以下简称“雅川建材”); ``org.source``: media named as sources.
4. ``org.headed``: heads that need no prefix but a body before them (疫情防控工作领导小组).
5. ``org.listed``, ``org.bureau``: members of a list that lean on its first; bureaus every county has (住建局).
6. ``org.before_post``, ``org.alone``: bare heads directly before a post (党组书记) or definite by themselves (村委会).
7. ``org.short``: bare heads that shorten a body named before (指挥部).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.organ_patterns import (
    ALIAS,
    ARMY,
    BEFORE_UNIT,
    BRACKET,
    BRANDED,
    BUREAU,
    BYLINE,
    CREDIT,
    CRUMB,
    DEPARTMENTS,
    DETERMINERS,
    FUNERAL,
    GENERIC_BEFORE,
    GENERIC_NAMES,
    KIND_BEFORE,
    LEANING,
    LEVEL_INSIDE,
    LEVEL_WORD,
    LIST_MARKS,
    LONG_BODIED,
    LONGEST_WEAK_BODY,
    MASTHEAD,
    NATIONAL,
    NUMBERED_UNIT,
    ORDINAL_START,
    PARENT_PREFIX,
    PERIODICAL,
    POST_AFTER,
    SHORTENED,
    SOURCE,
    UNIT,
    WIRE,
)
from partyie.components.organ_runs import Anchor, HeadMatch, OrganRuns
from partyie.components.placement import Component
from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, Candidate, Reading
from partyie.lexicon.central_organs import central_organ_matches
from partyie.lexicon.heads import OrganHead, organ_heads
from partyie.records import Label
from partyie.text import lazy_re as re


def find_organisations(reading: Reading) -> list[Candidate]:
    """Organisations of the clean text; data holds ``kind``, ``head``, ``prefix`` and ``level``."""
    grammar = OrganGrammar(reading)
    found = grammar.central()
    found += grammar.anchored()
    found += grammar.aliases(found)
    found += grammar.sources()
    found += grammar.headed()
    found += grammar.listed(found)
    found += grammar.bureaus()
    found += grammar.before_posts()
    return found + grammar.short_forms(found)


class OrganGrammar(OrganRuns):
    """The rules that find names, over the runs of one Reading."""

    def central(self) -> list[Candidate]:
        """Organs of the centre by name, with the departments that follow."""
        found = []
        for start, end, kind in central_organ_matches(self.text):
            if self._is_taken(start, end) or not self._begins(start):
                continue
            last, head = self._extend(end, Anchor(start, end, "central"), chained=True)
            found.append(
                _organisation(start, last, "org.central", CERTAIN, head.kind if head else kind, head, "central")
            )
            self._take(start, last)
        return found

    def anchored(self) -> list[Candidate]:
        """Names that begin with a place or a level word, longest first where two begin together."""
        names = []
        for anchor in sorted(self._anchors(), key=lambda a: (a.start, -a.end)):
            if self._is_taken(anchor.start, max(anchor.end, anchor.start + 1)):
                continue
            end, head = self._extend(anchor.end, anchor, chained=False)
            if head is None:
                continue
            start = self._prefix_start(anchor)
            if anchor.kind in ("place", "level", "unit") and GENERIC_BEFORE.search(self.text, max(0, start - 4), start):
                continue
            if self.text[start:end] in GENERIC_NAMES and not POST_AFTER.match(self.text, end):
                continue
            bracket = BRACKET.match(self.text, end)
            end = bracket.end() if bracket else end
            names.append(_organisation(start, end, f"org.{anchor.kind}", CERTAIN, head.kind, head, anchor.kind))
            self._take(start, end)
        return names

    def _anchors(self) -> Iterator[Anchor]:
        places = self.reading.of(Label.PLACE)
        for place in places:
            short = place.rule in ("place.division_short", "place.township_short")
            kind = "short" if short else "division" if place.rule.startswith("place.division") else "place"
            leaning = LEANING.match(self.text, place.start, place.end - 1)
            yield Anchor(leaning.end() if leaning else place.start, place.end, kind)
        inside = bytearray(len(self.text))
        for place in places:
            inside[place.start : place.end] = b"\1" * (place.end - place.start)
        for match in LEVEL_WORD.finditer(self.text):
            if inside[match.start()]:
                continue
            before = self.text[match.start() - 1] if match.start() else ""
            if before == "各":
                continue
            if before in DETERMINERS and before:
                yield Anchor(match.end(), match.end(), "determined")
            elif self._begins(match.start()) or before not in LEVEL_INSIDE.get(match.group()[0], before):
                yield Anchor(match.start(), match.end(), "level")
        for match in UNIT.finditer(self.text):
            if self.text[match.start() - 1 : match.start()] in tuple(DETERMINERS):
                yield Anchor(match.end(), match.end(), "determined")
            elif self._begins(match.start()) or self.text[match.start() - 1] in BEFORE_UNIT:
                branded = match.group() in BRANDED
                yield Anchor(self._brand_start(match.start()) if branded else match.start(), match.end(), "unit")
        for match in NATIONAL.finditer(self.text):
            if self._begins(match.start()):
                yield Anchor(match.start(), match.end(), "national")
        for match in ORDINAL_START.finditer(self.text):
            yield Anchor(match.start(), match.start(), "ordinal")
        if "兵团" in self.text:
            for match in NUMBERED_UNIT.finditer(self.text):
                if self._begins(match.start()):
                    yield Anchor(match.start(), match.start(), "ordinal")

    def _prefix_start(self, anchor: Anchor) -> int:
        """Takes in 中共, 共青团, 国网 … before the place."""
        match = PARENT_PREFIX.search(self.text, max(0, anchor.start - 7), anchor.start)
        if match is None:
            match = ARMY.search(self.text, max(0, anchor.start - 8), anchor.start)
        return match.start() if match else anchor.start

    def aliases(self, found: list[Candidate]) -> list[Candidate]:
        """Every place where a short name stands that the document gives to a body: （以下简称“安宁钛业”）."""
        names = []
        ends = {name.end for name in found}
        for introduction in ALIAS.finditer(self.text):
            if not ends.intersection(range(introduction.start() - 1, introduction.start() + 2)):
                continue
            alias = introduction["name"] or introduction["bare"]
            for match in re.finditer(re.escape(alias), self.text):
                if not self._is_taken(*match.span()):
                    end, head = self._extend(match.end(), None, chained=True)
                    kind = head.kind if head else _kind_at(found, introduction.start())
                    names.append(_organisation(match.start(), end, "org.alias", CERTAIN, kind, head, None))
                    self._take(match.start(), end)
        return names

    def sources(self) -> list[Candidate]:
        """Media named as the source of a page or at the head of its path."""
        names = []
        for match in (
            m
            for pattern in (SOURCE, CREDIT, CRUMB, PERIODICAL, BYLINE, FUNERAL, MASTHEAD, WIRE)
            for m in pattern.finditer(self.text)
        ):
            start, end = match.span("name")
            if not self._is_taken(start, end) and match["name"] not in ("本报", "本网", "本台", "本社"):
                head = next((match.head for match in self.heads if match.end == end), None)
                kind = head.kind if head else "media"
                names.append(_organisation(start, end, "org.source", LIKELY, kind, head, None))
                self._take(start, end)
        return names

    def headed(self) -> list[Candidate]:
        """Names of a few words before a strong head."""
        names = []
        for match in self.heads:
            if not {"N", "n"}.intersection(match.head.use) or self._is_taken(match.start, match.end):
                continue
            start = self._headed_start(match)
            if match.start - start < 2 or KIND_BEFORE.search(self.text, max(0, start - 8), start):
                continue
            end, head = self._extend(match.end, None, chained=True)
            names.append(
                _organisation(start, end, "org.headed", LIKELY, (head or match.head).kind, head or match.head, None)
            )
            self._take(start, end)
        return names

    def _headed_start(self, match: HeadMatch) -> int:
        """Start of a name that has no prefix, by what its head lets stand before it."""
        if match.head.form in LONG_BODIED:
            return self._long_body_start(match)
        if match.head.form in BRANDED:
            return self._brand_start(match.start)
        return self._body_start(match.start) if "N" in match.head.use else self._proper_start(match.start)

    def listed(self, found: list[Candidate]) -> list[Candidate]:
        """Members of a list that lean on the prefix of the first: 县委组织部、财政局、农业农村局."""
        ends = {name.end for name in found if name.data["prefix"] in ("level", "division", "determined")}
        names = []
        for match in self.heads:
            start = self._body_start(match.start)
            if start - 1 not in ends or self.text[start - 1] != "、" or self._is_taken(match.start, match.end):
                continue
            if (
                match.head.form in DEPARTMENTS
                and match.start - start >= 2
                and self.text[match.end : match.end + 1] in LIST_MARKS
            ):
                names.append(_organisation(start, match.end, "org.listed", LIKELY, match.head.kind, match.head, None))
                self._take(start, match.end)
                ends.add(match.end)
        return names

    def bureaus(self) -> list[Candidate]:
        """Bureaus every county has, named without their county: 住建局."""
        names = []
        for match in BUREAU.finditer(self.text):
            start, end = match.span()
            if (
                self._is_taken(start, end)
                or not self._begins(start)
                or KIND_BEFORE.search(self.text, max(0, start - 8), start)
            ):
                continue
            last, head = self._extend(end, None, chained=True)
            names.append(
                _organisation(start, last, "org.bureau", LIKELY, "government", head or organ_heads()["局"], None)
            )
            self._take(start, last)
        return names

    def before_posts(self) -> list[Candidate]:
        """Bare heads directly before a post: 党组书记, 办公室主任."""
        names = []
        for match in self.heads:
            if "A" in match.head.use and not self._is_taken(match.start, match.end):
                if self._begins(match.start) and not KIND_BEFORE.search(
                    self.text, max(0, match.start - 8), match.start
                ):
                    names.append(
                        _organisation(match.start, match.end, "org.alone", LIKELY, match.head.kind, match.head, None)
                    )
                    self._take(match.start, match.end)
                continue
            if self._is_taken(match.start, match.end) or not POST_AFTER.match(self.text, match.end):
                continue
            start = self._department_start(match)
            if start is None or KIND_BEFORE.search(self.text, max(0, start - 8), start):
                continue
            names.append(_organisation(start, match.end, "org.before_post", LIKELY, match.head.kind, match.head, None))
            self._take(start, match.end)
        return names

    def _department_start(self, match: HeadMatch) -> int | None:
        """Start of a department named without its parent before a post: 提名委员会主任, 党组书记."""
        start = self._body_start(match.start)
        if "B" in match.head.use and 2 <= match.start - start <= LONGEST_WEAK_BODY:
            return start
        if "T" in match.head.use and self._begins(match.start):
            return match.start
        return None

    def short_forms(self, found: list[Candidate]) -> list[Candidate]:
        """Bare heads that shorten a body the document has named before: 指挥部."""
        known: dict[str, int] = {}
        for name in found:
            for match in self._heads_in(name):
                for form in (match.head.form, *SHORTENED.get(match.head.form, ())):
                    known[form] = min(name.end, known.get(form, name.end))
        names = []
        for match in self.heads:
            form = match.head.form
            if (
                "S" not in match.head.use
                or match.start < known.get(form, len(self.text))
                or self._is_taken(match.start, match.end)
            ):
                continue
            if not self._begins(match.start) or KIND_BEFORE.search(self.text, max(0, match.start - 8), match.start):
                continue
            end, head = self._extend(match.end, None, chained=True)
            names.append(
                _organisation(
                    match.start, end, "org.short", POSSIBLE, (head or match.head).kind, head or match.head, None
                )
            )
            self._take(match.start, end)
        return names


def _kind_at(found: list[Candidate], position: int) -> str:
    """Kind of the organisation that ends where an alias is introduced."""
    return next((str(name.data["kind"]) for name in found if abs(name.end - position) <= 1), "other")


def _organisation(
    start: int, end: int, rule: str, strength: int, kind: str, head: OrganHead | None, prefix: str | None
) -> Candidate:
    data = {"kind": kind, "head": head.form if head else "", "prefix": prefix}
    return Candidate(Label.ORG, start, end, rule, strength, data=data)


class OrganisationFinder(Component):
    """Adds organisations to the candidates; reads the places found before."""

    def __call__(self, doc: Doc) -> Doc:
        reading = self.reading_of(doc)
        reading.candidates.extend(find_organisations(reading))
        return doc


@Language.factory("partyie_organisations")
def make_organisations(nlp: Language, name: str) -> OrganisationFinder:
    """The organisation finder."""
    return OrganisationFinder(nlp)
