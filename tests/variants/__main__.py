"""`python -m tests.variants --write`: takes what is made of the variants now as what is expected. `--capture [TEST…]` looks at the calls that
tests make, `--choose [AREA…] [PART/OF/A/PATH]` then adds rows to `calls/` for lines that no row shows, and lists in `.cache/left.txt` what
none shows; `--strings [AREA…]` seeks the strings of `patterns/`, `--queries` queries for broken lines of the script of search."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.variants import calls, patterns, queries, settled

CAPTURED = Path(__file__).parents[2] / ".cache" / "calls.json"


def main(what: str = "", *which: str) -> int | str | None:
    from tests.test_variants import KINDS, written

    if what == "--capture":
        import pytest

        from tests.variants.captured import Capture

        return int(pytest.main(["-q", "-p", "no:cacheprovider", *(which or ("-m", "not browser", "tests"))], plugins=[Capture(CAPTURED)]))
    if what == "--choose":
        from tests.mutants import living
        from tests.variants.choosing import choose
        from tests.variants.plain import modules

        modules()
        living.learn()
        areas = [one for one in which if "." not in one and "/" not in one]
        choose(areas or calls.AREAS, json.loads(CAPTURED.read_text(encoding="utf-8")), next((one for one in which if one not in areas), ""))
        return None
    if what == "--strings":
        from tests.variants.strings import choose as choose_strings

        for area in which or patterns.areas():
            choose_strings(area)
        return None
    if what == "--queries":
        queries.choose()
        return None
    if what == "--steady":
        for area in which:
            calls.drop_others(area)
        return None
    if what != "--write":
        return __doc__
    for area in calls.AREAS:
        calls.write(area)
    for area in patterns.areas():
        patterns.write(area)
        settled.write(area)
    queries.write()
    for name, make in KINDS.items():
        written(name).parent.mkdir(exist_ok=True)
        written(name).write_text("".join(f"{one}\n{outcome}" for one, _, outcome in make()), encoding="utf-8")
    return None


sys.exit(main(*sys.argv[1:]))
