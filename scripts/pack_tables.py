"""Write the packed files of the wheel's large tables: lexicons in ``partyie/lexicon/data``, the segmenter's tables."""

from __future__ import annotations

from pathlib import Path

from partyie.lexicon.division_arrays import TABLE, draw_arrays
from partyie.lexicon.name_tables import DRAWN
from partyie.lexicon.packing import write_packed
from partyie.tokenizer.model_files import draw_tables
from partyie.tokenizer.table_files import write_tables

ROOT = Path(__file__).parent.parent
PACKED = {TABLE: draw_arrays, **DRAWN}

if __name__ == "__main__":
    for table, draw in PACKED.items():
        write_packed(table, draw, ROOT / "partyie" / "lexicon" / "data")
    segmenter = ROOT / "models" / "segmenter"
    write_tables(draw_tables(segmenter), segmenter)
