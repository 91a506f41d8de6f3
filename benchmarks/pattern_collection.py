"""Every regular expression of the package, found mechanically: run as a script, before partyie is imported.

A call of :mod:`re` is recorded with the line of partyie that makes it, and a pattern of ``lazy_re`` with the methods
that are asked of it, while all modules are imported and texts are read. Lines that make patterns and weren't come to
are listed, too: no pattern escapes by never being used.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

PARTS = ("annotations", "models", "benchmarks")  # not what reads: each has its own patterns, run on our own files
COMPILING = ("compile", "match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")
MATCHING = ("match", "fullmatch")
EXPLAINED = "莆田市委书记张三于2021年9月29日到会，共15700多人，来自 25 个单位。\n1.2.5纳米级技术\n2.技术\n"
Site = tuple[str, int]  # file below the package, line


@dataclass(slots=True)
class Found:
    """A pattern, where it is made, and what it is asked; ``methods`` is empty where that isn't known.

    Attributes:
        pattern: As written; of bytes as Latin-1.
        flags: Given beside it.
        data: Whether it is of bytes.
        asked: Code points of the longest text that it has been asked about.
    """

    pattern: str
    flags: int
    data: bool
    sites: set[Site] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)
    asked: int = 0


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

    text = 1 if name in ("sub", "subn") else 0  # behind what is put in its place
    bounded = name in ("match", "fullmatch", "search", "finditer", "findall")  # by a first and a last place

    def call(*arguments: Any, **named: Any) -> Any:
        found.methods.add(name)
        if len(arguments) > text:
            first, last = (*arguments[1:3], 0, len(arguments[text]))[:2] if bounded else (0, len(arguments[text]))
            if bounded and len(arguments) == 2:
                last = len(arguments[0])
            found.asked = max(found.asked, min(last, len(arguments[text])) - first)
        return method(*arguments, **named)

    return call


def modules(folder: Path) -> Iterator[str]:
    """All modules of the package that read."""
    for path in sorted(folder.rglob("*.py")):
        steps = path.relative_to(folder).with_suffix("").parts
        if steps[0] not in PARTS and steps[-1] not in ("__init__", "__main__"):
            yield ".".join(("partyie", *steps))


def compiling_lines(folder: Path) -> Iterator[tuple[Site, str, ast.expr]]:
    """Where the package's source calls :mod:`re`, which function, and what it gives as the pattern."""
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder).as_posix()
        if name.split("/")[0] in PARTS or name == "text/lazy_re.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=asked)) if asked in COMPILING:
                    yield (name, node.lineno), asked, node.args[0]


def read_all(texts: Iterable[str]) -> None:
    """Read texts, explain a place, and read some expressions: so that functions make their patterns."""
    import partyie
    from partyie.api import explain

    for text in texts:
        partyie.extract(text)
    partyie.extract(EXPLAINED)
    explain(EXPLAINED, 0)
    for words in ("2021年9月29日", "三天", "15700多人"):
        for parse in (partyie.parse_date, partyie.parse_quantity):
            with suppress(partyie.errors.InputError):
                parse(words)


def add_uses(recorder: Recorder, folder: Path) -> None:
    """Record which methods the source asks of the patterns that modules name."""
    for path in sorted(folder.rglob("*.py")):
        steps = path.relative_to(folder).with_suffix("").parts
        if steps[0] in PARTS or steps[-1] in ("__init__", "__main__"):
            continue
        module = vars(import_module(".".join(("partyie", *steps))))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=asked, attr=method)) if method in COMPILING[1:]:
                    for name in (one.id for one in ast.walk(asked) if isinstance(one, ast.Name)):
                        _add_use(recorder, module.get(name), method)


def _add_use(recorder: Recorder, pattern: Any, method: str) -> None:
    flags = getattr(pattern, "given_flags", None)
    if isinstance(pattern, re.Pattern):
        flags = pattern.flags & ~re.UNICODE
    found = None if flags is None else recorder.found.get((pattern.pattern, flags))
    if found is not None:
        found.methods.add(method)


def add_constants(recorder: Recorder, folder: Path) -> list[Site]:
    """Record the patterns of lines that weren't come to, as far as their modules tell them; the other lines."""
    come_to = {site for found in recorder.found.values() for site in found.sites}
    missed = []
    for site, method, pattern in compiling_lines(folder):
        if site in come_to:
            continue
        module = import_module("partyie." + site[0].removesuffix(".py").replace("/", "."))
        try:
            value = eval(compile(ast.Expression(pattern), site[0], "eval"), vars(module))  # our own source
        except NameError:  # made of what only the function knows
            missed.append(site)
            continue
        recorder.add(value, 0, site).methods.update(set() if method == "compile" else {method})
    return missed


def main() -> None:
    """Answer a job, which comes in as JSON, with what was found, as JSON."""
    recorder, folder = Recorder(Path(sys.argv[1])), Path(sys.argv[1])
    recorder.record_re()
    import partyie  # noqa: F401

    recorder.record_lazy()
    for name in modules(folder):
        import_module(name)
    from partyie.benchmarks.pattern_growth import PatternJob, attack_patterns

    job = PatternJob.model_validate_json(sys.stdin.buffer.read())
    read_all(job.texts)
    missed = add_constants(recorder, folder)
    add_uses(recorder, folder)
    sys.stdout.write(attack_patterns(list(recorder.found.values()), missed, job, read_all).model_dump_json())


if __name__ == "__main__":
    main()
