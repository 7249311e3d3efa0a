"""The breaking of lines itself: it can break every line of ours, and a stumble of the tests is no notice of a break."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.mutants import living
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


MADE = """from functools import cache
MOST = 3
TWICE = (MOST, MOST)
@cache
def many(number: int, least: int = 1) -> bool:
    return least < number < MOST
class Row:
    width: int = MOST
    @property
    def wide(self) -> bool:
        return self.width > 2
"""
USING = "from tests.made import MOST as LIMIT, many\nTABLE = {'many': many, 'most': LIMIT + 1}\n"


@pytest.mark.parametrize(
    ("line", "sound", "broken", "seen"),
    [
        (2, "MOST = 3", "MOST = 4", [(4, 4), True, 5, True, 4]),
        (5, "least: int = 1", "least: int = 2", [(3, 3), False, 4, True, 3]),
        (6, "number < MOST", "number > MOST", [(3, 3), False, 4, True, 3]),
        (8, "= MOST", "= 0", [(3, 3), False, 4, False, 3]),
        (11, "> 2", "> 3", [(3, 3), False, 4, False, 3]),
        (11, "> 2", "> 2", [(3, 3), False, 4, True, 3]),
    ],
)
def test_a_broken_line_is_put_into_what_is_loaded(
    line: int, sound: str, broken: str, seen: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, source in (("made", MADE), ("using", USING)):
        path = tmp_path / f"{name}.py"
        path.write_text(source, encoding="utf-8")
        module = type(sys)(f"tests.{name}")
        module.__file__ = str(path)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        exec(compile(source, str(path), "exec"), vars(module))
    made, using = vars(sys.modules["tests.made"]), vars(sys.modules["tests.using"])
    row = made["Row"]()
    assert not using["TABLE"]["many"](3)
    living.forget_names()
    living.forget_answers()
    living.put("tests/made.py", MADE.replace(sound, broken), line)
    assert [made["TWICE"], using["TABLE"]["many"](3), using["TABLE"]["most"], row.wide, using["LIMIT"]] == seen
    living.forget_names()
