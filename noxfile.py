"""Sessions: what is checked, built, trained and measured. `nox -l` lists them; `nox` runs the default ones.

All but `lint` work on the built wheel: what is tested is what is shipped.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "tests"]
nox.options.reuse_existing_virtualenvs = True

ROOT = Path(__file__).parent
OLDEST, NEWEST = "3.11", "3.13"
PYTEST = ("--pyargs", "partyie", "tests")
RESULTS = "benchmarks/results"
EVERY = [OLDEST, "3.12", NEWEST]
RECORD = ROOT / "scripts" / "record_dependencies.py"
TEST_TOOLS = ("pytest>=8", "hypothesis>=6.100", "psutil>=5.9", "build>=1.2", "setuptools>=77", "markdown-it-py>=3")
# Tests of what touches a library: of readers and writers, the segmenter, networks, lexicons, commands, the pipeline.
MEETING_LIBRARIES = (
    *(f"tests/formats/test_{name}.py" for name in ("csv", "duckdb", "parquet", "frame", "docbin", "terminal")),
    *("tests/tokenizer", "tests/ner", "tests/lexicon/test_user_lexicon.py", "tests/test_api.py", "tests/test_cli.py"),
    *("tests/pipeline/test_spacy_package.py", "tests/pipeline/test_stream.py"),
    *(f"tests/text/test_{name}.py" for name in ("encoding", "script", "calendar")),
)


def install_wheel(session: nox.Session, extra: str = "") -> Path:
    """Build the wheel and install it, with an extra; return where it lies."""
    out = Path(session.create_tmp()).resolve() / "dist"
    for old in out.glob("*"):
        old.unlink()
    session.install("build")
    session.run("python", "-m", "build", "--outdir", str(out), str(ROOT), silent=True)
    [wheel] = out.glob("*.whl")
    session.install("--force-reinstall", "--no-deps", str(wheel))
    session.install(f"{wheel}{extra}")
    return wheel


@nox.session(python=[OLDEST, NEWEST])
def tests(session: nox.Session) -> None:
    """Run the tests and doctests on the built wheel."""
    install_wheel(session, "[test]")
    session.run("pytest", *PYTEST, "-m", "not slow", *session.posargs)


@nox.session(python=OLDEST)
def lint(session: nox.Session) -> None:
    """Check format and lint of everything."""
    session.install("ruff>=0.17,<0.18")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session(python=OLDEST)
def types(session: nox.Session) -> None:
    """Check types strictly, of the package as installed."""
    install_wheel(session, "[test]")
    session.chdir(session.create_tmp())
    session.run("mypy", "--config-file", str(ROOT / "pyproject.toml"), "-p", "partyie")


@nox.session(python=OLDEST)
def coverage(session: nox.Session) -> None:
    """Measure branch coverage of the tests."""
    install_wheel(session, "[test]")
    # By its path: `coverage run -m pytest` would put the source tree before the installed package.
    session.run("coverage", "run", str(Path(session.bin) / "pytest"), *PYTEST, "-m", "not slow", *session.posargs)
    session.run("coverage", "report")


@nox.session(python=EVERY)
def package(session: nox.Session) -> None:
    """Build sdist and wheel, install the wheel alone, leave the tree, load and use everything, on every Python."""
    wheel = install_wheel(session)
    session.install("twine", "check-wheel-contents")
    session.run("twine", "check", "--strict", *map(str, wheel.parent.iterdir()))
    session.run("check-wheel-contents", str(wheel))
    script, seeds = ROOT / "scripts" / "check_installation.py", sorted((ROOT / "annotations" / "seeds").glob("*.txt"))
    session.chdir(session.create_tmp())
    session.run("python", str(script))
    session.run("partyie", "extract", *map(str, seeds), "-o", "extractions.jsonl")
    session.run("partyie", "benchmark", "accuracy", "--split", "written")
    session.run("python", str(RECORD), f"python {session.python}", "--written")


@nox.session(python=OLDEST)
def lowest(session: nox.Session) -> None:
    """Test with the lowest versions that setup.cfg allows, and record them: `-- tests` runs all, not a part."""
    test_versions(session, "lowest", "lowest-direct")


@nox.session(python=OLDEST)
def highest(session: nox.Session) -> None:
    """Test with the highest versions that setup.cfg allows, and record them: `-- tests` runs all, not a part."""
    test_versions(session, "highest", "highest")


def test_versions(session: nox.Session, name: str, resolution: str) -> None:
    """Resolve setup.cfg's own ranges, install that beside test tools of today, and run what meets the libraries."""
    tmp = Path(session.create_tmp()).resolve()
    session.install("uv")
    chosen = ("--extra", "tables", "--extra", "ray", "--resolution", resolution, "--python-version", OLDEST)
    session.run("uv", "pip", "compile", "setup.cfg", *chosen, "--quiet", "-o", str(tmp / "constraints.txt"))
    wheel = install_wheel(session)
    session.install(f"{wheel}[tables,ray]", "-c", str(tmp / "constraints.txt"), *TEST_TOOLS)
    report = tmp / "tests.xml"
    # Old libraries warn of what new ones will drop.
    warn = ("-W", "default::DeprecationWarning")
    try:
        session.run("pytest", "-m", "not slow", *warn, f"--junitxml={report}", *(session.posargs or MEETING_LIBRARIES))
    finally:
        session.run("python", str(RECORD), name, "--junit", str(report), "--written")


