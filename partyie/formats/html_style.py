"""Style and script of the HTML view: inline, so that a page is one file and loads nothing."""

from __future__ import annotations

from partyie.records import Label

# Okabe & Ito's colours, told apart under every common colour blindness; the underlines differ too, so that nothing
# hangs on colour alone.
COLOURS = {
    Label.PERSON: ("213,94,0", "solid"),
    Label.POST: ("204,121,167", "double"),
    Label.ORG: ("0,114,178", "solid"),
    Label.PLACE: ("0,158,115", "dashed"),
    Label.DATE: ("230,159,0", "dotted"),
    Label.QUANTITY: ("86,180,233", "dashed"),
}

STYLE = """
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--faint:#667;--rule:#ccd;--panel:#f6f7f9}
@media (prefers-color-scheme:dark){:root{--ink:#e8e8ea;--paper:#16181c;--faint:#9aa;--rule:#3a3f47;--panel:#1f2228}}
*{box-sizing:border-box}
body{margin:0;font:15px/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;
 color:var(--ink);background:var(--paper)}
nav{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:.4em 1em;padding:.6em 1.2em;
 background:var(--panel);border-bottom:1px solid var(--rule)}
nav label{cursor:pointer;white-space:nowrap}
article{padding:1em 1.2em 2em;border-bottom:1px solid var(--rule)}
h2{margin:.2em 0;font-size:1.15em}
.facts{color:var(--faint);margin:0 0 .8em}
.facts b{font-weight:600;color:var(--ink)}
.columns{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1.5em;align-items:start}
@media (max-width:60em){.columns{grid-template-columns:minmax(0,1fr)}}
.text{margin:0;font:inherit;font-size:1.05em;line-height:2;white-space:pre-wrap;overflow-wrap:anywhere}
.records{position:sticky;top:3.2em;max-height:calc(100vh - 4em);overflow:auto;font-size:.85em}
@media (max-width:60em){.records{position:static;max-height:none}}
summary{cursor:pointer;font-weight:600;padding:.3em 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin-bottom:.6em}
th,td{text-align:left;vertical-align:top;padding:.2em .6em .2em 0;border-bottom:1px solid var(--rule)}
th{color:var(--faint);font-weight:500;white-space:nowrap}
td{min-width:4.5em;max-width:22em;overflow-wrap:break-word}
td:first-child{min-width:2.5em}
td:nth-child(2),td:nth-child(3){min-width:8em}
a{color:inherit}
.m{text-decoration:none;border-radius:2px;padding:.1em 0;
 border-bottom:2px var(--line,solid) rgb(var(--c));background:rgba(var(--c),.22)}
.m:hover,.m.hot{background:rgba(var(--c),.5)}
tr.hot,tr:target{background:rgba(128,128,128,.25)}
.repair{text-decoration:underline wavy #d00 1px;text-underline-offset:.3em}
.failure{color:#c22}
"""

SCRIPT = """
for(const box of document.querySelectorAll('nav input'))box.addEventListener('change',()=>
 document.body.classList.toggle('hide-'+box.value,!box.checked));
const light=(event,on)=>{const part=event.target.closest?.('[data-r]');if(part)
 for(const other of document.querySelectorAll('[data-r="'+part.dataset.r+'"]'))other.classList.toggle('hot',on)};
for(const [name,on] of [['mouseover',true],['mouseout',false],['focusin',true],['focusout',false]])
 document.addEventListener(name,event=>light(event,on));
"""


def label_style() -> str:
    """The rules that colour each kind of mention and hide it when its box is unticked."""
    rules = []
    for label, (colour, line) in COLOURS.items():
        rules.append(f".{label}{{--c:{colour};--line:{line}}}")
        rules.append(f".hide-{label} .text .{label}{{background:none;border-color:transparent}}")
    return "\n".join(rules)
