"""From a name to a spaCy pipeline: the shipped config, less what is excluded, plus a user's lexicon."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from confection import Config
from spacy.language import Language
from spacy.util import load_model_from_config

from partyie.errors import PartyieError
from partyie.ner.model import SMALL

LONGEST = 100_000  # code points a Doc may hold; longer input is cut at paragraph ends


def read_config() -> Config:
    """The pipeline's config as shipped."""
    return Config().from_str((files("partyie.pipeline") / "config.cfg").read_text(encoding="utf-8"))


def build(
    *, model: str = SMALL, exclude: Iterable[str] = (), lexicon: Path | None = None, explain: bool = False
) -> Language:
    """Build the pipeline.

    Args:
        model: Size of the learnt model, ``sm`` or ``lg``.
        exclude: Names of components to leave out.
        lexicon: A user lexicon (TSV or JSON Lines): its terms beat every rule.
        explain: Keep every candidate and its fate in ``doc.user_data["partyie_candidates"]``.

    Raises:
        ModelError: There is no such model, it isn't installed, or it is damaged.
        PartyieError: ``exclude`` names a component that the pipeline doesn't have.
        TableError: A line of the lexicon can't be read.
    """
    config = read_config()
    config["components"]["partyie_resolver"]["explain"] = explain
    config["components"]["partyie_ner"]["explain"] = explain
    config["components"]["partyie_ner"]["model"] = model
    excluded = list(exclude)
    unknown = sorted(set(excluded) - set(config["nlp"]["pipeline"]))
    if unknown:
        raise PartyieError(
            f"no component {', '.join(unknown)}; the pipeline has {', '.join(config['nlp']['pipeline'])}"
        )
    config["components"]["partyie_records"]["model"] = "rules" if "partyie_ner" in excluded else model
    with _collector_paused():
        nlp = load_model_from_config(config, exclude=excluded, auto_fill=True)
    nlp.max_length = LONGEST
    if lexicon is not None:
        finder: Any = nlp.add_pipe("partyie_lexicon", before="partyie_resolver", config={"path": str(lexicon)})
        tokenizer: Any = nlp.tokenizer
        tokenizer.add_words(term.term for term in finder.lexicon.terms)
    return nlp


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
