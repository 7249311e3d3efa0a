"""No published anchor is lost, and none is given to another text, whatever is done to a plan."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.auditing import audit, update_lock
from generator.cli import main
from generator.content.anchors import Anchor, write_lock
from generator.content.carrying import anchor_plan
from generator.content.store import load_plan
from generator.model import Paragraph, Section, Sentence
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
