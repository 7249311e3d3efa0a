"""What rules, outline and detectors make of some thousand texts that are a little other than the cases."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.repair import RULES
from tests.variants import EXPECTED, calls, of_fused, of_outline, of_rule, of_suspicions
from tests.variants.files import READERS, of_files
from tests.variants.histories import of_histories
from tests.variants.pages import of_edits, of_projects, of_written
from tests.variants.plans import of_plans, of_traditional
from tests.variants.seeds import of_proposals, of_seeds

NUMBERS: dict[str, list[int]] = tomllib.loads((EXPECTED.parent / "numbers.toml").read_text(encoding="utf-8"))
KINDS: dict[str, Callable[[], Iterator[tuple[str, str, str]]]] = {
    **{rule.name: functools.partial(of_rule, rule) for rule in RULES},
    "outline": of_outline,
    "fused": of_fused,
    "suspicions": of_suspicions,
    "plans": functools.partial(of_plans, NUMBERS["plans"]),
    **{f"of {name}": functools.partial(of_files, name, NUMBERS.get(name, range(30))) for name in READERS},
    "histories": functools.partial(of_histories, range(50)),
    "written": functools.partial(of_written, range(40)),
    "edits": functools.partial(of_edits, NUMBERS["edits"]),
    "projects": functools.partial(of_projects, NUMBERS["projects"]),
    "seeds": of_seeds,
    "traditional": of_traditional,
    "proposals": of_proposals,
}


def written(name: str) -> Path:
    """Where the expected outcomes of a kind stand."""
    return EXPECTED / f"{name}.txt"


@pytest.mark.parametrize("name", KINDS)
def test_variants_come_out_as_before(name: str) -> None:
    expected = written(name).read_text(encoding="utf-8")
    at = 0
    for one, text, outcome in KINDS[name]():
        block = f"{one}\n{outcome}"
        found = expected[at : at + len(block)]
        assert found == block, f"{one}: {text!r}\nif this is meant: python -m tests.variants --write, and read the diff"
        at += len(block)
    assert at == len(expected)


@pytest.mark.parametrize("area", calls.AREAS)
def test_small_functions_answer_as_before(area: str) -> None:
    rows = calls.read(area)
    assert rows
    differing = [f"{name}{given}: {answer}, now {now}" for name, given, answer in rows if (now := calls.answered(name, given)) != answer]
    assert not differing, "\n".join([*differing[:20], "if this is meant: python -m tests.variants --write, and read the diff"])
