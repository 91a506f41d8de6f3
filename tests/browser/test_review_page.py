"""The review page used in a real browser: by mouse, by keys, by search; what lights up, what is said, what is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from review_documents import HOSTILE, NOTICE, RESUME, UNIT, hostile, made, notice_page, read, resume_page

from partyie.formats.html import notebook_view, page, to_html
from partyie.records import Extraction, Failure, FailureReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Open = Callable[..., Page]

COPIED = """([start, end]) => {
  const text = document.querySelector('.text');
  const range = new Range();
  range.selectNodeContents(text);
  if (end !== null) { range.setStart(text.firstChild, start); range.setEnd(text.firstChild, end); }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
  text.dispatchEvent(event);
  getSelection().removeAllRanges();
  return [...event.clipboardData.getData('text/plain')].map(one => one.codePointAt(0));
}"""

CLICK = """() => new Promise(done => {
  document.querySelector('.text b.P').click();
  requestAnimationFrame(() => requestAnimationFrame(done));
})"""


def words_of(page: Page, selector: str) -> list[str]:
    """What the elements say, in the page's order."""
    return page.eval_on_selector_all(selector, "all => all.map(one => one.textContent)")  # type: ignore[no-any-return]


def test_a_record_lights_its_mentions_and_what_is_linked(open_page: Open) -> None:
    page = open_page(notice_page())
    page.get_by_role("button", name="陈国栋", exact=True).click()
    assert words_of(page, ".text .on") == ["陳國棟", "陳國棟"]
    assert words_of(page, ".text .lit.holder") == ["書(shū)記"]
    assert page.locator(".text .lit").get_attribute("data-k") == "职务"
    assert words_of(page, ".text .here") == ["陳國棟"]
    details = page.locator("#detail")
    assert "人物 PERSON" in details.inner_text()
    details.get_by_role("button", name="书记").click()
    assert words_of(page, ".text .on") == ["書(shū)記"]
    assert words_of(page, ".text .lit.at") == ["中共仙遊縣榜頭鎮委員會"]
    assert words_of(page, ".text .lit.holder") == ["陳國棟", "陳國棟"]


def test_the_text_scrolls_to_the_first_mention(open_page: Open) -> None:
    page = open_page(to_html(made(300)))
    page.locator("#\\31-p290").click()
    box = page.locator(".text .here").bounding_box()
    assert box is not None
    assert 0 < box["y"] < 860


def test_a_mention_shows_its_record_rule_score_and_repair(open_page: Open) -> None:
    page = open_page(notice_page())
    page.locator(".text b.T").first.click()
    assert words_of(page, ".records .on b") == ["中共仙游县榜头镇委员会书记"]
    details = page.locator("#detail").inner_text()
    assert "post.title" in details
    assert "0.9" in details
    assert "夹注拼音" in details
    assert f"{NOTICE.index('書(shū)記')}–{NOTICE.index('書(shū)記') + len('書(shū)記')}" in details
    page.locator("#detail .close").click()
    assert page.locator("#detail").is_hidden()


def test_escape_clears(open_page: Open) -> None:
    page = open_page(notice_page())
    page.locator(".text b.P").first.click()
    page.keyboard.press("Escape")
    assert (
        page.locator(":is(main, .text, .records) :is(.on, .lit, .here, [data-k], [aria-current]), .chosen").count() == 0
    )
    assert page.locator("#detail").is_hidden()
    assert page.locator("#tip").is_hidden()


def test_filters_act_on_text_and_records(open_page: Open) -> None:
    page = open_page(notice_page())
    button = page.locator("[data-f=P]")
    assert button.inner_text().endswith(str(page.locator(".text b.P").count()))
    transparent = "one => getComputedStyle(one).backgroundColor"
    before = page.locator(".text b.P").first.evaluate(transparent)
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.locator(".text b.P").first.evaluate(transparent) == "rgba(0, 0, 0, 0)" != before
    assert page.locator(".records details.P").is_hidden()
    assert page.locator(".records details.T").is_visible()
    page.locator(".text b.P").first.click()
    assert page.locator("#detail").is_hidden()
    button.click()
    assert page.locator(".records details.P").is_visible()
    page.locator("[data-f=X]").click()
    assert page.locator(".records details.repairs").is_hidden()


