"""What single words beside a name tell of a person: kin and forms of address, 女 before a calling, the pronoun 她."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from partyie.components.link_persons import head_of_list
from partyie.components.link_strands import Strand
from partyie.components.person_names import plain_name
from partyie.components.reading import Reading
from partyie.lexicon.person_facts import ethnic_pattern, gender_words
from partyie.records import Label
from partyie.text import lazy_re as re

Facts = Iterator[tuple[str, Any]]

CHILDREN = re.compile(r"(?:^|\s)(?P<child>子|女)[:：](?:\s*[\u4e00-\u9fff]{2,3}(?=\s|$)){0,3}$")
CALLING = re.compile(
    r"(?<![男儿子妇美少侍舞织孙外生幼长次])女(?!婿|子|儿|方|性|人)[\u4e00-\u9fff]{1,4}$"
)  # 女村医王一川
GROUP = re.compile(r"(?:乡|县|区|州|旗)")  # 土家族苗族自治县: no one's ethnic group
GROUP_BEFORE = 12  # characters before a name in which an ethnic group is the person's: 俄罗斯族养蜂人尼古拉
IS_ONE = re.compile(r"(?:同志)?(?:是|，)[^，。；！？\n]{0,16}$")
YOUTH = re.compile(r"(?P<male>小伙|汉子|男青年)|(?P<female>姑娘|女青年|妇女)|青年|老人|干部|党员|群众|后生")
YOUTH_AFTER = 24
SENTENCE = re.compile(r"[。！？!?\n]")
SHE = re.compile("她(?!们)")
OTHER_WOMAN = re.compile("女|妻|母|妈|姐|妹|姑娘|婆|奶|婶|嫂|娘|老人|孩|夫人|媳妇|爱人|老伴|[他她]")
NEXT_CLAUSE = re.compile(r"[，,；;：:]\s*$")
NEXT_SENTENCE = re.compile(r"[。！？!?]\s*$")
SPEECH = re.compile('[“”「」『』"]')
BLANK = re.compile(r"\s*")
LONGEST_CLAUSES = 60  # characters between a name and the pronoun that stands for it


def read_words_around(reading: Reading, strand: Strand, position: int) -> Facts:
    """妻子张三, 张三女士, 檀老爹; 女村医张三; 子：张三　李四; 俄罗斯族养蜂人尼古拉; 张三……她……."""
    sex = sex_of(reading, strand, position)
    if sex:
        yield "gender", sex
    yield from read_group(reading, strand, position)
    if not sex and is_she(reading, strand, position):
        yield "gender", "女"


def sex_of(reading: Reading, strand: Strand, position: int) -> str | None:
    """What a word of kinship, an address or a calling beside the name says."""
    before, after = "".join(strand.gaps[position].split())[-6:], strand.gaps[position + 1][:2]
    name = plain_name(reading, strand.mentions[position])
    told = _told_by("before", before) or _told_by("after", after) or _told_by("inside", name)
    if told:
        return told
    if CALLING.search(before):
        return "女"
    label = CHILDREN.search(_label_of_list(strand, position))
    return None if label is None else "男" if label["child"] == "子" else "女"


def read_group(reading: Reading, strand: Strand, position: int) -> Facts:
    """The ethnic group in words that touch the name, or in what the person is said to be: 是云南宁蒗的彝族小伙."""
    mention = strand.mentions[position]
    words = reading.text[max(strand.start, mention.start - GROUP_BEFORE) : mention.start]
    for people in _groups_in(words):
        rest = words[people.end() :]
        if re.fullmatch("[\u4e00-\u9fff]{0,6}", rest) and not GROUP.search(rest) and not ethnic_pattern().search(rest):
            yield "ethnicity", people.group()
    words = reading.text[mention.end : min(strand.end, mention.end + YOUTH_AFTER)]
    for people in _groups_in(words):
        youth = YOUTH.match(words, people.end())
        if youth and IS_ONE.fullmatch(words, 0, people.start()):
            yield "ethnicity", people.group()
            if youth.lastgroup:
                yield "gender", "男" if youth.lastgroup == "male" else "女"


def _groups_in(words: str) -> Iterator[re.Match[str]]:
    """The ethnic groups named; all full names end so, and most words have none."""
    return ethnic_pattern().finditer(words) if "族" in words else iter(())


def is_she(reading: Reading, strand: Strand, position: int) -> bool:
    """Whether 她 takes up the name: at the head of the next clause or sentence, with no one else between.

    他 tells nothing, as it stands for anyone; nor does 她 as an object (拉着她的手), which is often someone else.
    """
    mention = strand.mentions[position]
    end = min(strand.end, mention.end + LONGEST_CLAUSES)
    later = strand.next(Label.PERSON, position)
    if later >= 0:
        end = min(end, strand.mentions[later].start)
    pronoun = SHE.search(reading.text, mention.end, end)
    if pronoun is None:
        return False
    words = reading.text[mention.end : pronoun.start()]
    if SPEECH.search(words) or OTHER_WOMAN.search(words):
        return False
    earlier = strand.last(Label.PERSON, position)
    first = earlier < 0 or SENTENCE.search(reading.text, strand.mentions[earlier].end, mention.start) is not None
    sentences = len(SENTENCE.findall(words))
    return first and (
        (sentences == 0 and NEXT_CLAUSE.search(words) is not None)
        or (sentences == 1 and NEXT_SENTENCE.search(words) is not None)
    )


@cache
def _gender_pattern(place: str) -> re.Pattern[str]:
    forms = "|".join(sorted(gender_words(place), key=len, reverse=True))
    return re.compile({"before": rf"(?:{forms})$", "after": rf"^(?:{forms})", "inside": rf"(?<=.)(?:{forms})$"}[place])


def _told_by(place: str, words: str) -> str | None:
    match = _gender_pattern(place).search(words) if words else None
    return gender_words(place)[match.group()] if match else None


def _label_of_list(strand: Strand, position: int) -> str:
    """The words before a list of names set apart by blanks: 子：逯江山　逯漳河."""
    return strand.gaps[head_of_list(strand, position, BLANK)].strip()
