"""What the rules for holders look at besides the titles: the person told of, the verb, the words before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from partyie.components.link_series import Series
from partyie.components.link_strands import FILLERS, Strand
from partyie.components.reading import Candidate, Reading
from partyie.lexicon.link_verbs import LinkVerb, link_verbs
from partyie.records import Label
from partyie.text import lazy_re as re

FORMS = "|".join(sorted(map(re.escape, link_verbs()), key=len, reverse=True))
VERB = re.compile(FORMS)
# Characters that may stand between a verb and the first mention of what it governs: 拟任县（市、区）党委
VERB_REACH = 10
LAST_WORDS = 40
# Verbs that tell how far somebody came, in years or in all: 从普通职工干到…
ARRIVALS = frozenset({"成长为", "干到", "一路干到", "升到", "升至"})
NO_VERB = re.compile(
    r"为[了此]|因为|作为|认为|以为|成为|行为|当[天日时地前年晚]|做到|主持[召会]|系统|联系|关系|免费|避免|以免|责任"
    r"|信任|任务|任何|主任|是否|还是|就是|不是|可是|但是|提名的|任命的|选举产生|聘任制"
)
DENIED = re.compile(r"(?:不得|不能|不宜|不可|不应|不准|禁止|限制|没有|未|[我你您咱][们就]?)$")
# 接替李四任…, 受李四委托…: the person named after these words isn't the one who takes office
PASSED_OVER = re.compile(r"(?:接替|接任|代替|取代|顶替|陪同|会见|拜会|跟随|经|受|向|应)[^，。；、]{0,8}$")
CLAUSE_BREAK = re.compile(r"[，,。！？；;]")


@dataclass(slots=True)
class Scene:
    """What the rules may look at besides the series itself.

    Attributes:
        reading: The document.
        subject: The person whose career the current paragraphs tell, if any.
        row: The person of a table row or heading line just above, if any.
        telling: Whether that person's career is told in this very line.
        read: How far persons of the line have been considered as its subject.
        listing: Whether the lines above are those of a curriculum vitae.
        section: Verb of the heading above: 四、免去：.
        titled: The series that names each person by title.
        last: The series before this one.
    """

    reading: Reading
    subject: Candidate | None = None
    telling: bool = False
    read: int = 0
    listing: bool = False
    row: Candidate | None = None
    section: LinkVerb | None = None
    titled: dict[Candidate, Series] = field(default_factory=dict)
    last: Series | None = None

    def verb_in_sentence(self, strand: Strand, position: int) -> LinkVerb | None:
        """选举张三为主委，李四为副主委: the verb of the series before, in the same sentence."""
        last = self.last
        if last is None or last.strand is not strand or last.verb is None:
            return None
        return last.verb if strand.sentences[last.first] == strand.sentences[position] else None


Rule = Callable[[Series, Scene], list[Candidate]]


def verb_at_end(words: str) -> LinkVerb | None:
    """The last verb of office in ``words``, if what it governs begins right after: ，1996年2月起任."""
    tail = words[-24:]
    found = None
    for match in VERB.finditer(tail):
        if not NO_VERB.match(tail, max(0, match.start() - 1)) and not NO_VERB.match(tail, match.start()):
            found = match
    if found is None or len(tail) - found.end() > VERB_REACH or CLAUSE_BREAK.search(tail, found.end()):
        return None
    return None if DENIED.search(tail[: found.start()]) else link_verbs()[found.group()]


def person_left(series: Series) -> int:
    """The nearest person before the series in its sentence who can hold a post there, or -1.

    张三接替李四任…: not the one whom another follows, if somebody is named before.
    """
    strand = series.strand
    nearest = strand.last_in_sentence(Label.PERSON, series.first)
    if nearest > 0 and PASSED_OVER.search(_gap_before(strand, nearest)):
        earlier = strand.last_in_sentence(Label.PERSON, nearest)
        return earlier if earlier >= 0 else nearest
    return nearest


def _gap_before(strand: Strand, person: int) -> str:
    """The words before a person or before the title that stands before the name."""
    first = person
    while first and strand.mentions[first - 1].label not in FILLERS | {Label.PERSON} and not strand.gaps[first]:
        first -= 1
    return strand.gaps[first]


def words_before(series: Series, scene: Scene) -> str:
    """The last words of the sentence before the series."""
    strand, end = series.strand, series.strand.mentions[series.first].start
    opening = strand.opening(series.first)
    start = strand.mentions[opening - 1].end if opening else strand.start
    return scene.reading.text[max(start, end - LAST_WORDS) : end]


def governed(series: Series, scene: Scene) -> bool:
    """Whether a verb of office with a person before it governs the series."""
    person = person_left(series)
    return person >= 0 and verb_at_end(series.strand.words(scene.reading, person, series.first)) is not None
