"""Which test runs which line: a plugin of pytest that records it, and the record.

What a fixture of a session or module runs counts for every test that uses the fixture, not only for the first. A line that changed since
it was recorded is asked about by the tests of its function; a name of a module, and a function that is run once and kept, by the tests of
the lines that name it.
"""

from __future__ import annotations

import ast
import difflib
import functools
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

IMPORTED = ""
NONE: frozenset[str] = frozenset()
Lines = dict[int, frozenset[str]]


@dataclass
class Reached:
    """The record: what each test costs and uses, and who runs each line."""

    tests: dict[str, float] = field(default_factory=dict)
    """Test → seconds of the processor, without its shared fixtures."""
    fixtures: dict[str, list[str]] = field(default_factory=dict)
    """Test → the shared fixtures it uses."""
    costs: dict[str, float] = field(default_factory=dict)
    """Shared fixture → seconds of the processor."""
    apart: list[str] = field(default_factory=list)
    """Tests, and `fixture:NAME`, that start processes of ours, in which nothing is recorded."""
    lines: dict[str, Lines] = field(default_factory=dict)
    """File → line → tests and `fixture:NAME` that run it; a template has only line 0."""
    sources: dict[str, str] = field(default_factory=dict)
    """File → its text when it was recorded."""

    def write(self, path: Path) -> None:
        sets: dict[frozenset[str], int] = {}
        names = {name: i for i, name in enumerate(sorted({n for lines in self.lines.values() for found in lines.values() for n in found}))}
        lines = {file: {line: sets.setdefault(found, len(sets)) for line, found in of.items()} for file, of in self.lines.items()}
        made = {own: value for own, value in vars(self).items() if own != "_words"} | {
            "lines": lines,
            "names": [*names],
            "sets": [sorted(names[n] for n in found) for found in sets],
        }
        path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")

    def merge(self, other: Reached) -> None:
        """Take in what another run recorded; of a test that both know, the other's."""
        joined = functools.cache(lambda a, b: a.difference(other.tests) | b)
        for file in {*self.lines, *other.lines}:
            source = other.sources.get(file, self.sources.get(file, ""))
            mine = moved(self.lines.get(file, {}), self.sources.get(file, source), source)
            theirs = other.lines.get(file, {})
            self.lines[file] = {line: joined(mine.get(line, NONE), theirs.get(line, NONE)) for line in sorted({*mine, *theirs})}
            self.sources[file] = source
        self.apart = sorted({*(one for one in self.apart if one not in other.tests), *other.apart})
        self.tests |= other.tests
        self.fixtures |= other.fixtures
        self.costs |= other.costs

    def users(self, found: Iterable[str]) -> set[str]:
        """Tests, for fixtures all that use them."""
        shared = {one.removeprefix("fixture:") for one in found if one.startswith("fixture:")}
        return {t for t in found if t in self.tests} | {t for t, used in self.fixtures.items() if shared & set(used)}

    def outside(self) -> set[str]:
        """The tests that start processes of ours."""
        return self.users(self.apart)

    def reached_by(self, file: str, source: str, line: int) -> frozenset[str]:
        """The tests, and `fixture:NAME`, that may notice when a line is another."""
        lines = moved(self.lines.get(file, {}), self.sources.get(file, source), source)
        if file.endswith(".html"):
            return lines.get(0, NONE)
        if not file.endswith(".py"):
            return NONE
        statement, function, names = places(source, line)
        return self._named(names, 2) if names else self._of(lines, statement) if statement & lines.keys() else self._of(lines, function)

    @staticmethod
    def _of(lines: Lines, wanted: Iterable[int]) -> frozenset[str]:
        return NONE.union(*(lines.get(n, NONE) for n in wanted))

    def _named(self, names: set[str], depth: int) -> frozenset[str]:
        """Who runs a line that holds one of some names; a constant or a kept function in turn by those that hold its name."""
        found = NONE
        for file, number in {place for name in names for place in self._words.get(name, ())}:
            inner = places(self.sources[file], number)[2] - names if depth else set()
            found |= self._of(self.lines[file], [number]) | (self._named(inner, depth - 1) if inner else NONE)
        return found

    @functools.cached_property
    def _words(self) -> dict[str, list[tuple[str, int]]]:
        """Word → the lines of Python that hold it."""
        found: dict[str, list[tuple[str, int]]] = {}
        for file, source in self.sources.items():
            for number, line in enumerate(source.split("\n") if file.endswith(".py") else (), 1):
                for word in dict.fromkeys(re.findall(r"\w+", line)):
                    found.setdefault(word, []).append((file, number))
        return found


def moved(lines: Lines, before: str, now: str) -> Lines:
    """A record of lines after its file changed: of the lines that stayed."""
    if before == now:
        return lines
    blocks = difflib.SequenceMatcher(None, before.split("\n"), now.split("\n"), autojunk=False).get_matching_blocks()
    places = {a + k + 1: b + k + 1 for a, b, size in blocks for k in range(size)} | {0: 0}
    return {places[line]: found for line, found in lines.items() if line in places}


