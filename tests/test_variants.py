"""What rules, outline and detectors make of some thousand texts that are a little other than the cases."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.repair import RULES
from tests.variants import EXPECTED, of_fused, of_outline, of_rule, of_suspicions
from tests.variants.files import of_files
from tests.variants.histories import of_histories
from tests.variants.plans import of_plans, of_traditional
from tests.variants.seeds import of_proposals, of_seeds

KINDS: dict[str, Callable[[], Iterator[tuple[str, str, str]]]] = {
    **{rule.name: functools.partial(of_rule, rule) for rule in RULES},
    "outline": of_outline,
    "fused": of_fused,
    "suspicions": of_suspicions,
    "plans": of_plans,
    "files": of_files,
    "histories": of_histories,
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
