"""CSV: a folder with one table a family of records, for spreadsheets and statistics programs.

UTF-8 with a byte-order mark, without which Excel shows Chinese as mojibake; RFC 4180 quoting.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from partyie.formats.columns import DOCUMENTS, FAMILIES, columns
from partyie.formats.rows import as_text, rows
from partyie.records import Extraction, Failure

FAILURES = "failures"
FAILURE_COLUMNS = ["document", "kind", "message"]


def write_csv(items: Iterable[Extraction | Failure], folder: Path) -> None:
    """Write ``documents.csv``, ``persons.csv`` … and ``failures.csv`` into ``folder``, made if need be.

    Every file is written, if only its header. Rows go out as their text is done; nothing is held back.
    """
    folder.mkdir(parents=True, exist_ok=True)
    families = [DOCUMENTS, *FAMILIES]
    with ExitStack() as files:
        tables = {family: _table(folder, family, columns(family), files) for family in families}
        failures = _table(folder, FAILURES, FAILURE_COLUMNS, files)
        for item in items:
            if isinstance(item, Failure):
                failures.writerow([item.source, item.error.kind, item.error.message])
                continue
            for family in families:
                tables[family].writerows(map(as_text, row.values()) for row in rows(item, family))


def _table(folder: Path, name: str, header: list[str], files: ExitStack) -> Any:
    file = files.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="", errors="replace"))
    table = csv.writer(file)
    table.writerow(header)
    return table
