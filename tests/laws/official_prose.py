"""Official prose with known answers: appointments, removals, meetings, résumés, figures, dates.

Each sentence is a frame of the genre filled with drawn words; it knows its mentions, their values, who holds which post
in which body, and whether still.
"""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from marked_prose import Prose, Told, join, prose
from official_dates import dates, days
from official_quantities import quantities
from official_words import CHIEFS, GROUPS, LISTED, bodies_and_titles, persons, place_names

from partyie.records import Label


def person(name: str) -> Told:
    return Told(Label.PERSON, name)


def body(name: str) -> Told:
    return Told(Label.ORG, name)


def place(name: str) -> Told:
    return Told(Label.PLACE, name)


def post(title: str, at: str, *holders: str, status: str = "current") -> Told:
    return Told(Label.POST, title, at=at, holders=holders, status=status)


def office(draw: st.DrawFn, *holders: str, status: str = "current") -> Prose:
    """A body and a post in it; a place and its chief; a party organ and two posts, the second of the body itself."""
    kind = draw(st.sampled_from(["body", "body", "body", "chief", "list"]))
    if kind == "body":
        at, title = draw(bodies_and_titles())
        return prose(body(at), post(title, at, *holders, status=status))
    where = draw(place_names)
    chief = CHIEFS[where[-1]]
    if kind == "chief":
        title = draw(st.sampled_from([chief, f"副{chief}"]))
        return prose(place(where), post(title, where, *holders, status=status))
    ending = draw(st.sampled_from(list(LISTED)))
    second = chief if ending == "委" else "局长"
    first = draw(st.sampled_from(LISTED[ending]))
    at = where + ending
    return prose(body(at), post(first, at, *holders, status=status), "、", post(second, at, *holders, status=status))


def appointment(draw: st.DrawFn, name: str) -> Prose:
    frame = draw(st.sampled_from(["任命{p}为{o}。", "{p}任{o}。", "{p}同志任{o}。", "大会选举{p}为{o}。", "{p}当选为{o}。", "由{p}担任{o}。"]))  # fmt: skip
    return fill(frame, person(name), office(draw, name))


def proposal(draw: st.DrawFn, name: str) -> Prose:
    frame = draw(st.sampled_from(["{p}，女，大学学历，拟任{o}。", "提名{p}为{o}人选。"]))
    return fill(frame, person(name), office(draw, name, status="proposed"))


def removal(draw: st.DrawFn, name: str) -> Prose:
    frame = draw(st.sampled_from(["免去{p}的{o}职务。", "免去{p}同志的{o}职务。", "{p}不再担任{o}职务。", "会议决定，接受{p}辞去{o}职务的请求。"]))  # fmt: skip
    return fill(frame, person(name), office(draw, name, status="former"))


def fill(frame: str, who: Told, what: Prose) -> Prose:
    before, _, rest = frame.partition("{p}")
    between, _, after = rest.partition("{o}")
    return prose(before, who, between, what, after)


@st.composite
def appointments(draw: st.DrawFn, names: st.SearchStrategy[str] = persons) -> Prose:
    """One decision on a person: appointed, elected, proposed, removed, resigned."""
    kind: Callable[[st.DrawFn, str], Prose] = draw(st.sampled_from([appointment, proposal, removal]))
    return kind(draw, draw(names))


@st.composite
def meetings(draw: st.DrawFn) -> Prose:
    """A meeting with date, chair and roster."""
    chair, *others = draw(st.lists(persons, min_size=2, max_size=4, unique=True))
    opening = prose(draw(dates("day")), "，", body(draw(bodies_and_titles())[0]), "召开会议。")
    chaired = prose(office(draw, chair), person(chair), draw(st.sampled_from(["主持会议并讲话", "主持会议", "出席会议并讲话"])))  # fmt: skip
    roster = join([prose(office(draw, name), person(name)) for name in others], "，")
    return prose(opening, chaired, "，", roster, draw(st.sampled_from(["出席会议。", "参加会议。"])))


@st.composite
def resumes(draw: st.DrawFn) -> Prose:
    """A résumé: the head, then a career of dated lines in one place."""
    name, born = draw(persons), draw(days.filter(lambda day: day.year < 1990))
    head = prose(
        person(name), f"，{draw(st.sampled_from('男女'))}，{draw(st.sampled_from(GROUPS))}，",
        Told(Label.DATE, f"{born.year}年{born.month}月", f"{born:%Y-%m}"), "生，", place(draw(place_names)), "人，大学学历，",
        Told(Label.DATE, f"{born.year + 20}年7月", f"{born.year + 20}-07"), "参加工作。\n",
    )  # fmt: skip
    lines, year = [], born.year + 20
    for number in range(draw(st.integers(1, 4))):
        end = year + draw(st.integers(1, 5))
        when = Told(Label.DATE, f"{year}.{7 + number:02}—{end}.{8 + number:02}", f"{year}-{7 + number:02}/{end}-{8 + number:02}")  # fmt: skip
        at, title = draw(bodies_and_titles())
        lines.append(prose(when, "　", body(at), post(title, at, name, status="former")))
        year = end
    return prose(head, join(lines, "\n"))


@st.composite
def statistics(draw: st.DrawFn) -> Prose:
    """A sentence of figures."""
    frames = ["新建道路{}", "完成投资{}", "较上年增长{}", "惠及群众{}", "总量达到{}", "其中一项为{}"]
    chosen = draw(st.lists(st.sampled_from(frames), min_size=1, max_size=3, unique=True))
    parts = [prose(frame.removesuffix("{}"), draw(quantities())) for frame in chosen]
    return prose(join(parts, "，"), "。")


@st.composite
def dated(draw: st.DrawFn, kind: str | None = None) -> Prose:
    """A sentence with a date."""
    frame = draw(st.sampled_from(["会议于{}在会议中心召开。", "该办法自{}起施行。", "截至{}，任务全部完成。", "{}，领导小组召开会议。"]))  # fmt: skip
    before, _, after = frame.partition("{}")
    return prose(before, draw(dates(kind)), after)


sentences = st.one_of(appointments(), meetings(), resumes(), statistics(), dated())


@st.composite
def paragraphs(draw: st.DrawFn, most: int = 4) -> Prose:
    """Some of all of these, a paragraph each."""
    return join(draw(st.lists(sentences, min_size=1, max_size=most)), "\n\n")
