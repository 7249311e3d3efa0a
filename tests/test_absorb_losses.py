"""What an editor did and absorbing could lose: marks, addresses, saves that come meanwhile, places that nobody told of."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generator.absorbing
import generator.pipeline
from generator.absorbing import absorb
from generator.absorbing.differences import _ends
from generator.checks import check, check_plan
from generator.cli import main
from generator.errors import ZhangjuError
from generator.pipeline import convert
from tests.test_absorb import edit_page, everything, make_project, pages

LEADS = """一、总体要求

强化创新引领。完善科技创新体系，提升原始创新能力。加快关键技术攻关。

坚持协调发展。优化区域布局，推动城乡融合。促进要素流动。

扩大对外开放。稳步推进制度型开放，优化营商环境。深化国际合作。
"""
TABLES = """<div><p>一、总体要求</p><p>表1 人口</p><table><tr><td>指标</td><td>目标</td></tr><tr><td>人口</td><td>100</td></tr></table>
<p>以人民为中心。</p><p>表2 就业</p><table><tr><td>指标</td><td>目标</td></tr><tr><td>就业</td><td>90</td></tr></table><p>推动发展。</p></div>
"""


def project_of(root: Path, text: str, settings: str, form: str = "plain", levels: str = '["一、"]') -> Path:
    (root / "seeds").mkdir(parents=True)
    (root / "seeds" / "p.txt").write_text(text, encoding="utf-8")
    head = f'id = "p"\ntitle = "某市规划"\nformat = "{form}"\nlevels = {levels}\n'
    (root / "seeds" / "p.toml").write_text(head + settings, encoding="utf-8")
    convert(root / "seeds", root / "content", ["p"])
    return root


def errors(root: Path) -> list[str]:
    return [str(found) for found in check_plan(root / "seeds", root / "content", "p") if found.severity == "error"]


def refused(root: Path) -> str:
    """What absorb says when it refuses; then nothing was written."""
    before = everything(root)
    [done] = absorb(root, ["p"])
    assert everything(root) == before
    assert done.refused
    return "\n".join(map(str, done.refused))


def test_a_page_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    root = make_project(tmp_path, "plain")
    page = root / "content" / "p" / "01.md"
    page.write_bytes(page.read_bytes().replace("推动".encode(), "促".encode()[:2]))
    with pytest.raises(ZhangjuError, match=r"01\.md:\d+: .*is not UTF-8"):
        absorb(root, ["p"])
    assert "\ufffd" not in (root / "seeds" / "p.toml").read_text(encoding="utf-8")


def test_what_editors_programs_hide_is_no_page(tmp_path: Path) -> None:
    root = make_project(tmp_path, "plain")
    (root / "content" / "p" / ".01.md").write_text("half", encoding="utf-8")
    edit_page(root, [["推动", "促进"]])
    assert absorb(root, ["p"])[0].refused == ()


def test_sources_go_with_their_titles_in_whatever_order_they_are_written(tmp_path: Path) -> None:
    supplied = '\n[[supplied]]\nline = {}\nlevel = 1\nid = "{}"\ntitle = "{}"\nsource = "{}"\n'
    settings = supplied.format(5, "late", "后", "后者之源") + supplied.format(3, "soon", "先", "先者之源")
    root = project_of(tmp_path, LEADS, settings)
    [made] = convert(root / "seeds", root / "content", ["p"])
    assert {section.title: made.plan.meta["supplied"][section.id] for section in made.plan.sections if section.supplied} == {
        "先": "先者之源",
        "后": "后者之源",
    }


def saving(path: Path, before: Callable[..., Any]) -> Callable[..., Any]:
    """A step that is preceded by an editor's save."""

    def step(*args: Any, **kwargs: Any) -> Any:
        path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + "\n# 恰好保存\n", encoding="utf-8")
        return before(*args, **kwargs)

    return step


