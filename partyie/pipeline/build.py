"""From a name to a spaCy pipeline: the shipped config, less what is excluded, plus a user's lexicon."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from confection import Config
from spacy.language import Language
from spacy.util import dict_to_dot, load_model_from_config
from spacy.vocab import Vocab

from partyie.errors import PartyieError
from partyie.lexicon.user_files import LexiconLike, read_lexicon
from partyie.ner.model import SMALL

LEXICON_PIPE = "partyie_lexicon"


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``spacy.load`` can be told besides: see :func:`partyie.load`."""

    disable: str | Iterable[str] = ()
    enable: str | Iterable[str] = ()
    vocab: Vocab | bool = True
    config: Mapping[str, Any] = field(default_factory=dict)


def read_config(overrides: Mapping[str, Any] | None = None) -> Config:
    """The pipeline's config as shipped, with what replaces it, nested or by dotted name."""
    dotted = dict_to_dot(dict(overrides or {}), for_overrides=True)
    return Config().from_str((files("partyie.pipeline") / "config.cfg").read_text(encoding="utf-8"), overrides=dotted)


def make_max_length(max_length: int) -> Callable[[Language], Language]:
    """What spaCy does with a new pipeline: a Doc may hold so many code points; longer input is cut at paragraph ends.

    spaCy keeps no ``max_length`` beside a saved pipeline; it keeps the config.
    """

    def set_max_length(nlp: Language) -> Language:
        nlp.max_length = max_length
        return nlp

    return set_max_length


def read_meta() -> dict[str, Any]:
    """Name, version, licence and sources, as ``spacy info partyie`` shows them."""
    meta: dict[str, Any] = json.loads((files("partyie") / "meta.json").read_text(encoding="utf-8"))
    return meta


def build(
    *,
    model: str = SMALL,
    exclude: str | Iterable[str] = (),
    lexicon: LexiconLike | None = None,
    explain: bool = False,
    settings: Settings | None = None,
) -> Language:
    """Build the pipeline.

    Args:
        model: Size of the learnt model, ``sm`` or ``lg``.
        exclude: Names of components to leave out.
        lexicon: A user's lexicon, or files of terms: they beat every rule.
        explain: Keep every candidate and its fate in ``doc.user_data["partyie_candidates"]``.
        settings: What ``spacy.load`` can be told besides.

    Raises:
        ModelError: There is no such model, it isn't installed, or it is damaged.
        PartyieError: ``exclude``, ``disable`` or ``enable`` names a component that the pipeline doesn't have.
        InputError: There is no such lexicon file.
        TableError: A line of the lexicon can't be read.
    """
    terms = None if lexicon is None else read_lexicon(lexicon)  # first: it may be wrong
    settings = settings or Settings()
    config = read_config(settings.config)
    config["components"]["partyie_resolver"]["explain"] = explain
    config["components"]["partyie_ner"]["explain"] = explain
    config["components"]["partyie_ner"]["model"] = model
    excluded, disabled, enabled = _names(exclude), _names(settings.disable), _names(settings.enable)
    unknown = sorted({*excluded, *disabled, *enabled} - set(config["nlp"]["pipeline"]))
    if unknown:
        raise PartyieError(
            f"no component {', '.join(unknown)}; the pipeline has {', '.join(config['nlp']['pipeline'])}"
        )
    with _collector_paused():
        nlp = load_model_from_config(
            config,
            meta=read_meta(),
            vocab=settings.vocab,
            disable=disabled,
            enable=enabled,
            exclude=excluded,
            auto_fill=True,
        )
    if terms is not None:
        use_lexicon(nlp, terms)
    return nlp


def _names(names: str | Iterable[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def use_lexicon(nlp: Language, lexicon: LexiconLike | None) -> None:
    """Have a pipeline use another lexicon of the user's, or none; nothing is built anew.

    What the pipeline gives depends on the lexicon that it has now, not on those that it had. To be called while no
    other thread reads with this pipeline; :func:`partyie.extract` and :func:`partyie.extract_many` see to that
    themselves.

    Args:
        nlp: Of :func:`partyie.load`, or any pipeline with ``partyie_resolver``.
        lexicon: A file of terms, several, a ``UserLexicon``, or None.

    Raises:
        PartyieError: The pipeline has no resolver.
        InputError, TableError: As :func:`partyie.read_lexicon`.
    """
    if LEXICON_PIPE not in nlp.pipe_names:
        if "partyie_resolver" not in nlp.pipe_names:
            raise PartyieError("a lexicon needs the component partyie_resolver, which this pipeline hasn't")
        nlp.add_pipe(LEXICON_PIPE, before="partyie_resolver")
    finder: Any = nlp.get_pipe(LEXICON_PIPE)
    finder.use(lexicon)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Building imports a hundred modules, which all stay: to look for garbage among them takes a tenth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
