"""What MkDocs asks while it builds the site: pages that lie outside docs/ or are drawn, links between them.

A file of the repository has one home; the site shows it where ``PAGES`` says. Links in it are written as they work in
the repository; here they are led to the site's pages. A link to a file that is no page of the site becomes plain text,
and one to a file that doesn't exist is a warning, which ends a strict build.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from site_commands import commands_page
from site_notebooks import NotebookPage, read_notebook
from site_reference import components_page, formats_page, records_page

ROOT = Path(__file__).parents[1]
LOG = get_plugin_logger("site_pages")

# page of the site: file of the repository
PAGES = {
    "index.md": "README.md",
    "zh.md": "README.zh.md",
    "guideline.md": "annotations/GUIDELINE.md",
    "gold.md": "annotations/README.md",
    "measured/README.md": "benchmarks/results/README.md",
    "models/sm.md": "models/ner/sm/README.md",
    "models/lg.md": "models/lg/README.md",
    "models/segmenter.md": "models/segmenter/README.md",
    "tables.md": "partyie/lexicon/data/README.md",
    "changelog.md": "CHANGELOG.md",
    "contributing.md": "CONTRIBUTING.md",
}
DRAWN = {
    "reference/records.md": records_page,
    "reference/formats.md": formats_page,
    "reference/components.md": components_page,
    "reference/commands.md": commands_page,
}
NOTICE = "<!-- the file NOTICE of the repository -->"
HOMES = {home: page for page, home in PAGES.items()}
NOTEBOOKS: dict[str, NotebookPage] = {}  # by page of the site

FENCE = re.compile(r"^ *(```|~~~)")
LINK = re.compile(r"(!?)\[((?:[^\]\[]|\[[^\]]*\])*)\]\(([^)\s#]+)(#[^)\s]*)?\)")


def on_config(config: Any) -> Any:
    """Add to the navigation what lies in the folders of how-tos and notebooks and isn't named there."""
    for section, folder in (("How to", "how-to"), ("Notebooks", "notebooks")):
        entries = next(entry[section] for entry in config.nav if section in entry)
        named = {page for entry in entries for page in (entry.values() if isinstance(entry, dict) else [entry])}
        found = [path for path in sorted((ROOT / "docs" / folder).iterdir()) if path.suffix in (".md", ".ipynb")]
        entries += [page for path in found if (page := f"{folder}/{path.stem}.md") not in named]
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add the pages from elsewhere with their pictures, the pages that are drawn, and the notebooks."""
    for page, home in PAGES.items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / home)))
    for picture in sorted((ROOT / "benchmarks" / "results").glob("*.svg")):
        files.append(File.generated(config, f"measured/{picture.name}", abs_src_path=str(picture)))
    for page, draw in DRAWN.items():
        files.append(File.generated(config, page, content=draw()))
    for path in sorted((ROOT / "docs" / "notebooks").glob("*.ipynb")):
        notebook = NOTEBOOKS[f"notebooks/{path.stem}.md"] = read_notebook(path)
        files.append(File.generated(config, f"notebooks/{path.stem}.md", content=notebook.markdown))
        for name, content in notebook.pictures.items():
            files.append(File.generated(config, f"notebooks/{name}", content=content))
    return files


def on_page_content(html: str, page: Any, config: Any, files: Files) -> str:
    """Put what a notebook's cells show into its page."""
    notebook = NOTEBOOKS.get(page.file.src_uri)
    return notebook.filled(html) if notebook else html


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Lead the links of a page from the repository's files to the site's."""
    uri = page.file.src_uri
    home = PAGES.get(uri, f"docs/{uri}")

    def lead(match: re.Match[str]) -> str:
        picture, words, target, anchor = match[1], match[2], match[3], match[4] or ""
        if re.match(r"[a-z]+:", target):
            return match[0]
        place = posixpath.normpath(posixpath.join(posixpath.dirname(home), target))
        there = page_of(place)
        if files.get_file_from_path(there):
            return f"{picture}[{words}]({posixpath.relpath(there, posixpath.dirname(uri) or '.')}{anchor})"
        if not (ROOT / place).exists():
            LOG.warning("%s links to %s, and there is no such file", home, target)
        return words

    if NOTICE in markdown:
        markdown = markdown.replace(NOTICE, f"```text\n{(ROOT / 'NOTICE').read_text(encoding='utf-8')}```")
    return "\n".join(line if fenced else LINK.sub(lead, line) for fenced, line in lines_of(markdown))


def page_of(place: str) -> str:
    """Where the site has a file of the repository, or would have it."""
    for name in (place, posixpath.join(place, "README.md")):
        if name in HOMES:
            return HOMES[name]
    if place.startswith("benchmarks/results/"):
        return place.replace("benchmarks/results", "measured")
    return re.sub(r"\.ipynb$", ".md", place.removeprefix("docs/"))


def lines_of(markdown: str) -> Iterator[tuple[bool, str]]:
    """Each line, and whether it is inside a block of code."""
    fence = ""
    for line in markdown.split("\n"):
        match = FENCE.match(line)
        if match and not fence:
            fence = match[1]
        elif match and match[1] == fence:
            fence = ""
        yield bool(fence), line
