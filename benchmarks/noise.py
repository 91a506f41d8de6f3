"""How many mentions noise costs: the same gold texts read clean and with what copying and printing do to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from partyie.benchmarks.noise_figures import NoiseFigures, NoiseRow
from partyie.benchmarks.noise_texts import FAMILIES, make_noisy
from partyie.errors import InputError
from partyie.formats.gold import GoldDocument

TOGETHER = "together"
"""All families at once."""
SEED = 1

Place = tuple[int, int, str]
Say = Callable[[str], None]


def measure_noise(
    gold: Mapping[str, Sequence[GoldDocument]],
    *,
    families: Sequence[str] = (),
    seed: int = SEED,
    say: Say = lambda words: None,
) -> NoiseFigures:
    """Measure each family of noise on each split.

    Args:
        gold: Documents by split.
        families: Names of `FAMILIES`, or `TOGETHER`; none: all of these.
        seed: Of the noise: same seed, same texts.
        say: Is told what is being measured.

    Raises:
        InputError: No such family.
    """
    chosen = list(families) or [*FAMILIES, TOGETHER]
    unknown = [name for name in chosen if name not in (*FAMILIES, TOGETHER)]
    if unknown:
        raise InputError(f"no noise is called {unknown[0]!r}, only {', '.join([*FAMILIES, TOGETHER])}")
    splits: dict[str, dict[str, NoiseRow]] = {}
    for split, documents in gold.items():
        clean = [places_found(document.text) for document in documents]
        splits[split] = {}
        for family in chosen:
            say(f"{split}: {family}")
            splits[split][family] = _row(documents, clean, family, seed)
    return NoiseFigures(splits=splits, documents={name: len(found) for name, found in gold.items()}, seed=seed)


def places_found(text: str) -> set[Place]:
    """Where the text has mentions: start, end, label."""
    from partyie.api import extract

    return {(mention.start, mention.end, mention.label.value) for mention in extract(text).mentions}


def _row(documents: Iterable[GoldDocument], clean: Iterable[set[Place]], family: str, seed: int) -> NoiseRow:
    names = list(FAMILIES) if family == TOGETHER else [family]
    counts: Counter[str] = Counter()
    for document, found in zip(documents, clean, strict=True):
        noisy = make_noisy(document.text, names, f"{seed}:{document.name}")
        again = places_found(noisy.text)
        gold = {(span.start, span.end, span.label.value) for span in document.spans}
        for start, end, label in found:
            place = noisy.place(start, end)
            kinds = ["found", f"label {label}"]
            kinds += ["right"] if (start, end, label) in gold else []
            kinds += ["touched"] if noisy.text[slice(*place)] != document.text[start:end] else []
            kept = (*place, label) in again
            counts.update(kinds)
            counts.update(f"{kind} kept" for kind in kinds if kept)
        counts["new"] += len(again - {(*noisy.place(start, end), label) for start, end, label in found})
    labels = sorted(kind.removeprefix("label ") for kind in counts if kind.startswith("label ") and "kept" not in kind)
    return NoiseRow(
        found=counts["found"],
        kept=counts["found kept"],
        right=counts["right"],
        right_kept=counts["right kept"],
        touched=counts["touched"],
        touched_kept=counts["touched kept"],
        new=counts["new"],
        labels={label: (counts[f"label {label}"], counts[f"label {label} kept"]) for label in labels},
    )
