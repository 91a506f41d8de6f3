"""Everything that an installation brings along has a permissive licence; the two weak copyleft ones are reviewed."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

PERMISSIVE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|Zlib|CC0|Public.Domain|Unlicense)\b", re.IGNORECASE
)
COPYLEFT = re.compile(r"\b(A?GPL|LGPL|MPL|EPL|CDDL|EUPL|SSPL|GNU|Mozilla|Eclipse)\b|General Public", re.IGNORECASE)
# The MPL holds for their own files, which partyie neither changes nor ships; spaCy asks for both.
REVIEWED = {"certifi": "MPL-2.0", "tqdm": "MPL-2.0 AND MIT"}


def runtime() -> dict[str, Distribution]:
    """What ``pip install partyie`` brings here, by name."""
    found: dict[str, Distribution] = {}
    waiting = ["partyie"]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue  # for another Python or system
        wanted = map(Requirement, found[name].requires or ())
        waiting += [one.name for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]
    return found


def licence_of(installed: Distribution) -> str:
    """What its metadata say, in one line."""
    told = installed.metadata
    classifiers = [line for line in told.get_all("Classifier", []) if line.startswith("License")]
    stated = [told.get("License-Expression"), (told.get("License") or "").split("\n")[0], *classifiers]
    return "; ".join(filter(None, stated))


def test_every_dependency_is_permissive() -> None:
    licences = {name: licence_of(installed) for name, installed in runtime().items()}
    assert {"spacy", "numpy", "pydantic", "typer", "rich"} <= licences.keys()
    wrong = {
        name: licence
        for name, licence in licences.items()
        if name not in REVIEWED and (not PERMISSIVE.search(licence) or COPYLEFT.search(licence))
    }
    assert wrong == {}, "review these, then name them in REVIEWED or do without them"


def test_what_was_reviewed_is_as_it_was() -> None:
    installed = runtime()
    for name, licence in REVIEWED.items():
        if name in installed:
            assert licence in licence_of(installed[name]).replace("Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0")
