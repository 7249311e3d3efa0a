"""Doubts: characters that are broken beyond repair. Each is a flag in the ledger with its guess, and a finding; none changes the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.pipeline import convert_seed
from generator.repair.broken import doubts

DOUBTED = [
    ("扩大\ue011，领先\uf06c", [("\ue011", "\ue011"), ("\uf06c", "\uf06c")]),
    ("数字基\ufffd\ufffd设施", [("\ufffd\ufffd", "\ufffd\ufffd")]),
    ("数字(cid:1234)(cid:567)规模(cid:8)", [("(cid:1234)(cid:567)", "(cid:1234)(cid:567)"), ("(cid:8)", "(cid:8)")]),
    ("ä¸Šæµ·å¸‚规划", [("ä¸Šæµ·å¸‚", "上海市")]),
    ("见ã€Šæµ·ã€‹", [("ã€Šæµ·ã€‹", "《海》")]),
    ("锟斤拷发展", [("锟斤拷", "锟斤拷")]),
    ("发\x01展\x7f", [("\x01", "\x01"), ("\x7f", "\x7f")]),
    ("发&#x;展&nbsp投入&hellipx;", [("&#x;", "&#x;"), ("&nbsp", "&nbsp"), ("&hellipx;", "&hellipx;")]),
    ("建成双牌、?水灌区，推进东?村改造，？江治理", [("?", "?"), ("?", "?"), ("？", "？")]),
    ("到二三五年基本实现现代化", [("二三五", "二〇三五")]),
    ("加强领导。.未尽事项。。。", [("。.", "。"), ("。。。", "……")]),
    ("浓度3 2微克", [("3 2", "32")]),
    ("末位\U0001fffe字", [("\U0001fffe", "\U0001fffe")]),
    ("学校 3 5 8", [("3 5 8", "358")]),
    ("专栏3 120个项目", [("3 120", "3120")]),
    ("I2级响应，2O个平台", [("I2", "12"), ("2O", "20")]),
    (
        r"形如$\begin{array}{c} a \end{array}$，$x^{k+1}$",
        [(r"$\begin{array}{c} a \end{array}$", r"$\begin{array}{c} a \end{array}$"), ("$x^{k+1}$", "$x^{k+1}$")],
    ),
    (r"形如\（x^{k+1}\）的\[a_{ij}\]", [(r"\（x^{k+1}\）", r"\（x^{k+1}\）"), (r"\[a_{ij}\]", r"\[a_{ij}\]")]),
    ("式\n$$\nx^{k+1}\n$$\n$$a\n\\]$$", [("x^{k+1}", "x^{k+1}"), ("$$a", "$$a")]),
    (r"\dfrac{1}{2}与\sqrt{2}", [(r"\dfrac{1}", r"\dfrac{1}"), (r"\sqrt{2}", r"\sqrt{2}")]),
    ("СО2减排，Α股上市", [("СО2", "CO2"), ("Α", "A")]),
    ("投资3，500亿元", [("3，500", "3,500")]),
    ("灌区〓渠，设□施，水??库", [("〓", "〓"), ("□", "□"), ("??", "??")]),
    ("到20 30年，投资5 00亿元", [("20 30", "2030"), ("5 00", "500")]),
    ("3Ã—5，水？？库", [("Ã—", "×"), ("？？", "？？")]),
    ("形如rac{1}{2}者", [("rac{1}{2}", "rac{1}{2}")]),
    ("坚持<p>改革</p>开放。<br/>推<!--x", [("<p>", "<p>"), ("</p>", "</p>"), ("<br/>", "<br/>"), ("<!--", "<!--")]),
    ('见<a href="x">此</a>/p>', [('<a href="x">', '<a href="x">'), ("</a>/p>", "</a>/p>")]),
    ("发&copyright;展", [("&copyright;", "&copyright;")]),
    ("灌溉面积扩大。\n3\n二、总体要求", [("3", "3")]),
]
SOUND = [
    "AT&T；R&D",
    "СССР、Россия、ΑΒΓ三型",
    "增长3，500强企业居第3，500家；2025，500亿元",
    "第25 30次，São Paulo，好吗？？为何",
    "□是 □否；是□否□，真的吗??",
    "Café、naïve、Zürich",
    "“引号”…—",
    "怎么办？加快建设；何为现代化?就是发展。二三五年级，二五年",
    "3 2",
    "1.5 2.5%",
    "😀🇨🇳",
    "https://a.cn/?a=1&lt=2",
    "①㈠⒈№℃",
    "Ⅳ类 Ω μm",
    "投资$5亿，A_1类$3亿",
    r"见\[附件\_1\]",
    "$HOME_A 与 $PATH",
    "a<b，c>d；<5%，<PM2.5>，<附件>，A/B>C",
]


@pytest.mark.parametrize(("text", "found"), DOUBTED, ids=lambda value: ascii(value)[:30])
def test_what_is_broken_is_doubted(text: str, found: list[tuple[str, str]]) -> None:
    assert [(edit.before, edit.after) for edit in doubts(text)] == found
    assert all(text[edit.start : edit.end] == edit.before and edit.note for edit in doubts(text))


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_odd_is_not(text: str) -> None:
    assert list(doubts(text)) == []


def test_a_doubt_is_a_flag_and_a_finding_and_changes_nothing(project: Callable[..., Path]) -> None:
    root = project("某市规划\n\n一、总则\n\n数字基\ufffd设施，坚 持创新\ue011。\n\n（一）目标\n\n发展。\n")
    made = convert_seed(root / "seeds", "try-1")
    flags = [(entry.rule, entry.line, entry.column, entry.before) for entry in made.repaired.ledger if entry.status == "flagged"]
    assert flags == [("broken", 5, 4, "\ufffd"), ("broken", 5, 13, "\ue011")]
    assert [(finding.code, finding.line) for finding in made.findings if finding.code == "T005"] == [("T005", 5), ("T005", 5)]
    assert "数字基\ufffd设施，坚持创新\ue011。" in made.files["01.md"]


@pytest.mark.parametrize("reference", ["&#xe000;", "&#1;", "&unknown;"])
def test_a_doubt_of_a_page_names_the_whole_reference(project: Callable[..., Path], reference: str) -> None:
    root = project(f"<p>一、总则</p><p>（一）目标</p><p>数字{reference}基础设施。</p>")
    toml = root / "seeds" / "try-1.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("plain", "html"), encoding="utf-8")
    flags = [entry for entry in convert_seed(root / "seeds", "try-1").repaired.ledger if entry.status == "flagged"]
    assert [(flag.rule, flag.line, flag.before) for flag in flags] == [("broken", 1, reference)]


def test_lines_that_may_be_two_columns_stay_and_are_told(project: Callable[..., Path]) -> None:
    left = [
        "数字经济规模不断扩大，核心产业",
        "增加值年均增长百分之十二左右",
        "数字基础设施全国领先较快发展",
        "全市建成各类基站三万个以上的",
    ]
    right = [
        "坚持创新驱动，推动数字技术向前",
        "与实体经济深度融合加快改造提升",
        "加快建设现代化产业体系扩大规模",
        "打造国际数字之都建设智慧城市群",
    ]
    columns = "\n".join(f"{a}{' ' * 8}{b}" for a, b in zip(left, right, strict=True))
    root = project(f"某市规划\n\n一、总则\n\n{columns}\n\n（一）目标\n\n发展。\n")
    made = convert_seed(root / "seeds", "try-1")
    assert [(finding.code, finding.line) for finding in made.findings if finding.code == "O010"] == [("O010", 5)]
    assert columns in made.repaired.text


def test_a_paragraph_that_stands_twice_is_told(project: Callable[..., Path]) -> None:
    words = "全市要坚持稳中求进工作总基调，推动经济持续健康发展，增加值年均增长百分之六以上。"
    root = project(f"某市规划\n\n一、总则\n\n{words}\n\n{words}\n\n加强领导。\n\n（一）目标\n\n加强领导。\n\n加强领导。\n\n{words}\n")
    made = convert_seed(root / "seeds", "try-1")
    assert [(finding.code, finding.line) for finding in made.findings if finding.code == "O011"] == [("O011", 7)]
