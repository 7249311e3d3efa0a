"""Absorbing edits: what each kind becomes, what is refused, and that what is written is just what was edited."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.absorbing import absorb
from generator.absorbing.parts import parts
from generator.absorbing.reasons import lacking
from generator.checks import check_plan
from generator.cli import main
from generator.content.read import read_plan
from generator.content.store import read_ledger
from generator.explaining import explain
from generator.pipeline import convert
from generator.reading.settings_file import read_settings
from generator.repair import undo
from generator.site.build import build
from tests.conftest import ROOT

CASES = tomllib.loads((ROOT / "tests" / "cases" / "absorb.toml").read_text(encoding="utf-8"))
SEEDS: dict[str, dict[str, Any]] = CASES["seeds"]


def make_project(root: Path, seed: str, settings: str = "") -> Path:
    """A project with one of the seeds of the cases, converted."""
    (root / "seeds").mkdir(parents=True)
    text = SEEDS[seed]
    levels = ", ".join(f'"{level}"' for level in text["levels"])
    head = f'id = "p"\ntitle = "某市规划"\nformat = "{text["format"]}"\nlevels = [{levels}]\n'
    (root / "seeds" / "p.txt").write_text(text["text"].removeprefix("\n"), encoding="utf-8")
    (root / "seeds" / "p.toml").write_text(head + settings, encoding="utf-8")
    convert(root / "seeds", root / "content", ["p"])
    return root


def edit_page(root: Path, edits: list[list[str]], page: str = "01.md") -> str:
    path = root / "content" / "p" / page
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, f"{old!r} is not in\n{text}"
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return text


def pages(root: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((root / "content" / "p").glob("*.md"))}


def everything(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def meaning(root: Path, files: dict[str, str]) -> list[object]:
    """What pages say, without what a rule decides anew (leads) and how they are written."""
    plan = read_plan(files, root)
    return [plan.meta, *((part.opening, part.text) for section in plan.sections for part in parts(section))]


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_an_edit_becomes_entries_or_is_refused(case: dict[str, Any], tmp_path: Path) -> None:
    root = make_project(tmp_path / "p", case["seed"], case.get("settings", ""))
    settings = root / "seeds" / "p.toml"
    before = settings.read_text(encoding="utf-8")
    edit_page(root, case["edit"], case.get("page", "01.md"))
    wanted, untouched = meaning(root, pages(root)) if "refused" not in case else [], everything(root)
    [done] = absorb(root, ["p"])
    if "refused" in case:
        assert re.search(case["refused"], "\n".join(map(str, done.refused)))
        assert everything(root) == untouched
        return
    assert done.refused == ()
    assert _words(meaning(root, pages(root))) == _words(wanted)
    if "entries" in case:
        _assert_entries(before, settings.read_text(encoding="utf-8"), case)
    if "settings_after" in case:
        assert settings.read_text(encoding="utf-8").removeprefix(before.removesuffix(case["settings"])) == case["settings_after"]
    convert(root / "seeds", root / "content", ["p"])  # nothing is left that stops it


def _words(found: list[Any]) -> list[Any]:
    return [{k: str(v) for k, v in found[0].items()}, *found[1:]]


def _assert_entries(before: str, after: str, case: dict[str, Any]) -> None:
    old, new = tomllib.loads(before), tomllib.loads(after)
    added = [
        {"table": key, **entry}
        for key in ("keep", "correction", "break", "border")
        for entry in new.get(key, [])
        if entry not in old.get(key, [])
    ]
    if "settings_after" not in case:
        assert len(added) == len(case["entries"])
        assert all(wanted.items() <= entry.items() for wanted, entry in zip(case["entries"], added, strict=True)), added
    assert {key: new[key] for key in case.get("top", {})} == case.get("top", {})


def test_the_reason_is_shown_where_corrections_are(tmp_path: Path) -> None:
    root = make_project(tmp_path, "plain")
    edit_page(root, [["推动高质量", "促进高质量"], ["2030年，", "2030年，\n"]])
    absorb(root, ["p"], "据印本改")
    ledger = read_ledger(root / "content" / "p" / "repairs.jsonl")
    made = [e for e in ledger if e.rule in ("correction", "break")]
    assert [(e.rule, e.before, e.after) for e in made] == [("correction", "推动", "促进"), ("break", "", "")]
    assert all(e.reason.endswith("据印本改") for e in made)
    assert all(any("据印本改" in one.reason for one in explain(root / "seeds", root / "content", "p", e.place).repairs) for e in made)


def test_a_reason_that_is_owed_is_told_asked_for_and_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_project(tmp_path, "plain")
    edit_page(root, [["全面推进改革", "全面深化改革"], ["2030年，", "2030年，\n"]])
    assert main(["absorb", "--root", str(root)]) == 0
    ledger = read_ledger(root / "content" / "p" / "repairs.jsonl")
    assert sum("编者所改，理由待补" in entry.reason for entry in ledger) == 2
    owed = [f for f in check_plan(root / "seeds", root / "content", "p") if f.code == "E002"]
    assert [(Path(f.file).name, f.severity) for f in owed] == [("p.toml", "warning")] * 2
    assert main(["absorb", "p", "--root", str(root), "--reason", "据印本改", "--line", str(owed[0].line)]) == 0
    assert [f.line for f in check_plan(root / "seeds", root / "content", "p") if f.code == "E002"] == [owed[1].line]
    assert main(["absorb", "p", "--root", str(root), "--reason", "语气停顿"]) == 0
    assert not [f for f in check_plan(root / "seeds", root / "content", "p") if f.code in ("E001", "E002", "P001")]
    assert "理由待补" not in (root / "content" / "p" / "repairs.jsonl").read_text(encoding="utf-8")
    assert main(["absorb", "p", "--root", str(root), "--reason", "无", "--line", "1"]) == 2
    assert "no entry without a reason stands there" in capsys.readouterr().err


def test_a_page_taken_away_is_refused(tmp_path: Path) -> None:
    root = make_project(tmp_path, "plain")
    (root / "content" / "p" / "02.md").unlink()
    before = everything(root)
    [done] = absorb(root, ["p"])
    assert "02.md:1" in str(done.refused[0])
    assert "the page is gone" in str(done.refused[0])
    assert everything(root) == before


def test_pages_that_are_no_content_are_all_told(tmp_path: Path) -> None:
    root = make_project(tmp_path, "plain")
    edit_page(root, [["{#1}", ""]])
    edit_page(root, [["{#2}", ""]], "02.md")
    [done] = absorb(root, ["p"])
    assert [Path(f.file).name for f in done.refused] == ["01.md", "02.md"]


def test_one_plan_refused_leaves_all_as_they_were(project: Callable[..., Path]) -> None:
    root = project()
    project(plan="try-2")
    convert(root / "seeds", root / "content", ["try-1", "try-2"])
    for plan, (old, new) in {"try-1": ("全面推进", "全面深化"), "try-2": ("{#1}", "{#7}")}.items():
        path = root / "content" / plan / "01.md"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    before = everything(root)
    assert main(["absorb", "--root", str(root)]) == 2
    assert everything(root) == before


def test_the_ledger_of_breaks_is_undone(tmp_path: Path) -> None:
    root = make_project(tmp_path, "lines")
    edit_page(root, [["求进。\n", "求进。\n\n"], ["中心，", "中心，\n"]])
    assert absorb(root, ["p"])[0].refused == ()
    [made] = convert(root / "seeds", root / "content", ["p"])
    assert undo(made.repaired.text, made.repaired.ledger) == made.seed.text


def test_the_site_says_in_each_language_that_a_reason_is_owed(tmp_path: Path, project: Callable[..., Path]) -> None:
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    page = root / "content" / "try-1" / "01.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("推动高质量", "促进高质量").replace("2030年，", "2030年，\n"), encoding="utf-8"
    )
    assert main(["absorb", "--root", str(root)]) == 0
    built = build(root).site
    for prefix, words in {"": "编者所改，理由待补", "en/": "who has not given the reason yet"}.items():
        assert words in (built / prefix / "try-1" / "1" / "index.html").read_text(encoding="utf-8")
    collation = (built / "try-1" / "collation" / "index.html").read_text(encoding="utf-8")
    assert collation.count("编者所改，理由待补") == 2
    assert "另起一句" in collation


def seed_changed_too(tmp_path: Path, seed_edit: tuple[str, str]) -> Path:
    """A project in git whose page and seed were both edited since the last convert."""
    root = make_project(tmp_path, "plain")
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "-qm", "first"]):
        subprocess.run(["git", "-C", str(root), *command], check=True)
    edit_page(root, [["全面推进改革", "全面深化改革"]])
    seed = root / "seeds" / "p.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace(*seed_edit), encoding="utf-8")
    return root


def test_a_seed_that_changed_too_is_merged(tmp_path: Path) -> None:
    root = seed_changed_too(tmp_path, ("翻一番", "翻两番"))
    with (root / "seeds" / "p.txt").open("a", encoding="utf-8") as seed:
        seed.write("\n三、组织监督\n\n加强监督。\n")
    assert absorb(root, ["p"])[0].refused == ()
    page = pages(root)["01.md"]
    assert "全面深化改革。" in page
    assert "翻两番。" in page
    assert "加强监督。" in pages(root)["03.md"]


def test_a_seed_that_changed_at_the_same_place_is_refused(tmp_path: Path) -> None:
    root = seed_changed_too(tmp_path, ("全面推进改革", "全面扩大改革"))
    before = everything(root / "seeds") | everything(root / "content")
    [done] = absorb(root, ["p"])
    assert re.search(r"01\.md:\d+: error E003.*where its seed or its settings changed, too", str(done.refused[0]))
    assert everything(root / "seeds") | everything(root / "content") == before


def test_a_seed_that_changed_too_needs_git(tmp_path: Path) -> None:
    root = seed_changed_too(tmp_path, ("翻一番", "翻两番"))
    shutil.rmtree(root / ".git")
    [done] = absorb(root, ["p"])
    assert "git has no version from before" in str(done.refused[0])


@pytest.mark.parametrize(
    ("changed", "owed"), [("", False), ('removed = "甲"\n', True), ('added = "甲"\n', True), ('added = "甲"\nwhy = "据印本"\n', False)]
)
def test_a_table_owes_a_reason_only_for_what_was_taken_out_or_put_in(project: Callable[..., Path], changed: str, owed: bool) -> None:
    table = (
        '[[table]]\nline = 3\nlast_line = 4\nbegins = "表1"\ncaption = "表1 指标"\ncolumns = ["甲"]\nrows = [["乙"]]\nevidence = "据印本"\n'
    )
    root = project(toml=table + changed)
    settings = read_settings(root / "seeds" / "try-1.toml", "try-1")
    assert [words for _, words in lacking(settings)] == (["表1 指标"] if owed else [])
