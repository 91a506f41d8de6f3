"""The spaCy tokenizer: tokens of the raw text, norms of the clean text."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import srsly  # type: ignore[import-untyped]  # ships no types
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from partyie.errors import InputError, ModelError
from partyie.lexicon.user import UserLexicon
from partyie.text.cleaning import CleanText, clean_text
from partyie.tokenizer.protection import protected_names
from partyie.tokenizer.segmenter import Segmenter, shipped_digest
from partyie.tokenizer.shadow import keep_clean, set_norms

STATE = "partyie.json"  # the tokenizer's file below the pipeline's tokenizer folder


class Tokenizer:
    """Cuts the clean text into words and the raw text where they stand.

    ``doc.text`` is the input, and the norms of all tokens together are the clean text:

    - A word is the token of its raw stretch; ``书(shū)记`` is one token with the norm ``书记``.
    - Raw characters that stand for nothing (a removed line break, a page number) belong to the token before them,
      at the very beginning to the first token. A text with nothing else is one token whose norm is itself.
    - Where the clean text shares a raw stretch among several words (mojibake), they are one token;
      :func:`partyie.tokenizer.shadow.word_starts` still knows where they begin.
    - Line breaks in a row are one token, other white space in a row is another; no token has ``whitespace_``.
    - A norm is never lower-cased or otherwise exchanged, as spaCy does by default.

    Args:
        vocab: The pipeline's.
        words: The user's own words, see :class:`partyie.tokenizer.segmenter.Segmenter`. They are kept from
            conversion to simplified characters too, as names of divisions are.
    """

    def __init__(self, vocab: Vocab, words: Iterable[str] = ()) -> None:
        self.vocab = vocab
        self.segmenter = Segmenter(words=words)
        self.lexicon: UserLexicon | None = None
        """The terms of a user's lexicon count as words of the user's, too. ``partyie_lexicon`` sets it."""

    def __call__(self, text: str) -> Doc:
        """Tokenize ``text``.

        Raises:
            InputError: It holds half of a surrogate pair, which is no character and can't be stored as UTF-8.
        """
        _refuse_surrogates(text)
        clean = clean_text(text, protected=self._protected, known=self._terms if self.lexicon else None)
        own = () if self.lexicon is None else ((start, end) for start, end, _ in self.lexicon.matches_in(clean))
        bounds = self.segmenter.bounds(clean.text, own)
        norms = [clean.text[start:end] for start, end in pairwise(bounds)]
        if clean.text is text or clean.text == text:
            return self._make_doc(clean, norms, norms, [])
        if clean.offsets.is_identity:
            words = [text[start:end] for start, end in pairwise(bounds)]
            return self._make_doc(clean, words, norms, [])
        starts, norms, joined = _align(clean, bounds, norms)
        words = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
        return self._make_doc(clean, words, norms, joined)

    def _terms(self, text: str) -> list[tuple[int, int]]:
        return [] if self.lexicon is None else [(start, end) for start, end, _ in self.lexicon.matches(text)]

    def _protected(self, text: str) -> list[tuple[int, int]]:
        terms = [] if self.lexicon is None else self.lexicon.matches(text)
        kept = [(start, end) for start, end, term in terms if text[start:end] == term.term]
        return [*protected_names(text), *self.segmenter.own_words_in(text), *kept]

    def _make_doc(self, clean: CleanText, words: list[str], norms: list[str], joined: list[int]) -> Doc:
        doc = Doc(self.vocab, words=words, spaces=[False] * len(words))
        pairs = [] if norms is words else zip(words, norms, strict=True)
        set_norms(doc, {at: norm for at, (word, norm) in enumerate(pairs) if word != norm})
        keep_clean(doc, clean, joined)
        return doc

    def pipe(self, texts: Iterable[str], **_: Any) -> Iterator[Doc]:
        """Tokenize one text after another."""
        return map(self, texts)

    def add_words(self, words: Iterable[str]) -> None:
        """Take in more of the user's words; not while other threads tokenize."""
        self.segmenter.add_words(words)

    def to_bytes(self, **_: Any) -> bytes:
        """The user's words and which model cut with them (the model itself comes with the package).

        The terms of ``lexicon`` are the component's, ``partyie_lexicon``.
        """
        state: bytes = srsly.json_dumps(self._state()).encode("utf-8")
        return state

    def from_bytes(self, data: bytes, **_: Any) -> Tokenizer:
        """Take over what :meth:`to_bytes` gave; warns if another model made it, as words may then differ.

        Raises:
            ModelError: It is damaged.
        """
        try:
            state = srsly.json_loads(data.decode("utf-8"))
            words, model = [str(word) for word in state["words"]], str(state["segmenter"])
        except (LookupError, TypeError, ValueError) as error:
            raise ModelError(f"no saved tokenizer can be read: {error!r}; save the pipeline again") from error
        self._restore(words, model)
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write :meth:`to_bytes` into the folder ``path``, made if need be."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / STATE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> Tokenizer:
        """Read what :meth:`to_disk` wrote."""
        return self.from_bytes((Path(path) / STATE).read_bytes())

    def __reduce__(self) -> tuple[type[Tokenizer], tuple[Vocab, list[str]], dict[str, Any]]:
        return Tokenizer, (self.vocab, self.segmenter.words), {"lexicon": self.lexicon}

    def _state(self) -> dict[str, Any]:
        return {"words": self.segmenter.words, "segmenter": shipped_digest()}

    def _restore(self, words: list[str], model: str) -> None:
        self.segmenter = Segmenter(words=words)
        if model != shipped_digest():
            warnings.warn("this pipeline was saved with another segmentation model: words may differ", stacklevel=4)


def _refuse_surrogates(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        point = ord(text[error.start])
        raise InputError(f"no text: lone surrogate U+{point:04X} at position {error.start}") from error


def _align(clean: CleanText, bounds: list[int], words: list[str]) -> tuple[list[int], list[str], list[int]]:
    """Raw starts of the tokens, their norms, and clean starts of words that had to be joined to the one before."""
    if not words:
        return [0], [clean.raw], []
    firsts, ends = clean.offsets.source_bounds(np.array(bounds))
    firsts[0] = 0
    apart = np.append(True, firsts[1:] >= ends[:-1])
    if apart.all():
        return firsts.tolist(), words, []
    norms: list[str] = []
    for word, begins in zip(words, apart.tolist(), strict=True):
        if begins:
            norms.append(word)
        else:
            norms[-1] += word
    return firsts[apart].tolist(), norms, np.array(bounds[:-1])[~apart].tolist()


@registry.tokenizers("partyie.tokenizer.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def create_tokenizer(words: list[str] | None = None) -> Callable[[Language], Tokenizer]:
    """Registered as ``partyie.tokenizer.v1``; ``words`` are the user's own words."""

    def make_tokenizer(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab, words or ())

    return make_tokenizer
