"""Content: what is written reads back, converting twice changes nothing, hand edits are never lost, anchors keep."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.anchors import Anchor, read_lock, write_lock
from generator.content.carrying import anchor_plan
from generator.content.read import read_plan
from generator.content.store import load_plan, parse_ledger, write_ledger
from generator.content.write import write_plan
from generator.errors import ZhangjuError
from generator.model import Figure, Note, Paragraph, Plan, Repair, Row, Section, Sentence, Table
from generator.pipeline import Converted, convert
from tests.conftest import PLANS, ROOT, SMALL_TEXT


@pytest.mark.parametrize("plan", PLANS)
def test_written_markdown_reads_back_as_the_same_plan(converted: dict[str, Converted], plan: str) -> None:
    made = converted[plan]
    pages = {name: text for name, text in made.files.items() if name.endswith(".md")}
    read = read_plan(pages, Path(plan))
    assert read.meta == made.plan.meta
    assert anchor_plan(read.sections, [])[0] == made.plan.sections


def test_one_sentence_one_line(converted: dict[str, Converted]) -> None:
    made = converted["sh-14fyp"]
    text = made.files["06.md"]
    assert "### 6.2.2 聚焦“五个重要”深化临港新片区制度创新。 {#6.2.2 .run-in}\n\n" in text
    for section in made.plan.sections:
        if section.chapter == "6":
            for _, sentence in section.sentences():
                assert f"\n{sentence.text}\n" in text or f"\n**{sentence.text}**\n" in text


def test_converting_twice_changes_nothing(project: Callable[..., Path]) -> None:
    """The five plans are held against what is committed; here plans of several shapes against what was just made."""
    root = project()
    for path in sorted((ROOT / "tests" / "shapes").glob("*.toml")) + sorted((ROOT / "tests" / "shapes").glob("*.txt")):
        shutil.copy(path, root / "seeds")
    plans, content = sorted(path.stem for path in (root / "seeds").glob("*.txt")), root / "content"
    convert(root / "seeds", content, plans)
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    convert(root / "seeds", content, plans)
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before
    assert len(plans) > 3


TEXT = st.text(st.sampled_from("改革开放。，“”（）PM2.5~*_[]<>#|\\`&;{}-+=1：！ab"), min_size=1, max_size=24).map(str.strip).filter(bool)
WORDS = st.text(st.sampled_from("改革开放，“”（）PM2.5*_[]<>#|\\`&;{}-+=1ab"), min_size=1, max_size=16).map(str.strip).filter(bool)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A random plan with everything that content can hold."""
    sections = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        blocks: list[Paragraph | Table | Figure] = [
            Paragraph(tuple(Sentence(t, lead=draw(st.booleans())) for t in texts))
            for texts in draw(st.lists(st.lists(TEXT, min_size=1, max_size=3), max_size=3))
        ]
        if draw(st.booleans()):
            width = draw(st.integers(1, 3))
            rows = draw(st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=3))
            notes = tuple(Note(str(n), t) for n, t in enumerate(draw(st.lists(WORDS, max_size=2)), 1))
            cells = [tuple(row) for row in rows]
            if notes:
                cells[0] = (cells[0][0] + "[^1]", *cells[0][1:])
            blocks.append(Table(draw(WORDS), tuple(f"列{i}" for i in range(width)), tuple(Row(c) for c in cells), notes))
        if draw(st.booleans()):
            blocks.append(Figure(draw(WORDS)))
        title = draw(WORDS)
        sections.append(
            Section(
                str(number),
                "零一二三四"[number],
                mark=f"{'零一二三四'[number]}、",
                level=1,
                title=title,
                run_in=draw(st.booleans()),
                blocks=tuple(blocks),
            )
        )
    return Plan("p", {"title": "某规划", "levels": ["一、"]}, anchor_plan(sections, [])[0])


