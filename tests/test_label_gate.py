"""The gate on labels: a figure below its floor, one that has none, and a floor of nothing are told."""

from __future__ import annotations

import pytest

from generator.site.quality.measured import Measured, read_measured
from tests.conftest import ROOT
from tests.gold.gate import below, read_floors

GOOD = Measured("headings", "text", 3, precision=0.99, recall=0.95)


@pytest.mark.parametrize(
    ("floors", "told"),
    [
        ({"headings": {"precision": 0.99, "recall": 0.95}}, []),
        ({"headings": {"precision": 0.991, "recall": 0.95}}, ["precision of headings is 0.99, below its floor 0.991"]),
        ({"headings": {"precision": 0.9}}, ["recall of headings is 0.950 and has no floor"]),
        ({"headings": {"precision": 0.9, "recall": 0.9, "mrr": 0.1}}, ["mrr of headings is None, below its floor 0.1"]),
    ],
)
def test_a_figure_is_held_against_its_floor(floors: dict[str, dict[str, float]], told: list[str]) -> None:
    assert below([GOOD], floors) == told


def test_what_the_quality_page_says_is_above_the_floors() -> None:
    """Measured anew by `make measure`."""
    assert below(read_measured(ROOT / "content"), read_floors()) == []
