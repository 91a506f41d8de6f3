"""Write the packed files of the wheel's large tables, and the digests that models are checked by.

Lexicons in ``partyie/lexicon/data``, the segmenter's tables and checksums, the seals of the learnt models: run it
after a table or a description has been changed by hand or by a merge.
"""

from __future__ import annotations

import json
from pathlib import Path

from partyie.lexicon.division_arrays import TABLE, draw_arrays
from partyie.lexicon.name_tables import DRAWN
from partyie.lexicon.packing import write_packed
from partyie.ner.model import META, format_meta
from partyie.tokenizer.model_files import draw_tables
from partyie.tokenizer.table_files import write_tables

ROOT = Path(__file__).parent.parent
PACKED = {TABLE: draw_arrays, **DRAWN}

if __name__ == "__main__":
    for table, draw in PACKED.items():
        write_packed(table, draw, ROOT / "partyie" / "lexicon" / "data")
    for described in (ROOT / "models" / "ner" / "sm" / META, ROOT / "models" / "lg" / "partyie_lg" / META):
        described.write_text(format_meta(json.loads(described.read_text(encoding="utf-8"))), encoding="utf-8")
    segmenter = ROOT / "models" / "segmenter"
    write_tables(draw_tables(segmenter), segmenter)
