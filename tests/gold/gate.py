"""The gate on labels, part of `make check`: each plan that has labels is held against its floors; one without is skipped and named.

`python -m tests.gold.gate` prints what is below its floor and ends with 1.
"""

from __future__ import annotations

import sys
import tomllib

from generator.reading import seed_ids
from tests.first import REPOSITORY
from tests.gold.evaluate import LABELLED, evaluate
from tests.gold.files import HERE


def below() -> list[str]:
    """What the rules reach less of than the floors want."""
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    found = []
    for name, figure in sorted(evaluate()[0].items()):
        for kind, reached in (("precision", figure.precision), ("recall", figure.recall)):
            floor = floors[kind].get(name, 0)
            if reached < floor:
                found.append(f"tests/gold/floors.toml: {kind} of {name} is {reached:.3f}, below its floor {floor}")
    return found


def main() -> int:
    """Print what is wrong, and what was not judged. Returns the exit code."""
    found = below()
    for line in found:
        print(f"{line}\n  → python -m tests.gold.evaluate tells which places; mend the rule or the settings, or the label that is wrong")
    skipped = sorted(set(seed_ids(REPOSITORY / "seeds")) - set(LABELLED))
    print(f"labels: {len(LABELLED)} plans held against their floors" + (f", no labels for {', '.join(skipped)}" if skipped else ""))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
