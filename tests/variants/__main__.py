"""`python -m tests.variants --write`: takes what is made of the variants now as what is expected; with `--choose` it seeks calls for functions
that have none."""

from __future__ import annotations

import sys

from tests.test_variants import KINDS, written
from tests.variants import calls

if sys.argv[1:] not in (["--write"], ["--write", "--choose"]):
    sys.exit(__doc__)
for area in calls.AREAS:
    calls.write(area, "--choose" in sys.argv)
for name, make in KINDS.items():
    written(name).parent.mkdir(exist_ok=True)
    written(name).write_text("".join(f"{one}\n{outcome}" for one, _, outcome in make()), encoding="utf-8")
