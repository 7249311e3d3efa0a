"""No published anchor is lost, and none is given to another text, whatever is done to a plan."""

from __future__ import annotations

import random
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.auditing import audit, update_lock
from generator.cli import main
from generator.content.anchors import ALIKE, Anchor, likeness, sketch, text_hash, write_lock
from generator.content.carrying import anchor_plan
from generator.content.store import load_plan
from generator.model import Paragraph, Section, Sentence
from generator.pipeline import Converted
from tests.conftest import PLANS, ROOT

CASES = tomllib.loads((Path(__file__).parent / "cases" / "anchors.toml").read_text(encoding="utf-8"))["case"]
HISTORIES = 500

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


def edited(texts: Texts, stock: list[str], chance: random.Random) -> Texts:
    """One random edit of the kinds that editors make."""
    new = {name: list(sentences) for name, sentences in texts.items()}
    names = list(new)
    name = chance.choice(names)
    here = new[name]
    at = chance.randrange(len(here)) if here else 0
    kind = chance.choice(["insert", "delete", "edit", "swap", "move", "split", "merge", "section", "drop", "renumber"])
    if kind == "insert" or not here:
        here.insert(at, stock.pop())
    elif kind == "delete":
        del here[at]
    elif kind == "edit":
        text, cut = here[at], chance.randrange(len(here[at]))
        here[at] = text[:cut] + chance.choice("改革开放的和") + text[cut + chance.randrange(3) :]
    elif kind == "swap":
        other = chance.randrange(len(here))
        here[at], here[other] = here[other], here[at]
    elif kind == "move":
        new[chance.choice(names)].append(here.pop(at))
    elif kind == "split" and "，" in here[at]:
        head, tail = here[at].split("，", 1)
        here[at : at + 1] = [head + "。", tail]
    elif kind == "merge" and len(here) > 1 and at + 1 < len(here):
        here[at : at + 2] = [here[at].rstrip("。") + "，" + here[at + 1]]
    elif kind == "section":
        new[str(max(map(int, names)) + 1)] = [stock.pop()]
    elif kind == "drop" and len(names) > 1:
        del new[name]
    elif kind == "renumber":
        free = str(max(map(int, names)) + 1)
        new = {free if n == name else n: sentences for n, sentences in new.items()}
    return new


def test_random_histories_lose_no_anchor_and_give_none_twice(converted: dict[str, Converted]) -> None:
    sentences = [s.text for section in converted["sh-15fyp"].plan.sections for _, s in section.sentences()]
    for seed in range(HISTORIES):
        chance = random.Random(seed)
        stock = chance.sample(sentences, 40)
        texts: Texts = {"1": [stock.pop() for _ in range(3)], "2": [stock.pop() for _ in range(2)]}
        living, lock = carried(texts, [])
        ever = {name: (text, text_hash(text)) for name, text in living.items()}
        for _ in range(chance.randrange(2, 9)):
            before, texts = living, edited(texts, stock, chance)
            old = lock
            living, lock = carried(texts, lock)
            ids = [a.id for a in lock]
            assert len(set(ids)) == len(ids)
            assert {a.id for a in old} <= set(ids), "an anchor was lost"
            live = {a.id for a in lock if not a.to}
            assert set(living) <= live
            assert all(a.to in live for a in lock if a.to), "an anchor leads nowhere"
            for name, text in living.items():
                if name in before:
                    same = text == before[name] or likeness(sketch(text), sketch(before[name])) >= ALIKE
                    assert same, f"{name} was given to another text"
                elif name in ever:
                    assert text_hash(text) == ever[name][1], f"{name} came back with another text"
            ever |= {name: (text, text_hash(text)) for name, text in living.items()}
            again, same_lock = carried(texts, lock)
            assert (again, same_lock) == (living, lock), "carrying once more changes something"


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
