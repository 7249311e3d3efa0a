"""What the engine's tables, words and regular expressions say, each on its own."""

from __future__ import annotations

import pytest

from tests.variants import patterns, settled

HOW = "if this is meant: python -m tests.variants --write, and read the diff"


@pytest.mark.parametrize("area", patterns.areas())
def test_patterns_find_what_they_found(area: str) -> None:
    made = {shape.name: shape.made for shape in patterns.of_area(area)}
    rows = [
        (name, text, places) for name, text, places in patterns.read(area) if name not in made or patterns.found(made[name], text) != places
    ]
    told = [
        f"{name} in {text!r}: {places}, now {patterns.found(made[name], text) if name in made else 'gone'}" for name, text, places in rows
    ]
    assert not told, "\n".join([*told[:20], HOW])


@pytest.mark.parametrize("area", patterns.areas())
def test_words_and_numbers_are_those_that_were_settled(area: str) -> None:
    now, before = settled.of_area(area), settled.read(area)
    changed = [f"{name}: {before.get(name)}, now {now.get(name)}" for name in sorted({*now, *before}) if now.get(name) != before.get(name)]
    assert not changed, "\n".join([*changed[:20], HOW])
