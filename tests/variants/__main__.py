"""`python -m tests.variants --write`: takes what is made of the variants now as what is expected."""

from __future__ import annotations

import sys

from tests.test_variants import KINDS, written

if sys.argv[1:] != ["--write"]:
    sys.exit(__doc__)
for name, make in KINDS.items():
    written(name).parent.mkdir(exist_ok=True)
    written(name).write_text("".join(f"{one}\n{outcome}" for one, _, outcome in make()), encoding="utf-8")
