"""No published anchor is lost, and none is given to another text, whatever is done to a plan."""

from __future__ import annotations

import gc
import re
import subprocess
import time
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.auditing import audit, update_lock
from generator.cli import main
from generator.content.anchors import Anchor, read_lock, text_digest, write_lock
from generator.content.carrying import anchor_plan
from generator.content.read import read_plan
from generator.content.store import load_plan
from generator.content.write import write_plan
from generator.model import Block, Figure, Paragraph, Plan, Row, Section, Sentence, Table
from tests.conftest import PLANS, ROOT

CASES = tomllib.loads((Path(__file__).parent / "cases" / "anchors.toml").read_text(encoding="utf-8"))["case"]

Texts = dict[str, list[str]]


def sections_of(texts: Texts) -> list[Section]:
    return [
        Section(
            name, name, f"{name}、", 1, f"第{name}部分", blocks=(Paragraph(tuple(Sentence(t) for t in sentences)),) if sentences else ()
        )
        for name, sentences in texts.items()
    ]


def carried(texts: Texts, lock: list[Anchor]) -> tuple[dict[str, str], list[Anchor]]:
    """Anchor → text of the living sentences, and the new lock."""
    sections, entries = anchor_plan(sections_of(texts), lock)
    return {s.id: s.text for section in sections for _, s in section.sentences()}, entries


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, dict[str, object]]) -> None:
    _, lock = carried(case["before"], [])  # type: ignore[arg-type]
    living, after = carried(case["after"], lock)  # type: ignore[arg-type]
    entries = {a.id: a for a in after}
    assert {name: entries[name].to or name for name in case["leads"]} == case["leads"]
    assert {name: entries[name].state for name in case.get("state", {})} == case.get("state", {})
    found = {text: name for name, text in living.items()}
    assert {text: found[text] for text in case.get("new", {})} == case.get("new", {})


# ---- the audit


@pytest.fixture
def published(project: Callable[..., Path]) -> Path:
    """A small project whose content is committed."""
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "first"]):
        subprocess.run(["git", "-C", str(root), *command], check=True)
    return root


def states(root: Path) -> dict[str, tuple[str, str]]:
    return {c.id: (c.state, c.to) for c in audit(root, "try-1") if c.state != "kept"}


