"""Run by test_ray.py after the page's blocks, in the same Ray: a text that kills its worker each time."""

import pyarrow
from fake_pipeline import FakePipeline

from partyie.distributed import datasets
from partyie.pipeline import reader


class Mortal(datasets.RowReader):
    """Reads with the fake pipeline, which dies of 死: it is quick to start anew."""

    def __init__(self, *arguments):
        reader.build = lambda **_: FakePipeline()
        super().__init__(*arguments)


if __name__ == "__main__":
    datasets.RowReader = Mortal
    deadly = [f"死{number}" if number == 3 else f"张三{number}" for number in range(6)]
    table = pyarrow.table({"text": deadly, "id": [str(number) for number in range(6)]})
    dataset = ray.data.from_arrow(table)  # noqa: F821  # which the page has imported
    given = datasets.extract_dataset(dataset, source_column="id", workers=1, batch_size=4).take_all()
    given.sort(key=lambda row: row["source"])
    assert [row["error"] for row in given] == [
        None,
        None,
        None,
        "crash: its worker died 3 times while reading it (out of memory?)",
        None,
        None,
    ], given
    assert [f'"length":{len(text)}' in (row["extraction"] or "") for row, text in zip(given, deadly, strict=True)] == [
        True,
        True,
        True,
        False,
        True,
        True,
    ]
