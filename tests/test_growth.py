"""Time grows with the text: every rule of repair and most other stages take at most five times the time for four times a text that is made to
be slow on. `tests/soak/growth.py` tries longer texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import swept
from tests.growing import LIMIT, STAGES, growth, texts_of, timed

LENGTH = 400
ALONE = [stage for stage in STAGES if stage.startswith("suspect ")]
"""Parts of a stage that is measured whole each time."""
NOISY = 1.1 * LIMIT
"""With other work beside it; what grows with the square takes 16 times the time, with the power of one and a half 8 times."""


@pytest.mark.parametrize("stage", swept([stage for stage in STAGES if stage not in ALONE], ALONE))
def test_four_times_the_text_takes_at_most_five_times_the_time(stage: str, tmp_path: Path) -> None:
    found = {text: growth(stage, text, LENGTH, tmp_path) for text in texts_of(stage)}
    for _ in range(2):  # whatever else the machine does shows once; a growth shows each time
        found |= {text: min(times, growth(stage, text, LENGTH, tmp_path)) for text, times in found.items() if times > NOISY}
    assert {text: round(times, 1) for text, times in found.items() if times > NOISY} == {}
    if not any(found.values()):  # so quick that only long texts show anything
        assert max(growth(stage, text, 16 * LENGTH, tmp_path) for text in texts_of(stage)) <= LIMIT


def test_a_slow_rule_would_be_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def pairs(text: str, folder: Path) -> object:
        return lambda: sum(a == b for a in text for b in text[::20])

    monkeypatch.setitem(STAGES, "pairs", pairs)
    monkeypatch.setattr("tests.growing.ENOUGH", 0.05)
    assert growth("pairs", "han", LENGTH // 4, tmp_path) > LIMIT
    assert timed(lambda: None) < 1
