"""Persons by the frames of appointment and removal: where the name begins and ends."""

from __future__ import annotations

import pytest
from readings import read

from partyie.components.appointed_persons import find_appointed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("免去周铁山的县财政局局长职务。", ["周铁山"]),
        ("免去周铁山同志的县财政局局长职务。", ["周铁山"]),
        ("会议决定，周铁山任县财政局局长。", ["周铁山"]),
        ("一、周铁山为县财政局局长；\n二、郑小满为县审计局局长。", ["周铁山", "郑小满"]),
        ("接受欧阳山辞去县长职务的请求。", ["欧阳山"]),
        ("提请任命周铁山为县财政局局长。", ["周铁山"]),
        ("由安涛担任鄄城县司法局局长。", ["安涛"]),
        ("会议决定，由安涛同志担任鄄城县司法局局长。", ["安涛"]),
        ("由李安涛担任鄄城县司法局局长。", ["李安涛"]),
        ("免去其兼任的县国资委主任职务。", []),
        ("会议决定，成立县防汛指挥部。", []),
    ],
)
def test_frames(text, expected):
    reading = read(text)
    found = sorted(find_appointed(reading), key=lambda candidate: candidate.start)
    assert [reading.text[candidate.start : candidate.end] for candidate in found] == expected
