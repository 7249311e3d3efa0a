"""Which test reaches which function: a plugin of pytest that records it, and the record.

What a fixture of a session or module runs counts for every test that uses the fixture, not only for the first.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

IMPORTED = ""


@dataclass
class Reached:
    """The record: what each test costs and uses, and who reaches each function."""

    tests: dict[str, float] = field(default_factory=dict)
    """Test → seconds of the processor."""
    fixtures: dict[str, list[str]] = field(default_factory=dict)
    """Test → the shared fixtures it uses."""
    costs: dict[str, float] = field(default_factory=dict)
    """Shared fixture → seconds."""
    functions: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """File → function → tests and `fixture:NAME` that run it."""

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(self.__dict__, ensure_ascii=False), encoding="utf-8")

    def merge(self, other: Reached) -> None:
        """Take in what another run recorded; of a test that both know, the other's."""
        for file, functions in other.functions.items():
            mine = self.functions.setdefault(file, {})
            for name, tests in functions.items():
                mine[name] = sorted({*mine.get(name, ()), *tests})
        self.tests |= other.tests
        self.fixtures |= other.fixtures
        self.costs |= other.costs

    def tests_of(self, file: str, where: str | None) -> set[str]:
        """The tests that run a function, or anything of a file."""
        functions = self.functions.get(file, {})
        found = set(functions.get(where, ())) if where is not None else {t for tests in functions.values() for t in tests}
        shared = {one.removeprefix("fixture:") for one in found if one.startswith("fixture:")}
        return {t for t in found if t in self.tests} | {t for t, used in self.fixtures.items() if shared & set(used)}

    def runs_in(self, file: str) -> set[str]:
        """The shared fixtures that run anything of a file."""
        return {t.removeprefix("fixture:") for tests in self.functions.get(file, {}).values() for t in tests if t.startswith("fixture:")}


def read(path: Path) -> Reached:
    return Reached(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else Reached()


class Recorder:
    """Records while pytest runs."""

    def __init__(self, root: Path) -> None:
        import coverage

        self.root = root
        self.made = Reached()
        self.coverage = coverage.Coverage(data_file=None, source=[str(root / "generator")], config_file=False)
        self.coverage.start()
        self.now = IMPORTED

    def within(self, name: str) -> str:
        before, self.now = self.now, name
        self.coverage.switch_context(name)
        return before

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        self.within(item.nodeid)
        done = yield
        self.within(IMPORTED)
        return done

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Iterator[Any]:
        if fixturedef.scope not in ("session", "module"):
            return (yield)
        import time

        before, begun = self.within(f"fixture:{fixturedef.argname}"), time.process_time()
        try:
            return (yield)
        finally:
            self.made.costs[fixturedef.argname] = time.process_time() - begun
            self.within(before)

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.made.tests[report.nodeid] = round(report.duration, 4)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        shared = {
            name for item in items for name, defs in item._fixtureinfo.name2fixturedefs.items() if defs[-1].scope in ("session", "module")
        }  # type: ignore[attr-defined]
        self.made.fixtures = {item.nodeid: sorted(shared & set(item.fixturenames)) for item in items}  # type: ignore[attr-defined]

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        data = self.coverage.get_data()
        for file in data.measured_files():
            spans = _functions(Path(file).read_text(encoding="utf-8"))
            found: dict[str, set[str]] = {}
            for line, contexts in data.contexts_by_lineno(file).items():
                found.setdefault(spans.get(line, ""), set()).update(c for c in contexts if c)
            self.made.functions[str(Path(file).relative_to(self.root))] = {name: sorted(tests) for name, tests in found.items()}


def _functions(source: str) -> dict[int, str]:
    """Line of a body → the function it belongs to."""
    spans: dict[int, str] = {}

    def walk(node: ast.AST, names: tuple[str, ...]) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inner = (*names, child.name)
                if isinstance(child, ast.FunctionDef):
                    spans.update(dict.fromkeys(range(child.body[0].lineno, child.end_lineno + 1), ".".join(inner)))  # type: ignore[operator]
                walk(child, inner)
            else:
                walk(child, names)

    walk(ast.parse(source), ())
    return spans
