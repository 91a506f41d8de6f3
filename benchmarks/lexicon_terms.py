"""Terms as a user's lexicon may hold them: invented, any number, always the same; and texts to plant them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from partyie.records import Label

# Characters of names; what four of them spell is hardly a word.
CHARACTERS = "澜岫峪泠芷蘅珩琚瑄玥钰铄铎锜烨煜炘焘梓楠桐榆槿杞潼淏沄湉澍涞峤嵘崴岚峥屹翊翎翀羿"
PARTS = 4
TAILS = (("", Label.PERSON), ("镇", Label.PLACE), ("局", Label.ORG), ("使", Label.POST))
STEP = 2_147_483_647  # a prime: it takes the numbers below any other number in an order of its own
MOST = len(CHARACTERS) ** PARTS
SNIPPET = 300  # code points of gold around a planted term
SEED = 20


def generated_terms(number: int) -> Iterator[dict[str, str]]:
    """The first so many terms: rows of a lexicon, no two alike.

    >>> [row["term"] for row in generated_terms(4)]
    ['澜澜澜澜', '琚铄焘峥镇', '烨槿峥澍局', '榆岚铄杞使']
    """
    for row in range(number):
        spelt, rest = "", row * STEP % MOST
        for _ in range(PARTS):
            rest, character = divmod(rest, len(CHARACTERS))
            spelt += CHARACTERS[character]
        tail, label = TAILS[row % len(TAILS)]
        named = f"{spelt}{tail}号" if row % 3 == 0 else ""
        kind = "government" if label is Label.ORG else ""
        yield {"term": spelt + tail, "label": label.value, "name": named, "kind": kind}


def lexicon_table(number: int) -> str:
    """So many terms as the content of a TSV file."""
    rows = ("\t".join(row.values()) for row in generated_terms(number))
    return "term\tlabel\tname\tkind\n" + "\n".join(rows) + "\n"


def planted_texts(texts: Sequence[str], number: int, planted: int) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Pieces of texts, each with a term put in somewhere: the text, where the term begins, its row.

    Args:
        number: How many terms there are.
        planted: How many of them are planted, spread over all.
    """
    chosen = Random(SEED)
    wanted = set(range(0, number, max(1, number // planted)))
    for row, term in enumerate(generated_terms(number)):
        if row in wanted:
            text = chosen.choice(texts)
            begin = chosen.randrange(max(1, len(text) - SNIPPET))
            piece = text[begin : begin + SNIPPET]
            start = chosen.randrange(len(piece) + 1)
            yield piece[:start] + term["term"] + piece[start:], start, term
