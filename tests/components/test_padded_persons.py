"""Names that a blank pads in rosters; headings that are spaced the same way are none."""

from __future__ import annotations

import pytest
from readings import read

from partyie.components.padded_persons import find_padded
from partyie.components.persons import find_persons

ROSTERS = [
    ("表彰名单\n王红霞　　万　一　　李建国\n", ["万一"]),
    ("列席：张建军　县财政局局长\n　　　巩　固　县政府办公室主任\n", ["巩固"]),
    ("王红霞　　火　炬（追授）\n", ["火炬"]),
    ("目　录\n王红霞同志简介\n", []),
    ("姓　名　　单　位　　时　间\n王红霞　　县财政局　　9月\n", []),
    ("王红霞　　大　学　　中共党员\n", []),
    ("王红霞　　局　长\n", []),
    ("他坚持 一 心 向 前，王红霞说。", []),
    ("万　一\n第二行没有人名。\n第三行也没有。", []),
]


@pytest.mark.parametrize(("text", "expected"), ROSTERS, ids=[row[0].split("\n")[0] for row in ROSTERS])
def test_a_blank_between_two_characters_marks_a_name_beside_other_names(text, expected):
    reading = read(text)
    reading.candidates = [one for one in find_persons(reading) if one.end - one.start == 3]
    assert [reading.text[one.start : one.end] for one in find_padded(reading)] == expected
