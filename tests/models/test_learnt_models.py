"""The learnt models as they are committed: whole, small enough, and as good as their cards say."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from partyie.benchmarks.accuracy import measure_accuracy
from partyie.benchmarks.corpus import read_split
from partyie.benchmarks.spans import SPAN
from partyie.components.ner import NameRecogniser
from partyie.ner.features import SIZES
from partyie.ner.model import META, Model, read_model
from partyie.pipeline.build import build
from partyie.pipeline.reader import Reader
from partyie.records import Label

MODELS = Path(__file__).parents[2] / "models"
FOLDERS = {"sm": MODELS / "ner" / "sm", "lg": MODELS / "lg" / "partyie_lg"}
MOST_MEGABYTES = {"sm": 12, "lg": 40}
LEAST_F1 = {"sm": 0.95, "lg": 0.95}  # on the development split, rules and model together


@pytest.fixture(params=FOLDERS, scope="module")
def model(request: pytest.FixtureRequest) -> Iterator[Model]:
    if request.param == "lg":
        pytest.importorskip("onnxruntime")
    yield read_model(FOLDERS[request.param])


def test_it_marks_what_the_records_know(model: Model) -> None:
    assert model.labels == tuple(label.value for label in Label)


def test_its_weights_of_evidence_cover_rules_and_model(model: Model) -> None:
    names = set(model.weights)
    assert {f"{label}.{strength}" for label in ("PERSON", "ORG") for strength in (1, 2, 3)} <= names
    assert {f"{label}.model.odds" for label in ("PERSON", "ORG", "PLACE", "POST")} <= names
    assert all(model.weights[f"{label}.rule.odds"] > 0 for label in ("PERSON", "ORG", "PLACE", "POST"))


@pytest.mark.parametrize("name", FOLDERS)
def test_its_files_are_small(name: str) -> None:
    size = sum(path.stat().st_size for path in FOLDERS[name].iterdir() if path.is_file())
    assert size <= MOST_MEGABYTES[name] << 20


@pytest.mark.parametrize("name", FOLDERS)
def test_its_description_fits_the_code(name: str) -> None:
    meta = json.loads((FOLDERS[name] / META).read_text(encoding="utf-8"))
    assert (meta["name"], meta["features"]) == (name, SIZES)
    assert (FOLDERS[name] / "training.json").is_file()


def test_the_large_model_is_a_package_that_names_its_folder() -> None:
    project = tomllib.loads((MODELS / "lg" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, attribute = project["entry-points"]["partyie_models"]["lg"].partition(":")
    assert (MODELS / "lg" / module / "__init__.py").is_file()
    code = f"import sys; sys.path.insert(0, sys.argv[1]); import {module}; print({module}.{attribute})"
    command = [sys.executable, "-c", code, str(MODELS / "lg")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()).resolve() == FOLDERS["lg"].resolve()


@pytest.mark.slow
def test_rules_and_model_together_are_accurate(model: Model) -> None:
    documents = read_split("written")
    nlp = build(exclude=["partyie_ner"])
    nlp.add_pipe("partyie_ner", before="partyie_resolver")
    component = nlp.get_pipe("partyie_ner")
    assert isinstance(component, NameRecogniser)
    component.model = model
    reader = Reader(nlp)
    figures = measure_accuracy("written", documents, [reader.read(document.text) for document in documents]).figures
    assert figures.counts[SPAN].f1 >= LEAST_F1[model.name]


def test_results_do_not_depend_on_the_batch(model: Model) -> None:
    nlp = build()
    component = nlp.get_pipe("partyie_ner")
    assert isinstance(component, NameRecogniser)
    component.model = model
    texts = [document.text for document in read_split("written")[:4]]
    together = [doc._.extraction.model_dump_json() for doc in nlp.pipe(texts, batch_size=4)]
    alone = [nlp(text)._.extraction.model_dump_json() for text in texts]
    assert together == alone
