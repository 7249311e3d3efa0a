"""Vectors: words with weights, and how alike two of them are."""

from __future__ import annotations

import math
from collections.abc import Mapping

Vector = dict[str, float]


def unit(vector: Mapping[str, float]) -> Vector:
    """A vector of length one."""
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {name: value / length for name, value in vector.items()}


def dot(a: Vector, b: Vector) -> float:
    """Likeness of two vectors of length one, from 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[name] for name, value in a.items() if name in b)