@pytest.mark.parametrize("name", ["content/p/01.md", "content/p/07.md"])
def test_a_page_that_is_saved_while_convert_runs_is_not_overwritten(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_project(tmp_path, "plain")
    seed = root / "seeds" / "p.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("推动", "促进"), encoding="utf-8")
    monkeypatch.setattr(generator.pipeline, "stage", saving(root / name, generator.pipeline.stage))
    with pytest.raises(ZhangjuError, match=rf"{Path(name).name}.*changed while zhangju was at work(?s:.*)run this again"):
        convert(root / "seeds", root / "content", ["p"])
    assert "恰好保存" in (root / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["content/p/01.md", "seeds/p.toml"])
def test_what_is_saved_while_absorb_runs_is_not_overwritten(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_project(tmp_path, "plain")
    edit_page(root, [["推动", "促进"]])
    monkeypatch.setattr(generator.absorbing, "_solve", saving(root / name, generator.absorbing._solve))
    with pytest.raises(ZhangjuError, match=rf"{Path(name).name}.*changed while zhangju was at work"):
        absorb(root, ["p"])
    assert "恰好保存" in (root / name).read_text(encoding="utf-8")


def test_a_lead_keeps_its_mark_or_the_edit_is_refused(tmp_path: Path) -> None:
    root = project_of(tmp_path, LEADS, "")
    assert pages(root)["01.md"].count("**") == 6
    edit_page(root, [["**强化创新引领。**", "**强化科技引领。**"]])
    assert absorb(root, ["p"])[0].refused == ()
    assert "**强化科技引领。**" in pages(root)["01.md"]
    edit_page(root, [["**强化科技引领。**", "**到2030年，强化科技引领，投入达到3.5%。**"]])
    assert re.search(r"01\.md:\d+.*is no lead by the rule", refused(root))


def test_a_lead_that_is_unmarked_as_its_words_change_is_refused(tmp_path: Path) -> None:
    root = project_of(tmp_path, LEADS, "")
    edit_page(root, [["**强化创新引领。**", "强化科技引领。"]])
    assert re.search(r"01\.md:\d+.*is a lead by the rule", refused(root))


@pytest.mark.parametrize(("old", "new"), [("| --- |", "| :---: |"), ("{#1}", "{ #1 }"), ("| 指标 |", "|指标|"), ("# 一", "#  一")])
def test_a_page_that_says_the_same_in_another_way_is_written_anew(old: str, new: str, tmp_path: Path) -> None:
    root = make_project(tmp_path, "html")
    before = pages(root)
    edit_page(root, [[old, new]])
    assert absorb(root, ["p"])[0].refused == ()
    assert pages(root) == before
    assert errors(root) == []


@pytest.mark.parametrize(
    "edits",
    [
        [["{#1-t1 .table}", "{#1-t9 .table}"]],
        [["{#1-t1 .table}", "{#1-t9 .table}"], ["| 100 |", "| 120 |"]],
        [["{#1-t1 .table}", "{#1-t8 .table}"], ["{#1-t2 .table}", "{#1-t1 .table}"], ["{#1-t8 .table}", "{#1-t2 .table}"]],
    ],
)
def test_the_address_of_a_table_is_nobodys_to_change(edits: list[list[str]], tmp_path: Path) -> None:
    root = project_of(tmp_path, TABLES, "", "html")
    edit_page(root, edits)
    assert re.search(r"01\.md:\d+.*the address of “.*” was changed to #1-t.*\n.*write \{#1-t", refused(root))


def test_breaks_are_counted_as_the_settings_count_them(tmp_path: Path) -> None:
    one = '\n[[break]]\nline = {}\ntext = "{}"\nkind = "sentence"\nevidence = "停顿"\n'
    root = make_project(tmp_path, "plain", one.format(13, "生产总值") + one.format(9, "推动高质") + one.format(17, "组织"))
    edit_page(root, [["\n生产总值", "\n国内生产总值"], ["中心，\n推动", "中心，推动"]])
    assert absorb(root, ["p"])[0].refused == ()
    settings = (root / "seeds" / "p.toml").read_text(encoding="utf-8")
    assert re.findall(r'text = "(.*)"', settings) == ["组织", "国内生产"]


def test_every_wrong_place_of_every_plan_is_told(project: Callable[..., Path]) -> None:
    root = project()
    project(plan="try-2")
    convert(root / "seeds", root / "content", ["try-1", "try-2"])
    for plan in ("try-1", "try-2"):
        path = root / "content" / plan / "01.md"
        path.write_text(path.read_text(encoding="utf-8").replace("{#1}", "").replace("{#1.1}", ""), encoding="utf-8")
    found = [str(finding) for one in absorb(root, ["try-1", "try-2"]) for finding in one.refused]
    assert len(found) == len(set(found)) == 4
    (root / "seeds" / "try-1.toml").write_text("id = 1", encoding="utf-8")
    with pytest.raises(ZhangjuError) as told:
        absorb(root, ["try-1", "try-2"])
    assert {Path(part.file).name for part in told.value.parts} == {"try-1.toml", "01.md"}


def test_settings_with_a_byte_order_mark(tmp_path: Path) -> None:
    root = make_project(tmp_path, "plain")
    settings = root / "seeds" / "p.toml"
    settings.write_bytes("\ufeff".encode() + settings.read_bytes())
    edit_page(root, [["推动", "促进"]])
    assert absorb(root, ["p"])[0].refused == ()
    assert "促进" in settings.read_text(encoding="utf-8")
    assert errors(root) == []


def test_errors_of_new_settings_name_the_projects_own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_project(tmp_path, "plain")
    edit_page(root, [["推动", "促进"]])
    monkeypatch.setattr(generator.pipeline, "unread", lambda *_: [(3, "it does not read back")])
    with pytest.raises(ZhangjuError) as told:
        generator.absorbing._converted(
            root / "seeds",
            root / "content",
            generator.absorbing.Absorbed("p", (), (root / "seeds" / "p.toml").read_text(encoding="utf-8"), ()),
        )
    assert told.value.file == str(root / "seeds" / "p.txt")


@pytest.mark.parametrize("command", [["--reason", "据印本", "--line", "3"], ["try-1", "--line", "3"]])
def test_a_line_wants_its_plan_and_a_reason(command: list[str], project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    project(plan="try-2")
    convert(root / "seeds", root / "content", ["try-1", "try-2"])
    assert main(["absorb", *command, "--root", str(root)]) == 2
    assert re.search("(one plan|a reason) is not named(?s:.*)zhangju absorb PLAN --reason", capsys.readouterr().err)


def test_a_conflict_in_a_lock_is_one_finding(tmp_path: Path) -> None:
    root = make_project(tmp_path, "plain")
    lock = root / "content" / "p" / "anchors.lock"
    lines = lock.read_text(encoding="utf-8").split("\n")
    lines[3:4] = ["<<<<<<< HEAD", lines[3], "=======", lines[3] + "了", ">>>>>>> other"]
    lock.write_text("\n".join(lines), encoding="utf-8")
    found = [finding for finding in check(root / "seeds", root / "content") if finding.severity == "error"]
    assert [(finding.code, Path(finding.file).name, finding.line) for finding in found] == [("K005", "anchors.lock", 4)]


TYPED = [
    ("以人民<!-- 查 -->为中心。", 15, "a remark"),
    ("以人民为中心。\n\n<!-- 查 -->", 17, "a remark"),
    ("以*人民*为中心。", 15, "emphasis"),
    ("*以人民为中心。*", 15, "emphasis"),
    ("以**人民**为中心。", 15, "strong letters"),
    ("以[人民](https://example.org)为中心。", 15, "a link"),
    ("以![人民](a.png)为中心。", 15, "a link or a picture"),
    ("以<https://example.org>为中心。", 15, "a link"),
    ("以<b>人民</b>为中心。", 15, "a tag"),
    ("<div>\n以人民为中心。\n</div>", 15, "a tag"),
    ("以人民<br />为中心。", 15, "a tag"),
    ("以人民&nbsp;为中心。", 15, "the name or number of a character"),
    ("以`人民`为中心。", 15, "code"),
    ("以~~人民~~为中心。", 15, "struck-out"),
    ("以人民[^9]为中心。", 15, "the mark of a note that is not there"),
    ("- 以人民为中心。", 15, "a quotation, or an item of a list"),
    ("以人民为中心。\n\n---", 17, "a rule"),
    ("以人民\\\n为中心。", 15, "a backslash"),
    ("以[公共[服务]](http://x)为中心。", 15, "a link"),
    ("以[公共](http://x(y))为中心。", 15, "a link"),
    ("以<a@b.example>为中心。", 15, "a link"),
    ("以<ftp://a.cn/b>为中心。", 15, "a link"),
    ("以<?php ?>为中心。", 15, "a tag"),
    ("<!DOCTYPE html>\n\n以人民为中心。", 15, "a tag"),
    ("~~~\n以人民为中心。\n~~~", 15, "code"),
    (">以人民为中心。", 15, "a quotation"),
    ("以人民为中心。\n--", 16, "a rule"),
    ("以人民为中心。{.red}", 15, "words in braces"),
    ("以&#x670D;为中心。", 15, "the name or number of a character"),
    ("以人\ufffd民为中心。", 15, "what no text of ours holds"),
]


@pytest.mark.parametrize(("typed", "line", "what"), TYPED)
def test_markup_typed_into_a_sentence_is_refused_by_name(typed: str, line: int, what: str, tmp_path: Path) -> None:
    root = project_of(tmp_path, TABLES, "", "html")
    edit_page(root, [["以人民为中心。", typed], ["推动发展。", "促进发展。"]])
    assert re.search(rf"01\.md:{line}: .*it has {what}.*\n.*take it away", refused(root))


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("| 100 |", "| *100* |", 13, "emphasis"),
        ("| 100 |", "| **100** |", 13, "strong letters"),
        ("| 100 |", "| 100[^1] |", 13, "the mark of a note"),
        ("| 100 |", "| 100<!-- 查 --> |", 13, "a remark"),
        ("总体要求", "总体<!-- 查 -->要求", 7, "a remark"),
        ("总体要求", "**总体**要求", 7, "strong letters"),
        ("{#1}", "{#1 .wide}", 7, "`.wide` in braces"),
        ("{#1-t1 .table}", "{#1-t1 .table width=9}", 9, "`width` in braces"),
        ("表1 人口", "表1 *人口*", 9, "emphasis"),
        ("plan: p", "# 待查\nplan: p", 2, "a remark"),
        ("plan: p", "plan: p  # 待查", 2, "a remark"),
        ("{#1}", "{#1 #一}", 7, "`#一` in braces"),
    ],
)
def test_markup_typed_elsewhere_is_refused_by_name(old: str, new: str, line: int, what: str, tmp_path: Path) -> None:
    root = project_of(tmp_path, TABLES, "", "html")
    edit_page(root, [[old, new]])
    assert re.search(rf"01\.md:{line}: .*it has {what}", refused(root))


@pytest.mark.parametrize("typed", ["\n以人民为中心。\n表2", "\n表2 就业\n表2"])
def test_text_in_one_paragraph_with_a_caption_is_not_lost(typed: str, tmp_path: Path) -> None:
    root = project_of(tmp_path, TABLES, "", "html")
    edit_page(root, [["\n表2", typed]])
    assert re.search(r"01\.md:\d+: .*in one paragraph with the caption “表2 就业”", refused(root))


def test_letters_of_markup_that_are_printed_are_corrections(tmp_path: Path) -> None:
    root = project_of(tmp_path, TABLES, "", "html")
    edit_page(root, [["以人民为中心。", "以\\*人民\\*[2021]为5<6中心。"]])
    assert absorb(root, ["p"])[0].refused == ()
    assert "以\\*人民\\*\\[2021\\]为5\\<6中心。" in pages(root)["01.md"]
    edit_page(root, [["为5\\<6中心。", "为5\\<7中心。"]])
    assert absorb(root, ["p"])[0].refused == ()


@pytest.mark.parametrize("heading", ["# 二、新标题 {#7}", "## 新标题 {#1.9}", "## 新标题 {#foo}", "## 新标题"])
def test_a_heading_with_an_invented_address_is_refused(heading: str, tmp_path: Path) -> None:
    root = project_of(tmp_path, TABLES, "", "html")
    edit_page(root, [["以人民为中心。", f"{heading}\n\n以人民为中心。"]])
    assert re.search(r"01\.md:15: .*新标题", refused(root))


def test_an_article_whose_text_becomes_another_s_is_told_its_new_address(tmp_path: Path) -> None:
    """Its heading is only a number; were the page taken in with the old address, convert would give another behind the editor's back."""
    text = "第一章　总则\n\n第一条　以人民为中心，推动高质量发展，增进民生福祉。\n\n第二条　坚持稳中求进工作总基调，扩大对外开放。\n"
    root = project_of(tmp_path, text, 'kind = "plan"\n', levels='["第一章", "第一条"]')
    untouched = pages(root)["01.md"]
    edit_page(root, [["{#1.2}", "{#1.9}"]])
    assert "has the address #1.9 here and gets #1.2" in refused(root)
    (root / "content" / "p" / "01.md").write_text(untouched, encoding="utf-8")
    edit_page(root, [["坚持稳中求进工作总基调，扩大对外开放。", "本条另有规定的，从其规定。"]])
    found = re.search(r"01\.md:13: .*“第二条\s*” has the address #1\.2 here and gets #(\S+):", refused(root))
    assert found
    edit_page(root, [["{#1.2}", f"{{#{found[1]}}}"]])
    assert absorb(root, ["p"])[0].refused == ()
    assert f"{{#{found[1]}}}\n\n本条另有规定的" in pages(root)["01.md"]


def test_a_heading_with_the_address_of_its_number_is_absorbed(tmp_path: Path) -> None:
    root = project_of(tmp_path, TABLES, "", "html")
    edit_page(root, [["以人民为中心。", "# 二、新标题 {#2}\n\n以人民为中心。"]])
    assert absorb(root, ["p"])[0].refused == ()
    assert "# 二、新标题 {#2}\n\n以人民为中心。" in pages(root)["02.md"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("| 人口 | 100 |", "| 常住人口规模 | 100 |"), ("| 人口 | 100 |", "| 户籍 | 3 |"), ("| 指标 | 目标 |", "| 事项 | 数值 |")],
)
def test_a_table_without_a_caption_keeps_its_address_whatever_cell_changes(old: str, new: str, tmp_path: Path) -> None:
    root = project_of(tmp_path, TABLES.replace("<p>表1 人口</p>", "").replace("<p>表2 就业</p>", ""), "", "html")
    edit_page(root, [[old, new]])
    assert absorb(root, ["p"])[0].refused == ()
    assert new in pages(root)["01.md"]
    assert re.findall(r"\{#(\S+) \.table\}", pages(root)["01.md"]) == ["1-t1", "1-t2"]


@pytest.mark.parametrize(
    ("was", "now"), [("甲", "乙"), ("甲乙丙", "甲丁丙"), ("甲", "甲甲"), ("甲乙", ""), ("乙甲", "丙乙甲"), ("甲乙甲", "甲")]
)
def test_a_change_too_long_to_compare_letters_is_one_that_leaves_the_same_ends(was: str, now: str) -> None:
    ((a0, a1, b0, b1),) = _ends(was, now)
    assert was[:a0] + now[b0:b1] + was[a1:] == now
    assert not set(was[a0:a1][:1]) & set(now[b0:b1][:1])
    assert not set(was[a0:a1][-1:]) & set(now[b0:b1][-1:])


def test_what_is_missing_after_a_line_of_many_sentences_stands_after_the_last(tmp_path: Path) -> None:
    text = "一、总体要求\n\n" + "".join(f"推动第{name}项改革任务落地。" for name in "甲乙丙丁戊己庚辛壬癸子丑") + "\n"
    root = project_of(tmp_path, text, '\n[[missing]]\nline = 3\ntext = "下缺"\nafter = true\n')
    assert "- after: 1-12\n" in pages(root)["index.md"]
