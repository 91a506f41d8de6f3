"""The site builds, without a network and with strict links, and shows what the package really has."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from posixpath import dirname, join, normpath
from types import ModuleType, SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
import typer
from test_docs_code import OUTSIDE

import partyie
from partyie.benchmarks.cli import app as benchmark_app
from partyie.cli import app
from partyie.records import Extraction, Person, Tenure

pytest.importorskip("material", reason="an optional extra: partyie[docs]")
pytest.importorskip("mkdocstrings", reason="an optional extra: partyie[docs]")

ROOT = Path(__file__).parents[1]
VALIDATION = re.compile(r"^validation:\n(?: +.*\n)+", re.MULTILINE)
# What a browser fetches by itself; links that a reader follows may lead anywhere.
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href", "object": "data"}


def build(folder: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of a folder; ``-P`` as the folder `partyie` of the tree lacks the parts that setup.cfg maps.

    Not ``--quiet``: it drops the warnings before strict mode counts them.
    """
    return subprocess.run(
        [sys.executable, "-P", "-m", "mkdocs", "build", "--site-dir", str(out)],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )


class Page(HTMLParser):
    """What a page holds: ids, links, and what it fetches."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids |= {values[name] for name in ("id", "name") if name in values}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in FETCHED and FETCHED[tag] in values:
            self.fetched.append(values[FETCHED[tag]])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    done = build(ROOT, out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """Every page by its path."""
    return {str(path.relative_to(site)): Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def test_every_page_and_notebook_is_there(pages: dict[str, Page]) -> None:
    docs = ROOT / "docs"
    sources = [path.relative_to(docs) for kind in ("*.md", "*.ipynb") for path in docs.rglob(kind)]
    assert len(sources) > 10
    assert {str(source.with_suffix(".html")) for source in sources} <= set(pages)


def test_nothing_is_fetched_from_elsewhere(site: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert not [one for one in page.fetched if re.match(r"(?:https?:)?//", one)], name
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//|@import", style.read_text(encoding="utf-8")), style
    # the theme would load a library for each of these from a network
    assert not [page for page in site.rglob("*.html") if re.search(r'class="(?:mermaid|arithmatex)', page.read_text())]


def test_every_link_of_the_built_pages_leads_to_a_file_and_a_place_in_it(site: Path, pages: dict[str, Page]) -> None:
    """MkDocs checks the Markdown's links; this checks what mkdocstrings, the theme and raw HTML made as well."""
    assert list(dead_links(site, pages)) == []


def dead_links(site: Path, pages: dict[str, Page]) -> Iterator[str]:
    for name, page in pages.items():
        for link in [*page.links, *page.fetched]:
            if name == "404.html" or re.match(r"[a-z]+:", link):
                continue
            path, _, place = unquote(link).partition("#")
            target = normpath(join(dirname(name), path)) if path else name
            if target == ".":
                target = "index.html"
            ids = pages[target].ids if target in pages else {place}
            if not (site / target).exists() or not (place in ids or place == "" or place.startswith("__")):
                yield f"{name}: {link}"


def test_links_that_lead_nowhere_end_the_build(tmp_path: Path) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    [validation] = VALIDATION.findall(settings)
    assert "\nstrict: true\n" in settings
    config = f"site_name: x\nstrict: true\ntheme:\n  name: null\n  custom_dir: theme\nplugins: []\n{validation}"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "main.html").write_text("{{ page.content }}")
    (tmp_path / "docs").mkdir()
    links = ("no.md", "index.md#no", "#nowhere", "/index.md", "no")
    (tmp_path / "docs" / "index.md").write_text("# A\n\n" + "".join(f"[a]({link})\n\n" for link in links))
    done = build(tmp_path, tmp_path / "out")
    assert done.returncode == 1
    assert [link for link in links if f"'{link}'" not in done.stderr] == []
    assert f"Aborted with {len(links)} warnings" in done.stdout


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What MkDocs asks while it builds the site."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    return import_module("site_pages")


def test_the_code_of_every_page_from_elsewhere_is_run(hooks: ModuleType) -> None:
    assert sorted(hooks.PAGES.values()) == sorted(OUTSIDE)


@pytest.mark.parametrize(
    ("link", "led"),
    [
        ("[a](concepts/records.md)", "[a](concepts/records.md)"),
        ("[a](../README.zh.md)", "[a](zh.md)"),
        ("[a](../annotations/GUIDELINE.md#7-entities)", "[a](guideline.md#7-entities)"),
        ("[a](../annotations)", "[a](gold.md)"),
        ("![a](../benchmarks/results/speed.svg)", "![a](measured/speed.svg)"),
        ("[a](notebooks/careers.ipynb)", "[a](notebooks/careers.md)"),
        ("[`a`](../NOTICE)", "`a`"),
        ("[a](https://spacy.io)", "[a](https://spacy.io)"),
        ("```\n[a](../README.md)\n```", "```\n[a](../README.md)\n```"),
    ],
)
def test_links_of_the_repository_become_links_of_the_site(hooks: ModuleType, link: str, led: str) -> None:
    assert hooks.on_page_markdown(link, page_at("questions.md"), None, all_files(hooks)) == led


