"""Whether this installation works: what is there, what is broken, and how to mend it.

Nothing here is imported that may be broken (spaCy, NumPy, a model): each check does that for itself, and what goes
wrong is its finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

State = Literal["ok", "note", "broken"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Attributes:
        group: What it is about: versions, models, lexicons …
        name: Of what was looked at.
        state: ``ok``; ``note`` for what may matter; ``broken`` for what keeps partyie from working.
        detail: What was found.
        fix: What mends it, where something does.
    """

    group: str
    name: str
    state: State
    detail: str
    fix: str = ""


Check = Callable[[], Iterable[Finding]]
# What is installed under another name than it is imported by.
DISTRIBUTIONS = {
    "opencc": "opencc-python-reimplemented",
    "ahocorasick": "pyahocorasick",
    "spacy_pkuseg": "spacy-pkuseg",
    "charset_normalizer": "charset-normalizer",
}
REINSTALL = "pip install --force-reinstall partyie"


def examine() -> Iterator[Finding]:
    """The findings of every check, in order; a check that fails is a finding itself."""
    from partyie.pipeline.health_environment import ENVIRONMENT
    from partyie.pipeline.health_parts import PARTS
    from partyie.pipeline.health_selftest import SELF_TESTS

    for group, check in (*PARTS, *ENVIRONMENT, *SELF_TESTS):
        yield from safely(group, check)


def safely(group: str, check: Check) -> Iterator[Finding]:
    """The findings of a check, and one more where it raises."""
    try:
        yield from check()
    except Exception as error:  # whatever it is, it is what is wrong
        yield Finding(group, check.__name__.replace("_", " "), "broken", reason(error), fix_of(error))


def reason(error: BaseException) -> str:
    """What went wrong, in a line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def fix_of(error: BaseException) -> str:
    """What mends it, as far as that can be told."""
    module = error.name.partition(".")[0] if isinstance(error, ImportError) and error.name else ""
    if not module or module == "partyie":
        return REINSTALL
    return f"pip install --force-reinstall {DISTRIBUTIONS.get(module, module)}"


def is_broken(findings: Iterable[Finding]) -> bool:
    """Whether anything keeps partyie from working."""
    return any(finding.state == "broken" for finding in findings)


def health_data(findings: Iterable[Finding]) -> dict[str, Any]:
    """The findings as JSON values."""
    listed = list(findings)
    return {"broken": is_broken(listed), "findings": [asdict(finding) for finding in listed]}
