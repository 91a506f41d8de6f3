"""The frame of the review page: policy, style and script, toolbar, legend, the panel of details."""

from __future__ import annotations

import base64
import hashlib

from partyie.formats.html_markup import data_block, lean, named, plain, word, words
from partyie.formats.html_records import captions

SCRIPTS = ("review.js", "review_keys.js", "review_search.js", "review_start.js")
LINK_KINDS = ("holder", "at", "when", "member")


def foot() -> str:
    """What follows the documents and the contents: details, the page's words, the script."""
    return f"{_detail()}{data_block('words', words())}<script>{_script()}</script></body></html>\n"


def _script() -> str:
    parts = "\n".join(lean(name) for name in SCRIPTS)
    return f"\n(() => {{\n'use strict';\n{parts}\n}})();\n"


def _style() -> str:
    return "\n" + lean("review.css") + "\n"


def _policy() -> str:
    """Nothing loads; only this style and this script count, known by their digests; drawn spells set attributes."""
    return (
        f"default-src 'none'; script-src '{_digest(_script())}'; style-src-elem '{_digest(_style())}'; "
        "style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )


def _digest(source: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}"


def head(title: str) -> str:
    return (
        f'<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{plain(title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<style>{_style()}</style></head><body><a class="skip" href="#main" data-t="page.skip">跳到正文</a>'
        f'{_toolbar()}<main id="main" tabindex="-1">'
    )


def _toolbar() -> str:
    boxes = "".join(_filter(kind, f"{word(key)} <small>{label}</small>") for label, kind, key in captions())
    return (
        f'<header><h1>partyie <small data-t="page.review">审阅</small></h1>'
        f'<div class="filters" role="group" {named("page.filters")}>{boxes}'
        f"{_filter('X', word('page.repairs'))}</div>"
        f'<div class="tools"><input type="search" id="search" {named("page.search")}><output for="search"></output>'
        f'<a class="to-index" href="#index" data-t="page.index">目录</a>'
        f'<button id="language" data-t="page.language">English</button>{_legend()}</div></header>'
    )


def _filter(kind: str, caption: str) -> str:
    """A button that shows or hides a kind; the script puts the number of its mentions into it."""
    return f'<button class="{kind}" data-f="{kind}" aria-pressed="true">{caption} <b></b></button>'


def _legend() -> str:
    keys = (("n p ← →", "next"), ("Enter", "enter"), ("↑ ↓", "records"), ("Esc", "clear"), ("/", "search"))
    marks = ("fixed", "open", "to-unknown", "point", "acting", "proposed")
    links = "".join(f'<li><span class="lit {kind}">{word(f"link.{kind}")}</span></li>' for kind in LINK_KINDS)
    drawn = "".join(
        f'<li><span class="track" aria-hidden="true"><s class="{mark}" style="--l:10%;--w:70%"></s></span>'
        f"{word('mark.' + ('faded' if mark == 'to-unknown' else mark))}</li>"
        for mark in marks
    )
    pressed = "".join(f"<li><kbd>{keys}</kbd> {word(f'keys.{what}')}</li>" for keys, what in keys)
    return (
        f'<details class="legend"><summary data-t="page.legend">图例与按键</summary><div><ul>{pressed}</ul>'
        f"<ul>{links}</ul><ul>{drawn}</ul></div></details>"
    )


def _detail() -> str:
    return (
        f'<aside id="detail" {named("page.details")} hidden><button class="close" {named("page.close")}>×</button>'
        '<div aria-live="polite"></div></aside><div id="tip" role="tooltip" hidden></div>'
    )