@nox.session(python=OLDEST)
def sbom(session: nox.Session) -> None:
    """Write build/sbom.json: what the installed wheel brings, with licences, in CycloneDX."""
    install_wheel(session)
    out = ROOT / "build" / "sbom.json"
    out.parent.mkdir(exist_ok=True)
    tools = Path(session.create_tmp()).resolve() / "tools"
    session.run("python", "-m", "venv", str(tools))
    session.run(str(tools / "bin" / "pip"), "install", "--quiet", "cyclonedx-bom>=7,<8", external=True)
    write = (str(tools / "bin" / "cyclonedx-py"), "environment", str(Path(session.bin) / "python"))
    session.run(*write, "--output-reproducible", "--of", "JSON", "-o", str(out), external=True)
    session.run("python", "scripts/write_sbom.py", str(out))


@nox.session(python=OLDEST)
def audit(session: nox.Session) -> None:
    """Look up known vulnerabilities of all that the wheel brings; fails where the service can't be asked."""
    install_wheel(session)
    session.install("pip-audit>=2.7")
    # --strict: what can't be looked up (no PyPI behind a mirror) is otherwise passed over, and nothing found
    # partyie itself isn't on PyPI, which --strict would take for a failure
    found = session.run("python", "-m", "pip", "freeze", "--exclude", "partyie", silent=True)
    listed = Path(session.create_tmp()).resolve() / "audited.txt"
    listed.write_text(str(found), encoding="utf-8")
    session.run("pip-audit", "--strict", "--no-deps", "--disable-pip", "-r", str(listed), *session.posargs)


@nox.session(python=OLDEST)
def train(session: nox.Session) -> None:
    """Train a model and write it to models/: `nox -s train -- ner --shared ../shared`; or `segmenter`."""
    if not session.posargs:
        session.error("which model? `nox -s train -- ner` or `nox -s train -- segmenter`")
    name, *options = session.posargs
    session.install("-e", ".[train]" if name == "ner" else ".")
    session.run("python", "-m", f"partyie.models.{name}.train", *options)


@nox.session(python=OLDEST)
def weigh(session: nox.Session) -> None:
    """Fit the learnt models' weights of evidence anew, after rules have changed."""
    session.install("-e", ".", "onnxruntime>=1.20,<2")
    session.run("python", "-m", "partyie.models.ner.judging", *session.posargs)


@nox.session(python=OLDEST)
def notebooks(session: nox.Session) -> None:
    """Run the notebooks anew and keep what they show: `-- docs/notebooks/NAME.ipynb` is quicker than all."""
    install_wheel(session, "[notebooks]")
    session.run("python", "scripts/run_notebooks.py", *session.posargs)


@nox.session(python=OLDEST)
def docs(session: nox.Session) -> None:
    """Build the site into build/site; `-- serve` shows it and follows what changes."""
    install_wheel(session, "[docs]")
    # -P: the installed package, which has all its parts, and not the folder `partyie` beside mkdocs.yml
    session.run("python", "-P", "-m", "mkdocs", *(session.posargs or ["build"]), env={"NO_MKDOCS_2_WARNING": "1"})


@nox.session(python=OLDEST)
def bench(session: nox.Session) -> None:
    """Measure accuracy and throughput and write the results that are committed."""
    install_wheel(session)
    for name, options in {"accuracy": [], "seeds": ["--gold", "annotations/seeds"]}.items():
        session.run("partyie", "benchmark", "accuracy", *options, *results(name))
    session.run("partyie", "benchmark", "throughput", *results("throughput"))
    session.log(
        "to make these the gate's baseline: partyie benchmark gate --update --baseline %s/baseline.json", RESULTS
    )


@nox.session(python=OLDEST)
def peers(session: nox.Session) -> None:
    """Measure other systems beside partyie, each in an environment of its own, and write the committed results."""
    install_wheel(session)
    session.install("--no-deps", "./models/lg")
    session.install("onnxruntime>=1.20,<2")
    interpreters = [f"--peer={name}={python}" for name, python in peer_environments(session)]
    session.run("partyie", "benchmark", "peers", *interpreters, *peer_texts(), *results("peers"), *session.posargs)


