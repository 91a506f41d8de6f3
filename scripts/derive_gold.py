"""Check the gold under ``annotations/`` and write what derives from it.

usage: python scripts/derive_gold.py [annotations]

The ``.tagged`` files are the truth. Each is read, held against the guideline's rules and written back in canonical
form (keys in the guideline's order); its ``.json`` beside it is written anew. A seed's text is its raw ``.txt``: the
tagged text must be that, character for character.
"""

from __future__ import annotations

import sys
from pathlib import Path

from partyie.errors import GoldError
from partyie.formats.gold_checks import check_gold
from partyie.formats.gold_json import format_gold_json
from partyie.formats.inline import format_inline, parse_inline


def derive(tagged: Path) -> None:
    """Rewrite one ``.tagged`` file in canonical form and its ``.json`` beside it."""
    document = parse_inline(tagged.read_bytes().decode("utf-8"), tagged.stem)
    check_gold(document)
    raw = tagged.with_suffix(".txt")
    if raw.exists() and raw.read_bytes().decode("utf-8") != document.text:
        raise GoldError(f"{document.name}: the tagged text isn't the text of {raw}")
    tagged.write_bytes(format_inline(document).encode("utf-8"))
    tagged.with_suffix(".json").write_bytes(format_gold_json(document).encode("utf-8"))


def main(folder: str = "annotations") -> int:
    """Derive every document; return 1 if one breaks a rule."""
    broken = 0
    for tagged in sorted(Path(folder).glob("*/*.tagged")):
        try:
            derive(tagged)
        except GoldError as error:
            broken = 1
            print(error, file=sys.stderr)
    return broken


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