@settings(max_examples=150, deadline=None)
@given(plans())
def test_random_plans_read_back(plan: Plan) -> None:
    read = read_plan(write_plan(plan), Path("p"))
    assert anchor_plan(read.sections, [])[0] == plan.sections


# ---- hand edits


def test_a_hand_edit_stops_convert_with_file_and_line(project: Callable[..., Path]) -> None:
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    page = root / "content" / "try-1" / "01.md"
    edited = page.read_text(encoding="utf-8").replace("全面推进改革。", "全面深化改革。")
    page.write_text(edited, encoding="utf-8")
    line = next(n for n, text in enumerate(edited.split("\n"), 1) if "全面深化" in text)
    with pytest.raises(ZhangjuError, match=rf"01\.md:{line}: E001[\s\S]*zhangju absorb try-1[\s\S]*--drop-edits"):
        convert(root / "seeds", root / "content", ["try-1"])
    assert page.read_text(encoding="utf-8") == edited


def test_a_hand_edit_can_be_dropped(project: Callable[..., Path]) -> None:
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    page = root / "content" / "try-1" / "01.md"
    original = page.read_text(encoding="utf-8")
    page.write_text(original.replace("全面推进改革。", "全面深化改革。"), encoding="utf-8")
    convert(root / "seeds", root / "content", ["try-1"], "drop")
    assert page.read_text(encoding="utf-8") == original


@pytest.mark.parametrize(
    "change", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n"), lambda t: t.replace("\n", " \n"), lambda t: t + "\n\n"]
)
def test_what_editors_programs_do_to_line_ends_is_no_edit(project: Callable[..., Path], change: Callable[[str], str]) -> None:
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    page = root / "content" / "try-1" / "01.md"
    original = page.read_text(encoding="utf-8")
    page.write_bytes(change(original).encode())
    convert(root / "seeds", root / "content", ["try-1"])
    assert page.read_bytes().decode() == original


def test_a_new_file_by_hand_stops_convert(project: Callable[..., Path]) -> None:
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    extra = root / "content" / "try-1" / "03.md"
    extra.write_text("---\nplan: try-1\n---\n\n# 三、附则 {#3}\n", encoding="utf-8")
    with pytest.raises(ZhangjuError, match=r"03\.md"):
        convert(root / "seeds", root / "content", ["try-1"])
    assert extra.exists()


def test_one_bad_plan_leaves_all_content_as_it_was(project: Callable[..., Path]) -> None:
    root = project()
    project(SMALL_TEXT, plan="try-2")
    convert(root / "seeds", root / "content", ["try-1", "try-2"])
    before = {p: p.read_bytes() for p in (root / "content").rglob("*") if p.is_file()}
    project(SMALL_TEXT.replace("稳中求进", "稳中有进"))
    project(SMALL_TEXT, '[[correction]]\nline = 5\nfind = "没有的字"\nreplace = ""\nevidence = ""\ncertain = true\n', plan="try-2")
    with pytest.raises(ZhangjuError, match="C001"):
        convert(root / "seeds", root / "content", ["try-1", "try-2"])
    assert {p: p.read_bytes() for p in (root / "content").rglob("*") if p.is_file()} == before


# ---- anchors


def reconverted(project: Callable[..., Path], text: str) -> tuple[Path, dict[str, str]]:
    """Convert the small seed, then the changed one: the anchors of 1 and their sentences."""
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    project(text)
    convert(root / "seeds", root / "content", ["try-1"])
    plan = load_plan(root / "content", "try-1").plan
    return root, {s.id: s.text for section in plan.sections for _, s in section.sentences() if section.id in ("1", "1.2")}


def test_an_edited_sentence_keeps_its_anchor(project: Callable[..., Path]) -> None:
    _, found = reconverted(project, SMALL_TEXT.replace("生产总值翻一番", "全市生产总值翻一番"))
    assert found["1.2-1"] == "到2030年，全市生产总值翻一番。"
    assert found["1.2-2"] == "各项事业全面进步。"


