"""The measuring itself: copies are no near-duplicates and read as plans, figures are reckoned and judged rightly."""

from __future__ import annotations

import gzip
import random
import sys
import urllib.request
from pathlib import Path

import pytest

from generator.content.store import load_plan
from tests.bench.peers import as_html
from tests.bench.queries import COMMON, chosen
from tests.bench.scaling import _in_other_words, copied, dealt, frequency_bands
from tests.bench.serving import served
from tests.bench.stages import STAGES, owner_of
from tests.bench.table import OURS, PAGEFIND, Figure, broken, percentile, spread, table
from tests.bench.timing import python, run
from tests.conftest import ROOT
from tests.gold.queries import queries

PLAN = "sh-2026-report"
FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "content" / PLAN).glob("*.md"))}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder with one copy of one plan."""
    content = tmp_path_factory.mktemp("content")
    (content / f"{PLAN}-007").mkdir()
    chance = random.Random(7)
    for name, text in copied(FILES, PLAN, 7, dealt(frequency_bands(FILES.values()), chance), chance).items():
        (content / f"{PLAN}-007" / name).write_text(text, encoding="utf-8")
    return content


def pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def test_a_copy_reads_as_a_plan_of_the_same_outline_and_length(copy: Path) -> None:
    old, new = load_plan(ROOT / "content", PLAN).plan, load_plan(copy, f"{PLAN}-007").plan
    assert [s.id for s in new.sections] == [s.id for s in old.sections]
    assert [s.number for s in new.sections] == [s.number for s in old.sections]
    assert new.id == f"{PLAN}-007"
    assert new.meta["title"] == f"{old.meta['title']}（7）"
    lengths = [sorted(len(sentence.text) for s in plan.sections for _, sentence in s.sentences()) for plan in (old, new)]
    assert lengths[0] == lengths[1]


def test_a_copy_is_no_near_duplicate(copy: Path) -> None:
    old = "".join(FILES.values())
    new = "".join(path.read_text(encoding="utf-8") for path in sorted(copy.rglob("*.md")))
    assert len(pairs(new) - pairs(old)) > 0.3 * len(pairs(new))
    sentences = {line for line in old.split("\n") if len(line) > 20 and not line.startswith(("#", "|"))}
    same = sentences & set(new.split("\n"))
    assert len(same) < 0.2 * len(sentences)


def test_frequent_words_are_dealt_among_frequent_ones() -> None:
    bands = frequency_bands(["发展。" * 64 + "建设。" * 70 + "罕见。" + "稀有。"])
    words = dealt(bands, random.Random(1))
    assert {words["发展"], words["建设"]} == {"发展", "建设"}
    assert {words["罕见"], words["稀有"]} == {"罕见", "稀有"}


def test_numbers_and_attributes_of_headings_stay() -> None:
    words = {"十一": "错误", "第一": "错误", "发展": "建设"}
    assert _in_other_words("# 十一、发展 {#11}", words) == "# 十一、建设 {#11}"
    assert _in_other_words("## 第一节 发展 {#1.1 .run-in}", words) == "## 第一节 建设 {#1.1 .run-in}"


def test_percentiles() -> None:
    assert percentile([], 0.95) == 0
    assert percentile(range(1, 101), 0.95) == 95
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile([5], 1.0) == 5
    assert spread([1000, 2000, 30000], 1000) == "2 / 30 / 30"


def test_the_table_judges_what_has_a_budget() -> None:
    figures = [
        Figure(1, "kB", tool=OURS, shown="40 / 60 / 70", within=True, budget="most 100"),
        Figure(1, "kB", PAGEFIND, "174"),
        Figure(10, "kB", tool=OURS, shown="140", within=False, budget="most 100"),
        Figure(10, "s", OURS, "3"),
    ]
    lines = table(figures).split("\n")
    assert len(lines) == 2 + 3
    assert " ".join(lines[2].split()) == "| ×1 | kB | 40 / 60 / 70 | – | 174 | most 100 | pass |"
    assert "FAIL" in lines[3]
    assert "FAIL" not in lines[4]
    assert len({len(line) for line in lines}) == 1
    assert broken(figures) == [figures[2]]


def test_the_sample_has_every_kind_and_the_common_words() -> None:
    sample = chosen()
    assert len(sample) >= 60
    kinds = {row.query: row.kind for row in queries()}
    assert {kinds[query] for query in sample if query in kinds} == set(kinds.values())
    assert set(COMMON) <= set(sample)


def test_what_is_served_is_counted_as_it_is_sent(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("x" * 10_000)
    with served(tmp_path) as server, urllib.request.urlopen(f"{server.address}a.js") as answer:
        body = answer.read()
    assert gzip.decompress(body) == b"x" * 10_000
    assert server.until(float("inf")) == len(body) < 100
    assert server.until(0) == 0


def test_a_command_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    assert run(python("-c", "import time; time.sleep(60)"), tmp_path, 0.1).over
    with pytest.raises(RuntimeError, match="no such thing"):
        run(python("-c", "raise SystemExit('no such thing')"), tmp_path, 20)
    assert sys.executable in python()


def test_plain_pages_keep_headings_and_escape() -> None:
    assert "<h1>一、发展</h1><p>&lt;5%</p>" in as_html("# 一、发展\n\n<5%\n")


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_is_a_function_that_a_build_has(stage: str) -> None:
    owner, name = owner_of(STAGES[stage])
    assert callable(getattr(owner, name))