def test_everything_goes_by_keys(open_page: Open) -> None:
    page = open_page(notice_page())
    press, focused = page.keyboard.press, "document.activeElement.textContent"
    press("Tab")
    assert page.evaluate(focused) == "跳到正文"
    press("Enter")
    press("Tab")
    assert page.evaluate(focused) == "中共仙遊縣委組織部"
    press("ArrowRight")
    press("Enter")
    assert words_of(page, ".text .here") == ["陳國棟"]
    press("n")
    press("p")
    press("p")
    assert page.evaluate(focused) == "中共仙遊縣委組織部"
    press("Escape")
    press("Tab")  # one stop a text: the records come next
    assert page.evaluate("document.activeElement.closest('.records') !== null")
    press("ArrowDown")
    assert page.evaluate(focused) == "陈国栋"
    press("Enter")
    assert words_of(page, ".text .on") == ["陳國棟", "陳國棟"]
    press("ArrowUp")
    press("Enter")
    assert page.locator(".records details.P").get_attribute("open") is None


def test_repairs_are_explained_on_hover_and_on_focus(open_page: Open) -> None:
    page = open_page(notice_page())
    page.locator(".text u.pinyin").hover()
    assert "夹注拼音" in page.locator("#tip").inner_text()
    page.mouse.move(5, 5)
    page.locator(".text u.linebreak").focus()
    assert "词中换行" in page.locator("#tip").inner_text()
    assert page.locator(".text u.linebreak").get_attribute("aria-describedby") == "tip"
    page.keyboard.press("Escape")
    assert page.locator("#tip").is_hidden()
    page.locator(".records .repairs button").first.click()
    assert page.evaluate("document.activeElement.tagName") == "U"


def test_search_finds_words_and_what_they_were_read_as(open_page: Open) -> None:
    page = open_page(notice_page())
    page.keyboard.press("/")
    page.keyboard.type("陈国栋")  # simplified, where the text has 陳國棟
    page.wait_for_selector("output:text('2')")
    assert page.locator(".records .P > ul > li:visible").count() == 1
    page.keyboard.press("Enter")
    assert page.locator("output").inner_text() == "1 / 2"
    page.locator("#search").fill("女幹部")
    page.wait_for_selector("output:text-is('1 处匹配')")
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""
    assert page.locator(".records .P > ul > li:visible").count() == 2


@pytest.mark.parametrize("text", [NOTICE, "甲\r\n\t乙\u3000\n\n" + HOSTILE.replace("\ud800", "")])
def test_what_is_copied_is_the_input(open_page: Open, text: str) -> None:
    page = open_page(to_html(read(text)))
    assert "".join(map(chr, page.evaluate(COPIED, [0, None]))) == text
    assert page.evaluate("document.querySelector('.text').textContent.length") == len(text)


def test_nothing_of_a_document_runs(open_page: Open) -> None:
    found = hostile()
    page = open_page(to_html(found))
    title = page.title()
    page.locator(".text b").first.click()
    page.locator("#language").click()
    page.locator(".records button").last.evaluate("one => one.click()")
    assert page.title() == title != "x"
    assert page.locator("img, svg, textarea, iframe, script[src]").count() == 0
    assert page.locator("script:not([type])").count() == 1
    assert "<script>" in page.locator("#detail").inner_text() or "<script>" in page.locator("h2").first.inner_text()


