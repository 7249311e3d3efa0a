"""Clause beside clause: which words are marked, what of a long clause is shown, how the page folds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.links.passages import Passage
from generator.site.beside import ROOM, marked, shown


@pytest.mark.parametrize(
    ("text", "other", "html"),
    [
        ("到2025年达到12%。", "到2030年达到15%。", "到<b>2025</b>年达到<b>12</b>%。"),
        ("新建60个，共160个。", "改建160个。", "<b>新建60</b>个，共160个。"),
        ("增长4.5%。", "增长14.5%、4.55%、4.5%。", "增长4.5%。"),
        ("增长4.5%。", "增长14.5%、4.55%。", "增长<b>4.5</b>%。"),
        ("发展养老服务。", "养老服务加快发展。", "发展养老服务。"),
        ("推动养老服务发展。", "提升养老服务。", "推动养老服务发展。"),
        ("布局5G与PM2.5监测。", "布局监测。", "布局<b>5G与PM2.5</b>监测。"),
        ("<&>", "", "&lt;&amp;&gt;"),
        ("", "甲", ""),
    ],
)
def test_what_the_other_clause_has_not_is_marked(text: str, other: str, html: str) -> None:
    assert marked(text, other, "b") == html


def test_a_clause_in_other_words_is_not_marked_all_over() -> None:
    text = "到2025年，养老床位达到17万张，社区助餐、居家照护覆盖所有街镇，失能老人得到长期护理保险的保障。"
    assert "<b>" in marked(text, text.replace("17万", "16万"), "b")
    assert marked(text, "发展集成电路。", "b") == text


def passage(*sentences: str) -> Passage:
    return Passage("p", "1", section="1", trail=(), parts=tuple((f"1-{n}", s) for n, s in enumerate(sentences, 1)), last="1-1")


def test_of_a_long_clause_the_sentences_from_the_nearest_on_are_shown() -> None:
    half = "文" * (ROOM // 2 - 1) + "。"
    assert shown(passage("甲。", "乙。"), "1-2") == "甲。乙。"
    assert shown(passage("甲。", half, half, "末。"), "1-2") == f"…{half}{half}…"
    assert shown(passage(half, half, "末。"), "1") == f"{half}{half}…"
    assert shown(passage("甲。", half * 3), "1-2") == f"…{half * 3}"


def test_the_comparison_opens_where_there_are_counterparts_and_says_where_none_was_found(site: Path) -> None:
    html = (site / "compare/sh-14fyp/sh-15fyp/index.html").read_text(encoding="utf-8")
    chapters = re.findall(r'<details class="chapter"( open)?>\n<summary>.*?<small>(.*?)</small></summary>(.*?)</details>', html, re.DOTALL)
    assert len(chapters) > 10
    for is_open, said, rows in chapters:
        joined = rows.count('<li><a class="to"')
        assert (is_open != "", said) == (joined > 0, f"{joined}处对应" if joined else "未见对应")
        assert rows.count('<tr class="words">') <= joined
        assert (joined > 0) == ('<tr class="words">' in rows)
        for alone in re.findall(r'<tr id="[^"]*" class="[^"]*alone">.*?</tr>', rows):
            assert alone.endswith('<td><span class="absent">未见对应</span></td></tr>')
    assert "<del>" in html
    assert "<ins>" in html