def test_a_link_to_no_file_is_a_warning(hooks: ModuleType, caplog: pytest.LogCaptureFixture) -> None:
    hooks.on_page_markdown("[a](../no.txt)", page_at("questions.md"), None, all_files(hooks))
    assert "docs/questions.md links to ../no.txt, and there is no such file" in caplog.text


def page_at(uri: str) -> Any:
    return SimpleNamespace(file=SimpleNamespace(src_uri=uri))


def all_files(hooks: ModuleType) -> Any:
    """Files of the site, as far as links ask for them."""
    known = {*hooks.PAGES, "concepts/records.md", "measured/speed.svg", "notebooks/careers.md"}
    return SimpleNamespace(get_file_from_path=lambda path: path in known)


def text_of(site: Path, page: str) -> str:
    return (site / page).read_text(encoding="utf-8")


def test_the_page_of_commands_has_every_command_and_option(site: Path) -> None:
    text = text_of(site, "reference/commands.html")
    for commands, prefix in ((app, "partyie"), (benchmark_app, "partyie benchmark")):
        group = typer.main.get_command(commands)
        for name, command in group.commands.items():  # type: ignore[attr-defined]
            if name != "benchmark":
                assert f">{prefix} {name}<" in text
                options = [option for parameter in command.params for option in parameter.opts]
                assert [one for one in options if one.startswith("--") and one != "--help" and one not in text] == []


def test_the_reference_has_every_public_name_and_field(site: Path, pages: dict[str, Page]) -> None:
    names = {name for name in partyie.__all__ if not name.startswith("_")}
    here, records = pages["reference/partyie.html"].ids, pages["reference/records.html"].ids
    shown = {identifier.rpartition(".")[2] for identifier in here} | {one.rpartition(".")[2] for one in records}
    assert names - shown == set()
    text = text_of(site, "reference/records.html")
    for record in (Extraction, Person, Tenure):
        assert [field for field in record.model_fields if f"<code>{field}</code>" not in text] == []
    assert "Key of the body served in (guideline §7)" in text  # from a docstring


def test_the_page_of_components_has_what_the_package_registers(pages: dict[str, Page]) -> None:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = setup["options.entry_points"]["spacy_factories"].strip().splitlines()
    factories = {line.split("=")[0].strip() for line in lines}
    assert len(factories) > 10
    assert factories <= pages["reference/components.html"].ids


def test_docstrings_are_shown_as_prose_and_code(site: Path) -> None:
    for page in (site / "reference").glob("*.html"):
        assert not re.search(r":(?:func|class|attr|meth):|<blockquote>", page.read_text(encoding="utf-8")), page


def test_figures_and_cards_are_those_of_the_repository(site: Path) -> None:
    for plot in (ROOT / "benchmarks" / "results").glob("*.svg"):
        assert (site / "measured" / plot.name).read_bytes() == plot.read_bytes()
    assert "Model card: sm" in text_of(site, "models/sm.html")
    assert "Annotation guideline" in text_of(site, "guideline.html")
    assert "Chinese-Names-Corpus" in text_of(site, "licences.html")  # NOTICE


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_shows_its_outputs(site: Path, pages: dict[str, Page], path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", ())]
    page = pages[f"notebooks/{path.stem}.html"]
    pictures = [one for one in page.fetched if one.startswith(f"{path.stem}-")]
    assert len(pictures) == sum("image/png" in data or "image/svg+xml" in data for data in outputs)
    assert all((site / "notebooks" / picture).stat().st_size > 1000 for picture in pictures)
    text = text_of(site, f"notebooks/{path.stem}.html")
    assert 'id="output-' not in text  # every place was filled
    assert text.count('class="notebook-output"') >= sum("text/html" in data for data in outputs)


@pytest.mark.parametrize("name", ["reading.svg"])
def test_a_picture_names_folders_that_there_are(name: str) -> None:
    picture = (ROOT / "docs" / "pictures" / name).read_text(encoding="utf-8")
    folders = re.findall(r"\b([a-z]+)/", re.sub(r"<[^>]*>", " ", picture))
    assert len(folders) >= 6
    assert [folder for folder in folders if not (ROOT / "partyie" / folder).is_dir()] == []


def test_search_takes_each_chinese_character_for_a_word(site: Path) -> None:
    """Both the index and what is searched for are cut so, by a pattern that older browsers can read."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    separator = index["config"]["separator"]
    words = [word for word in re.split(separator, "莆田市委书记，offsets in 2021年") if word]
    assert words == ["莆", "田", "市", "委", "书", "记", "offsets", "in", "2021", "年"]
    assert "(?<" not in separator
    assert "trimmer" not in index["config"]["pipeline"]  # it takes Chinese for signs
    assert any("标注规范" in page["text"] for page in index["docs"])
