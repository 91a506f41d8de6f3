"""No module of ours can run what a file says: no pickle, no eval, arrays without objects, data in plain formats."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import srsly  # type: ignore[import-untyped]  # ships no types
from spacy.tokens import DocBin

import partyie
from partyie.formats.docbin import read_docbin, write_docbin

ROOT = Path(__file__).parents[1]
FOLDERS = ("partyie", "models", "benchmarks", "scripts")
MODULES = {"pickle", "_pickle", "cPickle", "cloudpickle", "dill", "joblib", "marshal", "shelve", "jsonpickle", "yaml"}
CALLS = {"eval", "exec", "compile", "__import__"}
REASONS = {
    "partyie/pipeline/workers.py": ["imports pickle"],  # what it sends to processes that it has started
    "partyie/pipeline/worker_process.py": ["imports pickle"],  # and these, over a socket that nobody else holds
    "benchmarks/pattern_collection.py": ["calls eval", "calls compile"],  # patterns of our own source, for measuring
}
TAKES_PICKLES = {"load", "loads", "fromfile"}  # with allow_pickle


def faults(path: Path) -> Iterator[str]:
    """What a module does that could run what it reads; `import_module` of a name is fine, and so are methods."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (f"imports {one.name}" for one in names if one.name.partition(".")[0] in MODULES)
            case ast.ImportFrom(module=str(module), level=0) if module.partition(".")[0] in MODULES:
                yield f"imports {module}"
            case ast.Call(func=ast.Name(id=name)) if name in CALLS:
                yield f"calls {name}"
            case ast.Call(func=ast.Attribute(attr=name)) if name.startswith(("pickle_load", "read_pickle", "unpickle")):
                yield f"calls {name}"
            case ast.keyword(arg="allow_pickle", value=value) if not (
                isinstance(value, ast.Constant) and value.value is False
            ):
                yield "allows pickles"


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_module_can_run_what_it_reads(folder: str) -> None:
    found = {
        str(path.relative_to(ROOT)): told for path in sorted((ROOT / folder).rglob("*.py")) if (told := [*faults(path)])
    }
    assert found == {path: told for path, told in REASONS.items() if path.startswith(f"{folder}/")}


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from joblib import load",
        "import yaml.loader",
        "eval(text)",
        "exec(code)",
        "np.load(path, allow_pickle=True)",
        "np.load(path, allow_pickle=wanted)",
        "srsly.pickle_loads(data)",
        "pandas.read_pickle(path)",
    ],
)
def test_the_search_finds_what_it_looks_for(tmp_path: Path, source: str) -> None:
    (tmp_path / "bad.py").write_text(source, encoding="utf-8")
    assert len(list(faults(tmp_path / "bad.py"))) == 1


class Bomb:
    """What unpickling would set off."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return pytest.fail, ("a pickle was read",)


def test_messagepack_holds_no_pickles() -> None:
    """Saved models, terms and Docs are MessagePack: what it decodes are numbers, strings, lists, arrays."""
    array = {b"nd": True, b"kind": b"O", b"type": "|O", b"shape": (1,), b"data": pickle.dumps(Bomb())}
    for kind in (b"", b"O", b"V"):
        with suppress(TypeError, ValueError):  # refused; what may not happen is that Bomb goes off
            srsly.msgpack_loads(srsly.msgpack_dumps(array | {b"kind": kind}))
    assert np.array_equal(srsly.msgpack_loads(srsly.msgpack_dumps(np.arange(3))), np.arange(3))


def test_docs_on_disk_hold_no_pickles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """spaCy pickles Docs for other processes, but writes files without."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a pickle")

    for name in ("dumps", "loads", "dump", "load"):
        monkeypatch.setattr(pickle, name, refuse)
    for name in ("pickle_dumps", "pickle_loads"):
        monkeypatch.setattr(srsly, name, refuse)
    nlp = partyie.load()
    text = "莆田市委书记周一川2021年9月29日到任。"
    write_docbin([nlp(text)._.extraction], tmp_path / "ours.spacy")
    DocBin(docs=[nlp(text)], store_user_data=True).to_disk(tmp_path / "theirs.spacy")
    for name in ("ours", "theirs"):
        [found] = read_docbin(tmp_path / f"{name}.spacy")
        assert isinstance(found, partyie.Extraction) and len(found.mentions) == 4
    nlp.to_disk(tmp_path / "pipeline")
    assert nlp.from_disk(tmp_path / "pipeline")(text)._.extraction.mentions == nlp(text)._.extraction.mentions
