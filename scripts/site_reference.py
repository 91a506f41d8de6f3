"""The site's pages of formats and components, drawn from the source: what there is, mkdocstrings describes."""

from __future__ import annotations

import ast
import re
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parents[1]

# How the house names what turns records or gold into something else, and back.
CONVERSION = re.compile(r"(?:read|write|parse|format|to)_|.*_from_|arrow_schema|check_gold")
# Parts of other formats: columns and cells of tables, pieces of the page.
INTERNAL = {"attach", "columns", "derived", "rows", "stretches", "terminal"}

FORMATS = """# Formats

What turns records into files, frames and pages, and back. Modules of `partyie.formats`; an optional library is imported
when a function first needs it, and where it is missing the error says what to install. Positions are code points of
the text, half-open, unless a function says otherwise.
"""
COMPONENTS = """# Components

Every part of the pipeline is a spaCy component with a factory of its own, which the package registers: `spacy info` lists
them, and `nlp.add_pipe("partyie_dates")` adds one to a pipeline of yours. They pass their work on in the order of
[`config.cfg`](../../partyie/pipeline/config.cfg); [Rules and evidence](../concepts/evidence.md) says what they do to each
other.
"""
HEADED = "    options:\n      heading: {name}\n      toc_label: {name}\n"


def formats_page() -> str:
    """Each module of ``partyie.formats`` that converts, with its functions and its public classes."""
    sections = [FORMATS]
    for path in sorted((ROOT / "partyie" / "formats").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [node.name for node in tree.body if _is_shown(node)]  # type: ignore[attr-defined]
        if path.stem not in INTERNAL and names:
            about = (ast.get_docstring(tree) or "").replace("``", "`")
            shown = "".join(f"::: partyie.formats.{path.stem}.{name}\n    options:\n      heading_level: 3\n\n" for name in names)
            sections.append(f"## partyie.formats.{path.stem}\n\n{about}\n\n{shown}")
    return "\n".join(sections)


def _is_shown(node: ast.stmt) -> bool:
    if isinstance(node, ast.FunctionDef):
        overload = any(isinstance(one, ast.Name) and one.id == "overload" for one in node.decorator_list)
        return bool(CONVERSION.match(node.name)) and not node.name.startswith("_") and not overload
    return isinstance(node, ast.ClassDef) and not node.name.startswith("_") and bool(ast.get_docstring(node))


def components_page() -> str:
    """Each factory, tokenizer and scorer that setup.cfg registers, in its order."""
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    points = setup["options.entry_points"]
    sections = [COMPONENTS]
    for group in ("spacy_factories", "spacy_tokenizers", "spacy_scorers"):
        for line in points[group].strip().splitlines():
            name, value = (part.strip() for part in line.split("="))
            sections.append(f"::: {value.replace(':', '.')}\n{HEADED.format(name=name)}")
    return "\n".join(sections)
