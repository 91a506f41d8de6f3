"""Uses all of partyie in one process and prints what the process did beside computing, as JSON: run by `test_offline`.

usage: python offline_program.py FOLDER

Python's audit events tell: connections and names looked up (which fail here), processes started, files written, pickles
and code loaded.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TEXT = "关于周一川同志任职的通知\n莆田市委书记周一川2021年9月29日到任，分管财政局等3个部门。\n"
NETWORK = ("socket.", "http.", "urllib.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "telnetlib.", "webbrowser.")
HARMLESS = ("socket.__new__", "socket.gethostname")  # a socket that goes nowhere, this machine's own name
PROBE = ("::1", 0)  # urllib3, which spaCy's command line imports, asks so whether this machine has IPv6
PROCESSES = (
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "pty.spawn",
)
CHANGES = (
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "shutil.",
)
CODE = ("pickle.find_class", "marshal.load", "code.__new__")

watching = True
seen: list[list[str]] = []


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Keep what may be of interest."""
    if not watching:
        return
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        seen.append(["written", str(arguments[0])])
    elif event.startswith(NETWORK) and event not in HARMLESS:
        seen.append(["network", f"{event} {arguments[1:]}"])
        if not (event == "socket.bind" and arguments[1] == PROBE):
            raise PermissionError(f"no network here: {event} {arguments[1:]}")
    elif event.startswith(PROCESSES):
        seen.append(["process", str(arguments[0] if arguments else event)])
    elif event.startswith(CHANGES):
        seen.append(["changed", str(arguments[0])])
    elif event in CODE:
        seen.append(["code", f"{event} {caller()} {'.'.join(map(str, arguments[:2]))}"])


def caller() -> str:
    """The module that is behind an event."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_globals.get("__name__") in ("pickle", "copyreg", "_pickle"):
        frame = frame.f_back
    return str(frame.f_globals.get("__name__"))


def commands(folder: Path) -> Iterator[list[str]]:
    """Every command, on small input, with every format."""
    text, lines = folder / "text.txt", folder / "out.jsonl"
    text.write_text(TEXT, encoding="utf-8")
    (folder / "terms.tsv").write_text("term\tlabel\n七彩办\tORG\n", encoding="utf-8")
    yield ["extract", str(text), "-o", str(lines), "--lexicon", str(folder / "terms.tsv")]
    yield ["extract", str(text), "-o", str(folder / "extracted.html")]
    yield ["show", str(text), "--color"]
    yield ["explain", str(text), "--find", "书记"]
    yield ["doctor"]
    yield ["schema"]
    from partyie.formats.registry import FORMATS

    for name, row in FORMATS.items():
        if row.extra is None or importlib.util.find_spec(row.extra if row.extra != "parquet" else "pyarrow"):
            out = folder / name if row.kind == "folder" else folder / name / f"out{row.suffix}"
            (folder / name).mkdir(exist_ok=True)
            yield ["convert", str(lines), "--to", name, "-o", str(out)]
            if row.read:
                yield ["convert", str(out), "--from", name, "--to", "jsonl", "-o", str(folder / f"from-{name}.jsonl")]
    yield ["benchmark", "accuracy", "--gold", str(folder / "inline")]


def main(folder: Path) -> dict[str, Any]:
    """Import everything, then use it."""
    import partyie

    modules = [one.name for one in pkgutil.walk_packages(partyie.__path__, "partyie.")]
    modules = [name for name in modules if not name.startswith("partyie.models.") and not name.endswith(".__main__")]
    for name in modules:
        importlib.import_module(name)
    after_import = len(seen)
    failed = []
    list(partyie.extract_many([("a", TEXT), ("b", TEXT)]))
    with contextlib.redirect_stderr(sys.stdout), contextlib.redirect_stdout(sys.stderr):
        from partyie.cli import app

        for arguments in commands(folder):
            try:
                code = app(arguments, standalone_mode=False)
            except SystemExit as leaving:
                code = leaving.code
            if code not in (None, 0):
                failed.append([code, arguments])
    return {"modules": len(modules), "at_import": seen[:after_import], "later": seen[after_import:], "failed": failed}


if __name__ == "__main__":
    sys.addaudithook(watch)
    told = main(Path(sys.argv[1]))
    watching = False
    print(json.dumps(told, ensure_ascii=False))
