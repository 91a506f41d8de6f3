"""What a user may not write: a strict mypy says so, with these codes. Checked, not run."""

from __future__ import annotations

from pathlib import Path

import partyie
from partyie.formats.docbin import write_docbin
from partyie.records import Label, Person

partyie.extract(b"bytes")  # E: arg-type
partyie.extract("a", reference_date="2021-09-29")  # E: arg-type
partyie.extract("a", "b.txt")  # E: call-arg, arg-type
partyie.extract("a", refrence_date=None)  # E: call-arg
partyie.extract_many(["a"], on_error="skip")  # E: arg-type
partyie.extract_many(["a"], progress=lambda: None)  # E: arg-type, misc
partyie.load(exclude=1)  # E: arg-type
partyie.parse_date(2021)  # E: arg-type

x = partyie.extract("a")
x.person  # E: attr-defined
x.to_frame("persons", "duckdb")  # E: call-overload
x.to_html(text=1)  # E: arg-type
x.mentions.append(None)  # E: attr-defined
x.text.strip()  # E: union-attr
Person(id="p1", name="张三")  # E: call-arg
label: str = x.mentions[0].label
label = Label.PERSON
wrong: int = x.mentions[0].text  # E: assignment

for one in partyie.extract_many(["a"]):
    one.mentions  # E: union-attr

write_docbin(x, Path("a.spacy"))  # E: arg-type
write_docbin([x], "a.spacy")  # E: arg-type
partyie.no_such_name  # E: attr-defined
