"""Texts made to be slow on, longer than the tests have them, through the stages: time may grow with the text and no faster."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from tests.growing import LIMIT, STAGES, growth, texts_of

SHORT, LONG = 10, 3000
LENGTHS = (3000, 8000, 20_000)


def attack(count: int, seed: int, folder: Path) -> Iterator[str]:
    """Measures `count` pairs of stage and text, each at one length."""
    chance = random.Random(seed)
    pairs = [(stage, text) for stage in STAGES for text in texts_of(stage)]
    chance.shuffle(pairs)
    for number in range(count):
        stage, text = pairs[number % len(pairs)]
        length = LENGTHS[0] if count <= SHORT else chance.choice(LENGTHS)
        times = growth(stage, text, length, folder)
        if times > LIMIT:
            yield f"{stage}: {4 * length} characters of “{text}” take {times:.1f} times the time of {length}"
