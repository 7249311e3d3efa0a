"""The gate on labels: each figure is held against its floor; a plan without labels is skipped and named.

`python -m tests.gold.gate` (part of `make check`) holds what the rules make of the texts. `--all` (`make measure`) measures everything on a
site built for it, and holds it against `content/quality.toml` too, which says what the quality page shows.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.reading import seed_ids
from generator.site.build import build
from generator.site.quality.measured import FILE, METRICS, Measured, write_measured
from tests.first import REPOSITORY, ROOT
from tests.gold.evaluate import LABELLED
from tests.gold.files import HERE
from tests.gold.measure import measure, rules, unpublished

Floors = Mapping[str, Mapping[str, float]]


def read_floors() -> Floors:
    """Name of what is measured → figure → the least that it may be."""
    return tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def below(measured: Iterable[Measured], floors: Floors) -> list[str]:
    """The figures that are below their floors, or have none."""
    found = []
    for one in measured:
        for name in METRICS:
            reached, floor = getattr(one, name), floors.get(one.id, {}).get(name)
            if reached is not None and floor is None:
                found.append(f"{name} of {one.id} is {reached:.3f} and has no floor")
            elif floor is not None and (reached is None or reached < floor):
                found.append(f"{name} of {one.id} is {reached}, below its floor {floor}")
    return found


def everything(floors: Floors) -> list[str]:
    """What is wrong when all is measured anew: figures, floors of nothing, and a committed file that says something else."""
    with tempfile.TemporaryDirectory() as folder:
        site = build(ROOT, Path(folder) / "site").site
        published = measure(site)
        measured = [*published, *unpublished(site)]
    found = below(measured, floors)
    found += [f"{name} has a floor and is not measured" for name in floors.keys() - {one.id for one in measured} - {"identity"}]
    if (ROOT / "content" / FILE).read_text(encoding="utf-8") != write_measured(published):
        found.append(f"content/{FILE} does not say what is measured: python -m tests.gold.measure --write")
    return found


def main() -> int:
    """Print what is wrong, and what was not judged. Returns the exit code."""
    floors = read_floors()
    found = everything(floors) if "--all" in sys.argv[1:] else below(rules(), floors)
    for line in found:
        print(f"tests/gold/floors.toml: {line}")
    if found:
        print(
            "  → python -m tests.gold.evaluate, or the module of its name in tests/gold, tells which places; mend the rule, the settings, or the label"
        )
    skipped = sorted(set(seed_ids(REPOSITORY / "seeds")) - set(LABELLED))
    print(f"labels: {len(LABELLED)} plans held against their floors" + (f", no labels for {', '.join(skipped)}" if skipped else ""))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
