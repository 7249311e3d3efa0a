"""What `init` proposes of a raw text that no settings describe: the title that an editor is offered."""

from pathlib import Path

import pytest

from generator.checks import check
from generator.glossary.annex import annex_definitions
from generator.numbering import LONGEST_TITLE
from generator.pipeline import convert
from generator.proposing import detect_title, propose, take_in

SENTENCE = "全市要坚持稳中求进，推动经济持续健康发展。"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"某市综合交通规划\n{SENTENCE}\n", "某市综合交通规划"),
        (f"\n\u3000\u3000某市综合交通规划\u3000\n{SENTENCE}\n", "某市综合交通规划"),
        (f"第一章 总则\n某市综合交通规划\n{SENTENCE}\n", "某市综合交通规划"),
        (f"{SENTENCE}\n某市综合交通规划\n", ""),
        ("规" * (LONGEST_TITLE + 1) + "\n", ""),
        ("\n\n", ""),
    ],
    ids=["first line", "indented", "after a heading", "a sentence first", "too long", "nothing there"],
)
def test_the_first_short_line_is_the_title(text: str, title: str) -> None:
    """A line counts without its indent; a heading is passed over; where a sentence comes first nothing is guessed."""
    assert detect_title(text, text) == title


@pytest.mark.parametrize("raw", ["<h1> 某市规划纲要 </h1>\n<p>某市人民政府</p>\n", "# 某市规划纲要 \n\n某市人民政府\n"])
def test_a_page_says_its_own_title(raw: str) -> None:
    """HTML and Markdown mark the title; the first line of the text is not asked."""
    assert detect_title(raw, "某市人民政府\n某市规划纲要\n") == "某市规划纲要"


def test_the_heads_of_an_annex_that_explains_words_are_headings(tmp_path: Path) -> None:
    text = (
        "某市工作报告\n\n一、回顾\n\n“四小”企业达到两百家。\n\n二、安排\n\n扩大规模。\n\n附件1\n\n十件实事\n\n一、提升供给。\n\n新建。\n\n二、改善。\n\n"
        "附件2\n\n名词解释\n\n1.“四小”企业：\n\n指小型制造企业。\n\n2.“五统一、一开放”：\n\n指统一市场基础制度。\n"
    )
    (tmp_path / "p.txt").write_text(text, encoding="utf-8")
    proposal = propose(tmp_path / "p.txt")
    assert proposal.settings.appendix_levels == ["一、", "1."]
    assert [(s.id, s.title) for s in proposal.outlined.sections][-3:] == [
        ("a2", "名词解释"),
        ("a2.1", "“四小”企业："),
        ("a2.2", "“五统一、一开放”："),
    ]
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    take_in(proposal, tmp_path / "p.txt", seeds)
    (made,) = convert(seeds, tmp_path / "content", ["p"])
    assert [d.term for d in annex_definitions(made.plan)] == ["“四小”企业", "五统一、一开放"]
    assert not [f for f in check(seeds, tmp_path / "content") if f.severity == "error"]


def test_definitions_in_the_lines_of_their_heads_are_text(tmp_path: Path) -> None:
    text = "某市规划\n\n一、回顾\n\n增长。\n\n二、安排\n\n扩大。\n\n附件：名词解释\n\n1.算力网：指相连的算力中心。\n\n2.数据空间：指数据流通设施。\n"
    (tmp_path / "p.txt").write_text(text, encoding="utf-8")
    assert propose(tmp_path / "p.txt").settings.appendix_levels == []
