"""Build ``partyie/lexicon/data/divisions.tsv.gz`` from the shared gazetteers.

    python scripts/build_divisions.py --shared ../shared

Current divisions (Ministry of Civil Affairs, 2026) come first, then county- and township-level units that only the
statistics bureau lists, then former names (renamed, merged or raised units since 1984) under the code that followed.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "partyie" / "lexicon" / "data" / "divisions.tsv.gz"
COLUMNS = ("code", "name", "short", "middle", "level", "parent", "status")
LEVEL_OF_CODE = {2: "province", 4: "prefecture", 6: "county", 9: "township"}
LEVEL_OF_DEPTH = {"1": "province", "2": "prefecture", "3": "county"}
PLACEHOLDERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
TAIWAN = "710000"
CODE_ONLY = {"同名改码", "码位改派"}

ETHNIC = re.compile(
    "(?:[汉壮满回苗藏彝侗瑶白傣黎畲水怒京羌]|蒙古|维吾尔|哈萨克|朝鲜|土家|哈尼|傈僳|佤|拉祜|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|布朗"
    "|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|布依|各)族"
)
AUTONOMOUS = re.compile("(自治(?:区|州|县|旗)|特别行政区|联合旗|林区|矿区|民族[乡镇]|地区)$")
SUFFIX = re.compile("(省|市|县|区|旗|盟|州|镇|乡|街道|苏木|特区)$")
MIDDLE_GENERIC = {"自治州": "州", "自治县": "县", "自治旗": "旗"}
# An ethnic name right after these is part of the place's own name, not of the autonomy: 蒙古 of 内蒙古.
WHOLE_SHORTS = {"内蒙古自治区": "内蒙古", "西藏自治区": "西藏"}


Row = tuple[str, str, str, str, str]


def short_name(name: str) -> str:
    """The name without its generic and ethnic parts, as official prose shortens it.

    >>> [short_name(name) for name in ("莆田市", "临夏回族自治州", "内蒙古自治区", "泾县", "赖店镇")]
    ['莆田', '临夏', '内蒙古', '泾县', '赖店']
    """
    if name in WHOLE_SHORTS:
        return WHOLE_SHORTS[name]
    stem = AUTONOMOUS.sub("", name)
    stem = re.sub(f"(?:{ETHNIC.pattern})+$", "", stem) if stem != name else SUFFIX.sub("", name)
    return stem if len(stem) > 1 else name


def middle_name(name: str) -> str:
    """A form between full and short (临夏州 for 临夏回族自治州, 肃南县 for 肃南裕固族自治县), or nothing."""
    for generic, brief in MIDDLE_GENERIC.items():
        if name.endswith(generic) and short_name(name) != name:
            return short_name(name) + brief
    return ""


def read(shared: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of one shared gazetteer, by column name."""
    with gzip.open(shared / "data" / "gazetteers" / name, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def current(shared: Path) -> Iterator[Row]:
    """The ministry's divisions; a county-level unit of Taiwan lies in the city or county before it, by name."""
    above = ""
    for row in read(shared, "divisions.tsv.gz"):
        level = {"hmt-1": "prefecture", "hmt-2": "county"}.get(row["level"], row["level"])
        above = row["name"] if row["level"] == "hmt-1" else above
        parent = above if row["level"] == "hmt-2" and row["parent"] == TAIWAN else row["parent"]
        if row["status"] != "abolished":
            yield row["code"], row["name"], level, parent, "current"


def statistical(shared: Path, known: set[tuple[str, str]]) -> Iterator[Row]:
    """Units of the statistics bureau's tree that the ministry's list lacks (development zones, farms)."""
    for row in read(shared, "divisions_nbs2023.tsv.gz"):
        level = LEVEL_OF_CODE[len(row["code"])]
        code = row["code"].ljust(6, "0")
        parent = row["parent"].ljust(6, "0")
        if level in ("county", "township") and row["name"] not in PLACEHOLDERS and (row["name"], parent) not in known:
            yield code, row["name"], level, parent, "current"


def former(shared: Path, known: set[str], codes: set[str]) -> Iterator[Row]:
    """Names that a dated change ended, 1984 and later; the code is the successor's."""
    seen: set[tuple[str, str]] = set()
    changes = list(read(shared, "division_changes.tsv.gz"))
    for row in changes:
        name = row["old_name"]
        code = last_code(row["new_code"] or row["old_code"], int(row["year"]), changes, codes)
        old_enough = int(row["year"]) < 1984 or row["type"] in CODE_ONLY
        if old_enough or not name.isalpha() or name in known or name == row["new_name"] or (name, code) in seen:
            continue
        seen.add((name, code))
        level = LEVEL_OF_DEPTH[row["level"]]
        parent = code[:4] + "00" if level == "county" and code[:4] + "00" in codes else code[:2] + "0000"
        yield code, name, level, parent, "former"


def last_code(code: str, year: int, changes: list[dict[str, str]], codes: set[str]) -> str:
    """The code that later changes made of a code: 419016 of 荥阳市 in 1994 became 410182 in 1995."""
    for row in changes:
        if code in codes:
            break
        if row["old_code"] == code and row["new_code"] and int(row["year"]) >= year:
            code, year = row["new_code"], int(row["year"])
    return code


def rows(shared: Path) -> list[Row]:
    """All rows, without repeats, in a stable order."""
    table = list(current(shared))
    known = {(name, parent) for _, name, _, parent, _ in table}
    table += statistical(shared, known)
    table += former(shared, {name for _, name, *_ in table}, {code for code, *_ in table})
    return list(dict.fromkeys(table))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="the shared folder that holds data/gazetteers")
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()
    text = io.StringIO()
    text.write("\t".join(COLUMNS) + "\n")
    for code, name, *rest in rows(options.shared):
        text.write("\t".join((code, name, short_name(name), middle_name(name), *rest)) + "\n")
    options.output.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
