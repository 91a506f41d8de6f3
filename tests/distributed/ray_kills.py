"""Run by test_ray.py after the page's blocks, in the same Ray: a text that kills its worker each time, and a long one."""

from fake_pipeline import FakePipeline

import partyie
from partyie.distributed import datasets
from partyie.pipeline import reader


class Mortal(datasets.RowReader):
    """Reads with the fake pipeline, which dies of 死: it is quick to start anew."""

    def __init__(self, *arguments):
        reader.build = lambda **_: FakePipeline()
        super().__init__(*arguments)


def read_deadly(ray):
    import pyarrow

    datasets.RowReader = Mortal
    texts = [*(f"死{number}" if number == 3 else f"张三{number}" for number in range(6)), "张三" * 5]
    table = pyarrow.table({"text": texts, "id": [str(number) for number in range(7)]})
    limits = partyie.Limits(characters=9)
    given = datasets.extract_dataset(
        ray.data.from_arrow(table), source_column="id", workers=1, batch_size=4, limits=limits
    ).take_all()
    given.sort(key=lambda row: row["source"])
    crash = "crash: its worker died 3 times while reading it (out of memory?)"
    too_long = "too_long: the text has 10 code points: the limit is 9 (--max-characters, Limits(characters=…))"
    assert [row["error"] for row in given] == [None, None, None, crash, None, None, too_long], given
    for number in (0, 1, 2, 4, 5):
        assert f'"length":{len(texts[number])}' in given[number]["extraction"]
    assert given[3]["extraction"] is given[6]["extraction"] is None


if __name__ == "__main__":  # pytest imports it, too, for doctests
    read_deadly(ray)  # noqa: F821  # of the page
