"""What loading costs, beside the import of spaCy; and that it does nothing which only some documents need."""

from __future__ import annotations

import gc
import json
import subprocess
import sys

import pytest

import partyie
from partyie.errors import PartyieError

MEASURE = """
import json, time
clock = time.process_time
start = clock(); import spacy; spacy_time = clock() - start
start = clock(); import partyie; nlp = partyie.load(); load_time = clock() - start
start = clock(); nlp("莆田市委书记周一川2021年9月29日到任。")._.extraction; first_time = clock() - start
print(json.dumps([load_time / spacy_time, first_time / spacy_time]))
"""
LOADED = """
import gc, json, partyie
partyie.load()
from partyie.lexicon import divisions, names, places
from partyie.text import frequencies, lazy_re, script
caches = [divisions.divisions, names.name_parts, places.place_forms, frequencies._counts, script.script_tables]
kinds = [type(thing) for thing in gc.get_objects() if isinstance(thing, lazy_re._Ready)]
print(json.dumps([[cache.cache_info().currsize for cache in caches], kinds.count(lazy_re.LazyPattern), len(kinds)]))
"""


def run(code: str):
    """What a fresh process prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300)
    return json.loads(done.stdout)


def test_loading_takes_less_than_importing_spacy():
    """Mostly a third of it; the first, short text less than twice of it."""
    for _ in range(6):
        load, first = run(MEASURE)
        if load < 1 and first < 2:
            return
    pytest.fail(f"loading took {load:.1f} times as long as the import of spaCy, a first text {first:.1f} times")


def test_loading_reads_no_lexicon_and_compiles_hardly_a_pattern():
    tables, waiting, patterns = run(LOADED)
    assert not any(tables)
    assert patterns > 500 and waiting > 0.95 * patterns


def test_loading_imports_nothing_of_measuring_and_annotation():
    """The pipeline's scorer is named in its config, and so imported: what it scores with must wait."""
    modules = run("import json, sys, partyie; partyie.load(); print(json.dumps(sorted(sys.modules)))")
    waiting = ("partyie.benchmarks.", "partyie.formats.gold", "partyie.cli")
    assert [name for name in modules if name.startswith(waiting)] == ["partyie.benchmarks.evaluation"]


def test_extracting_to_lines_imports_no_tables(tmp_path):
    (tmp_path / "a.txt").write_text("莆田市委书记周佳。", encoding="utf-8")
    modules = run(
        "import json, sys; from partyie.cli import app\n"
        f"sys.argv = ['partyie', 'extract', {str(tmp_path / 'a.txt')!r}, '-o', {str(tmp_path / 'a.jsonl')!r}]\n"
        "try: app()\n"
        "except SystemExit: print(json.dumps(sorted(sys.modules)))"
    )
    assert not {"partyie.formats.frame", "partyie.formats.rows", "partyie.formats.gold"} & set(modules)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(enabled):
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        partyie.load()
        assert gc.isenabled() is enabled
        with pytest.raises(PartyieError):
            partyie.load(exclude=["no such"])
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
