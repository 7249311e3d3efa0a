"""Every page keeps a strict Content-Security-Policy: it stands first, nothing in the page needs leave that it does not give."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.site.policy import POLICY, SERVED, policy_tag
from generator.site.printing import css_string
from tests.conftest import ROOT

DATA = ("application/json", "application/ld+json")
"""Kinds of script elements that are not executed."""


class Inline(HTMLParser):
    """What in a page would be run or applied without being a file of the site, and what its head begins with."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append((tag, held))
        if tag == "style" or (tag == "script" and not held.get("src") and held.get("type") not in DATA):
            self.found.append(f"<{tag}>")
        if tag in ("base", "iframe", "object", "embed"):
            self.found.append(f"<{tag}>")
        self.found += [f"{name}={value}" for name, value in attrs if name == "style" or name.startswith("on") or name == "srcdoc"]
        self.found += [f"{name}={value}" for name, value in attrs if re.match(r"\s*(?:java|vb)script:|data:", value or "", re.I)]


def inline(html: str) -> Inline:
    parser = Inline()
    parser.feed(html)
    return parser


def kind_of(html: str) -> str:
    """Language and kind of a page: of those that are made by one template one is parsed, all are searched."""
    lang, kind = re.search(r'<html lang="(.*?)"', html), re.search(r'<body class="([\w-]*)', html)
    return f"{lang[1] if lang else ''} {kind[1] if kind else 'short address'}"


ACTING = re.compile(
    r"<(?:style|base|iframe|object|embed)\b|<script(?! src=| type=.application/(?:ld\+)?json)|<[a-z][^>]*\s(?:style|srcdoc|on[a-z]+)\s*=",
    re.I,
)


def test_every_page_of_the_site_has_the_policy_first_and_nothing_inline(site: Path) -> None:
    wrong = []
    pages = sorted(site.rglob("*.html"))
    kinds: dict[str, Inline] = {}
    for path in pages:
        html = path.read_text(encoding="utf-8")
        head = re.sub(r"\A<!doctype html>\s*<html[^>]*>\s*(?:<head>\s*)?", "", html)
        if not head.startswith(str(policy_tag())):
            wrong.append((path.relative_to(site).as_posix(), head[:80]))
        if found := ACTING.search(html) or (kind_of(html) not in kinds and kinds.setdefault(kind_of(html), inline(html)).found):
            wrong.append((path.relative_to(site).as_posix(), str(found)))
    assert wrong == []
    assert {"404.html", "index.html"} <= {path.name for path in pages}
    assert len(pages) > 1000  # the short addresses, too
    assert len(kinds) > 35


def test_the_test_sees_what_is_inline() -> None:
    html = '<style>x</style><script>x</script><script src="x.js"></script><p style="x" onclick="x"><a href=" javascript:x"><script type="application/json">{}</script>'
    assert inline(html).found == ["<style>", "<script>", "style=x", "onclick=x", "href= javascript:x"]


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("*.html")), ids=lambda path: path.name)
def test_no_template_holds_what_is_inline(path: Path) -> None:
    html = re.sub(r"\{[%#].*?[%#]\}", " ", path.read_text(encoding="utf-8"), flags=re.S)
    assert inline(re.sub(r"\{\{.*?\}\}", "x", html, flags=re.S)).found == []


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "assets").glob("*.js")), ids=lambda path: path.name)
def test_no_script_makes_what_is_inline(path: Path) -> None:
    """Styles are set by properties, elements made one by one."""
    source = path.read_text(encoding="utf-8")
    wrong = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(\s*[\"'](?:style|on)|cssText|javascript:"
    assert re.findall(wrong, source) == []


def test_while_serving_only_the_script_that_loads_anew_is_let_in() -> None:
    assert POLICY in str(policy_tag())
    assert SERVED in str(policy_tag(served=True))
    assert SERVED.replace(" 'unsafe-inline'", "") == POLICY
    assert "unsafe" not in POLICY
    assert "*" not in POLICY


@pytest.mark.parametrize("text", ['"}body{x', "\\", "</style>", "甲\n乙", "甲\u2028乙", "\f", "\0", "*/", "甲\u3000乙"])
def test_a_running_head_stays_a_string_of_css(text: str) -> None:
    string = css_string(text)
    inside = re.sub(r"\\[0-9a-f]+ ", "", string[1:-1])
    assert string[0] == string[-1] == '"'
    assert not re.search(r'["\\<\n\r\f\0\u2028]', inside)
    read = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), string[1:-1])
    assert read == text
