"""Whatever a maintainer gets wrong ends in one message with file, line and what to write; nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main
from generator.content.front_trouble import front_trouble
from generator.errors import ZhangjuError
from generator.pipeline import convert_seed
from generator.site.build import build

GOOD = 'id = "try-1"\ntitle = "某市规划"\nformat = "plain"\nlevels = ["一、", "（一）"]\n'


def fails(project: Callable[..., Path], toml: str, message: str) -> None:
    root = project()
    (root / "seeds" / "try-1.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(ZhangjuError, match=message):
        convert_seed(root / "seeds", "try-1")


def test_an_unknown_plan_lists_the_known_ones(project: Callable[..., Path]) -> None:
    root = project()
    with pytest.raises(ZhangjuError, match=r"no plan `nowhere`[\s\S]*try-1"):
        convert_seed(root / "seeds", "nowhere")


def test_a_seed_without_settings(project: Callable[..., Path]) -> None:
    root = project()
    (root / "seeds" / "try-1.toml").unlink()
    with pytest.raises(ZhangjuError, match=r"no settings try-1\.toml"):
        convert_seed(root / "seeds", "try-1")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (GOOD + "colour = 1\n", r"try-1\.toml:5: unknown key `colour`[\s\S]*write one of: id, title"),
        (GOOD + "[[correction]]\nline = 1\nfnd = 'x'\n", r"try-1\.toml:7: unknown key `fnd` in \[\[correction\]\]"),
        (GOOD + "[[correction]]\nline = 1\nfind = 'x'\n", r"try-1\.toml:5: \[\[correction\]\] lacks `replace`"),
        (GOOD.replace('"plain"', "3"), r"try-1\.toml:3: `format` is int, not str"),
        (GOOD.replace('"plain"', '"pdf"'), r"try-1\.toml:3: unknown format `pdf`[\s\S]*sentence-lines"),
        (GOOD + "kind = 'poem'\n", r"try-1\.toml:5: unknown kind `poem`"),
        (GOOD.replace('"try-1"', '"other"'), r"try-1\.toml:1: id is `other`"),
        (GOOD.replace('title = "某市规划"\n', ""), r"lacks `title`"),
        ("id = \n", r"try-1\.toml:1: this is no TOML"),
        (GOOD.replace('"（一）"]', '"（一）", "1.1.1"]'), r"try-1\.toml:4: level 3, `1\.1\.1`, never occurs"),
        (GOOD.replace('"一、"', '"章"'), r"try-1\.toml:4: .*`章`"),
    ],
)
def test_settings(project: Callable[..., Path], toml: str, message: str) -> None:
    fails(project, toml, message)


def correction(line: int, find: str) -> str:
    return f'{GOOD}[[correction]]\nline = {line}\nfind = "{find}"\nreplace = "x"\nevidence = "e"\ncertain = true\n'


@pytest.mark.parametrize(
    ("line", "find", "message"),
    [
        (5, "没有的字", r"try-1\.toml:5: C001 `没有的字` begins 0 times in line 5 of try-1\.txt"),
        (3, "稳中求进", r"it stands in line 5"),
        (5, "。", r"begins 2 times in line 5"),
        (99, "y", r"line 99 is not in try-1\.txt, which has 18"),
    ],
)
def test_a_correction_must_match_exactly_once(project: Callable[..., Path], line: int, find: str, message: str) -> None:
    fails(project, correction(line, find), message)


def test_a_table_may_not_lose_or_invent_characters(project: Callable[..., Path]) -> None:
    table = '[[table]]\nline = 5\nlast_line = 5\nbegins = "坚持"\ncaption = "坚持"\ncolumns = ["稳中"]\nrows = [["求退。全面推进"]]\nevidence = "e"\n'
    fails(project, GOOD + table, r"try-1\.toml:5: the table loses `进。改革` and invents `退`|loses `进改革。` and invents `退`")


def test_a_supplied_id_is_one_word(project: Callable[..., Path]) -> None:
    """What stands after a hyphen in an anchor is a sentence's number."""
    fails(
        project,
        GOOD + '[[supplied]]\nline = 1\nlevel = 1\nid = "part-one"\ntitle = "x"\nsource = "s"\n',
        "`part-one` is no id of a section",
    )


def test_a_project_without_content(project: Callable[..., Path]) -> None:
    with pytest.raises(ZhangjuError, match=r"content: there is no content yet[\s\S]*zhangju convert"):
        build(project())


def test_a_supplied_heading_must_fit_its_level(project: Callable[..., Path]) -> None:
    fails(
        project,
        GOOD + '[[supplied]]\nline = 1\nlevel = 1\nnumber = "1."\ntitle = "x"\nsource = "s"\n',
        r"try-1\.toml:5: `1\.` is no number of level 1",
    )


