"""Every regular expression of the package, found mechanically: run as a script, before partyie is imported.

A call of :mod:`re` is recorded with the line of partyie that makes it, and a pattern of ``lazy_re`` with the methods
that are asked of it, while all modules are imported and texts are read. Lines that make patterns and weren't come to
are listed, too: no pattern escapes by never being used.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

PARTS = ("annotations", "models", "benchmarks")  # not what reads: each has its own patterns, run on our own files
COMPILING = ("compile", "match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")
MATCHING = ("match", "fullmatch")
Site = tuple[str, int]  # file below the package, line


@dataclass(slots=True)
class Found:
    """A pattern, where it is made, and what it is asked; ``methods`` is empty where that isn't known.

    Attributes:
        pattern: As written; of bytes as Latin-1.
        flags: Given beside it.
        data: Whether it is of bytes.
    """

    pattern: str
    flags: int
    data: bool
    sites: set[Site] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)


class Recorder:
    """What is compiled from now on by code of the package."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder) + "/"
        self.found: dict[tuple[str | bytes, int], Found] = {}

    def add(self, pattern: str | bytes, flags: int, site: Site | None) -> Found:
        """The record of a pattern, made at this place."""
        key = pattern, int(flags)
        if key not in self.found:
            data = isinstance(pattern, bytes)
            self.found[key] = Found(pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern, key[1], data)
        if site is not None:
            self.found[key].sites.add(site)
        return self.found[key]

    def site(self, frame: FrameType | None) -> Site | None:
        """The line of the package that asked, if that is ours; what a library compiles for itself isn't."""
        while frame is not None and frame.f_code.co_filename.endswith(("/re/__init__.py", "/lazy_re.py", __file__)):
            frame = frame.f_back
        if frame is None or not frame.f_code.co_filename.startswith(self.folder):
            return None
        return frame.f_code.co_filename.removeprefix(self.folder), frame.f_lineno

    def record_re(self) -> None:
        """Record what :mod:`re` compiles."""
        inner: Callable[..., Any] = re._compile  # type: ignore[attr-defined]

        def compile(pattern: Any, flags: int) -> Any:
            caller = sys._getframe(1)
            site = self.site(caller)
            if site is not None and isinstance(pattern, str | bytes):
                found = self.add(pattern, flags, site)
                if caller.f_code.co_name != "compile":
                    found.methods.add(caller.f_code.co_name)
            return inner(pattern, flags)

        re._compile = compile  # type: ignore[attr-defined]

    def record_lazy(self) -> None:
        """Record the patterns of ``lazy_re`` and what they are asked."""
        from partyie.text.lazy_re import _USED, LazyPattern, _Ready

        def init(lazy: Any, pattern: str | bytes, flags: int) -> None:
            lazy.pattern, lazy.given_flags = pattern, flags
            self.add(pattern, flags, self.site(sys._getframe(1)))

        def getattr_(lazy: Any, name: str) -> Any:
            found, compiled = self.add(lazy.pattern, lazy.given_flags, None), re.compile(lazy.pattern, lazy.given_flags)
            lazy.__dict__.update({used: _noted(getattr(compiled, used), used, found) for used in _USED})
            lazy.__class__ = _Ready
            return lazy.__dict__.get(name) or getattr(compiled, name)

        LazyPattern.__init__ = init  # type: ignore[method-assign,assignment]
        LazyPattern.__getattr__ = getattr_  # type: ignore[method-assign]


def _noted(method: Any, name: str, found: Found) -> Any:
    if name not in COMPILING:
        return method

    def call(*arguments: Any, **named: Any) -> Any:
        found.methods.add(name)
        return method(*arguments, **named)

    return call


def modules(folder: Path) -> Iterator[str]:
    """All modules of the package that read."""
    for path in sorted(folder.rglob("*.py")):
        steps = path.relative_to(folder).with_suffix("").parts
        if steps[0] not in PARTS and steps[-1] not in ("__init__", "__main__"):
            yield ".".join(("partyie", *steps))


def compiling_lines(folder: Path) -> Iterator[Site]:
    """Where the package's source calls :mod:`re`."""
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder).as_posix()
        if name.split("/")[0] in PARTS or name == "text/lazy_re.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name_of)) if name_of in COMPILING:
                    yield name, node.lineno


def read_all(texts: list[str]) -> None:
    """Read texts, explain a place of each, and read some expressions: so that functions make their patterns."""
    import partyie
    from partyie.api import explain

    for text in texts:
        partyie.extract(text)
        if text:
            explain(text, len(text) // 2)
    for words in ("2021年9月29日", "三天", "15700多人"):
        for parse in (partyie.parse_date, partyie.parse_quantity):
            try:
                parse(words)
            except partyie.errors.InputError:
                pass


def main() -> None:
    """Give the patterns and the lines not come to, as JSON; texts come in as a JSON list."""
    recorder = Recorder(Path(sys.argv[1]))
    recorder.record_re()
    import partyie  # noqa: F401

    recorder.record_lazy()
    folder = Path(sys.argv[1])
    for name in modules(folder):
        import_module(name)
    read_all(json.load(sys.stdin))
    come_to = {site for found in recorder.found.values() for site in found.sites}
    missed = [site for site in compiling_lines(folder) if site not in come_to]
    patterns = [
        asdict(found) | {"sites": sorted(found.sites), "methods": sorted(found.methods)}
        for found in recorder.found.values()
    ]
    json.dump({"patterns": patterns, "missed": missed}, sys.stdout)


if __name__ == "__main__":
    main()
