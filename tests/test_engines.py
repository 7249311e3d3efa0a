"""What readers see in WebKit and in Firefox, on a desk and on a narrow screen: marks under words, arriving, contents, copying a place."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.browser.engines import MISSING, Engine, WebKit, engine

CHAPTER = "sh-14fyp/6/"
DESK, NARROW = (1280, 900), (480, 800)
MARKS = """[...document.querySelectorAll('article.text :is(a.t[href], a.c, a.flag)')].filter((mark) => mark.getClientRects().length).map((mark) => {
    const style = getComputedStyle(mark);
    return [mark.className.split(' ')[0], style.textDecorationLine, style.textDecorationStyle];
})"""
PARTED = "getComputedStyle(document.documentElement).textAutospace === 'normal' ? 'by style' : document.querySelectorAll('.gap').length > 20 && 'by script'"
HEAD = "(() => { const box = document.getElementById('6.2.2').getBoundingClientRect(); return box.top >= zhangju.stuck() - 1 && box.bottom < innerHeight; })()"
CONTENTS = (
    "[document.querySelector('.page > .contents details').open, getComputedStyle(document.querySelector('.page > .contents')).position]"
)


@pytest.fixture(scope="module", params=["webkit", "firefox"])
def window(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if MISSING[request.param]:
        pytest.skip(MISSING[request.param])
    with engine(request.param) as made:
        yield made


def until(window: Engine, expression: str) -> object:
    end = time.monotonic() + 20
    while not (value := window.run(expression)):
        assert time.monotonic() < end, expression
        time.sleep(0.05)
    return value


def test_a_chapter_is_read_alike(window: Engine, root: str) -> None:
    window.resize(*DESK)
    window.go(f"{root}{CHAPTER}#6.2.2-3")
    marks = {(kind, line, style) for kind, line, style in window.run(MARKS)}
    assert marks >= {("t", "underline", "dotted"), ("c", "underline", "solid")}
    assert {line for _, line, _ in marks} == {"underline"}
    assert until(window, PARTED) == ("by script" if isinstance(window, WebKit) else "by style")
    assert until(window, HEAD)
    assert until(window, "document.querySelector('.where .now').textContent.includes('6.2.2')")
    assert until(window, f"JSON.stringify({CONTENTS}) === '[true,\"sticky\"]'")
    window.run("document.querySelector('[id=\"6.2.3\"] > .mark').click()")
    assert until(window, "!!document.querySelector('.panel .choices button')")
    assert window.run("location.hash") == "#6.2.3"
    window.run("document.querySelector('article.text a.t[href]').click()")
    assert until(window, "document.querySelector('.panel.term dt')?.textContent")


def test_a_narrow_screen_has_all_within_its_width(window: Engine, root: str) -> None:
    window.resize(*NARROW)
    for path in ("", "compare/sh-14fyp/sh-15fyp/", f"{CHAPTER}#6.2.2-3"):
        window.go(root + path)
        assert window.run("document.documentElement.scrollWidth <= innerWidth"), path
    assert until(window, HEAD)
    assert window.run(CONTENTS)[0] is False
    window.run("document.querySelector('.contents-opener').click()")
    assert until(window, "document.querySelector('.panel.contents a')?.getBoundingClientRect().top > 0")
