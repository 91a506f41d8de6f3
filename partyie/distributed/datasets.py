"""Ray Datasets of texts into Datasets of results, and those into tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from partyie.api import SMALL, job_of
from partyie.distributed.cluster import NUM_CPUS, map_by_workers, ray_data
from partyie.distributed.deaths import Count, Watched, key_of
from partyie.distributed.results import ERROR, EXTRACTION, SOURCE, reason_of, result_row, result_table, texts_of
from partyie.errors import InputError
from partyie.formats.columns import table_columns
from partyie.formats.frame import to_frame
from partyie.lexicon.user_files import LexiconLike
from partyie.pipeline.limits import Limits
from partyie.pipeline.stream import BATCH_SIZE, Job, crash
from partyie.pipeline.worker_process import use_one_thread
from partyie.records import Extraction, Failure

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset


def extract_dataset(
    dataset: Dataset,
    *,
    text_column: str = "text",
    source_column: str | None = None,
    reference_date: date | None = None,
    lexicon: LexiconLike | None = None,
    model: str = SMALL,
    limits: Limits | None = None,
    num_cpus: float = NUM_CPUS,
    workers: int | None = None,
    batch_size: int = BATCH_SIZE,
) -> Dataset:
    """Read the texts of a Dataset: a lazy Dataset with the columns ``source``, ``extraction`` (JSON) and ``error``.

    Each worker builds the pipeline once. A row that can't be read has a null ``extraction`` and its reason in
    ``error``. When a worker dies, Ray starts another, which reads the texts again; a text at which workers die three
    times is given up as a ``crash``. Rows keep their order where Ray is told to keep it
    (``DataContext.execution_options.preserve_order``).

    Args:
        text_column: Column of strings.
        source_column: Column of names for the texts, kept in the results; without it they are null.
        reference_date: As for :func:`partyie.extract`, with ``lexicon`` (which is sent to the workers) and
            ``model``.
        limits: As for :func:`partyie.extract_many`; a text beyond them has an ``error`` that begins with ``too_long:``.
        num_cpus: What a worker claims of Ray's count of CPUs. Less than one leaves room for the tasks that read the
            Dataset; on a cluster of one CPU give 0.
        workers: Most workers at once; by default one for each CPU.
        batch_size: Rows given to a worker at once.

    Raises:
        MissingLibraryError: Ray isn't installed.
        InputError: A setting is out of range. A missing column shows when the Dataset is read.
    """
    ray_data()
    job = job_of(reference_date=reference_date, lexicon=lexicon, model=model, limits=limits)
    arguments = job, text_column, source_column
    return map_by_workers(dataset, RowReader, *arguments, num_cpus=num_cpus, workers=workers, batch_size=batch_size)


class RowReader:
    """What a worker is: reads a batch of rows."""

    def __init__(self, job: Job, text_column: str, source_column: str | None, count: Count | None = None) -> None:
        self.watched = Watched(job, count)
        self.text_column, self.source_column = text_column, source_column
        use_one_thread()

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        items = list(texts_of(batch, self.text_column, self.source_column))
        try:
            lines = list(self.watched.lines(items, key_of(items)))
        except InputError as error:
            lines = [crash(item, str(error)) for item in items]
        return result_table(map(result_row, items, lines))


def table_dataset(results: Dataset, family: str) -> Dataset:
    """One family of records of the results, one row a record, with the columns of ``docs/tables.schema.json``.

    Args:
        results: What :func:`extract_dataset` gives, or what :func:`extract_files` wrote as Parquet.
        family: As for :func:`partyie.to_frame`: ``persons``, ``tenures`` … Names of documents are told apart within a
            block only, and ``item`` counts there: give the texts names of their own.

    Raises:
        InputError: There is no such family.
    """
    table_columns(family)
    into_table: Any = table_of
    return results.map_batches(into_table, fn_args=(family,), batch_format="pyarrow", num_cpus=NUM_CPUS)


def table_of(results: pyarrow.Table, family: str) -> pyarrow.Table:
    """The rows of one family; failed texts have theirs in ``failures``."""
    return to_frame(map(item_of, results.to_pylist()), family, "pyarrow")


def item_of(row: dict[str, Any]) -> Extraction | Failure:
    """What a row of the results says."""
    if row[EXTRACTION] is not None:
        return Extraction.model_validate_json(row[EXTRACTION])
    return Failure(source=row[SOURCE], error=reason_of(str(row[ERROR])))
