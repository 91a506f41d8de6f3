"""Many machines, by Ray Data: datasets and folders of files. ``pip install 'partyie[ray]'``.

Ray and pyarrow are imported when a function is called.
"""

from __future__ import annotations

from partyie.distributed.datasets import extract_dataset, table_dataset
from partyie.distributed.files import Parts, extract_files

__all__ = ["Parts", "extract_dataset", "extract_files", "table_dataset"]