@functools.lru_cache(2000)
def _spans(source: str) -> list[tuple[int, int, ast.stmt]]:
    return [(node.lineno, node.end_lineno or 0, node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)]


def places(source: str, line: int) -> tuple[set[int], set[int], set[str]]:
    """The lines of the statement (of its head, where it has a body) and of the function that a line stands in, and the names by which
    it is kept: where it stands in no function, or in one that is run once.
    """
    around = sorted((one for one in _spans(source) if one[0] <= line <= one[1]), key=lambda one: (one[0], -one[1]))
    if not around:
        return set(), set(), set()
    begin, end, inner = around[-1]
    body = getattr(inner, "body", None)
    statement = set(range(begin, max(body[0].lineno, line + 1) if body else end + 1))
    functions = [one for one in around if isinstance(one[2], ast.FunctionDef) and line >= one[2].body[0].lineno]
    if not functions:
        return statement, statement, _names(around[0][2])
    outer = functions[0][2]
    assert isinstance(outer, ast.FunctionDef)
    kept = any("cache" in ast.unparse(one) for one in outer.decorator_list)
    return statement, set(range(outer.body[0].lineno, functions[0][1] + 1)), {outer.name} if kept else set()


def _names(node: ast.stmt) -> set[str]:
    """What a statement of a module defines."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {one.id for target in targets if target for one in ast.walk(target) if isinstance(one, ast.Name)}


def read(path: Path) -> Reached:
    if not path.is_file():
        return Reached()
    made = json.loads(path.read_text(encoding="utf-8"))
    sets = [frozenset(made["names"][i] for i in found) for found in made.pop("sets")]
    made.pop("names")
    made["lines"] = {file: {int(line): sets[i] for line, i in of.items()} for file, of in made["lines"].items()}
    return Reached(**made)


def spent() -> float:
    """Seconds of the processor of this process and of those that it waited for."""
    return sum(os.times()[:4])


class Recorder:
    """Records while pytest runs."""

    def __init__(self, root: Path) -> None:
        import coverage

        self.root = root
        self.made = Reached()
        self.coverage = coverage.Coverage(data_file=None, source=[str(root / "generator")], config_file=False)
        self.coverage.start()
        self.now = IMPORTED
        self.shared = 0.0
        self.rendered: dict[str, set[str]] = {}
        self.started: set[str] = set()
        self.failed: set[str] = set()
        sys.addaudithook(self._heard)
        self._follow_templates()

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "os.fork" or (
            event == "subprocess.Popen" and re.search(r"python|zhangju|make|bash", str(args[0]) + str(args[1])[:200])
        ):
            self.started.add(self.now)

    def _follow_templates(self) -> None:
        import jinja2

        load = jinja2.Environment._load_template

        def followed(environment: jinja2.Environment, name: str, given: Any) -> jinja2.Template:
            self.rendered.setdefault(f"templates/{name}", set()).add(self.now)
            return load(environment, name, given)

        jinja2.Environment._load_template = followed  # type: ignore[method-assign]

    def within(self, name: str) -> str:
        before, self.now = self.now, name
        self.coverage.switch_context(name)
        return before

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        self.within(item.nodeid)
        begun, self.shared = spent(), 0.0
        done = yield
        self.made.tests[item.nodeid] = round(spent() - begun - self.shared, 3)
        self.within(IMPORTED)
        return done

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Iterator[Any]:
        if fixturedef.scope not in ("session", "module"):
            return (yield)
        before, begun = self.within(f"fixture:{fixturedef.argname}"), spent()
        try:
            return (yield)
        finally:
            self.made.costs[fixturedef.argname] = round(spent() - begun, 3)
            self.shared += spent() - begun
            self.within(before)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        shared = {
            name for item in items for name, defs in item._fixtureinfo.name2fixturedefs.items() if defs[-1].scope in ("session", "module")
        }  # type: ignore[attr-defined]
        self.made.fixtures = {item.nodeid: sorted(shared & set(item.fixturenames)) for item in items}  # type: ignore[attr-defined]

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        self.made.tests = {name: cost for name, cost in self.made.tests.items() if name not in self.failed}
        data = self.coverage.get_data()
        same: dict[frozenset[str], frozenset[str]] = {}
        for path in map(Path, data.measured_files()):
            file = path.relative_to(self.root).as_posix()
            by_line = ((line, frozenset(contexts) - {IMPORTED}) for line, contexts in data.contexts_by_lineno(str(path)).items())
            self.made.lines[file] = {line: same.setdefault(found, found) for line, found in by_line}
        self.made.lines |= {file: {0: frozenset(found) - {IMPORTED}} for file, found in self.rendered.items()}
        self.made.sources = {
            file: (self.root / file).read_text(encoding="utf-8") for file in self.made.lines if (self.root / file).is_file()
        }
        self.made.apart = sorted(self.started - {IMPORTED})
