"""partyie as an installed pipeline of spaCy: `spacy.load`, `spacy info`, `spacy validate`, `spacy assemble`, `to_disk`."""

from __future__ import annotations

import configparser
import json
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.cli.assemble import assemble_cli
from spacy.cli.info import info
from spacy.cli.validate import validate
from spacy.language import Language

import partyie
from partyie.errors import PartyieError
from partyie.pipeline.build import read_config, read_meta
from partyie.records import Label

TEXT = "莆田市委书记张三2021年9月29日到任，走访20余户。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("partyie")


def test_spacy_loads_it_by_name(nlp: Language) -> None:
    ours = partyie.load()
    assert nlp.pipe_names == ours.pipe_names
    assert nlp(TEXT)._.extraction == ours(TEXT)._.extraction


def test_spacys_settings_reach_it() -> None:
    settings = {"components": {"partyie_anchors": {"prefer": "past"}}}
    nlp = spacy.load("partyie", exclude="partyie_ner", disable=["partyie_tenures"], config=settings)
    assert "partyie_ner" not in nlp.component_names
    assert nlp.disabled == ["partyie_tenures"]
    assert nlp.get_pipe("partyie_anchors").prefer == "past"  # type: ignore[attr-defined]
    vocab = spacy.blank("zh").vocab
    few = spacy.load("partyie", vocab=vocab, enable=["partyie_dates", "partyie_resolver"])
    assert few.vocab is vocab
    assert few.pipe_names == ["partyie_dates", "partyie_resolver"]


@pytest.mark.parametrize(
    "settings", [{"disable": "partyie_ner"}, {"enable": ["partyie_dates", "partyie_resolver", "partyie_records"]}]
)
def test_a_model_that_does_not_run_is_not_named(settings: dict[str, Any]) -> None:
    without = partyie.load(**settings)
    assert without(TEXT)._.extraction.version.model == "rules"
    without.enable_pipe("partyie_ner")
    assert without(TEXT)._.extraction.version.model == "sm"


@pytest.mark.parametrize("setting", ["exclude", "disable", "enable"])
def test_a_misspelt_component_is_named(setting: str) -> None:
    with pytest.raises(PartyieError, match="no component partyie_dats; the pipeline has partyie_dates"):
        spacy.load("partyie", **{setting: ["partyie_dats"]})


def test_the_meta_says_what_is_so(root: Path, nlp: Language) -> None:
    """A version, a pipeline or a range of spaCy that changes is changed in meta.json, too."""
    meta, config = read_meta(), configparser.ConfigParser()
    config.read(root / "setup.cfg", encoding="utf-8")
    required = next(line for line in config["options"]["install_requires"].split() if line.startswith("spacy>"))
    assert meta["version"] == partyie.__version__
    assert meta["spacy_version"] == required.removeprefix("spacy")
    assert meta["license"] == config["metadata"]["license"]
    assert meta["pipeline"] == meta["components"] == read_config()["nlp"]["pipeline"]
    assert meta["labels"] == nlp.meta["labels"] == {"partyie_resolver": [label.value for label in Label]}
    assert (nlp.meta["lang"], nlp.meta["name"], nlp.meta["version"]) == ("zh", "partyie", partyie.__version__)
    assert {"name", "license", "author"} == {key for source in meta["sources"] for key in source}


def test_info_lists_it_and_tells_of_it() -> None:
    assert info()["pipelines"]["partyie"] == partyie.__version__
    told = info("partyie")
    assert (told["lang"], told["license"], told["version"]) == ("zh", "MIT", partyie.__version__)


def test_validate_finds_it_compatible(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With spaCy's own table of compatible pipelines, which it downloads and which has none of ours."""

    class Answer:
        status_code = 200

        def json(self) -> Any:
            return {"spacy": {"3.8": {"zh_core_web_sm": ["3.8.0"]}}}

    monkeypatch.setattr("requests.get", lambda *_, **__: Answer())
    validate()  # exits with 1 where one is incompatible
    [line] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("partyie")]
    assert partyie.__version__ in line and "✔" in line


def test_a_folder_holds_all_of_it(tmp_path: Path, nlp: Language) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.meta["version"] == partyie.__version__
    assert again(TEXT)._.extraction == nlp(TEXT)._.extraction
    assert json.loads((tmp_path / "pipeline" / "meta.json").read_text(encoding="utf-8"))["license"] == "MIT"


def test_it_is_assembled_from_its_config(root: Path, tmp_path: Path) -> None:
    class Context:
        args: tuple[str, ...] = ()

    config = Path(str(files("partyie.pipeline") / "config.cfg"))
    assemble_cli(Context(), config, tmp_path / "made", None, False)  # type: ignore[arg-type]
    assert [mention.text for mention in spacy.load(tmp_path / "made")(TEXT)._.extraction.mentions][:2] == [
        "莆田市委",
        "书记",
    ]


def test_the_order_is_right_in_spacys_own_eyes(nlp: Language) -> None:
    assert not any(nlp.analyze_pipes()["problems"].values())
    lost = spacy.blank("zh")
    lost.add_pipe("partyie_links")
    assert lost.analyze_pipes()["problems"] == {"partyie_links": ["doc.spans"]}


def test_the_config_is_filled(nlp: Language) -> None:
    assert nlp.config["components"]["partyie_resolver"]["scorer"]["@scorers"] == "partyie.record_scorer.v1"
    weights = nlp.config["training"]["score_weights"]
    assert weights["spans_partyie_f"] == 1.0 and weights["partyie_holder_f"] == 0.0


def test_the_large_model_is_loaded_by_its_packages_name(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ``spacy.load("partyie_lg")`` calls, without the package installed."""
    spec = spec_from_file_location("partyie_lg", root / "models" / "lg" / "partyie_lg" / "__init__.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(partyie, "load", lambda name, **settings: (name, settings), raising=False)
    assert module.load(exclude=["partyie_ner"]) == ("lg", {"exclude": ["partyie_ner"]})
