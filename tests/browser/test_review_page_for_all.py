"""The review page for every reader: contrast in light and dark, names of controls, narrow windows, stops of the Tab key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from review_documents import NOTICE, RESUME, made, notice_page, read, resume_page

from partyie.formats.html import page as pages
from partyie.formats.html import to_html
from partyie.formats.html_markup import resource
from partyie.formats.palette import COLOURS as palette_of_kinds
from partyie.records import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Open = Callable[..., Page]

READABLE = 4.5  # WCAG 2, level AA, of text
DRAWN = 3.0  # of lines
KINDS = "PTOLDQ"  # letters of the page's classes, in the order of the labels

# Every element that itself holds words: its colour and what lies behind it, as the browser draws them
COLOURS = """() => {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = colour => {
    context.clearRect(0, 0, 1, 1); context.fillStyle = colour; context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => under.map((one, i) => i < 3 ? top[i] * top[3] + one * (1 - top[3]) : 1);
  const behind = one => one
    ? over(rgba(getComputedStyle(one).backgroundColor), behind(one.parentElement))
    : rgba(getComputedStyle(document.documentElement).getPropertyValue('--paper'));
  return [...document.body.querySelectorAll('*')]
    .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .filter(one => !['SCRIPT', 'STYLE'].includes(one.tagName) && one.checkVisibility())
    .map(one => [one.tagName + '.' + one.className + ' ' + one.textContent.slice(0, 20),
                 over(rgba(getComputedStyle(one).color), behind(one)), behind(one)]);
}"""
NAMELESS = """() => [...document.querySelectorAll('button, input, a[href], summary, [role=link], [role=group], iframe')]
  .filter(one => !(one.getAttribute('aria-label') || one.title || one.textContent.trim()))
  .map(one => one.outerHTML.slice(0, 200))"""
DANGLING = """() => ['aria-describedby', 'aria-labelledby', 'aria-controls', 'for', 'href'].flatMap(name =>
  [...document.querySelectorAll(`[${name}]`)].map(one => one.getAttribute(name).replace('#', '')))
  .filter(id => !document.getElementById(id))"""


def luminance(colour: list[float]) -> float:
    """Relative luminance of an sRGB colour, 0 to 255 a channel (WCAG 2)."""
    parts = [one / 255 for one in colour[:3]]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: list[float], other: list[float]) -> float:
    """Contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palette(scheme: str) -> dict[str, str]:
    """The variables of a colour scheme, the light ones where the dark has none of its own."""
    blocks = re.findall(r":root \{(.*?)\}", resource("review.css"), flags=re.DOTALL)[: 1 + (scheme == "dark")]
    return {name: value.strip() for block in blocks for name, value in re.findall(r"--([\w-]+): ([^;]+);", block)}


def channels(colour: str) -> list[float]:
    return [float(int(colour[i : i + 2], 16)) for i in (1, 3, 5)]


def mixed(colour: str, share: str, other: str) -> list[float]:
    """``color-mix(in srgb, colour share, other)``."""
    part = float(share.rstrip("%")) / 100
    return [part * one + (1 - part) * two for one, two in zip(channels(colour), channels(other), strict=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_palette_is_readable(scheme: str) -> None:
    colours = palette(scheme)
    ink, paper, panel = (channels(colours[name]) for name in ("ink", "paper", "panel"))
    for name in ("ink", "faint", "alarm"):
        assert contrast(channels(colours[name]), paper) >= READABLE
        assert contrast(channels(colours[name]), panel) >= READABLE
    assert contrast(channels(colours["mark"]), channels(colours["mark-ink"])) >= READABLE
    assert contrast(channels(colours["focus"]), paper) >= DRAWN
    for kind in KINDS:
        assert contrast(ink, mixed(colours[kind], colours["tint"], colours["paper"])) >= READABLE
        assert contrast(mixed(colours[kind], colours["line"], colours["ink"]), paper) >= DRAWN


def test_the_palette_is_told_apart_without_seeing_colour() -> None:
    """Okabe and Ito's colours; and kinds of the same line differ in lightness."""
    colours, style = palette("light"), resource("review.css")
    assert [colours[kind] for kind in KINDS] == [palette_of_kinds[label] for label in Label]
    lines: dict[str, list[str]] = {}
    for kind in KINDS:
        [line] = re.findall(rf"^\.{kind} \{{ --c: var\(--{kind}\); --s: (\w+); \}}", style, flags=re.MULTILINE)
        lines.setdefault(line, []).append(kind)
    for one, other in (pair for pair in lines.values() if len(pair) == 2):
        assert contrast(channels(colours[one]), channels(colours[other])) > 1.25
    assert max(map(len, lines.values())) <= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_that_is_drawn_is_readable(open_page: Open, scheme: str) -> None:
    """As it opens; with something chosen; with a kind filtered out; with the legend open."""
    page = open_page("".join(pages([read(NOTICE, "a.txt"), read(RESUME, "b.txt")])), color_scheme=scheme)
    states = (
        "() => 0",
        "() => document.querySelector('.text b.T').click()",
        "() => document.querySelector('.career button').click()",
        "() => document.querySelector('[data-f=D]').click()",
        "() => { document.querySelector('.legend').open = true; }",
    )
    for state in states:
        page.evaluate(state)
        page.wait_for_timeout(50)
        drawn = page.evaluate(COLOURS)
        assert len(drawn) > 100
        faint = {name: round(contrast(ink, under), 2) for name, ink, under in drawn if contrast(ink, under) < READABLE}
        assert faint == {}, state


def test_every_control_has_a_name_and_every_reference_a_target(open_page: Open) -> None:
    page = open_page("".join(pages([read(NOTICE), read(RESUME)])))
    page.locator(".text b.T").first.click()
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(DANGLING) == []
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("main").count() == page.locator("header").count() == page.locator("h1").count() == 1
    assert page.locator("article > h2").count() == 2


def test_a_text_and_a_list_are_one_stop_each(open_page: Open) -> None:
    page = open_page(to_html(made(30)))
    assert page.locator('.text [tabindex="0"]').count() == 1
    assert page.locator('.records .P > ul button:not([tabindex="-1"])').count() == 1
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert page.locator('.text [tabindex="0"]').count() == 1


@pytest.mark.parametrize("width", [320, 400, 700])
def test_a_narrow_window_does_not_scroll_sideways(open_page: Open, width: int) -> None:
    page = open_page(
        "".join(pages([read(NOTICE, "一个很长的文件夹/" * 8 + "a.txt"), read(RESUME)])),
        viewport={"width": width, "height": 700},
    )
    page.locator(".text b.T").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".legend summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("source", [notice_page, resume_page])
def test_what_is_focused_is_seen(open_page: Open, source: Callable[[], str]) -> None:
    """No stop of the Tab key without an outline, and none under the toolbar."""
    page = open_page(source())
    for _ in range(12):
        page.keyboard.press("Tab")
        outline, top = page.evaluate(
            "[getComputedStyle(document.activeElement).outlineStyle,"
            " document.activeElement.getBoundingClientRect().bottom]"
        )
        assert outline != "none"
        assert top > 0


def test_less_motion_is_respected(open_page: Open) -> None:
    page = open_page(notice_page(), reduced_motion="reduce")
    page.locator(".text b.P").first.click()
    assert page.evaluate("document.getAnimations().length") == 0
