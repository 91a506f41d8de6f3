"""The site's pages of formats and components, drawn from the source: what there is, mkdocstrings describes."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from configparser import ConfigParser
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic_core import PydanticUndefined
from site_docstrings import as_markdown

import partyie.records
from partyie.formats.registry import FORMATS as REGISTERED

ROOT = Path(__file__).parents[1]

# How the house names what turns records or gold into something else, and back.
CONVERSION = re.compile(r"(?:read|write|parse|format|to)_|.*_from_|arrow_schema|check_gold")
# The modules shown: those of the table of formats, and what isn't a format of files.
SHOWN_FORMATS = {row.module for row in REGISTERED.values()} - {"files"} | {
    "frame", "gold", "gold_checks", "gold_proposals", "gold_records", "html", "jsonl", "registry",
}  # fmt: skip

FORMATS = """# Formats

What turns records into files, frames and pages, and back. Modules of `partyie.formats`; an optional library is imported
when a function first needs it, and where it is missing the error says what to install. Positions are code points of
the text, half-open, unless a function says otherwise.
"""
COMPONENTS = """# Components

Every part of the pipeline is a spaCy component with a factory of its own, which the package registers: `spacy info`
lists them, and `nlp.add_pipe("partyie_dates")` adds one to a pipeline of yours. They pass their work on in the order of
[`config.cfg`](../../partyie/pipeline/config.cfg); [Rules and evidence](../concepts/evidence.md) says what they do to
each other.
"""
RECORDS = """# Records

What `partyie` returns: pydantic models, frozen, with unknown fields refused. [Records](../concepts/records.md) says how
they hang together; [`extraction.schema.json`](../extraction.schema.json) is the JSON schema of an `Extraction`. They
are imported from `partyie.records`, which never loads spaCy; `Extraction` and `Failure` from `partyie`, too.
`Ids` is `tuple[str, ...]`: ids of other records.
"""
SHOWN = (
    "Extraction", "Failure", "FailureReason", "TooLong", "DocumentFacts", "Version", "Mention", "Label", "Person",
    "Organisation", "Place", "Post", "Tenure", "Date", "Quantity", "Link", "Repair", "TextSpan",
)  # fmt: skip
VIEWS = """### Text and views

::: partyie.records.Extraction.text
    options:
      heading_level: 4

::: partyie.records.Extraction.with_text
    options:
      heading_level: 4

::: partyie.formats.attach.to_frame
    options:
      heading: Extraction.to_frame
      toc_label: to_frame
      heading_level: 4

::: partyie.formats.attach.to_html
    options:
      heading: Extraction.to_html
      toc_label: to_html
      heading_level: 4
"""
DIRECTIVE = "::: {path}\n    options:\n      heading_level: 3\n"


def formats_page() -> str:
    """Each module of ``partyie.formats`` that converts, with its functions and its public classes."""
    sections = [FORMATS]
    for path in sorted((ROOT / "partyie" / "formats").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [node.name for node in tree.body if _is_shown(node)]  # type: ignore[attr-defined]
        if path.stem in SHOWN_FORMATS and names:
            shown = "\n".join(DIRECTIVE.format(path=f"partyie.formats.{path.stem}.{name}") for name in names)
            about = _about(path.read_text(encoding="utf-8"))
            sections.append(f"## partyie.formats.{path.stem}\n\n{about}\n\n{shown}")
    return "\n".join(sections)


def _about(source: str) -> str:
    """What a module says of itself."""
    return as_markdown(ast.get_docstring(ast.parse(source)) or "")


def _is_shown(node: ast.stmt) -> bool:
    if isinstance(node, ast.FunctionDef):
        overload = any(isinstance(one, ast.Name) and one.id == "overload" for one in node.decorator_list)
        return bool(CONVERSION.match(node.name)) and not node.name.startswith("_") and not overload
    return isinstance(node, ast.ClassDef) and not node.name.startswith("_") and bool(ast.get_docstring(node))


def records_page() -> str:
    """Each record: what it is, and all its fields with type, default and meaning."""
    sections = [RECORDS]
    for name in SHOWN:
        record = getattr(partyie.records, name)
        about, meanings = _documented(inspect.getdoc(record) or "")
        sections.append(f"## {name} {{ #partyie.records.{name} }}\n\n{about}\n")
        if name == "Label":
            sections.append(", ".join(f"`{label}`" for label in record) + "\n")
        else:
            sections += ["| field | type | default | meaning |", "|---|---|---|---|"]
            sections += [*_fields(record, meanings), ""]
        if name == "Extraction":
            sections.append(VIEWS)
    return "\n".join(sections)


def _fields(record: Any, meanings: dict[str, str]) -> Iterator[str]:
    for name, field in record.model_fields.items():
        default = "" if field.default is PydanticUndefined else f"`{field.default!r}`"
        stated = next(found[name] for one in record.__mro__ if name in (found := inspect.get_annotations(one)))
        kind = stated.replace("|", "&#124;")
        yield f"| `{name}` | <code>{kind}</code> | {default} | {meanings.get(name, '')} |"


def _documented(docstring: str) -> tuple[str, dict[str, str]]:
    """The text of a docstring, and what its section ``Attributes`` says of each field."""
    about, _, attributes = as_markdown(docstring).partition("\nAttributes:\n")
    meanings = re.findall(r"^ {4}(\w+): (.+(?:\n {8,}.+)*)", attributes, flags=re.MULTILINE)
    return about.strip(), {name: re.sub(r"\s+", " ", meaning).replace("|", "&#124;") for name, meaning in meanings}


def components_page() -> str:
    """Each factory, tokenizer and scorer that setup.cfg registers, in its order."""
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    points = setup["options.entry_points"]
    sections = [COMPONENTS]
    for group in ("spacy_factories", "spacy_tokenizers", "spacy_scorers"):
        for line in points[group].strip().splitlines():
            name, value = (part.strip() for part in line.split("="))
            sections.append(f"## {name}\n\n{_component(value)}")
    return "\n".join(sections)


def _component(value: str) -> str:
    """What a module says of itself, and its function, of ``module:function``.

    mkdocstrings reads the folder ``partyie``; what the package takes from folders beside it, as ``benchmarks``, stands
    here with its docstring alone.
    """
    name, _, function = value.partition(":")
    module = import_module(name)
    about = as_markdown(inspect.getdoc(module) or "")
    if (ROOT / name.replace(".", "/")).with_suffix(".py").is_file():
        return f"{about}\n\n{DIRECTIVE.format(path=f'{name}.{function}')}      show_root_toc_entry: false\n"
    return f"{about}\n\n`{value}`\n\n{as_markdown(inspect.getdoc(getattr(module, function)) or '')}\n"
