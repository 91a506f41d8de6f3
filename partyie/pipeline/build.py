"""From a name to a spaCy pipeline: the shipped config, less what is excluded, plus a user's lexicon."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from confection import Config
from spacy.language import Language
from spacy.util import dict_to_dot, load_model_from_config
from spacy.vocab import Vocab

from partyie.errors import PartyieError
from partyie.ner.model import SMALL

LONGEST = 100_000  # code points a Doc may hold; longer input is cut at paragraph ends


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


def read_meta() -> dict[str, Any]:
    """Name, version, licence and sources, as ``spacy info partyie`` shows them."""
    meta: dict[str, Any] = json.loads((files("partyie") / "meta.json").read_text(encoding="utf-8"))
    return meta


def build(
    *,
    model: str = SMALL,
    exclude: str | Iterable[str] = (),
    lexicon: Path | None = None,
    explain: bool = False,
    settings: Settings | None = None,
) -> Language:
    """Build the pipeline.

    Args:
        model: Size of the learnt model, ``sm`` or ``lg``.
        exclude: Names of components to leave out.
        lexicon: A user lexicon (TSV or JSON Lines): its terms beat every rule.
        explain: Keep every candidate and its fate in ``doc.user_data["partyie_candidates"]``.
        settings: What ``spacy.load`` can be told besides.

    Raises:
        ModelError: There is no such model, it isn't installed, or it is damaged.
        PartyieError: ``exclude``, ``disable`` or ``enable`` names a component that the pipeline doesn't have.
        TableError: A line of the lexicon can't be read.
    """
    settings = settings or Settings()
    config = read_config(settings.config)
    config["components"]["partyie_resolver"]["explain"] = explain
    config["components"]["partyie_ner"]["model"] = model
    excluded, disabled, enabled = _names(exclude), _names(settings.disable), _names(settings.enable)
    unknown = sorted({*excluded, *disabled, *enabled} - set(config["nlp"]["pipeline"]))
    if unknown:
        raise PartyieError(
            f"no component {', '.join(unknown)}; the pipeline has {', '.join(config['nlp']['pipeline'])}"
        )
    config["components"]["partyie_records"]["model"] = "rules" if "partyie_ner" in excluded else model
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
    nlp.max_length = LONGEST
    if lexicon is not None:
        finder: Any = nlp.add_pipe("partyie_lexicon", before="partyie_resolver", config={"path": str(lexicon)})
        tokenizer: Any = nlp.tokenizer
        tokenizer.add_words(term.term for term in finder.lexicon.terms)
    return nlp


def _names(names: str | Iterable[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


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
