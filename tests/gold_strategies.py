"""Gold documents drawn at random, with the characters that make trouble: astral, joined, combining, every line end."""

from __future__ import annotations

from hypothesis import strategies as st

from partyie.formats.corrections import BETWEEN
from partyie.formats.gold import SPAN_KEYS, GoldDocument, GoldFacts, GoldPerson, GoldSpan
from partyie.formats.gold_records import PREFIX
from partyie.records import Label

TROUBLE = [
    "𠮷",
    "🐱",
    "👨\u200d👩",
    "\r\n",
    "\r",
    "\n",
    "\u3000",
    " ",
    "e\u0301",
    "#",
    "\\",
    "\t",
    "_",
    "|",
    "=",
    '"',
    "\x85",
    "\u2028",
]
PLAIN = ["市", "委", "书记", "王五", "a", "7"]
LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
NAMES = ["通知", "in/通知.txt", "50%", ".隐", "a:b", "尾.", "通知%2F1"]
plain_values = st.lists(st.sampled_from([*PLAIN, " ", "=", ",", "#", "《", "·"]), min_size=1, max_size=4).map("".join)
any_values = st.lists(st.sampled_from([*PLAIN, *TROUBLE]), min_size=1, max_size=4).map("".join)


@st.composite
def documents(
    draw: st.DrawFn, *, flat: bool, whole_lines: bool = False, values: st.SearchStrategy[str] = any_values
) -> GoldDocument:
    """Documents of every label, key and relation; an empty text too.

    Args:
        flat: Without overlapping and nested mentions.
        whole_lines: No mention begins or ends with a line end.
    """
    text = "".join(draw(st.lists(st.sampled_from([*PLAIN, *TROUBLE]), max_size=16)))
    places = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 5)), max_size=6))
    spans: list[GoldSpan] = []
    for start, length in sorted(places, key=lambda place: (place[0], -min(place[0] + place[1], len(text)))):
        words = text[start : start + length]
        overlapping = bool(spans) and start < max(span.end for span in spans)
        edged = bool(words) and (words[0] in LINE_ENDS or words[-1] in LINE_ENDS)
        if words and not (flat and overlapping) and not (whole_lines and edged):
            spans.append(draw(_spans(start, words, number=len(spans), values=values)))
    spans = [draw(_related(span, spans)) for span in spans]
    keys = list(dict.fromkeys(span.key for span in spans if span.label is Label.PERSON and _is_key(span.key)))
    stated = draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
    return GoldDocument(
        name=draw(st.sampled_from(NAMES)),
        text=text,
        spans=tuple(spans),
        facts=GoldFacts(title=draw(st.none() | values), number=draw(st.none() | values)),
        persons=tuple(GoldPerson(entity=key, gender=draw(st.none() | values)) for key in stated),
    )


def _is_key(key: str) -> bool:
    """Whether every notation can hold it: a surface may be no key."""
    return key == key.strip() and not set(key) & set("_|⟦⟧\t\r\n\x85\u2028\u3000")


@st.composite
def _spans(draw: st.DrawFn, start: int, words: str, *, number: int, values: st.SearchStrategy[str]) -> GoldSpan:
    label = draw(st.sampled_from(Label))
    fields: dict[str, str | None] = {}
    for field in SPAN_KEYS[label].values():
        if field == "status":
            fields[field] = draw(st.sampled_from(["current", "former", "proposed"]))
        elif field == "modifier":
            fields[field] = draw(st.sampled_from([None, "APPROX", "LESS_THAN", "END"]))
        elif field == "dimension":
            fields[field] = draw(st.sampled_from([None, "count", "share"]))
        elif field == "unit":
            fields[field] = draw(st.just("") | values)
        elif field in ("entity", "value", "of"):
            fields[field] = draw(st.none() | values)
    id_ = f"{PREFIX[label]}{draw(st.integers(0, 3))}{number}"
    return GoldSpan(id=id_, label=label, start=start, end=start + len(words), text=words, **fields)


@st.composite
def _related(draw: st.DrawFn, span: GoldSpan, spans: list[GoldSpan]) -> GoldSpan:
    relations: dict[str, list[str]] = {}
    for other in spans:
        if (kind := BETWEEN.get((span.label, other.label))) and draw(st.booleans()):
            relations.setdefault(kind, []).append(other.id)
    return span.model_copy(update={kind: tuple(ids) for kind, ids in relations.items()})