def test_the_command_line_prints_the_message_and_exits_with_2(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    before = {p: p.read_bytes() for p in (root / "content").rglob("*") if p.is_file()}
    (root / "seeds" / "try-1.toml").write_text(GOOD + "colour = 1\n", encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 2
    error = capsys.readouterr().err
    assert "try-1.toml:5" in error
    assert "Traceback" not in error
    assert {p: p.read_bytes() for p in (root / "content").rglob("*") if p.is_file()} == before


def test_check_reports_each_plan(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    assert main(["check", "--root", str(root)]) == 0
    page = root / "content" / "try-1" / "01.md"
    page.write_text(page.read_text(encoding="utf-8").replace("推进", "推动"), encoding="utf-8")
    assert main(["check", "--root", str(root)]) == 1
    assert "E001" in capsys.readouterr().out


def test_a_broken_content_file_stops_the_build_and_leaves_the_old_site(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    assert main(["build", "--root", str(root)]) == 0
    old = (root / "site" / "index.html").read_bytes()
    page = root / "content" / "try-1" / "01.md"
    page.write_text(page.read_text(encoding="utf-8").replace(" {#1}", ""), encoding="utf-8")
    assert main(["build", "--root", str(root)]) == 2
    assert re.search(r"01\.md:7: error D001 .*: the heading", capsys.readouterr().err)
    assert (root / "site" / "index.html").read_bytes() == old
    assert not [p for p in root.iterdir() if p.name.startswith(".site")]


# ---- add, explain, suspect


def test_add_writes_a_seed_that_converts(project: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    source = tmp_path / "New Plan.txt"
    source.write_text("云州市规划\n\n第一章 总则\n\n坚持改革。\n\n第二章 任务\n\n抓好落实。\n", encoding="utf-8")
    assert main(["add", str(source), "--root", str(root), "--dry-run"]) == 0
    assert not (root / "seeds" / "new-plan.txt").exists()
    assert main(["add", str(source), "--root", str(root)]) == 0
    shown = capsys.readouterr().out
    assert "levels  第一章" in shown
    assert "第二章" in shown
    assert (root / "seeds" / "new-plan.txt").read_bytes() == source.read_bytes()
    assert main(["convert", "new-plan", "--root", str(root)]) == 0
    assert main(["add", str(source), "--root", str(root)]) == 2  # never over an existing plan
    assert "there is a plan of this id already" in capsys.readouterr().err


def test_add_of_a_text_without_headings_says_so_and_makes_one_chapter(
    project: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    source = tmp_path / "plain.txt"
    source.write_text("推进改革，扩大开放。\n\n改善民生，促进就业。\n", encoding="utf-8")
    assert main(["add", str(source), "--root", str(root)]) == 0
    assert "O001" in capsys.readouterr().out
    assert main(["convert", "plain", "--root", str(root)]) == 0
    assert main(["build", "--root", str(root)]) == 0
    assert "促进就业" in (root / "site" / "plain" / "index.html").read_text(encoding="utf-8")


def test_add_of_no_text(project: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "x.pdf"
    source.write_bytes(b"%PDF-1.4\0\1\2")
    assert main(["add", str(source), "--root", str(project())]) == 2
    assert "T002" in capsys.readouterr().err


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    from tests.conftest import ROOT

    assert main(["explain", "sh-14fyp", "1.1.4-2", "--root", str(ROOT)]) == 0
    out = capsys.readouterr().out
    assert "下降至32微克/立方米" in out
    assert "322.53微克" in out
    assert "page-numbers  '3' → ''" in out
    places = [(int(line), int(column)) for line, column in re.findall(r"^  (\d+):(\d+)  ", out, re.M)]
    assert places == sorted(places)
    assert len(places) > 5
    assert main(["explain", "sh-14fyp", "6.2.2-99", "--root", str(ROOT)]) == 2
    assert "6.2.2-1" in capsys.readouterr().err
    assert main(["explain", "nowhere", "1", "--root", str(ROOT)]) == 2


# ---- texts whose damage lies across other damage


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("html", "<p>一、目标</p><table><tr><th>值<</tr><tr<sub>2</sub>\n><td>1</td></tr></table><p>二、任务</p>\n"),
        ("html", "<p>一、目标</p>CO<sub>2</sub标 | CO<sub>2</sub> | 1\n<p>二、任务</p>\n"),
        ("plain", "一、目标\n增长\n某市规划\n某市规划\n继续。\n二、任务\n抓好。\n"),
        ("plain", "“\n。\n（\n一、目标\n增\n“\n。\n长\n"),
    ],
)
def test_damage_across_damage_is_repaired_or_left(project: Callable[..., Path], form: str, text: str) -> None:
    root = project(text)
    settings = root / "seeds" / "try-1.toml"
    toml = settings.read_text(encoding="utf-8").replace('"plain"', f'"{form}"').replace('"一、", "（一）"', '"一、"')
    settings.write_text(toml, encoding="utf-8")
    assert convert_seed(root / "seeds", "try-1").files


def test_each_entry_within_another_is_told(project: Callable[..., Path]) -> None:
    root = project("一、总则\n\n甲乙丙丁戊己庚辛。\n")
    entry = '[[correction]]\nline = 3\nfind = "{}"\nreplace = "{}"\nevidence = "print"\ncertain = true\n'
    with (root / "seeds" / "try-1.toml").open("a", encoding="utf-8") as file:
        file.write(entry.format("甲乙丙丁戊己庚", "子") + entry.format("乙丙", "丑") + entry.format("戊己", "寅"))
    with pytest.raises(ZhangjuError) as raised:
        convert_seed(root / "seeds", "try-1")
    assert str(raised.value).count("changes words that the entry") == 2


def test_front_matter_is_judged_at_the_line_that_yaml_names() -> None:
    text = '---\ntitle: "某市规划" # as printed\nplan: try-1\nname：x\n---\n'
    assert front_trouble(text, Path("p.md"), 4)[:2] == (4, "the front matter is no YAML: “name：x” has a full-width colon")
    assert front_trouble(text.replace("：", ": "), Path("p.md"), 5)[0] == 2
