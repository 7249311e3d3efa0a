"""The breaking of lines itself: it can break every line of ours, and a stumble of the tests is no notice of a break."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT
from tests.mutants.areas import APART, AREAS, BOOK, DEAR, SCRIPTS, TESTS, files_of
from tests.mutants.breaks import breaks_of


def test_every_file_is_in_exactly_one_area() -> None:
    found = [file for area in AREAS for file in files_of(area, ROOT)]
    python = {path.relative_to(ROOT).as_posix() for path in (ROOT / "generator").rglob("*.py")}
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".js")}
    assert python | {name for name in pages if ".min." not in name} <= set(found)
    assert len(found) == len(set(found))


def test_every_area_has_tests_that_are_there() -> None:
    assert TESTS.keys() == AREAS.keys()
    for names in (*TESTS.values(), *SCRIPTS.values(), APART, BOOK, DEAR):
        assert [name for name in names if not (Path(__file__).parent / f"{name}.py").is_file()] == []


def test_a_file_can_be_broken_in_many_ways_and_each_changes_it() -> None:
    file = "generator/content/matching.py"
    source = (ROOT / file).read_bytes()
    breaks = breaks_of(file, ROOT)
    assert len({one.kind for one in breaks}) > 5
    assert all(one.applied(source) != source for one in breaks)