def test_the_audit_tells_what_became_of_each_anchor(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert states(published) == {}
    page = published / "content" / "try-1" / "01.md"
    text = page.read_text(encoding="utf-8")
    text = text.replace("坚持稳中求进。\n", "").replace("到2030年，生产总值翻一番。", "到2030年，全市生产总值翻一番。")
    page.write_text(text.replace("各项事业全面进步。", "各项事业全面进步。\n建设人人向往的幸福家园。"), encoding="utf-8")
    assert states(published) == {"1-1": ("retired", "1-2"), "1.2-1": ("changed", "1.2-1"), "1.2-3": ("new", "1.2-3")}
    assert main(["anchors", "--root", str(published)]) == 0
    out = capsys.readouterr().out
    assert "1 changed, 1 new, 0 moved, 1 retired, 0 lost" in out
    assert "坚持稳中求进。" in out


def test_a_lost_anchor_fails_the_audit_and_the_check(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = published / "content" / "try-1" / "anchors.lock"
    page = published / "content" / "try-1" / "01.md"
    page.write_text(page.read_text(encoding="utf-8").replace("坚持稳中求进。\n", ""), encoding="utf-8")
    lock.write_text(
        "".join(line for line in lock.read_text(encoding="utf-8").splitlines(True) if not line.startswith("1-1\t")), encoding="utf-8"
    )
    assert main(["anchors", "--root", str(published)]) == 1
    assert "lost     1-1" in capsys.readouterr().out
    assert main(["check", "--root", str(published)]) == 1
    assert "A002" in capsys.readouterr().out


def test_the_lock_is_written_after_a_hand_edit(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = published / "content" / "try-1" / "01.md"
    page.write_text(page.read_text(encoding="utf-8").replace("全面推进改革。", "统筹发展和安全。\n全面推进改革。"), encoding="utf-8")
    assert main(["check", "--root", str(published)]) == 1
    assert "A001" in capsys.readouterr().out
    assert main(["anchors", "--write", "--root", str(published)]) == 0
    assert "anchors.lock written" in capsys.readouterr().out
    assert not update_lock(published, "try-1")
    assert "1-1a\t" in (published / "content" / "try-1" / "anchors.lock").read_text(encoding="utf-8")


def test_a_lock_with_conflict_marks_names_line_and_remedy(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = published / "content" / "try-1" / "anchors.lock"
    before = lock.read_text(encoding="utf-8")
    lock.write_text(before + "<<<<<<< HEAD\n", encoding="utf-8")
    assert main(["build", "--root", str(published)]) == 2
    error = capsys.readouterr().err
    assert f"anchors.lock:{before.count(chr(10)) + 1}: " in error
    assert "zhangju anchors try-1 --write" in error
    assert lock.read_text(encoding="utf-8") == before + "<<<<<<< HEAD\n"


def test_an_unknown_revision(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["anchors", "--against", "nowhere", "--root", str(published)]) == 2
    assert "no revision `nowhere`" in capsys.readouterr().err


@pytest.mark.parametrize("plan", PLANS)
def test_committed_locks_are_up_to_date(plan: str) -> None:
    loaded = load_plan(ROOT / "content", plan)
    assert write_lock(loaded.anchors) == (ROOT / "content" / plan / "anchors.lock").read_text(encoding="utf-8")


# ---- former anchors on the site


def test_former_anchors_lead_on_without_script(published: Path) -> None:
    page = published / "content" / "try-1" / "01.md"
    text = page.read_text(encoding="utf-8")
    moved = "各项事业全面进步。"
    page.write_text(text.replace(f"{moved}\n", "").replace("坚持稳中求进。\n", ""), encoding="utf-8")
    other = published / "content" / "try-1" / "02.md"
    other.write_text(other.read_text(encoding="utf-8").rstrip() + f"\n{moved}\n", encoding="utf-8")
    assert main(["build", "--root", str(published)]) == 0
    html = (published / "site" / "try-1" / "1" / "index.html").read_text(encoding="utf-8")
    assert '<span class="former" id="1-1">1-1 已不在本版中，最近之处为 <a href="../1/#1-2">1-2</a></span><span class="s" id="1-2">' in html
    assert '<span class="former" id="1.2-2">1.2-2 已移至 <a href="../2/#2-2">2-2</a></span>' in html
    assert html.index('id="1.2-2"') < html.index('id="1.2"')


def test_a_chapter_that_is_gone_still_answers(published: Path) -> None:
    (published / "content" / "try-1" / "02.md").unlink()
    assert main(["build", "--root", str(published)]) == 0
    html = (published / "site" / "try-1" / "2" / "index.html").read_text(encoding="utf-8")
    assert 'id="2-1"' in html
    assert 'href="../#front"' in html


def test_the_locks_are_written_where_nothing_is_committed(project: Callable[..., Path]) -> None:
    project(plan="try-2")
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    locks = sorted((root / "content").glob("*/anchors.lock"))
    for lock in locks:
        lock.unlink()
    assert main(["anchors", "--write", "--root", str(root)]) == 2  # there is nothing to compare with
    assert sorted((root / "content").glob("*/anchors.lock")) == locks
    assert len(locks) == 2


# ---- headings, tables, figures


def table(*rows: str, caption: str = "表1 主要指标", name: str = "") -> Table:
    return Table(caption, ("指标", "2030年"), tuple(Row(tuple(row.split())) for row in rows), id=name)


def section(name: str, mark: str, title: str, *blocks: Block | str, parent: str | None = None) -> Section:
    made = tuple(Paragraph((Sentence(block),)) if isinstance(block, str) else block for block in blocks)
    return Section(name, mark, mark, 1 if parent is None else 2, title, parent=parent, blocks=made)


def places(sections: tuple[Section, ...]) -> dict[str, str]:
    """Text → anchor of everything."""
    found = {}
    for one in sections:
        found[f"{one.mark}{one.title}"] = one.id
        found |= {s.text: s.id for _, s in one.sentences()}
        found |= {figure.caption: figure.id for figure in one.figures()}
        for grid in one.tables():
            found[grid.caption] = grid.id
            found |= {" ".join(row.cells): row.id for row in grid.rows} | {note.text: note.id for note in grid.notes}
    return found


def recarried(before: list[Section], *afters: list[Section]) -> tuple[dict[str, str], dict[str, Anchor]]:
    """Where everything stands after some edits, and the lock."""
    _, lock = anchor_plan(before, [])
    for after in afters:
        filled, lock = anchor_plan(after, lock)
    return places(filled), {a.id: a for a in lock}


def test_a_row_inserted_takes_no_address() -> None:
    found, _ = recarried(
        [section("1", "一、", "目标", table("数字经济增加值 8000亿元", "全社会研发投入 4.5%", "人均预期寿命 84岁"))],
        [
            section(
                "1", "一、", "目标", table("地区生产总值 6万亿元", "数字经济增加值 9000亿元", "人均预期寿命 84岁", "全社会研发投入 4.6%")
            )
        ],
    )
    assert found["地区生产总值 6万亿元"] == "1-t1-r0a"
    assert (found["数字经济增加值 9000亿元"], found["全社会研发投入 4.6%"], found["人均预期寿命 84岁"]) == ("1-t1-r1", "1-t1-r2", "1-t1-r3")


def test_a_row_that_differs_by_a_number_from_one_that_stays_is_new() -> None:
    found, _ = recarried(
        [section("1", "一、", "目标", table("常住人口 2500万人", "森林覆盖率 19%"))],
        [section("1", "一、", "目标", table("常住人口 2400万人", "常住人口 2500万人", "森林覆盖率 20%"))],
    )
    assert found == {
        "一、目标": "1",
        "表1 主要指标": "1-t1",
        "常住人口 2400万人": "1-t1-r0a",
        "常住人口 2500万人": "1-t1-r1",
        "森林覆盖率 20%": "1-t1-r2",
    }


def test_a_table_inserted_and_one_moved_keep_their_rows() -> None:
    one, other = table("人口 5"), table("面积 7", "人口 8", caption="表2 基期数据")
    found, lock = recarried(
        [section("1", "一、", "目标", one), section("2", "二、", "任务", "加快建设。")],
        [section("1", "一、", "目标", other, replace(one, caption="表3 主要指标")), section("2", "二、", "任务", "加快建设。")],
        [section("1", "一、", "目标", other), section("2", "二、", "任务", "加快建设。", replace(one, caption="表3 主要指标"))],
    )
    assert (found["表2 基期数据"], found["面积 7"]) == ("1-t0a", "1-t0a-r1")
    assert (lock["1-t1"].to, lock["1-t1-r1"].to, lock["1-t1-r1"].state) == ("2-t1", "2-t1-r1", "moved")


ARTICLES = ["数据处理者应当建立管理制度。", "公共数据应当依法共享。", "违反规定的，依法处罚。", "本条例自公布之日起施行。"]


def law(*texts: str | tuple[str, ...]) -> list[Section]:
    """Articles without titles, each of a sentence or of some."""
    articles = [(text,) if isinstance(text, str) else text for text in texts]
    chapter = section("1", "第一章　", "总则")
    return [chapter, *(section(f"1.{n}", f"第{n}条　", "", *article, parent="1") for n, article in enumerate(articles, 1))]


def test_an_article_inserted_takes_no_address() -> None:
    found, lock = recarried(law(*ARTICLES), law(ARTICLES[0], "市政府设立数据机构。", *ARTICLES[1:]))
    assert (found["第2条　"], found["市政府设立数据机构。"]) == ("1.1a", "1.1a-1")
    assert (found["第3条　"], found["公共数据应当依法共享。"], found["第5条　"]) == ("1.2", "1.2-1", "1.4")
    assert not [a for a in lock.values() if a.to]


def test_articles_that_go_and_come_back() -> None:
    found, lock = recarried(law(*ARTICLES), law(*ARTICLES[1:]), law(*ARTICLES))
    assert [found[text] for text in ARTICLES] == ["1.1-1", "1.2-1", "1.3-1", "1.4-1"]
    assert not [a for a in lock.values() if a.to]


LAST = "本办法自2027年5月1日起施行。"
REPEALED = "《云州市古河道管理暂行规定》同时废止。"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([LAST], [LAST.replace("2027", "2026")]),
        ([LAST], [LAST, "《云州市古河道管理暂行规定》和《云州市古河道养护责任人管理规定》以及与本办法不一致的其他规定同时废止。"]),
        ([LAST], [LAST.replace("2027", "2026"), REPEALED]),
        ([LAST, REPEALED], [LAST]),
        ([LAST, REPEALED], [LAST.replace("2027", "2026")]),
        ([LAST, REPEALED], [REPEALED]),
    ],
)
def test_an_article_stays_while_a_sentence_of_it_does(before: list[str], after: list[str]) -> None:
    """Also when the other sentences outweigh it: its number is all there is beside them."""
    for around in ([], ARTICLES[:2]):
        found, lock = recarried(law(*around, tuple(before), *around), law(*around, tuple(after), *around))
        here = f"1.{len(around) + 1}"
        assert found[f"第{len(around) + 1}条　"] == here
        assert found[after[0]] == f"{here}-{2 if after == [REPEALED] else 1}"
        assert all(a.to.startswith(f"{here}-") for a in lock.values() if a.to)


def test_an_article_with_other_words_is_another() -> None:
    found, lock = recarried(law(*ARTICLES[:3], LAST), law(*ARTICLES[:3], "有关部门应当每年公布检查结果。"))
    assert (found["第4条　"], lock["1.4"].state, lock["1.4-1"].state) == ("1.3a", "retired", "retired")


def test_an_article_moved_and_changed_keeps_its_address() -> None:
    found, lock = recarried(law(*ARTICLES, LAST), law(ARTICLES[0], LAST.replace("2027", "2026"), *ARTICLES[1:]))
    assert (found["第2条　"], found["第3条　"]) == ("1.5", "1.2")
    assert not [a for a in lock.values() if a.to]


def test_a_chapter_inserted_first_gets_a_file_of_its_own() -> None:
    before = [section("1", "一、", "目标", "到2030年翻一番。"), section("2", "二、", "任务", "加快建设。")]
    after = [
        section("1", "一、", "形势", "形势复杂严峻。"),
        section("2", "二、", "目标", "到2030年翻一番。"),
        section("3", "三、", "任务", "加快建设。"),
    ]
    _, lock = anchor_plan(before, [])
    filled, lock = anchor_plan(after, lock)
    assert [s.id for s in filled] == ["0a", "1", "2"]
    files = write_plan(Plan("p", {"levels": ["一、"]}, filled))
    assert list(files) == ["index.md", "00a.md", "01.md", "02.md"]
    read, again = anchor_plan(read_plan(files, Path("p")).sections, lock)
    assert (places(read), again) == (places(filled), lock)


def test_a_merged_sentence_leads_to_the_one_that_took_it_in() -> None:
    one, other = "深化投资审批制度改革，编制全国口径政府投资计划。", "加强政府投资全过程管理，深化绩效评估。"
    found, lock = recarried(
        [section("1", "一、", "目标", "坚持稳中求进。", one, other, "以人民为中心。")],
        [section("1", "一、", "目标", "坚持稳中求进。", f"{one[:-1]}，{other}", "以人民为中心。")],
    )
    assert found[f"{one[:-1]}，{other}"] == "1-2"
    assert (lock["1-3"].to, lock["1-3"].state) == ("1-2", "retired")


def test_a_split_sentence_goes_to_the_part_that_keeps_most() -> None:
    one, other = "加强政府投资全过程管理。", "深化投资审批制度改革，编制全国口径政府投资计划。"
    found, _ = recarried([section("1", "一、", "目标", f"{one[:-1]}，{other}")], [section("1", "一、", "目标", one, other)])
    assert (found[other], found[one]) == ("1-1", "1-0a")


def test_a_lock_of_the_older_format_gets_its_texts_from_the_pages(project: Callable[..., Path]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    path = root / "content" / "try-1" / "anchors.lock"
    current = path.read_text(encoding="utf-8")
    older = read_lock(path)
    lines = [f"{a.id}\t{text_digest((a.text or '').replace(chr(9), ''))}\t0123456789abcdef\t{a.line}\tlive" for a in older]
    path.write_text("\n".join(["# older", *lines, "9-1\tabc\tdef\t7\tretired\t1"]) + "\n", encoding="utf-8")
    seed = root / "seeds" / "try-1.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("坚持稳中求进。", "统筹发展和安全。必须坚持稳中求进。"), encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 0
    lock = {a.id: a for a in read_lock(path)}
    assert lock["1-1"].text == "必须坚持稳中求进。"
    assert (lock["1-0a"].text, lock["9-1"].text, lock["9-1"].to) == ("统筹发展和安全。", None, "1")
    assert "\t0123456789abcdef\t" not in path.read_text(encoding="utf-8") != current


def test_carrying_grows_with_the_plan() -> None:
    def plan(size: int, shift: int) -> list[Section]:
        return law(*(f"第{n + shift}号事项依照规定在{n + shift}日内办理。" for n in range(size)))

    def seconds(size: int) -> float:
        (_, lock), new = anchor_plan(plan(size, 0), []), plan(size, 3)
        gc.collect()
        gc.disable()  # its rounds fall where they fall
        begun = time.process_time()
        anchor_plan(new, lock)
        gc.enable()
        return time.process_time() - begun

    ratios = sorted(seconds(1200) / seconds(300) for _ in range(3))
    assert ratios[0] <= 5


# ---- references to places that are gone


def test_a_decision_on_a_place_that_is_retired_rests_and_one_on_a_moved_place_follows(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    project(plan="try-2")
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    pairs = "".join(f'[[add]]\na = "try-1 {a}"\nb = "try-2 1.1"\nreason = "试"\n' for a in ("1.1-1", "1.2-2"))
    (root / "content" / "links.toml").write_text(pairs, encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 0
    seed = root / "seeds" / "try-1.txt"
    text = seed.read_text(encoding="utf-8").replace("以人民为中心，推动高质量发展。", "加强党的领导。").replace("各项事业全面进步。", "")
    seed.write_text(text.replace("加强组织实施。", "加强组织实施。各项事业全面进步。"), encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 0
    capsys.readouterr()
    assert main(["check", "--root", str(root)]) == 0
    told = capsys.readouterr().out
    assert "links.toml:1: warning L004" in told
    assert "it was retired (it was: 以人民为中心，推动高质量发展。); the nearest place that lives is 1.1: write `try-1 1.1`" in told
    assert "links.toml:5: " not in told, "it follows its text"


def test_all_references_to_places_that_are_gone_are_told_in_one_run(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    project(plan="try-2")
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    seed = root / "seeds" / "try-1.txt"
    text = seed.read_text(encoding="utf-8").replace("坚持稳中求进。", "").replace("各项事业全面进步。", "")
    seed.write_text(text.replace("加强组织实施。", "加强组织实施。各项事业全面进步。"), encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 0
    pairs = "".join(f'[[add]]\na = "try-1 {a}"\nb = "try-2 1.1"\nreason = "试"\n' for a in ("1-1", "1.2-2", "nine"))
    (root / "content" / "links.toml").write_text(pairs, encoding="utf-8")
    topic = '[[topic]]\nid = "t"\ntitle = "改革"\nwords = ["改革"]\nclauses = ["try-1 1-1", "try-2 1-1"]\n'
    (root / "content" / "topics.toml").write_text(topic, encoding="utf-8")
    capsys.readouterr()
    assert main(["build", "--root", str(root)]) == 2
    told = capsys.readouterr().err
    assert "links.toml:9: " in told
    assert "topics.toml:5: " in told
    assert "the nearest place that lives is 1-2: write `try-1 1-2`" in told
    assert "try-2 1-1" not in told
    links = root / "content" / "links.toml"
    links.write_text(links.read_text(encoding="utf-8").replace("nine", "1.2"), encoding="utf-8")
    (root / "content" / "topics.toml").unlink()
    assert main(["convert", "--root", str(root)]) == 0
    capsys.readouterr()
    assert main(["check", "--root", str(root)]) == 0
    assert re.findall(r"links\.toml:(\d+): warning L004 .*", capsys.readouterr().out) == ["1"]


@pytest.mark.parametrize(
    "between",
    [
        {"1": ["加快建设国际金融中心。"], "2": ["完善多层次社会保障体系。", "推进制度型开放。"]},  # moved
        {"1": ["加快建设国际金融中心。"], "2": ["完善多层次社会保障体系。"]},  # removed
        {"2": ["完善多层次社会保障体系。"]},  # its section removed
        {"1": ["推进制度型开放。", "加快建设国际金融中心。"], "2": ["完善多层次社会保障体系。"]},
        {"1": ["加快建设国际金融中心，推进制度型开放。"], "2": ["完善多层次社会保障体系。"]},  # merged
    ],
)
def test_an_edit_taken_back_brings_the_addresses_back(between: Texts) -> None:
    before = {"1": ["加快建设国际金融中心。", "推进制度型开放。"], "2": ["完善多层次社会保障体系。"]}
    first, lock = carried(before, [])
    _, lock = carried(between, lock)
    again, lock = carried(before, lock)
    assert again == first
    assert {a.id for a in lock if not a.to} == {"1", "2", *first}


def test_a_moved_text_comes_back_changed_to_its_first_address() -> None:
    before = {
        "1": ["加快建设国际金融中心。", "建立以企业为主体、市场为导向、产学研深度融合的技术创新体系。"],
        "2": ["完善多层次社会保障体系。"],
    }
    changed = "建立以企业为主体、以市场为导向、产学研深度融合的技术创新体系。"
    _, lock = carried(before, [])
    _, lock = carried({"1": before["1"][:1], "2": [*before["2"], before["1"][1]]}, lock)
    _, lock = carried({"1": before["1"][:1], "2": [*before["2"], changed]}, lock)
    living, lock = carried({"1": [before["1"][0], changed], "2": before["2"]}, lock)
    assert living["1-2"] == changed
    assert {a.id: a.to for a in lock if a.to} == {"2-2": "1-2"}


def bare(*rows: str, columns: tuple[str, ...] = ("指标", "2030年")) -> Table:
    """A table without a caption."""
    return replace(table(*rows, caption=""), columns=columns)


def tables_of(*steps: list[Section]) -> dict[str, str]:
    """Rows of each table, joined → its anchor, after some edits."""
    lock: list[Anchor] = []
    for step in steps:
        filled, lock = anchor_plan(step, lock)
    return {"；".join(" ".join(row.cells) for row in grid.rows): grid.id for one in filled for grid in one.tables()}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (bare("人口 5", "面积 7"), bare("户籍 5", "面积 7")),
        (bare("人口 5", "面积 7"), bare("户籍 6", "里程 8")),
        (bare("人口 5"), bare("户籍 5")),
        (bare("人口 5", "面积 7"), bare("户籍 5", "面积 7", columns=("事项", "2030年"))),
        (bare("人口 5", "面积 7"), replace(bare("户籍 5", "面积 7"), caption="表1 主要指标")),
        (replace(bare("人口 5", "面积 7"), caption="表1 主要指标"), bare("户籍 5", "面积 7")),
        (table("人口 5", "面积 7"), table("户籍 6", "里程 8")),
        (table("人口 5", "面积 7"), table("户籍 6", "里程 8", caption="表2 主要指标")),
    ],
)
def test_a_table_is_the_same_while_caption_or_columns_stand(before: Table, after: Table) -> None:
    steps = [[section("1", "一、", "目标", "加快建设。", one, bare("林地 3", columns=("地类", "面积")))] for one in (before, after)]
    assert list(tables_of(*steps).values()) == ["1-t1", "1-t2"]


def test_only_in_its_place_are_columns_enough() -> None:
    here, there = section("1", "一、", "目标", "加快建设。", bare("人口 5")), section("2", "二、", "任务", "着力推进。")
    moved = [section("1", "一、", "目标", "加快建设。"), section("2", "二、", "任务", "着力推进。", bare("里程 8"))]
    assert tables_of([here, there], moved) == {"里程 8": "2-t1"}
    _, lock = recarried([here, there], moved)
    assert (lock["1-t1"].state, lock["1-t1"].to) == ("retired", "1")


def test_a_table_that_takes_the_place_of_one_that_moved_is_another() -> None:
    steps = [
        [section("1", "一、", "目标", "加快建设。", bare("人口 5")), section("2", "二、", "任务", "着力推进。")],
        [section("1", "一、", "目标", "加快建设。", bare("里程 8")), section("2", "二、", "任务", "着力推进。", bare("人口 5"))],
    ]
    assert tables_of(*steps) == {"里程 8": "1-t2", "人口 5": "2-t1"}
    _, lock = recarried(*steps)
    assert (lock["1-t1"].to, lock["1-t1-r1"].to) == ("2-t1", "2-t1-r1")


@pytest.mark.parametrize("before", [table("人口 5"), bare("人口 5")])
def test_a_table_of_another_caption_and_other_rows_is_another(before: Table) -> None:
    steps = [[section("1", "一、", "目标", "加快建设。", one)] for one in (before, table("里程 8", caption="表1 交通设施"))]
    assert tables_of(*steps) == {"里程 8": "1-t2"}


def test_a_picture_without_words_is_known_by_its_place() -> None:
    steps = [[section("1", "一、", "目标", "加快建设。", Figure(caption))] for caption in ("", "图1 市域图", "")]
    assert recarried(*steps)[1].keys() == {"1", "1-1", "1-f1"}
    other = [section("1", "一、", "目标", "加快建设。"), section("2", "二、", "任务", "着力推进。", Figure("图1 市域图"))]
    assert recarried(steps[0], other)[0]["图1 市域图"] == "2-f1"
    assert recarried(steps[0], other)[1]["1-f1"].state == "retired"