@nox.session(python=OLDEST)
def growth(session: nox.Session) -> None:
    """Measure growth and write the committed results: half an hour and more; `-- --largest '100 KB'` … is quicker."""
    install_wheel(session)
    session.run("partyie", "benchmark", "growth", *results("growth"), *session.posargs)


@nox.session(python=OLDEST)
def laws(session: nox.Session) -> None:
    """Try the laws on many more texts and write the committed results: half an hour; `-- -k prose` … is quicker."""
    install_wheel(session, "[test]")
    env = {"HYPOTHESIS_PROFILE": "thorough", "PARTYIE_LAWS": "all", "PARTYIE_LAWS_RESULTS": RESULTS}
    session.run("pytest", "tests/laws", "--durations=10", *session.posargs, env=env)


@nox.session(python=OLDEST)
def mutation(session: nox.Session) -> None:
    """Mutate text repair, numerals, calendar, resolver: an hour; `-- numerals`, `-- --again` … are quicker."""
    session.install("-e", ".", "hypothesis>=6.100", "mutmut>=3.8,<3.9", "pytest>=8")
    session.run("python", "scripts/run_mutation.py", *session.posargs)


@nox.session(python=OLDEST)
def fuzz(session: nox.Session) -> None:
    """Fuzz readers and finders, over a million executions, and write the committed results: half an hour and more;
    `-- --target numerals --work build/fuzz` … runs one anew and replaces its figures."""
    install_wheel(session, "[test]")
    session.install("atheris>=3,<4")  # Apache-2.0; wheels for Python 3.11 to 3.13
    session.run("python", "tests/fuzzing/run.py", *results("fuzz"), *session.posargs)


@nox.session(python=OLDEST)
def interruptions(session: nox.Session) -> None:
    """Stop runs a hundred times at random moments, go on with them, and write the committed results: some minutes."""
    install_wheel(session)
    session.run("partyie", "benchmark", "interruptions", *results("interruptions"), *session.posargs)


@nox.session(python=OLDEST)
def ceilings(session: nox.Session) -> None:
    """Measure what hostile texts cost and write the committed results; `-- --largest 100000 --line 0` … is quicker."""
    install_wheel(session)
    session.run("partyie", "benchmark", "ceilings", *results("ceilings"), *session.posargs)


@nox.session(python=OLDEST)
def noise(session: nox.Session) -> None:
    """Measure how many mentions are still found in damaged texts and write the committed results: some minutes."""
    install_wheel(session)
    session.run("partyie", "benchmark", "noise", *results("noise"), *session.posargs)


@nox.session(python=OLDEST)
def concurrency(session: nox.Session) -> None:
    """Hold threads, processes and Ray, some of them killed, against one process; `-- --every 4` … is quicker."""
    install_wheel(session, "[ray]")
    session.run("partyie", "benchmark", "concurrency", *results("concurrency"), *session.posargs)


@nox.session(python=OLDEST)
def lexicon(session: nox.Session) -> None:
    """Measure lexicons of up to a million terms and write the committed results; `-- --terms 1000` … is quicker."""
    install_wheel(session)
    session.run("partyie", "benchmark", "lexicon", *results("lexicon"), *session.posargs)


@nox.session(python=OLDEST)
def page(session: nox.Session) -> None:
    """Draw the committed results and write their page. Chinese labels need a font, as Debian's fonts-noto-cjk."""
    install_wheel(session, "[bench]")
    session.run("partyie", "benchmark", "page", "--results", RESULTS)


def results(name: str) -> list[str]:
    """Options that write figures and report where they are committed."""
    return ["--json", f"{RESULTS}/{name}.json", "--markdown", f"{RESULTS}/{name}.md"]


def peer_texts() -> list[str]:
    """The seeds, which the wheel hasn't."""
    return ["--gold", "annotations/seeds"] if (ROOT / "annotations" / "seeds").is_dir() else []


def peer_environments(session: nox.Session) -> Iterator[tuple[str, Path]]:
    """Make an environment for each peer; one whose installation fails is handed on, for its failure to be reported."""
    lines = (ROOT / "benchmarks" / "peers" / "peers.tsv").read_text(encoding="utf-8").splitlines()
    for peer in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
        home = Path(session.create_tmp()).resolve() / peer["name"]
        python = home / "bin" / "python"
        if not python.exists():
            session.run("python", "-m", "venv", str(home))
        install = [str(python), "-m", "pip", "install", "--quiet", *peer["requirements"].split()]
        session.run(*install, external=True, success_codes=range(256))
        yield peer["name"], python
