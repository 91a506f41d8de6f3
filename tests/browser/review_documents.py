"""Documents for the review page: invented, and one made by hand where no text would do."""

from __future__ import annotations

import partyie
from partyie.formats.html import to_html
from partyie.records import (
    DocumentFacts,
    Extraction,
    Label,
    Link,
    Mention,
    Person,
    Post,
    TextSpan,
    Version,
    text_digest,
)

NOTICE = """中共仙遊縣委組織部關於陳國棟等同志任職的通知
仙委組〔2021〕18號

　　陳國棟同志任中共仙遊縣榜頭鎮委員會書(shū)記；
　　黃 麗 萍同志任仙遊縣教育局副局長（主持工作），免去其仙遊縣民政局副局
長職務；
　　全縣共調整幹部37名，其中女幹部12名，占32.4%。

2021年9月29日
"""
RESUME = """林慧敏，女，汉族，1971年4月生，福建仙游人，1993年8月参加工作。现任中共仙游县委副书记。

1996.03—2001.11　仙游县榜头镇副镇长
2001.11—2006.07　仙游县榜头镇党委副书记、镇长
2006.07—2011.09　中共仙游县委常委、组织部部长
2011.09—　　　　　中共仙游县委副书记、代县长
"""
HOSTILE = """</script></style>]]><!--<script>document.title='x';alert(1)</script>\
<img src=x onerror="alert(2)"><iframe srcdoc="<script>alert(3)</script>"></iframe>\
'"&lt;\x00\x1b\u2028\u202e\ud800</textarea><svg onload=alert(4)>"""
UNIT = "县委书记张三同志在全县经济工作会议上讲话，就下一步工作提出要求。\r\n"


def read(text: str, source: str | None = None) -> Extraction:
    """What partyie reads of a text."""
    found = partyie.extract(text).with_text(text)
    return found.model_copy(update={"source": source}).with_text(text)


def notice_page() -> str:
    """A damaged notice in traditional characters."""
    return to_html(read(NOTICE))


def resume_page() -> str:
    """A career with open and acting spells."""
    return to_html(read(RESUME))


def hostile() -> Extraction:
    """Markup wherever a document or a rule could bring it."""
    found = read(f"{HOSTILE}中共仙游县委书记张三{HOSTILE}".replace("\ud800", ""))
    names = {"name": HOSTILE, "surface": HOSTILE}
    return found.model_copy(
        update={
            "source": HOSTILE,
            "document": found.document.model_copy(update={"title": HOSTILE, "issuer": HOSTILE}),
            "mentions": tuple(one.model_copy(update={"rule": HOSTILE, "norm": HOSTILE}) for one in found.mentions),
            "persons": tuple(one.model_copy(update=names) for one in found.persons),
            "organisations": tuple(one.model_copy(update={**names, "kind": HOSTILE}) for one in found.organisations),
            "links": tuple(one.model_copy(update={"kind": HOSTILE, "rule": HOSTILE}) for one in found.links),
        }
    ).with_text(found.text or "")


def made(count: int) -> Extraction:
    """A text of ``count`` lines, each with a person, nested and crossing mentions: quicker than reading it."""
    text = UNIT * count
    places = ((Label.POST, 0, 4, "t"), (Label.ORG, 0, 2, "o"), (Label.POST, 2, 5, "u"), (Label.PERSON, 4, 6, "p"))
    mentions, posts, persons, links = [], [], [], []
    for i in range(count):
        for label, start, end, record in places:
            at = i * len(UNIT)
            mentions.append(
                Mention(
                    id=f"m{len(mentions) + 1}", label=label, start=at + start, end=at + end, text=UNIT[start:end],
                    norm=UNIT[start:end], record=f"{record}{i + 1}", rule="post.title", score=0.9,
                )
            )  # fmt: skip
        post, person = f"t{i + 1}", f"p{i + 1}"
        persons.append(Person(id=person, name=f"张三{i + 1}", surface="张三", mentions=(mentions[-1].id,)))
        posts.append(
            Post(id=post, title="书记", full_title=f"县委书记{i + 1}", holders=(person,), mention=mentions[-4].id)
        )
        links.append(
            Link(
                id=f"k{i + 1}", kind="holder", source=post, target=person, rule="holder.title_before",
                evidence=TextSpan(start=0, end=1),
            )
        )  # fmt: skip
    return Extraction(
        text_sha256=text_digest(text), length=len(text), document=DocumentFacts(), mentions=tuple(mentions),
        persons=tuple(persons), posts=tuple(posts), links=tuple(links),
        version=Version(package="0", model="none", lexicon="none"),
    ).with_text(text)  # fmt: skip
