"""Traditional text: how characters are decided, what editors write, what is reported, and floors on what was read."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks import traditional_findings
from generator.content.store import load_plan, plan_ids
from generator.errors import ZhangjuError
from generator.languages.dictionary import BORDER, UNDECIDED, parts
from generator.languages.doubts import find_doubts
from generator.languages.forms import ambiguous
from generator.languages.glyphs import PAIRS
from generator.languages.phrases import FILE, Phrase, field_phrases, read_phrases
from generator.languages.traditional import Converter, load_converter
from generator.model import Paragraph, Plan, Section, Sentence
from generator.pipeline import convert
from tests.conftest import ROOT
from tests.gold.files import HERE
from tests.gold.traditional import labelled

CONTENT = ROOT / "content"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["traditional"]


def traditional(text: str, *phrases: Phrase) -> str:
    return Converter(phrases).convert([text])[0].text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("未被发明", "未被發明"),
        ("展示了如何", "展示了如何"),
        ("参与制造", "參與製造"),
        ("收入分配制度", "收入分配制度"),
        ("命悬千钧一发", "命懸千鈞一髮"),
        ("公司制造与公司制改革", "公司製造與公司制改革"),
        ("说明了更加注重船用燃料加注", "說明了更加注重船用燃料加注"),
        ("项目信息的平台为群众服务", "項目信息的平台為群眾服務"),
        ("PM~2.5~降到35微克/立方米", "PM~2.5~降到35微克/立方米"),
        ("违规发卡，狠抓斗争，抓斗式挖泥船", "違規發卡，狠抓鬥爭，抓斗式挖泥船"),
        ("胡同里的杆塔和杆件", "胡同裡的桿塔和桿件"),
        ("于都、里下河的海参和党参", "于都、里下河的海參和黨參"),
        ("", ""),
    ],
)
def test_words_decide(text: str, expected: str) -> None:
    assert traditional(text) == expected


def test_what_nothing_decides_is_told_not_hidden() -> None:
    made = Converter().convert(["立足嘉定", "谷"])
    assert made[0].undecided == ()
    assert made[1].text == "谷"
    assert made[1].undecided == (0,)


def test_an_editors_phrase_comes_first_and_needs_no_border() -> None:
    assert traditional("合同制造", Phrase("合同制", "合同製")) == "合同製造"
    assert traditional("复旦", Phrase("复", "複")) == "複旦"
    assert traditional("复旦复合", Phrase("复", "複"), Phrase("复旦", "復旦")) == "復旦複合"


def test_all_at_once_gives_what_one_by_one_gives() -> None:
    texts = [text for text, _ in labelled("traditional")]
    converter = load_converter(CONTENT)
    assert converter.convert(texts) == [converter.convert([text])[0] for text in texts]


@given(st.text(st.sampled_from([*ambiguous(), "的", "展", "，", "\n", "a", "1", UNDECIDED, BORDER, "𠮷"]), max_size=20))
@settings(deadline=None)  # the first text has the dictionaries loaded
def test_every_text_keeps_its_length_and_foreign_characters(text: str) -> None:
    made = Converter().convert([text, text])
    assert made[0] == made[1]
    assert len(made[0].text) == len(text)
    for at, (char, form) in enumerate(zip(text, made[0].text, strict=True)):
        assert form in ambiguous()[char].forms if char in ambiguous() else form != UNDECIDED or char == UNDECIDED
        assert at not in made[0].undecided or char in ambiguous()


def test_every_part_of_the_plans_keeps_its_length_and_none_is_open() -> None:
    plans = [load_plan(CONTENT, plan).plan for plan in plan_ids(CONTENT)]
    converter = load_converter(CONTENT)
    texts = [part.text for plan in plans for section in plan.sections for part in section.parts()]
    assert [len(made.text) for made in converter.convert(texts)] == [len(text) for text in texts]
    doubts = find_doubts(converter, plans)
    assert (dict(doubts.undecided), doubts.unused) == ({}, ())


def test_the_read_text_is_of_the_plans_and_large_enough() -> None:
    plans = {plan: {p.text for s in load_plan(CONTENT, plan).plan.sections for p in s.parts()} for plan in plan_ids(CONTENT)}
    lines = [line.split("\t") for line in (HERE / "traditional.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    assert len(lines) >= 320
    assert {plan for plan, *_ in lines} == set(plans)
    assert [line for line in lines if not any(line[2] in text for text in plans[line[0]])] == []
    occurring = {char for texts in plans.values() for text in texts for char in text if char in ambiguous()}
    assert occurring - {char for line in lines for char in line[2]} == set()
    assert not {text for text, _ in labelled("traditional_unseen")} & {text for texts in plans.values() for text in texts}


def test_the_table_of_forms_holds() -> None:
    glyphs = {pair[0] for pair in PAIRS.split()}
    single = opencc.OpenCC("s2t")
    for char, forms in ambiguous().items():
        assert len(forms.forms) == len(set(forms.forms)) > 1, char
        assert not set(forms.forms) & glyphs, char
        assert {forms.counted, forms.alone, forms.first, forms.later} <= {*forms.forms, "?"}, char
        assert forms.reason or forms.alone == "?", char
        found = single.convert(char)
        assert found in forms.forms or found in glyphs, char


def test_the_phrases_of_the_field_hold_and_stand_once() -> None:
    texts = [phrase.text for phrase in field_phrases()]
    assert len(texts) == len(set(texts))


def test_long_words_in_their_parts() -> None:
    assert parts("分配制度") == ("分配", "制度")
    assert parts("发展中国家") == ("发展中国家",)


@pytest.mark.parametrize(
    ("entry", "cause"),
    [
        ('text = "复旦"\ntraditional = "復旦大"', "2 characters"),
        ('text = "上海"\ntraditional = "上海"', "no ambiguous character"),
        ('text = "复旦"\ntraditional = "腹旦"', "cannot be 腹"),
        ('text = "复旦"', "lacks `traditional`"),
        ('text = "复旦"\ntraditional = "復旦"\nnote = "x"', "unknown key `note`"),
        ('text = "复旦"\ntraditional = "復旦"\n[[phrase]]\ntext = "复旦"\ntraditional = "複旦"', "stands twice"),
        ('text = "复旦', "no TOML"),
    ],
)
def test_a_phrase_that_cannot_be_is_told_with_its_line(tmp_path: Path, entry: str, cause: str) -> None:
    (tmp_path / FILE).write_text(f"# words\n\n[[phrase]]\n{entry}\n", encoding="utf-8")
    with pytest.raises(ZhangjuError, match=cause) as error:
        read_phrases(tmp_path)
    assert error.value.line
    assert error.value.line >= 3


@pytest.mark.parametrize(
    ("text", "words"),
    [("谷", "[谷]"), ("一二三四谷五六七八", "一二三四[谷]五六七八"), ("〇一二三四谷五六七八九", "一二三四[谷]五六七八")],
)
def test_a_doubt_is_shown_with_four_characters_on_each_side(text: str, words: str) -> None:
    plan = Plan("p", {}, (Section("1", None, "", 1, "", blocks=(Paragraph((Sentence(text, id="1-1"),)),)),))
    assert dict(find_doubts(Converter(), [plan], ["谷"]).undecided)["谷"][0] == ("p", "1-1", words)


def test_what_editors_wrote_is_told_once_and_without_a_place() -> None:
    plan = Plan("p", {}, (Section("1", None, "", 1, "", blocks=(Paragraph((Sentence("新建谷", id="1-1"),)),)),))
    found = find_doubts(Converter(), [plan], ["新建谷", "多种谷", "多种谷"])
    assert dict(found.undecided) == {"谷": (("p", "1-1", "新建[谷]"), ("", "", "多种[谷]"))}


def test_check_reports_what_is_open_and_what_settles_nothing(project: Callable[..., Path]) -> None:
    root = project("一、总则\n（一）目标\n新建谷，多种谷。\n")
    convert(root / "seeds", root / "content", ["try-1"])
    (root / "content" / FILE).write_text('[[phrase]]\ntext = "复旦"\ntraditional = "復旦"\n', encoding="utf-8")
    found = traditional_findings(root / "content")
    assert [finding.code for finding in found] == ["H001", "H002"]
    assert "谷 may be 谷 穀 at 2 places: try-1 1.1-1 新建[谷]，多种谷" in found[0].cause
    assert found[1].line == 1
    (root / "content" / FILE).write_text('[[phrase]]\ntext = "复旦"\n', encoding="utf-8")
    assert [finding.code for finding in traditional_findings(root / "content")] == ["S001"]
