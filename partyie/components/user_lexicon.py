"""A user's own terms as candidates that beat every rule."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.placement import Component
from partyie.components.reading import CERTAIN, Candidate, Reading
from partyie.components.resolve import USER_LEXICON
from partyie.lexicon.user import UserLexicon, UserTerm, read_user_lexicon
from partyie.records import Label


def find_terms(reading: Reading, lexicon: UserLexicon) -> list[Candidate]:
    """Every place where a term of the lexicon stands, as a candidate of its label."""
    return [
        Candidate(term.label, start, end, USER_LEXICON, CERTAIN + term.priority, data=_data(term))
        for start, end, term in lexicon.matches(reading.text)
    ]


def _data(term: UserTerm) -> dict[str, object]:
    """What the records need, by label; an unstated kind of organisation is ``other``."""
    if term.label is Label.ORG:
        return {"kind": term.kind or "other", "head": "", "prefix": None, "name": term.name or None}
    if term.label is Label.PLACE:
        return {"name": term.name or term.term, "code": term.code or None, "level": None, "path": []}
    if term.label is Label.POST:
        return {"title": term.name or term.term, "group": "user", "acting": False, "fused": False}
    if term.label is Label.PERSON:
        return {"form": "full", "name": term.name or None}
    return {"value": term.name or None}


class UserLexiconFinder(Component):
    """Adds a user's terms to the candidates; ``lexicon`` may be exchanged while the pipeline lives."""

    def __init__(self, lexicon: UserLexicon, nlp: Language | None = None) -> None:
        super().__init__(nlp)
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        reading = self.reading_of(doc)
        reading.candidates.extend(find_terms(reading, self.lexicon))
        return doc


@Language.factory("partyie_lexicon", default_config={"path": ""})
def make_lexicon(nlp: Language, name: str, path: str) -> UserLexiconFinder:
    """The finder of a user's terms.

    Raises:
        TableError: A line of the file at ``path`` can't be read.
    """
    return UserLexiconFinder(read_user_lexicon(Path(path)) if path else UserLexicon([]), nlp)
