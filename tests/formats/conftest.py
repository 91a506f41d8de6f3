"""One extraction, built by hand: every family, a repaired mention, and markup in the text."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from partyie.records import (
    Date,
    DocumentFacts,
    Extraction,
    Label,
    Link,
    Mention,
    Organisation,
    Person,
    Place,
    Post,
    Quantity,
    Repair,
    Tenure,
    TextSpan,
    Version,
    text_digest,
)

TEXT = "莆田市委書(shū)記<b>张三</b>，2021年9月任职，走访仙游县20余户。"


def mention(number: int, label: Label, words: str, norm: str, record: str, rule: str) -> Mention:
    start = TEXT.index(words)
    return Mention(
        id=f"m{number}",
        label=label,
        start=start,
        end=start + len(words),
        text=words,
        norm=norm,
        record=record,
        rule=rule,
    )


def build_extraction() -> Extraction:
    evidence = TextSpan(start=0, end=TEXT.index("三") + 1)
    return Extraction(
        source="通知.txt",
        text_sha256=text_digest(TEXT),
        length=len(TEXT),
        document=DocumentFacts(
            title="关于<张三>任职的通知", number="莆委〔2021〕7号", date="2021-09-29", script="mixed"
        ),
        mentions=(
            mention(1, Label.ORG, "莆田市委", "莆田市委", "o1", "organisation.committee"),
            mention(2, Label.POST, "書(shū)記", "书记", "t1", "post.head"),
            mention(3, Label.PERSON, "张三", "张三", "p1", "person.title_before"),
            mention(4, Label.DATE, "2021年9月", "2021年9月", "d1", "date.year_month"),
            mention(5, Label.PLACE, "仙游县", "仙游县", "l1", "place.gazetteer"),
            mention(6, Label.QUANTITY, "20余户", "20余户", "q1", "quantity.classifier"),
        ),
        persons=(Person(id="p1", name="张三", surface="张三", aliases=("小张", "老三"), mentions=("m3",)),),
        organisations=(
            Organisation(
                id="o1",
                name="中共莆田市委",
                resolved=True,
                surface="莆田市委",
                kind="party",
                level="prefecture",
                mentions=("m1",),
            ),
        ),
        places=(
            Place(id="l1", name="仙游县", surface="仙游县", path=("福建省", "莆田市", "仙游县"), mentions=("m5",)),
        ),
        posts=(
            Post(
                id="t1",
                title="书记",
                full_title="莆田市委书记",
                at=("o1",),
                holders=("p1",),
                when=("d1",),
                acting=True,
                mention="m2",
            ),
        ),
        tenures=(
            Tenure(
                id="s1",
                person="p1",
                post="t1",
                organisation="o1",
                body="中共莆田市委",
                start="2021-09",
                mentions=("m2",),
                rule="tenure.from",
                evidence=evidence,
            ),
        ),
        dates=(
            Date(
                id="d1",
                type="DATE",
                value="2021-09",
                earliest=datetime(2021, 9, 1),
                latest=datetime(2021, 10, 1),
                mention="m4",
            ),
        ),
        quantities=(Quantity(id="q1", value=Decimal("2E+1"), modifier="MORE_THAN", unit="户", mention="m6"),),
        links=(
            Link(id="k1", kind="holder", source="t1", target="p1", rule="holder.title_before", evidence=evidence),
            Link(id="k2", kind="at", source="t1", target="o1", rule="at.touching", evidence=evidence),
        ),
        repairs=(Repair(start=5, end=10, kind="pinyin", original="(shū)", repaired=""),),
        version=Version(package="0.1.0", model="none", lexicon="none"),
    ).with_text(TEXT)


@pytest.fixture(scope="session")
def extraction() -> Extraction:
    return build_extraction()
