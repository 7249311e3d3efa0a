"""Scripts without a browser: citation styles on whatever is known, and that what is shared is there before it is used."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from tests.conftest import ROOT

ASSETS = ROOT / "templates" / "assets"
ITEM = {
    "type": "report",
    "id": "try-1-6.2.2-3",
    "title": "某市规划",
    "titleEn": "A City's Plan",
    "author": "某市人民政府",
    "authorEn": "Government of a City",
    "number": "某府发〔2021〕3号",
    "publisher": "某市人民政府",
    "place": "某市",
    "issued": "2021-01-27",
    "accessed": "2026-02-03",
    "at": "第6.2.2节第3句",
    "atEn": "§ 6.2.2, sentence 3",
    "edition": "章句注解本（2026-01-01）",
    "editionEn": "annotated edition",
    "by": "章句",
    "url": "https://x.org/try-1/6/#6.2.2-3",
    "words": "外商 50% & {多}",
    "unofficial": "unofficial translation",
}
NEEDED = {"type", "id", "title", "url"}
"""Every citation has them."""


@pytest.fixture(scope="module")
def engine() -> MiniRacer:
    made = MiniRacer()
    made.eval((ASSETS / "styles.js").read_text(encoding="utf-8"))
    return made


def cited(engine: MiniRacer, style: str, item: dict[str, Any]) -> str:
    return str(engine.eval(f"zhangju.styles.{style}({json.dumps(item)})"))


@pytest.mark.parametrize(
    ("style", "change", "told"),
    [
        (
            "gbt",
            {"unofficial": None},
            "某市人民政府. 某市规划：某府发〔2021〕3号[R/OL]. 章句注解本（2026-01-01）. 某市：某市人民政府，2021：第6.2.2节第3句. "
            "https://x.org/try-1/6/#6.2.2-3.",
        ),
        ("gbt", {"issued": None, "publisher": None, "place": None}, "章句注解本（2026-01-01）. [2026]：第6.2.2节第3句. "),
        ("gbt", {"type": "webpage", "author": None}, "某市规划：某府发〔2021〕3号[EB/OL]. （2021-01-27）[2026-02-03]. https://x.org/"),
        ("apa", {"unofficialEn": None}, "Government of a City. (2021, January 27). 某市规划 [A City's Plan] (annotated edition; § 6.2.2"),
        ("apa", {"issued": None, "author": None, "authorEn": None, "titleEn": None}, "某市规划 (annotated edition; § 6.2.2, sentence 3). (n.d.). 章句"),
        ("bibtex", {"author": "A&B_{C}"}, r"author = {{A\&B\_\{C\}}},"),
        ("bibtex", {"issued": "2021"}, "  year = {2021},\n  publisher"),
        ("ris", {"issued": "2021-01"}, "PY  - 2021\r\nDA  - 2021/01/\r\n"),
        ("ris", {"words": "一\n  二"}, "N2  - 一 二\r\n"),
        ("ris", {"person": True}, "AU  - 某市人民政府\r\n"),
        ("ris", {}, "AU  - 某市人民政府,\r\n"),
    ],
)  # fmt: skip
def test_styles(engine: MiniRacer, style: str, change: dict[str, Any], told: str) -> None:
    item = {name: value for name, value in {**ITEM, **change}.items() if value is not None}
    assert told in cited(engine, style, item)


@settings(max_examples=60, deadline=None)
@given(known=st.sets(st.sampled_from(sorted(ITEM.keys() - NEEDED))), style=st.sampled_from(["gbt", "apa", "bibtex", "ris"]))
def test_what_is_not_known_is_not_told(engine: MiniRacer, known: set[str], style: str) -> None:
    made = cited(engine, style, {name: ITEM[name] for name in known | NEEDED})
    assert not re.search(r"undefined|null|NaN|\(\)|（）|\[\]|\. \.|，\.|：\.", made)
    assert ITEM["url"] in made


def scripts_of(html: str) -> list[str]:
    return re.findall(r'<script src="[^>]*?([\w-]+\.js)', html)


def test_no_page_uses_what_is_shared_before_it_is_there() -> None:
    """Templates that a page is made of: `main.html` loads `zhangju.js` in the head, those that extend it load theirs after it."""
    users = {path.name for path in ASSETS.glob("*.js") if re.search(r"= zhangju;", path.read_text(encoding="utf-8"))}
    assert {"arrive.js", "links.js", "reading.js", "terms.js"} <= users
    head = (ROOT / "templates" / "main.html").read_text(encoding="utf-8").partition("</head>")[0]
    assert "zhangju.js" in scripts_of(head)
    for path in (ROOT / "templates").glob("**/*.html"):
        text = path.read_text(encoding="utf-8")
        if users & set(scripts_of(text)):
            assert '{% extends "main.html" %}' in text or "{% extends 'main.html' %}" in text, path


def test_what_is_declared_is_what_is_shared() -> None:
    """The declaration of the namespace names what `zhangju.js` gives and what is added later, and nothing else."""
    declared = (ROOT / "tests" / "scripts" / "zhangju.d.ts").read_text(encoding="utf-8")
    body = re.search(r"interface Zhangju \{\n(.*?)\n\}", declared, re.S)
    assert body
    names = set(re.findall(r"^  (\w+)\??[(:]", body[1], re.M))
    own = Path(ASSETS / "zhangju.js").read_text(encoding="utf-8")
    given_ = re.search(r"^globalThis\.zhangju = \{(.*?)^\};", own, re.S | re.M)
    assert given_
    shared = set(re.findall(r"\b([A-Za-z]\w*)\b(?=[,:}\s])", re.sub(r'"[^"]*"|: null', ":", given_[1]))) - {"null"}
    later = {
        name
        for path in ASSETS.glob("*.js")
        for name in re.findall(r"zhangju(?:\.| \?\?=.*\)\.)(\w+) = (?=\(|async)", path.read_text(encoding="utf-8"))
    }
    later |= {
        name
        for path in ASSETS.glob("*.js")
        for held in re.findall(r"Object\.assign\(zhangju, \{ (.*?) \}\)", path.read_text(encoding="utf-8"))
        for name in held.split(", ")
    }
    assert names == shared | later | {"styles"}
