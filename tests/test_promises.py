"""Promises 1, 2 and 5 on the five seeds and on arbitrary bytes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.content.store import read_ledger
from generator.errors import ZhangjuError
from generator.outline.coverage import uncovered
from generator.pipeline import Converted, convert, convert_seed
from generator.reading.encoding import Decoded, decode
from generator.repair import replay, undo
from tests.conftest import PLANS, SEEDS, SMALL_TEXT


@pytest.mark.parametrize("plan", PLANS)
def test_undoing_the_ledger_gives_back_the_seed_byte_for_byte(converted: dict[str, Converted], plan: str) -> None:
    made = converted[plan]
    text = undo(made.repaired.text, made.repaired.ledger)
    assert Decoded(text, made.seed.encoding, made.seed.bom).encode() == (SEEDS / f"{plan}.txt").read_bytes()


@pytest.mark.parametrize("plan", PLANS)
def test_replaying_the_ledger_gives_the_published_text(converted: dict[str, Converted], plan: str) -> None:
    made = converted[plan]
    assert replay(made.seed.text, made.repaired.ledger) == made.repaired.text


def test_the_written_ledger_is_the_ledger(tmp_path: Path) -> None:
    (made,) = convert(SEEDS, tmp_path, ["sh-pathways"])
    assert replay(made.seed.text, read_ledger(tmp_path / "sh-pathways" / "repairs.jsonl")) == made.repaired.text


@pytest.mark.parametrize("plan", PLANS)
def test_every_character_stands_in_exactly_one_part(converted: dict[str, Converted], plan: str) -> None:
    made = converted[plan]
    assert uncovered(made.repaired.text, made.outlined.sections) == []


@pytest.mark.parametrize("plan", PLANS)
def test_a_lost_or_doubled_sentence_would_be_noticed(converted: dict[str, Converted], plan: str) -> None:
    made = converted[plan]
    sections = made.outlined.sections
    assert uncovered(made.repaired.text, sections[:-1])
    assert uncovered(made.repaired.text, (*sections, sections[-1]))


@pytest.mark.parametrize("plan", PLANS)
def test_flags_change_nothing(converted: dict[str, Converted], plan: str) -> None:
    made = converted[plan]
    for entry in made.repaired.ledger:
        if entry.status == "flagged":
            assert entry.before in made.seed.text


def try_bytes(project: Callable[..., Path], data: bytes, format_: str = "plain") -> str:
    """Convert some bytes: returns the error's text, or '' when they were accepted with all promises kept."""
    root = project(data)
    toml = root / "seeds" / "try-1.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"plain"', f'"{format_}"'), encoding="utf-8")
    try:
        made = convert_seed(root / "seeds", "try-1")
    except ZhangjuError as error:
        assert error.file
        assert error.cause
        assert error.next_step
        return str(error)
    assert undo(made.repaired.text, made.repaired.ledger) == made.seed.text
    assert made.seed.encode() == data
    assert uncovered(made.repaired.text, made.outlined.sections) == []
    return ""


def test_an_empty_file(project: Callable[..., Path]) -> None:
    assert "T001" in try_bytes(project, b"")
    assert "T001" in try_bytes(project, b" \n\t\r\n")


def test_a_binary_file(project: Callable[..., Path]) -> None:
    assert "T002" in try_bytes(project, b"%PDF-1.7\0\0\1\2\3" + bytes(range(256)) * 4)


def test_truncated_utf8_names_the_line(project: Callable[..., Path]) -> None:
    data = SMALL_TEXT.encode()
    error = try_bytes(project, data[: len(data) // 2 - (len(data) // 2 - data.index("高".encode())) + 1])
    assert "T003" in error
    assert ":9:" in error


def test_one_endless_line(project: Callable[..., Path]) -> None:
    assert try_bytes(project, ("推进改革，" * 40_000).encode()) == ""


@pytest.mark.parametrize(
    ("format_", "size"), [("plain", 150_000), *((f, 50_000) for f in ("sentence-lines", "hard-wrapped", "html", "markdown"))]
)
def test_very_long_texts(project: Callable[..., Path], format_: str, size: int) -> None:
    """That time grows with the text only is shown by `test_growth`; here that nothing is lost, and no stack overflows."""
    line = "加快建设现代化产业体系，推动2030年目标如期实现。\n"
    data = (line * (size // len(line.encode()))).encode()
    assert try_bytes(project, data, format_) == ""


def test_encodings(project: Callable[..., Path]) -> None:
    for data in (
        b"\xef\xbb\xbf" + SMALL_TEXT.encode(),
        SMALL_TEXT.encode("gb18030"),
        SMALL_TEXT.replace("\n", "\r\n").encode(),
        b"\xff\xfe" + SMALL_TEXT.encode("utf-16-le"),
    ):
        assert try_bytes(project, data) == ""


TRADITIONAL = """某市規劃

一、總體要求

堅持穩中求進。全面推進改革，加快建設現代化產業體系，提高城市的競爭力和影響力。

（一）指導思想

以人民為中心，推動高質量發展，不斷滿足人民對美好生活的需要，讓發展成果惠及全體人民。
"""


def test_big5(project: Callable[..., Path]) -> None:
    data = TRADITIONAL.encode("big5")
    assert try_bytes(project, data) == ""
    root = project(data)
    assert convert_seed(root / "seeds", "try-1").seed.encoding == "big5"


def test_gb18030_is_not_taken_for_big5(project: Callable[..., Path]) -> None:
    for plan in PLANS:
        root = project((SEEDS / f"{plan}.txt").read_text(encoding="utf-8").encode("gb18030"))
        from generator.reading import read_seed

        assert read_seed(root / "seeds", "try-1").encoding == "gb18030"


@pytest.mark.parametrize(("text", "encoding"), [("<html><p>规划</p></html>", "gb18030"), ("# Plan A\n\n第1章 總則\n", "big5")])
def test_a_few_characters_tell_the_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "p.txt").encoding == encoding


RANDOM_TEXT = st.text(
    alphabet=st.sampled_from("一二三十、。，；：（）()“”《》.,1234567890 \n\n\t\r　第章节条年规划发展改革的PMO<p>/&#~*_|[]^附件摘要图表")
    | st.characters(codec="utf-8"),
    max_size=400,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=RANDOM_TEXT, format_=st.sampled_from(["sentence-lines", "plain", "hard-wrapped", "html", "markdown"]))
def test_any_text_keeps_the_promises_or_ends_in_a_finding(project: Callable[..., Path], text: str, format_: str) -> None:
    try_bytes(project, text.encode("utf-8"), format_)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_any_bytes_end_well(project: Callable[..., Path], data: bytes) -> None:
    try_bytes(project, data)


@pytest.mark.parametrize("plan", PLANS)
def test_seeds_cut_and_stirred_keep_the_promises(project: Callable[..., Path], plan: str) -> None:
    """Real damage in odd places: lines dropped, doubled and swapped."""
    chance = random.Random(plan)
    lines = (SEEDS / f"{plan}.txt").read_text(encoding="utf-8").split("\n")
    toml = (SEEDS / f"{plan}.toml").read_text(encoding="utf-8")
    for _ in range(3):
        stirred = [line for line in lines if chance.random() > 0.2]
        for _ in range(20):
            i, j = chance.randrange(len(stirred)), chance.randrange(len(stirred))
            stirred[i], stirred[j] = stirred[j], stirred[i]
        format_ = next(f for f in ("sentence-lines", "hard-wrapped", "html", "markdown", "plain") if f'"{f}"' in toml)
        try_bytes(project, "\n".join(stirred).encode(), format_)
