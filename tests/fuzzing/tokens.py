"""Expressions that mutation begins with, and tokens that it inserts: numerals, dates, values, words, signs of formats, arguments."""

from __future__ import annotations

# fmt: off
NUMERALS = ("12", "1,208.5", "二〇二一", "三亿五千万", "贰亿叁仟", "一万三", "百分之五", "两三百", "十几万", "七成半", "4.6%", "三分之二", "1.5e3", "2^5", ".5",
    "近500个", "2亿3千万元", "一百多", "半")
DATES = ("2021年9月29日", "二〇二一年九月", "2021-09-29", "2021.9.29", "农历正月初一", "民国三十八年", "去年9月", "上周五下午3点", "2015年3月至2018年6月", "国庆节",
    "“七一”", "十四五", "三天前", "9月中旬", "20世纪90年代", "甲子年", "1月1日8时30分", "截至2018年底", "清明", "本月底")
VALUES = ("2021-09-29", "2021-09", "2021", "2021-Q1", "2021-H2", "2021-SP", "2021-W13", "202", "20", "2021-09-29T08:30",
    "2021-09-29TNI", "2015-03/2018-06", "../2018", "2018/..", "XXXX-09-18", "立春", "甲子", "龙")
NUMERAL_TOKENS = (*"0123456789零〇○一二两三四五六七八九十百千万亿兆壹贰叁拾佰仟点半几多余来成廿参.,%‰ ", "分之", "百分之", "左右", "个", "元", "人", "公里", "e3", "^2", "至",
    "约")
DATE_TOKENS = (*"年月日号时点分秒周初底末前后至到-./:T ", "世纪", "年代", "农历", "闰", "正月", "腊月", "去年", "今年", "上半年", "季度", "下旬", "星期", "除夕", "十四五",
    "民国", "公元前", "以来", "截至", "其间", "XXXX", "..", "-W", "-Q", "-SP", "NI")
TEXT_TOKENS = ("中共", "省委", "市委", "县委", "县", "市", "镇", "村", "书记", "副书记", "县长", "局长", "同志", "任", "免去", "职务", "周文海", "李　敏", "·", "、",
    "，", "。", "\n", "\r\n", "　　", "（", "）", "《", "》", "第3页", "— 1 —", "shū", "(shū)", "縣", "書記", "關於", "乾", "简历", "现任", "历任",
    "其间：", "委员会", "人民政府", "ä¸­", "锟斤拷", "烫", "鏂囦欢")
JSON_TOKENS = ("{", "}", "[", "]", '"', ",", ":", "null", "true", "-1", "0", "1e999", "1E+999999", "NaN", "Infinity", "\\ud800",
    "\\u0000", "[[[[[[[[", '{"a":' * 8, '"start"', '"end"', '"label"', '"text"', '"spans"', '"id"', '"relations"', '"entities"',
    '"persons"', '"PERSON"', '"POST"', '"XX"', "99999999999999999999", "2.5")
LINE_TOKENS = ("\t", "\n", "\r\n", ";", ",", '"', "#", "⟦", "⟧", "|", "=", "⟦PERSON#p9|", "⟦POST#t1 at=o1|", "\n=====\n", "@doc ",
    "@person ", "T1\tPERSON 0 2\t", "R1\tholder Arg1:T1 Arg2:T2", "#1\tAnnotatorNotes T1\t", "A1\tstatus T1 former", "B-PERSON",
    "I-ORG", "O", "# document {}", "# span {}", "-DOCSTART-", "\\u1234", "\\UFFFFFFFF", "\\x", "-1", "9999999", "id=", "m1", "p1",
    "\ufeff", "null", "1e999", "term", "label", "priority", "[[[[", "(?<", "1/0", "\x00")
COMMAND_TOKENS = tuple(f"\0{one}" for one in ("extract", "show", "explain", "convert", "schema", "a.txt", "b.txt", "x.txt", "-",
    ".", "gold", "r.jsonl", "terms.tsv", "missing", "-o", "out", "out.jsonl", "out.csv", "--format", "jsonl", "csv", "html",
    "parquet", "duckdb", "--reference-date", "2021-09-29", "--lexicon", "--tables", "--model", "sm", "lg", "--resume", "--at",
    "0", "--find", "县委", "--only", "PERSON", "--width", "30", "--no-records", "--color", "--to", "inline", "brat", "conll",
    "label-studio", "--from", "gold-json", "--texts", "--name", "path", "--overwrite", "--formats", "--help", "--version", ""))
# fmt: on