def test_an_inserted_sentence_gets_a_letter_and_moves_nothing(project: Callable[..., Path]) -> None:
    _, found = reconverted(project, SMALL_TEXT.replace("坚持稳中求进。", "坚持稳中求进。统筹发展和安全。"))
    assert found["1-1a"] == "统筹发展和安全。"
    assert found["1-2"] == "全面推进改革。"


def test_a_removed_sentence_is_retired_and_leads_on(project: Callable[..., Path]) -> None:
    root, found = reconverted(project, SMALL_TEXT.replace("坚持稳中求进。", ""))
    assert found["1-2"] == "全面推进改革。"
    lock = {a.id: a for a in read_lock(root / "content" / "try-1" / "anchors.lock")}
    assert (lock["1-1"].state, lock["1-1"].to) == ("retired", "1-2")


def test_a_removed_section_is_retired(project: Callable[..., Path]) -> None:
    root, _ = reconverted(project, SMALL_TEXT.partition("二、保障措施")[0])
    lock = {a.id: a for a in read_lock(root / "content" / "try-1" / "anchors.lock")}
    assert lock["2"].state == "retired"
    assert lock["2-1"].state == "retired"
    assert lock[lock["2"].to].state == "live"


def test_the_lock_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "anchors.lock"
    lock = read_lock(ROOT / "content" / "sh-15fyp" / "anchors.lock")
    path.write_text(write_lock(lock), encoding="utf-8")
    assert read_lock(path) == lock
    assert len({a.id for a in lock}) == len(lock)


def test_a_damaged_lock_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "anchors.lock"
    path.write_text("# head\n1\t0123456789ab\t0123456789abcdef\t1\tlive\n<<<<<<< HEAD\n", encoding="utf-8")
    with pytest.raises(ZhangjuError, match=r"anchors\.lock:3"):
        read_lock(path)


def test_the_lock_keeps_any_text(tmp_path: Path) -> None:
    path = tmp_path / "anchors.lock"
    lock = [Anchor("1-t1-r1", "甲\t\\t乙\n\r\\", 3), Anchor("1-f1", "", 4), Anchor("1-2", None, 5, "1-t1-r1")]
    path.write_text(write_lock(lock), encoding="utf-8", newline="")
    assert read_lock(path) == lock


@pytest.mark.parametrize("name", ["", "1.", "1..2", "A", "1-", "1-x1", "1-t", "1-f1-r1", "1-1-r1", "一", "1-1 ", "1\n", "1/2", "<b>"])
def test_a_lock_takes_no_anchor_against_the_grammar(name: str, tmp_path: Path) -> None:
    path = tmp_path / "anchors.lock"
    path.write_text(f"# head\n{name}\t1\tlive\t\t甲\n", encoding="utf-8")
    with pytest.raises(ZhangjuError, match=r"anchors\.lock:2"):
        read_lock(path)


# ---- content that people write


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("# 一、目标\n", r"01\.md:6: the heading “一、目标” has no id"),
        ("孤句。\n", r"01\.md:6: text stands before the first heading"),
        ("# 一、目标 {#1}\n\n| a |\n| --- |\n| b |\n", r"01\.md:8: the table has no caption"),
        ("# 一、甲 {#1}\n\n# 二、乙 {#1}\n", "section id 1 is given"),
    ],
)
def test_wrong_markdown_names_file_and_line(body: str, message: str) -> None:
    files = {"index.md": "---\nplan: p\nlevels: [一、]\n---\n", "01.md": f"---\nplan: p\nchapter: 1\n---\n\n{body}"}
    with pytest.raises(ZhangjuError, match=message):
        read_plan(files, Path("p"))


