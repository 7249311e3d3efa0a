"""The short run of every attack on the promises; `make soak` is the long one."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from tests.soak.__main__ import ATTACKS


@pytest.mark.parametrize("name", ATTACKS)
def test_short_attack_makes_no_loss(name: str, tmp_path: Path) -> None:
    attack = importlib.import_module(f"tests.soak.{name}")
    assert list(attack.attack(attack.SHORT, 1, tmp_path)) == []
