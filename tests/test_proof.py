"""Written is read back; committed is what convert makes; published is what is committed."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator.pipeline
import generator.site.data
import generator.site.publication
from generator.checks import check
from generator.cli import main
from generator.content.anchors import parse_lock
from generator.content.carrying import anchor_plan
from generator.content.proof import unread
from generator.content.read import read_plan
from generator.content.store import LoadedPlan, load_plan, parse_ledger
from generator.content.write import write_plan
from generator.edition import PlanView, load_edition
from generator.errors import ZhangjuError
from generator.model import Block, Figure, Paragraph, Plan, Row, Section, Sentence, Table, note_targets
from generator.pipeline import Converted, check_promises, convert, convert_seed
from generator.repair import repair
from generator.site.build import build
from generator.site.data import plan_json
from generator.site.html import Renderer
from generator.site.proof import Proof, lacking, lacking_in_data
from tests import trees
from tests.conftest import ROOT, SMALL_TOML

# ---- what the writer writes, the reader reads


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 1 << 32))
def test_random_trees_read_back_and_are_written_alike_again(seed: int) -> None:
    plan = trees.plan(random.Random(seed))
    files = write_plan(plan)
    read = read_plan(files, Path("p"))
    assert anchor_plan(read.sections, [])[0] == plan.sections
    assert read.meta == plan.meta
    assert write_plan(replace(read, sections=plan.sections)) == files


def test_a_sentence_that_begins_as_a_note_does_keeps_its_last_blank() -> None:
    plan = Plan(
        "p", {"levels": ["一、"]}, (Section("1", "一", "一、", 1, "甲", blocks=(Paragraph((Sentence("[^1]:乙\u3000", id="1-1"),)),)),)
    )
    assert anchor_plan(read_plan(write_plan(plan), Path("p")).sections, [])[0] == plan.sections


def converted_sections(root: Path) -> tuple[Section, ...]:
    """The sections of a small project, converted and read from disk."""
    convert(root / "seeds", root / "content", ["try-1"])
    return load_plan(root / "content", "try-1").plan.sections


def test_a_ragged_table_keeps_every_cell(project: Callable[..., Path]) -> None:
    text = "某市规划\n\n一、目标\n\n表1 主要指标\n\n指标\t2030年\n增加值\t亿元\t8000\n企业数\t家\n\n（一）任务\n\n加快。\n"
    (table,) = [table for section in converted_sections(project(text)) for table in section.tables()]
    assert table.columns == ("指标", "2030年", "")
    assert [row.cells for row in table.rows] == [("增加值", "亿元", "8000"), ("企业数", "家", "")]


def test_a_ragged_table_is_told(project: Callable[..., Path]) -> None:
    root = project("某市规划\n\n一、目标\n\n甲\t乙\n丙\t丁\t戊\n\n（一）任务\n\n加快。\n")
    (made,) = convert(root / "seeds", root / "content", ["try-1"])
    assert [(f.code, f.line) for f in made.findings] == [("O004", 5)]


def test_a_row_wider_than_its_head_is_refused(project: Callable[..., Path]) -> None:
    files = {
        "index.md": "---\nplan: p\nlevels: [一、]\n---\n",
        "01.md": "---\nplan: p\n---\n\n# 一、甲 {#1}\n\n表 {#1-t1 .table}\n\n| 一 | 二 |\n| --- | --- |\n| 三 | 四\\|五 |\n| 三 | 四 | 五 |\n",
    }
    with pytest.raises(ZhangjuError, match=r"01\.md:12: the row has 3 cells, the head of its table 2"):
        read_plan(files, Path("p"))


def pages(body: str) -> dict[str, str]:
    return {"index.md": "---\nplan: p\nlevels: [一、]\n---\n", "01.md": f"---\nplan: p\n---\n\n# 一、甲 {{#1}}\n\n{body}"}


def test_a_note_may_follow_any_block() -> None:
    plan = read_plan(pages("甲。\n\n[^1]: 子\n\n图 {#1-f1 .figure}\n\n[^2]: 丑\n"), Path("p"))
    assert [s.text for _, s in plan.sections[0].sentences()] == ["甲。"]
    assert [(note.mark, note.text) for note in plan.sections[0].notes()] == [("1", "子"), ("2", "丑")]


def test_a_sentence_refers_to_the_next_note_with_the_mark() -> None:
    text = "甲[^1]乙[^9]。\n\n[^1-n1-1]: 子\n\n丙[^1-n2-1]。\n\n表 {#1-t1 .table}\n\n| a[^1-t1-1] |\n| --- |\n\n[^1-t1-1]: 丑\n\n[^1-n2-1]: 寅\n"
    plan = read_plan(pages(text), Path("p"))
    plan = Plan("p", plan.meta, anchor_plan(plan.sections, [])[0])
    assert [(s.text, set(s.marks)) for _, s in plan.sections[0].sentences()] == [("甲[^1]乙[^9]。", {"1"}), ("丙[^1]。", {"1"})]
    assert note_targets(plan.sections) == {"1-1": {"1": "1-n1"}, "1-2": {"1": "1-n3"}}
    assert [part.text for part in plan.sections[0].parts() if part.place == "1-n3"] == ["寅"]
    html = Renderer(lambda key, number=None: key, {}, {}, "../", notes=note_targets(plan.sections)).sections(plan.sections)
    assert '<span class="s" id="1-1">甲<sup><a href="1-n1" aria-label="note 1">1</a></sup>乙[^9]。' in html
    assert not list(lacking(html, plan.sections))
    assert list(lacking(html.replace("寅", ""), plan.sections))
    (section,) = plan_json(PlanView(LoadedPlan(plan, (), ())))["sections"]
    assert section["sentences"][0]["text"] == "甲乙[^9]。"
    assert section["notes"] == [{"id": "1-n1", "mark": "1", "text": "子"}, {"id": "1-n3", "mark": "1", "text": "寅"}]
    assert list(lacking_in_data({"sections": [{**section, "notes": []}]}, plan.sections))
    assert not list(lacking_in_data({"sections": [section]}, plan.sections))
    again = read_plan(write_plan(plan), Path("p"))
    assert anchor_plan(again.sections, [])[0] == plan.sections


def test_a_reference_in_an_attribute_is_no_link() -> None:
    """The words of a repair stand in the attributes of its mark."""
    renderer = Renderer(lambda key, number=None: key, {}, {}, "../")
    html = renderer._referring('甲<ins data-b="[^1]" title="[^1]重复">[^1]</ins>乙[^2]', {"1": "#1-n1"})
    assert html.startswith('甲<ins data-b="[^1]" title="[^1]重复"><sup>')
    assert html.count('href="#1-n1"') == 1
    assert html.endswith("</ins>乙[^2]")


def test_a_caption_without_its_table_is_told() -> None:
    with pytest.raises(ZhangjuError, match=r"01\.md:7: .*no table follows the caption “表”"):
        read_plan(pages("表 {#1-t1 .table}\n\n甲。\n"), Path("p"))


@pytest.mark.parametrize(
    "line",
    [
        "[^1]: 要素指数据等。",
        "[^1]:",
        "[^a b]: 甲",
        "\\",
        "要素[^1]",
        "# 甲",
        "---",
        "| 甲 |",
        "甲{#1-9 .table}",
        "1. 甲",
        "&#x41;",
        "~甲~ **乙**",
        "<b>",
        "甲\u2028乙\x85丙",
    ],
)
def test_any_line_of_a_seed_reads_back(project: Callable[..., Path], line: str) -> None:
    root = project(f"某市规划\n\n一、甲\n\n子{line}\n{line}\n\n（一）乙\n\n丙。\n")
    (made,) = convert(root / "seeds", root / "content", ["try-1"])
    read = load_plan(root / "content", "try-1").plan.sections
    assert read == made.plan.sections
    assert "".join(s.text for _, s in read[1].sentences()) in made.repaired.text.replace("\n", "")


def test_a_title_that_begins_with_a_digit_keeps_its_number(project: Callable[..., Path]) -> None:
    root = project("某市规划\n\n1. 5G建设\n\n（1）甲\n\n加快。\n\n2. 算力\n\n推进。\n")
    toml = root / "seeds" / "try-1.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('["一、", "（一）"]', '["1.", "（1）"]'), encoding="utf-8")
    first = converted_sections(root)[1]
    assert (first.number, first.mark, first.title) == ("1", "1.", "5G建设")


def test_a_part_that_opens_twice_is_text_the_second_time(project: Callable[..., Path]) -> None:
    sections = converted_sections(project("某市规划\n\n摘要：甲。\n\n摘要：乙。\n\n一、丙\n\n（一）丁\n\n戊。\n"))
    assert [s.id for s in sections] == ["front", "abstract", "1", "1.1"]
    assert [s.text for _, s in sections[1].sentences()] == ["甲。", "摘要：乙。"]


@pytest.mark.parametrize("name", ["index", "front", "whole", "collation", "seed"])
def test_a_supplied_heading_takes_no_other_page_s_place(project: Callable[..., Path], name: str) -> None:
    root = project(toml=f'[[supplied]]\nline = 3\nlevel = 1\nid = "{name}"\ntitle = "甲"\nsource = "乙"\n')
    with pytest.raises(ZhangjuError, match=r"try-1\.toml:\d+: N001"):
        convert(root / "seeds", root / "content", ["try-1"])


def test_two_supplied_headings_of_one_place_are_told_with_their_line(project: Callable[..., Path]) -> None:
    one = '[[supplied]]\nline = {}\nlevel = 1\nid = "intro"\ntitle = "甲"\nsource = "乙"\n'
    root = project(toml=one.format(3) + one.format(5))
    with pytest.raises(ZhangjuError, match=r"try-1\.txt:5: a second heading, “甲”, has the place intro"):
        convert(root / "seeds", root / "content", ["try-1"])


def test_sections_before_chapter_one_read_back(project: Callable[..., Path]) -> None:
    sections = converted_sections(project("某市规划\n\n（一）甲\n\n子。\n\n（二）乙\n\n丑。\n\n一、丙\n\n（一）丁\n\n寅。\n"))
    assert [(s.id, s.parent) for s in sections] == [("front", None), ("front.1", None), ("front.2", None), ("1", None), ("1.1", "1")]


# ---- convert reads what it wrote before it places anything


SPOILT = {
    "a cell": ("01.md", "| 增加值[", "| 增加["),
    "a note": ("01.md", "初步数", "初数"),
    "a caption": ("01.md", "表1 指标", "表1 指"),
    "a lead": ("01.md", "加快推进。", "**加快推进。**"),
    "a heading": ("01.md", "# 一、目标", "# 一、目的"),
    "a level": ("01.md", "## （一）", "### （一）"),
    "the metadata": ("index.md", "title: 某市规划", "title: 某市计划"),
    "the text of an anchor": ("anchors.lock", "加快推进。", "加快"),
    "an anchor too many": ("anchors.lock", "加快推进。", "加快推进。\n9-9\t1\tlive\t\t甲"),
    "the line of an anchor": ("anchors.lock", "\t3\tlive", "\t4\tlive"),
    "the ledger": ("repairs.jsonl", '"line": ', '"line": 1'),
}
TABLE = "某市规划\n\n一、目标\n\n表1 指标\n\n指标\t2030年\n增加值[^1]\t8000\n[^1]: 初步数\n\n（一）任务\n\n加快推进。 扩大开放 。\n"


@pytest.mark.parametrize("kind", SPOILT)
def test_what_does_not_read_back_is_never_placed(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    root = project(TABLE)
    convert(root / "seeds", root / "content", ["try-1"])
    before = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}
    name, old, new = SPOILT[kind]
    spoil(monkeypatch, name, old, new)
    with pytest.raises(ZhangjuError) as error:
        convert(root / "seeds", root / "content", ["try-1"])
    assert error.value.code == "P002"
    assert error.value.file.endswith("try-1.txt")
    assert {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()} == before


def test_a_lock_that_is_of_another_text_is_told(project: Callable[..., Path]) -> None:
    """Page and plan agree, lock and anchors agree: only together they do not."""
    made = convert_seed(project(TABLE) / "seeds", "try-1")
    other = convert_seed(project(TABLE.replace("加快推进", "加快推进改革")) / "seeds", "try-1")
    ledger, lock = parse_ledger(made.files["repairs.jsonl"], Path("repairs.jsonl")), other.files["anchors.lock"]
    own, anchors = (parse_lock(text, Path("anchors.lock")) for text in (made.files["anchors.lock"], lock))
    assert not list(unread(made.plan, own, ledger, made.files))
    found = list(unread(made.plan, anchors, ledger, made.files | {"anchors.lock": lock}))
    assert [cause for _, cause in found if cause.startswith("anchor")]
    assert list(unread(made.plan, own, ledger, made.files | {"repairs.jsonl": ""}))


def spoil(monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str) -> None:
    """Let the writer of one file write something else."""
    writer = {"anchors.lock": "write_lock", "repairs.jsonl": "write_ledger"}.get(name, "write_plan")
    write = getattr(generator.pipeline, writer)

    def spoilt(*arguments: object) -> object:
        made = write(*arguments)
        text = made[name] if writer == "write_plan" else made
        assert old in text
        text = text.replace(old, new, 1)
        return made | {name: text} if writer == "write_plan" else text

    monkeypatch.setattr(generator.pipeline, writer, spoilt)


# ---- the proofs of promises 1 and 2 are proofs


@pytest.fixture
def made(project: Callable[..., Path]) -> Converted:
    """A small seed with every kind of part, converted."""
    return convert_seed(project(f"{TABLE}\n图1 布局\n") / "seeds", "try-1")


def causes(made: Converted, **changed: object) -> list[str]:
    """What the check of the promises says when something of what was made is changed."""
    repaired = replace(made.repaired, **{key: value for key, value in changed.items() if key != "sections"})
    outlined = replace(made.outlined, sections=changed.get("sections", made.outlined.sections))
    found = check_promises(made.seed, repaired, outlined)
    assert all(f.code == "P001" and f.file.endswith("try-1.txt") for f in found)
    return [finding.cause for finding in found]


def test_the_promises_hold_on_a_sound_text(made: Converted) -> None:
    assert causes(made) == []


def test_a_ledger_that_lacks_an_entry_breaks_promise_1(made: Converted) -> None:
    entries = made.repaired.ledger
    assert len([entry for entry in entries if entry.status == "applied"]) > 1
    for i in range(len(entries)):
        found = " ".join(causes(made, ledger=entries[:i] + entries[i + 1 :]))
        assert "undoing the ledger" in found
        assert "replaying the ledger" in found


def test_a_ledger_that_says_something_else_breaks_promise_1(made: Converted) -> None:
    first, *others = made.repaired.ledger
    assert any("undoing" in cause for cause in causes(made, ledger=(replace(first, before=first.before + "甲"), *others)))
    assert any("replaying" in cause for cause in causes(made, ledger=(replace(first, after=first.after + "甲"), *others)))
    assert causes(made, ledger=(replace(first, at=first.at + 100_000), *others))


def pieces(sections: Sequence[Section]) -> Iterator[tuple[str, tuple[Section, ...]]]:
    """Every way to spoil one part: its span dropped or doubled, a character of its text dropped."""
    for i, section in enumerate(sections):
        before, after = sections[:i], sections[i + 1 :]
        if section.title:
            yield section.id, (*before, replace(section, title=section.title[:-1]), *after)
        for j, block in enumerate(section.blocks):
            head, tail = section.blocks[:j], section.blocks[j + 1 :]
            yield f"no {block}", (*before, replace(section, blocks=(*head, *tail)), *after)
            yield f"twice {block}", (*before, replace(section, blocks=(*head, block, block, *tail)), *after)
            for spoilt in spoilt_blocks(block):
                yield str(spoilt), (*before, replace(section, blocks=(*head, spoilt, *tail)), *after)


def spoilt_blocks(block: Block) -> Iterator[Block]:
    match block:
        case Paragraph():
            last = block.sentences[-1]
            yield replace(block, sentences=block.sentences[:-1])
            yield replace(block, sentences=(*block.sentences[:-1], replace(last, text=last.text[1:])))
        case Figure():
            yield replace(block, caption=block.caption[1:])
        case Table():
            row = block.rows[-1]
            yield replace(block, caption=block.caption[:-1])
            yield replace(block, columns=block.columns[:-1])
            yield replace(block, rows=block.rows[:-1])
            yield replace(block, rows=(*block.rows[:-1], replace(row, cells=row.cells[:-1])))
            yield replace(block, notes=())
            yield replace(block, notes=(replace(block.notes[0], text=block.notes[0].text[1:]),))


def test_a_part_dropped_doubled_or_altered_breaks_promise_2(made: Converted) -> None:
    tried = list(pieces(made.outlined.sections))
    assert len(tried) > 15
    for name, sections in tried:
        assert causes(made, sections=sections), name


def test_broken_promises_stop_convert_before_anything_is_placed(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(TABLE)
    monkeypatch.setattr(generator.pipeline, "repair", lambda seed: replace(repair(seed), ledger=()))
    with pytest.raises(ZhangjuError) as error:
        convert(root / "seeds", root / "content", ["try-1"])
    assert {part.code for part in error.value.parts} == {"P001"}
    assert not (root / "content" / "try-1").exists()


# ---- what is committed is what convert makes: each difference by its cause


SEED = f"{TABLE}\n二、保障\n\n加强 组织。\n"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, converted; nobody may change it."""
    root = tmp_path_factory.mktemp("sound")
    (root / "seeds").mkdir()
    (root / "seeds" / "try-1.txt").write_text(SEED, encoding="utf-8")
    (root / "seeds" / "try-1.toml").write_text(SMALL_TOML.format(plan="try-1"), encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 0
    assert told(root) == []
    return root


@pytest.fixture
def committed(sound: Path, project: Callable[..., Path]) -> Path:
    """A small project, converted."""
    root = project(SEED)
    shutil.copytree(sound, root, dirs_exist_ok=True)
    return root


def told(root: Path) -> list[tuple[str, str, int]]:
    """Code, file and line of what check says of plans and their folders."""
    found = [f for f in check(root / "seeds", root / "content") if f.code[0] in "KE" or f.code in ("A001", "A002", "P001")]
    assert all(f.severity == "error" and f.next_step for f in found)
    return sorted((f.code, Path(f.file).relative_to(root).as_posix(), f.line) for f in found)


def edit(path: Path, old: str, new: str) -> int:
    """Change a text of a file. Returns its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


EDITS = {
    "K001": ("seeds/try-1.txt", "加强 组织", "加强组织"),
    "K002": ("seeds/try-1.toml", "levels", "# levels\nlevels"),
    "E001": ("content/try-1/02.md", "加强组织", "加强领导"),
    "K005": ("content/try-1/02.md", "加强组织", "<<<<<<< HEAD\n加强组织\n=======\n加强领导\n>>>>>>> other\n"),
    "K006": ("content/try-1/repairs.jsonl", '"line": 17', '"line": 16'),
    "K007": ("content/try-1/anchors.lock", "2-1\t17\t", "2-1\t16\t"),
    "K008": ("content/try-1/convert.lock", '"bom": false', '"bom": true'),
}


@pytest.mark.parametrize("code", EDITS)
def test_what_was_changed_is_told_by_its_cause_with_file_and_line(committed: Path, code: str) -> None:
    name, old, new = EDITS[code]
    line = edit(committed / name, old, new)
    found = [one for one in told(committed) if one[0] != "A001"]
    assert found == [(code, name, 1 if code == "K008" else line)]


def test_all_causes_are_told_when_they_coincide(committed: Path) -> None:
    wanted = []
    for code in ("K001", "K002", "E001", "K006", "K007", "K008"):
        name, old, new = EDITS[code]
        wanted.append((code, name, edit(committed / name, old, new)))
    found = told(committed)
    assert {code for code, _, _ in wanted} <= {code for code, _, _ in found}
    assert {one for one in wanted if one[0] in ("K001", "K002")} <= set(found)


def test_what_is_missing_and_what_is_strange_is_told(committed: Path) -> None:
    content = committed / "content"
    (content / "try-1" / "02.md").unlink()
    (content / "try-1" / "notes.txt").write_text("甲", encoding="utf-8")
    (content / "try-1" / "pictures").mkdir()
    (content / "drafts").mkdir()
    (content / "locale" / "en").mkdir(parents=True)
    for name in (".keep", "locale/.keep", "locale/en/.keep"):  # what programs leave, and nobody sees
        (content / name).touch()
    (content / "locale" / "note.txt").touch()
    (content / "locale" / "en" / "note.txt").touch()
    found = [one for one in told(committed) if one[0] != "A001"]
    assert found == [
        ("K003", "content/try-1/02.md", 1),
        ("K004", "content/drafts", 1),
        ("K004", "content/locale/en/note.txt", 1),
        ("K004", "content/locale/note.txt", 1),
        ("K004", "content/try-1/notes.txt", 1),
        ("K004", "content/try-1/pictures", 1),
    ]


@pytest.mark.parametrize(
    ("name", "code"), [("convert.lock", "K008"), ("anchors.lock", "K003"), ("repairs.jsonl", "K003"), ("index.md", "K003")]
)
def test_a_lost_file_is_told(committed: Path, name: str, code: str) -> None:
    (committed / "content" / "try-1" / name).unlink()
    assert (code, f"content/try-1/{name}", 1) in told(committed)


def test_what_a_damaged_record_says_was_written_is_not_told_as_lost(committed: Path) -> None:
    record = committed / "content" / "try-1" / "convert.lock"
    edit(record, '"files": {', '"files": {\n    "bom": "x",')
    (committed / "content" / "try-1" / "repairs.jsonl").unlink()
    assert [(code, name) for code, name, _ in told(committed)] == [
        ("K003", "content/try-1/repairs.jsonl"),
        ("K008", "content/try-1/convert.lock"),
    ]


def test_a_plan_without_its_index_is_not_left_out_of_the_site(committed: Path) -> None:
    (committed / "content" / "try-1" / "index.md").unlink()
    with pytest.raises(ZhangjuError, match=r"index\.md: .*the plan has no index\.md"):
        build(committed)


def test_seeds_and_plans_without_each_other_are_told(committed: Path) -> None:
    shutil.copytree(committed / "content" / "try-1", committed / "content" / "gone-1")
    for name, end in (("new-1", ".txt"), ("new-1", ".toml"), ("gone-1", ".toml")):
        text = (committed / "seeds" / f"try-1{end}").read_text(encoding="utf-8")
        (committed / "seeds" / f"{name}{end}").write_text(text.replace("try-1", name), encoding="utf-8")
    for name in (".keep", "README.md"):  # what nobody takes for a text
        (committed / "seeds" / name).write_text("甲", encoding="utf-8")
    assert told(committed) == [("K009", "content/gone-1/index.md", 1), ("K010", "seeds/new-1.txt", 1)]


def test_content_of_older_rules_is_told_as_such(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = generator.pipeline.write_plan
    monkeypatch.setattr(
        generator.pipeline, "write_plan", lambda plan: {n: t.replace("kind: plan\n", "kind: plan\n\n") for n, t in write(plan).items()}
    )
    assert [code for code, _, _ in told(committed)] == ["K011"]


def test_a_changed_setting_that_cannot_be_read_hides_nothing_else(committed: Path) -> None:
    edit(committed / "seeds" / "try-1.toml", "levels", "levels = [\nlevels")
    name, old, new = EDITS["K006"]
    edit(committed / name, old, new)
    assert {"K002", "K006"} <= {code for code, _, _ in told(committed)}


def test_conflict_marks_are_found_in_every_kind_of_file(committed: Path) -> None:
    (committed / "content" / "locale" / "en").mkdir(parents=True)
    names = ["seeds/try-1.txt", "seeds/try-1.toml", "content/topics.toml", "content/try-1/anchors.lock", "content/locale/en/try-1.po"]
    for name in names:
        with (committed / name).open("a", encoding="utf-8") as file:
            file.write("<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> other\n")
    assert {name for code, name, _ in told(committed) if code == "K005"} == set(names)


def test_the_advice_mends(committed: Path) -> None:
    edit(committed / "seeds" / "try-1.toml", "levels", "# levels\nlevels")
    edit(committed / "seeds" / "try-1.txt", "加强 组织", "加强组织")
    assert main(["convert", "--root", str(committed)]) == 0
    assert told(committed) == []
    edit(committed / "content" / "try-1" / "02.md", "加强组织", "加强领导")
    edit(committed / "content" / "try-1" / "repairs.jsonl", '"line": 13', '"line": 12')
    assert main(["convert", "try-1", "--drop-edits", "--root", str(committed)]) == 0
    assert told(committed) == []


def test_edits_are_not_overwritten_where_the_record_is_lost(committed: Path) -> None:
    page = committed / "content" / "try-1" / "02.md"
    edit(page, "加强组织", "加强领导")
    (page.parent / "convert.lock").unlink()
    assert main(["convert", "--root", str(committed)]) == 2
    assert "加强领导" in page.read_text(encoding="utf-8")


# ---- what is published is what is committed


WHOLE_SEED = SEED.replace("某市规划\n\n一、", "某市规划\n\n摘要：综述如下。\n\n一、").replace(
    "加强 组织。", "加强PM2.5治理。\n\n图1 布局\n\n附件：名单\n\n甲[^9]乙。"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in three languages with every kind of part."""
    root = tmp_path_factory.mktemp("built")
    for name in ("templates", "mkdocs.yml"):
        source = ROOT / name
        shutil.copytree(source, root / name) if source.is_dir() else shutil.copy(source, root / name)
    (root / "seeds").mkdir()
    (root / "seeds" / "try-1.txt").write_text(WHOLE_SEED, encoding="utf-8")
    (root / "seeds" / "try-1.toml").write_text(SMALL_TOML.format(plan="try-1"), encoding="utf-8")
    convert(root / "seeds", root / "content", ["try-1"])
    build(root)
    return root


def sections_of(root: Path) -> tuple[Section, ...]:
    return load_plan(root / "content", "try-1").plan.sections


PAGES = ("try-1/whole", "en/try-1/whole")


@pytest.mark.parametrize("page", PAGES)
def test_every_part_is_proved_on_the_finished_page(built: Path, page: str) -> None:
    """Each character of each part, taken out of its element, is missed, and so is a part that is gone or stands elsewhere."""
    html = (built / "site" / page / "index.html").read_text(encoding="utf-8")
    sections = sections_of(built)
    assert list(lacking(html, sections)) == []
    tried = 0
    for section in sections:
        for part in section.parts():
            start = html.index(f'id="{part.place}"')
            for word in re.findall(r"\w{2,}", part.text)[:1]:
                spoilt = html[:start] + html[start:].replace(word, word[:-1])
                assert part.place in dict(lacking(spoilt, sections)), (part, word)
                tried += 1
            renamed = html.replace(f'id="{part.place}"', 'id="other"')
            doubled = html.replace(f'id="{part.place}"', f'id="{part.place}"></span><span id="{part.place}"', 1)
            assert part.place in dict(lacking(renamed, sections)), part
            assert part.place in dict(lacking(doubled, sections)), part
    assert tried > 12


def test_a_cell_is_proved_in_its_place(built: Path) -> None:
    html = (built / "site" / "try-1" / "whole" / "index.html").read_text(encoding="utf-8")
    sections = sections_of(built)
    last = re.search(r"<td[^>]*>8000.*?</td>", html)
    head = re.search(r"<th [^>]*>2030年</th>", html)
    assert last
    assert head
    for piece in (last[0], head[0]):
        assert list(lacking(html.replace(piece, ""), sections))
        assert list(lacking(html.replace(piece, piece + piece), sections))
    swapped = re.sub(r'(<tr id="1-t1-r1">)(<t[dh].*?</t[dh]>)(<t[dh].*?</t[dh]>)', r"\1\3\2", html)
    assert swapped != html
    assert list(lacking(swapped, sections))


def test_sections_out_of_order_are_noticed(built: Path) -> None:
    html = (built / "site" / "try-1" / "whole" / "index.html").read_text(encoding="utf-8")
    sections = sections_of(built)
    assert list(lacking(html, (*sections[:-2], sections[-1], sections[-2])))


def test_every_value_of_the_open_data_is_proved(built: Path) -> None:
    source = (built / "site" / "api" / "try-1.json").read_text(encoding="utf-8")
    sections = sections_of(built)
    assert list(lacking_in_data(json.loads(source), sections)) == []
    for section in sections:
        for part in section.parts():
            for word in re.findall(r"\w{2,}", part.text)[:1]:
                spoilt = source.replace(word, word[:-1])
                assert list(lacking_in_data(json.loads(spoilt), sections)), part
    for key in ("sentences", "tables", "figures"):
        made = json.loads(source)
        next(entry for entry in made["sections"] if entry[key])[key].pop()
        assert list(lacking_in_data(made, sections)), key
    made = json.loads(source)
    made["sections"].pop()
    assert list(lacking_in_data(made, sections))


def test_a_template_that_drops_tables_stops_the_build(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(built, root)
    page = root / "templates" / "chapter.html"
    edit(page, "{{ view.body|safe }}", "{{ view.body.split('<table')[0]|safe }}")
    before = (root / "site" / "try-1" / "1" / "index.html").read_bytes()
    with pytest.raises(ZhangjuError) as error:
        build(root)
    parts = [part for part in error.value.parts if "1-t1-r1" in part.cause]
    assert {part.code for part in error.value.parts} == {"P003"}
    assert {part.file for part in parts} == {"content/try-1/01.md"}
    assert {
        language for language in ("try-1/", "zh-hant/try-1/", "en/try-1/") if any(f"in {language}1/index.html" in p.cause for p in parts)
    } == {
        "try-1/",
        "zh-hant/try-1/",
        "en/try-1/",
    }
    assert (root / "site" / "try-1" / "1" / "index.html").read_bytes() == before


SPOILT_LINES = {
    "the last cell of a row": (Table, "rows", lambda rows: tuple(replace(row, cells=row.cells[:-1]) for row in rows)),
    "the notes": (Table, "notes", lambda notes: ()),
    "a caption": (Figure, "caption", lambda caption: ""),
    "the last sentence": (Paragraph, "sentences", lambda sentences: sentences[:-1]),
}


@pytest.mark.parametrize("kind", SPOILT_LINES)
def test_a_renderer_that_drops_a_part_is_found_out(built: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    block, name, change = SPOILT_LINES[kind]
    render = Renderer._block

    def spoilt(self: Renderer, one: Block) -> str:
        return render(self, replace(one, **{name: change(getattr(one, name))}) if isinstance(one, block) else one)

    monkeypatch.setattr(Renderer, "_block", spoilt)
    sections = sections_of(built)
    html = Renderer(lambda key, number=None: key, {}, {}, "../").sections(sections)
    assert list(lacking(html, sections))


def test_open_data_that_lack_a_cell_stop_the_build(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = generator.site.data.table_json

    def spoilt(table: Table) -> dict[str, object]:
        made = make(table)
        made["rows"][-1]["cells"].pop()
        return made  # type: ignore[no-any-return]

    monkeypatch.setattr(generator.site.data, "table_json", spoilt)
    with pytest.raises(ZhangjuError, match=r"try-1 1-t1-r1, .* does not stand in api/try-1\.json"):
        build(built, tmp_path / "site")


def test_a_page_that_is_left_out_stops_the_build(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    views = generator.site.publication.views
    monkeypatch.setattr(
        generator.site.publication, "views", lambda *given: (view for view in views(*given) if not view.path.endswith("/2/"))
    )
    with pytest.raises(ZhangjuError, match=r"try-1 2, “保障”, does not stand in any page"):
        build(built, tmp_path / "site")


def test_rows_out_of_order_are_noticed() -> None:
    table = Table("表", ("甲", "乙"), (Row(("子", "丑"), "1-t1-r1"), Row(("寅", "卯"), "1-t1-r2")), id="1-t1")
    section = Section("1", "一", "一、", 1, "目标", blocks=(table,))
    html = Renderer(lambda key, number=None: key, {}, {}, "../").sections([section])
    assert list(lacking(html, [section])) == []
    assert list(lacking(html, [replace(section, blocks=(replace(table, rows=table.rows[::-1]),))]))


def test_a_character_lost_on_the_way_to_another_script_is_noticed(built: Path) -> None:
    edition = load_edition(built / "content")
    (view,) = edition.plans
    *others, last = view.plan.sections
    cut = replace(view.plan, sections=(*others, replace(last, title=last.title[:-1])))
    other = replace(edition, plans=(PlanView(replace(view.loaded, plan=cut)),))
    with pytest.raises(ZhangjuError, match="does not stand in the text in"):
        Proof().finish(built / "site", [edition, other])


@pytest.mark.parametrize("mark", "。！？")
def test_a_run_in_title_keeps_the_mark_that_ends_it(project: Callable[..., Path], mark: str) -> None:
    root = project(f"某市规划\n\n一、甲\n\n（一）加快建设{mark}推进改革。\n\n（二）扩大开放{mark}促进合作。\n")
    (made,) = convert(root / "seeds", root / "content", ["try-1"])
    assert [s.title for s in made.plan.sections if s.run_in] == [f"加快建设{mark}".rstrip("。"), f"扩大开放{mark}".rstrip("。")]
    assert f"## （一）加快建设{mark} {{#1.1 .run-in}}" in made.files["01.md"]


@pytest.mark.parametrize("mark", "！？：")
def test_a_full_stop_behind_the_mark_that_ends_a_title_is_published(project: Callable[..., Path], mark: str) -> None:
    root = project(f"某市规划\n\n一、甲\n\n（一）加快建设。推进改革。\n\n（二）扩大开放{mark}。促进合作。\n")
    (made,) = convert(root / "seeds", root / "content", ["try-1"])
    assert [s.title for s in made.plan.sections if s.run_in] == ["加快建设", f"扩大开放{mark}"]
