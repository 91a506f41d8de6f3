"""An explanation as plain data, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from partyie.pipeline.explained_candidates import Verdict
from partyie.pipeline.explanation import Explanation
from partyie.records import Record


def explanation_data(explanation: Explanation) -> dict[str, Any]:
    """All that an explanation says as JSON values; records as they are written elsewhere."""
    one = explanation
    return {
        "source": one.extraction.source,
        "at": one.at,
        "piece": list(one.piece),
        "tokens": [asdict(token) for token in one.tokens],
        "repairs": [_record(repair) for repair in one.repairs],
        "candidates": [_verdict(verdict) for verdict in one.verdicts],
        "model": None if one.belief is None else {**asdict(one.belief), "labels": dict(one.belief.labels)},
        "mention": _record(one.mention),
        "record": _record(one.record),
        "naming": None if one.naming is None else asdict(one.naming),
        "origin": None if one.origin is None else asdict(one.origin),
        "links": [_record(link) for link in one.links],
        "tenures": [_record(tenure) for tenure in one.tenures],
        "version": _record(one.extraction.version),
    }


def format_explanation(explanation: Explanation) -> str:
    """The same as indented JSON."""
    return json.dumps(explanation_data(explanation), ensure_ascii=False, indent=1)


def _record(record: Record | None) -> Any:
    return None if record is None else record.model_dump(mode="json")


def _verdict(verdict: Verdict) -> dict[str, Any]:
    signs = [{**asdict(sign), "points": sign.points} for sign in verdict.signs]
    return {**asdict(verdict), "signs": signs}