def test_front_matter_must_be_yaml() -> None:
    with pytest.raises(ZhangjuError, match=r"index\.md:3"):
        read_plan({"index.md": "---\nplan: p\n\ttitle: x\n---\n"}, Path("p"))
    with pytest.raises(ZhangjuError, match="front matter"):
        read_plan({"index.md": "no front matter"}, Path("p"))


def test_the_record_holds_what_undo_needs() -> None:
    for plan in PLANS:
        record = json.loads((ROOT / "content" / plan / "convert.lock").read_text(encoding="utf-8"))
        assert record["encoding"] == "utf-8"
        assert record["bom"] is False


@pytest.mark.parametrize(
    ("front", "line", "cause"),
    [
        ("levels: [1.]", 3, "`levels` holds 1.0, a float, where text belongs"),
        ("levels: [一、, [1]]", 3, "`levels` holds ['1'], a list, where text belongs"),
        ("levels: 一、", 3, "`levels` is a str, not a list"),
        ("levels: [章]", 3, "`章` in `levels` holds no numeral"),
        ("appendix_levels: [2.0]", 3, "`appendix_levels` holds 2.0, a float, where text belongs"),
        ("title: 20.26", 3, "`title` holds 20.26, a float, where text belongs"),
        ("titles: {a: b}", 3, "`titles` is a dict, not a list"),
        ("period:", 3, "`period` holds None, a NoneType, where text belongs"),
        ("files: [1.5]", 3, "`files` holds 1.5, a float, where text belongs"),
        ("missing: all", 3, "`missing` holds all, which tells no place"),
        ("missing:\n- before: '1'\n  text: no", 3, "`missing` holds False, a bool, where text belongs"),
        ("missing:\n- before: '1'", 3, "an entry of `missing` lacks `text`"),
        ("supplied: [a]", 3, "`supplied` holds ['a'], a list, where text belongs"),
        ("supplied: {1.5: 甲}", 3, "`supplied` holds 1.5, a float, where text belongs"),
        ("supplied: {'1': 2.5}", 3, "`supplied` holds 2.5, a float, where text belongs"),
        ("own: yes", 3, "`own` holds True, a bool, where text belongs"),
    ],
)
def test_metadata_of_another_kind_is_told(front: str, line: int, cause: str) -> None:
    """All of it in one run, beside what is wrong in the pages."""
    files = {"index.md": f"---\nplan: p\n{front}\n---\n", "01.md": "---\nplan: p\n---\n\n# 一、甲 {#1}\n\n## 乙\n"}
    with pytest.raises(ZhangjuError) as stopped:
        read_plan(files, Path("p"))
    (second, first) = stopped.value.parts
    assert (first.file, first.line, first.cause) == ("p/index.md", line, cause)
    assert first.next_step
    assert second.cause == "the heading “乙” has no id"


def test_dates_and_whole_numbers_are_words() -> None:
    front = "title: 2035\ndate: 2026-01-27\nperiod: 2026\nlevels: [1, 1.1.1]\nsupplied: {2: 甲}\nmissing:\n- before: 2\n  text: 5"
    read = read_plan({"index.md": f"---\nplan: p\n{front}\n---\n"}, Path("p"))
    assert read.meta == {
        "title": "2035",
        "date": "2026-01-27",
        "period": "2026",
        "levels": ["1", "1.1.1"],
        "supplied": {"2": "甲"},
        "missing": [{"before": "2", "text": "5"}],
    }


def test_a_ledger_holds_any_text_and_no_half_of_a_character() -> None:
    entry = Repair(
        1, "stray-blanks", at=0, line=1, column=1, before="C:\\\\ud8 \\\\uD800 😀", after="\\\\udead", reason="一", status="applied"
    )
    assert parse_ledger(write_ledger((entry,)), Path("repairs.jsonl")) == [entry]
    line = write_ledger((entry,)).replace("一", "\\ud800")
    with pytest.raises(ZhangjuError, match="this is no repair"):
        parse_ledger(line, Path("repairs.jsonl"))
