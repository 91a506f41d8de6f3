"""A user's own terms as candidates that beat every rule."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import srsly  # type: ignore[import-untyped]  # ships no types
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import SimpleFrozenList

from partyie.components.given_terms import data_of
from partyie.components.placement import Component
from partyie.components.reading import CERTAIN, USERS_LEXICON, Candidate, Reading
from partyie.components.resolve import USER_LEXICON
from partyie.errors import TableError
from partyie.lexicon.user import UserLexicon
from partyie.lexicon.user_files import LexiconLike, read_lexicon
from partyie.text.cleaning import CleanText
from partyie.tokenizer.shadow import clean_of
from partyie.tokenizer.tokenizer import Tokenizer

STATE = "lexicon.msgpack"  # the component's file below the pipeline's folder


def find_terms(reading: Reading, clean: CleanText, lexicon: UserLexicon) -> list[Candidate]:
    """Every place where a term of the lexicon stands, as a candidate of its label."""
    known = {(one.label, one.start, one.end): one for one in reversed(reading.candidates)}
    return [
        Candidate(
            term.label,
            start,
            end,
            USER_LEXICON,
            CERTAIN + term.priority,
            data=data_of(term, known.get((term.label, start, end))),
        )
        for start, end, term in lexicon.matches_in(clean)
    ]


class UserLexiconFinder(Component):
    """Adds a user's terms to the candidates.

    Args:
        lexicon: May be exchanged while the pipeline lives, see :meth:`use`.
        nlp: The pipeline, whose tokenizer takes the terms as words of the user's, where it is partyie's.
    """

    def __init__(self, lexicon: UserLexicon, nlp: Language | None = None) -> None:
        super().__init__(nlp)
        tokenizer = None if nlp is None else nlp.tokenizer
        self.tokenizer = tokenizer if isinstance(tokenizer, Tokenizer) else None
        self.lexicon = UserLexicon()
        self.use(lexicon)

    def use(self, lexicon: LexiconLike | None) -> None:
        """Take another lexicon, or none: all is then as if it had never been there. Not while other threads read.

        Raises:
            InputError, TableError: As :func:`partyie.read_lexicon`.
        """
        self.lexicon = read_lexicon(lexicon if lexicon is not None else ())
        if self.tokenizer is not None:
            self.tokenizer.lexicon = self.lexicon or None

    def __call__(self, doc: Doc) -> Doc:
        reading = self.reading_of(doc)
        if self.lexicon:
            reading.cache[USERS_LEXICON] = self.lexicon.digest
            reading.candidates.extend(find_terms(reading, clean_of(doc), self.lexicon))
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = SimpleFrozenList()) -> bytes:
        """The terms in one piece (MessagePack)."""
        data: bytes = srsly.msgpack_dumps([sheet.state() for sheet in self.lexicon.sheets])
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = SimpleFrozenList()) -> UserLexiconFinder:
        """Take the terms of :meth:`to_bytes`.

        Raises:
            TableError: They are damaged.
        """
        try:
            states = [(list(columns), str(text)) for columns, text in srsly.msgpack_loads(data)]
        except (LookupError, TypeError, ValueError) as error:
            raise TableError(f"no saved terms can be read: {error}; save the pipeline again") from error
        self.use(UserLexicon.from_states(states))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> None:
        """Write the terms into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / STATE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = SimpleFrozenList()) -> UserLexiconFinder:
        """Take the terms that lie in a folder."""
        return self.from_bytes((Path(path) / STATE).read_bytes())


@Language.factory("partyie_lexicon", default_config={"path": ""})
def make_lexicon(nlp: Language, name: str, path: str) -> UserLexiconFinder:
    """The finder of a user's terms.

    Raises:
        InputError: There is no file at ``path``.
        TableError: A line of it can't be read.
    """
    return UserLexiconFinder(read_lexicon(path) if path else UserLexicon(), nlp)
