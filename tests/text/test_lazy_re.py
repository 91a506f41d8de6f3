"""Patterns that are compiled when first used are otherwise as good as compiled ones."""

from __future__ import annotations

import copy
import gc
import pickle
import re
from importlib import import_module
from pathlib import Path

import pytest

import partyie
from partyie.text import lazy_re
from partyie.text.lazy_re import LazyPattern

FOLDER = Path(partyie.__file__).parent
MODULES = sorted(
    ".".join(("partyie", *path.relative_to(FOLDER).with_suffix("").parts))
    for path in FOLDER.rglob("*.py")
    if path.stem not in ("__init__", "__main__")
    and path.relative_to(FOLDER).parts[0] not in ("annotations", "benchmarks", "models")  # there where it is installed
)


def test_it_is_compiled_when_first_used():
    pattern = lazy_re.compile("(?P<level>[省市县])$")
    assert type(pattern) is LazyPattern and pattern.pattern == "(?P<level>[省市县])$"
    assert pattern.search("莆田市")["level"] == "市"
    assert type(pattern) is not LazyPattern


@pytest.mark.parametrize("name", lazy_re._USED)
def test_it_has_what_a_pattern_has(name):
    lazy, compiled = lazy_re.compile("a(?P<b>.)", re.ASCII), re.compile("a(?P<b>.)", re.ASCII)
    ours, theirs = getattr(lazy, name), getattr(compiled, name)
    assert ours == theirs if not callable(theirs) else ours.__self__ == compiled


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("sub", ("-", "ab ac")),
        ("findall", ("ab ac",)),
        ("split", ("ab ac",)),
        ("match", ("ab",)),
        ("fullmatch", ("b",)),
    ],
)
def test_it_does_what_a_pattern_does(method, arguments):
    ours, theirs = (getattr(module.compile("a(.)"), method)(*arguments) for module in (lazy_re, re))
    assert str(ours) == str(theirs)


def test_patterns_of_bytes():
    assert [match.span() for match in lazy_re.compile(b"r+").finditer(b"orro")] == [(1, 3)]


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda pattern: pickle.loads(pickle.dumps(pattern))])
def test_a_copy_is_a_pattern(copied, used):
    pattern = lazy_re.compile("(?i)[a-b]", re.ASCII)
    assert not used or pattern.match("A")
    copy_of_it = copied(pattern)
    assert copy_of_it.match("B") and not copy_of_it.match("c") and copy_of_it.flags & re.ASCII


def test_a_mistake_shows_when_it_is_used():
    pattern = lazy_re.compile("(")
    with pytest.raises(re.error, match="unterminated subpattern"):
        pattern.match("x")


def test_the_patterns_of_all_modules_and_tables_compile():
    for module in MODULES:
        import_module(module)
    partyie.extract("荥阳市委书记宋书杰2021年9月29日率15700多人到任。")  # reads the tables
    patterns = [value for value in gc.get_objects() if isinstance(value, LazyPattern)]
    assert all(pattern.groups >= 0 for pattern in patterns)


def test_no_module_of_ours_compiles_on_its_own():
    """But those below `text`, which can't import from it, and the module itself."""
    for module in MODULES:
        if not module.startswith(("partyie.formats", "partyie.records", "partyie.text.lazy_re")):
            assert vars(import_module(module)).get("re") is not re, module