def test_a_long_text_answers_as_quickly_as_a_short_one(open_page: Open) -> None:
    """200 KB, 8,000 mentions, 4,000 records: what a click costs the processor, beside one in a text of one line."""
    short, long = open_page(to_html(made(1))), open_page(to_html(made(200_000 // len(UNIT.encode()))))
    ratios = []
    for _ in range(3):
        ratios.append(cost_of_a_click(long) / cost_of_a_click(short))
        if ratios[-1] < 20:
            return
    raise AssertionError(f"a click in a long text costs {ratios} times as much as in a short one")


def cost_of_a_click(page: Page) -> float:
    """Processor time of the page's thread, from the click until it is drawn; the least of three."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    costs = []
    for _ in range(3):
        page.keyboard.press("Escape")
        before = spent()
        page.evaluate(CLICK)
        costs.append(spent() - before)
    session.detach()
    return min(costs)


def test_documents_of_one_page_keep_apart(open_page: Open) -> None:
    failure = Failure(source="坏.bin", error=FailureReason(kind="binary", message="a NUL byte"))
    items = [read(RESUME, "a.txt"), failure, read(RESUME, "b.txt")]
    page_source = "".join(page(items))
    opened = open_page(page_source)
    assert opened.locator("#index + main").count() == 1
    opened.locator("#index a").nth(2).click()
    assert opened.evaluate("document.activeElement.id") == "doc3"
    opened.locator("#doc3 .text b.P").first.click()
    assert opened.locator("#doc1 .on").count() == 0
    assert opened.locator("#doc3 .text .on").count() == 1
    assert "a NUL byte" in opened.locator("#doc2").inner_text()


def test_pages_of_little_can_be_used(open_page: Open) -> None:
    """No text, an empty one, no documents: keys and clicks do nothing, or what can be done."""
    stored = Extraction.model_validate_json(read(NOTICE).model_dump_json())
    for source in (to_html(stored), to_html(read("")), to_html(read("无。")), "".join(page([]))):
        opened = open_page(source)
        for key in ("n", "p", "Enter", "ArrowDown", "Escape", "/", "Enter", "a"):
            opened.keyboard.press(key)
    opened = open_page(to_html(stored))
    opened.get_by_role("button", name="陈国栋", exact=True).click()
    assert "提及处" in opened.locator("#detail").inner_text()


def test_nested_and_crossing_mentions_can_each_be_chosen(open_page: Open) -> None:
    page = open_page(to_html(made(1)))
    page.locator("#\\31\\.2").click(position={"x": 20, "y": 8})  # 书, which three share: the innermost
    assert words_of(page, ".text .here") == ["书记", "张"]
    page.locator(".text b.O").click(position={"x": 4, "y": 8})
    assert words_of(page, ".text .here") == ["县委"]


def test_a_career_is_drawn_and_said(open_page: Open) -> None:
    page = open_page(resume_page())
    career = page.locator(".career").first
    assert career.locator("li").first.inner_text().startswith("中共仙游县委副书记")
    assert page.locator(".career .track .open").count() >= 1
    assert page.locator(".career .track .acting").count() == 1
    spans = [bar.bounding_box() for bar in page.locator(".career .track s").all()]
    assert all(span is not None and span["width"] >= 3 for span in spans)
    career.get_by_role("button", name="副镇长").click()
    assert words_of(page, ".text .on") == ["副镇长"]
    assert words_of(page, ".text .lit.when") == ["1996.03—2001.11"]


def test_the_page_speaks_two_languages(open_page: Open) -> None:
    page = open_page(notice_page(), locale="en-GB")
    assert page.locator("[data-f=P] span").inner_text() == "Persons"
    assert page.locator("#search").get_attribute("aria-label") == "Search text and records"
    page.locator(".text b.P").first.click()
    assert "score" in page.locator("#detail").inner_text()
    page.locator("#language").click()
    assert page.locator("[data-f=P] span").inner_text() == "人物"
    assert "可信度" in page.locator("#detail").inner_text()
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"


def test_it_works_in_a_notebook(open_page: Open) -> None:
    """In a frame without an origin of its own; a link to a place doesn't load the notebook into it."""
    holder = open_page(f"<!doctype html><title>notebook</title><body>{notebook_view(read(NOTICE))}")
    frame = holder.frame_locator("iframe")
    frame.locator(".text b.P").first.click()
    assert frame.locator("#detail h2").inner_text().endswith("陈国栋")
    frame.locator(".skip").focus()
    holder.keyboard.press("Enter")
    assert frame.locator("#detail").is_visible()


def test_printed_it_shows_everything(open_page: Open) -> None:
    page = open_page(to_html(made(20)))
    assert page.locator(".records details:not([open])").count() > 0
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".records details:not([open])").count() == 0
    assert page.locator("header").is_hidden()
    assert page.locator(".records").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".records details:not([open])").count() > 0
    assert len(page.pdf()) > 10_000
