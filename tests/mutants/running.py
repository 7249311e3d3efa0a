"""Running the tests that matter against one break, each in a copy of a process that has collected all tests and loaded the engine."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.mutants import living
from tests.mutants.areas import SCRIPTS, TESTS, asked
from tests.mutants.breaks import Break
from tests.mutants.reached import Reached
from tests.variants.patterns import area_of

NOTICED, SILENT, STUMBLED = 1, 0, 70
PATIENCE = 900
"""Seconds of the clock after which whatever still stands is given up, and not judged: the machine may be busy."""
ENDLESS = 20
"""Seconds of the processor, beside five times what a test takes, after which a break has made the engine run for ever."""
ROOM = 4 << 30
"""Bytes that a broken engine may fill."""
UNKNOWN = 10.0
"""Seconds of a test that was never measured."""
STEPS = (1.0, 4.0, 10.0, 40.0)
"""Seconds of the tests that are asked one group after the other, within one those of a file together. What is dearer is not asked: a break
that only it would notice counts as not noticed."""
EXPECTING = ("tests/test_variants.py", "tests/test_edition.py")
"""Tests that hold all that comes out against what did before: they are asked whatever they cost, and soon."""
TABLES = "tests/test_settled.py"
"""Tests that read the engine's files and run nothing: of patterns they are asked first, of words and numbers after the cheap ones, to see who else notices."""
SHARED = ("site", "small_edition", "converted")
"""Fixtures that are made once, of the sound engine, for all breaks in what they do not run."""


def copy_tree(root: Path, to: Path) -> None:
    """What git has of the tree, as it stands now."""
    names = subprocess.run(["git", "-C", str(root), "ls-files", "-coz", "--exclude-standard"], capture_output=True, check=True).stdout
    for name in names.decode().split("\0"):
        if name and (root / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, to / name)


def within(tree: Path, plugin: object, *arguments: str) -> int:
    """Run pytest in a copy of the tree, with its engine and its tests; how it ended."""
    for name in [n for n in sys.modules if n.partition(".")[0] in ("tests", "generator") and not n.startswith("tests.mutants")]:
        del sys.modules[name]
    os.chdir(tree)
    sys.path.insert(0, str(tree))
    os.environ |= {"PYTHONPATH": str(tree), "PYTHONHASHSEED": "0"}
    os.cpu_count = lambda: 1  # steps of single plans are done here: in copies of this process nobody would see what runs
    return int(pytest.main(["-q", "-s", "-p", "no:cacheprovider", *arguments], plugins=[plugin]))


class Bench:
    """A plugin of pytest that in place of running the tests breaks one line after the other, and asks of each the tests that run it."""

    def __init__(self, tree: Path, reached: Reached, browser: bool, quick: bool) -> None:
        self.tree, self.reached, self.browser = tree, reached, browser
        self.steps = STEPS[:2] if quick else STEPS
        self.items: dict[str, pytest.Item] = {}
        self.used: set[str] = set()
        """Shared fixtures that the break at hand changes."""
        self.turn, self.failed = 0, False
        self.told = tree.parent / "told"
        """Where a copy writes which test failed."""

    def begin(self, session: pytest.Session) -> None:
        """Take over the tests that were collected, and make what many of them share."""
        self.items = {item.nodeid: item for item in session.items if self.browser or not item.get_closest_marker("browser") or _apart(item)}
        self.shared = Path(session.config._tmp_path_factory.getbasetemp())  # type: ignore[attr-defined]
        self.factory = session.config._tmp_path_factory  # type: ignore[attr-defined]
        living.learn()
        first = [next((i for i in self._by_cost(self.items) if name in self.items[i].fixturenames), "") for name in SHARED]  # type: ignore[attr-defined]
        self._copied(lambda: self._ask([name for name in first if name]))

    def judge(self, area: str, one: Break, sound: bytes) -> tuple[str, float]:
        """Whether some test notices a break (`killed` or `survived`; `not judged` where pytest itself stumbled), and the processor's seconds."""
        found = self.reached.reached_by(one.file, sound.decode(), one.line)
        self.used = {name.removeprefix("fixture:") for name in found if name.startswith("fixture:")}
        self.told.unlink(missing_ok=True)
        path, self.turn = self.tree / one.file, self.turn + 1
        places = [path, *(self.shared.glob(f"shared-*/**/assets/{path.name}") if path.suffix == ".js" else ())]
        was = [place.stat().st_mtime for place in places]
        try:
            for place in places:
                _write(place, one.applied(sound), 1e9 + 10 * self.turn)  # no compiled file is as old
            code, seconds = self._copied(lambda: self._judged(area, one, sound, found))
        finally:
            for place, time in zip(places, was, strict=True):
                _write(place, sound, time)
            for folder in self.shared.glob("[!s]*"):
                shutil.rmtree(folder, ignore_errors=True)
        return {NOTICED: "killed", SILENT: "survived"}.get(code, "not judged"), seconds

    def _judged(self, area: str, one: Break, sound: bytes, found: frozenset[str]) -> int:
        self._own_folder()
        living.forget_answers()
        if one.file.endswith(".py"):
            try:
                living.put(one.file, one.applied(sound).decode(), one.line)
            except Exception:  # what cannot even be loaded, every test would notice
                return NOTICED
        return self._ask(list(self._order(area, one, self.reached.users(found))))

    def _order(self, area: str, one: Break, found: set[str]) -> Iterator[str]:
        """The tests to ask in turn: the cheap of those that run the line, the dear, those that start processes of ours. Scripts, which
        nothing follows, are asked about by files of tests."""
        if one.file.endswith(".js"):
            name = Path(one.file).name
            files = [
                f"tests/{n}.py"
                for n in (asked(one.file) if self.browser else (*SCRIPTS.get(name, ()), "test_scripts", "test_scripts_apart"))
            ]
            yield from (item for file in files for item in self.items if item.startswith(file))
            return
        folder = area_of(".".join(Path(one.file).with_suffix("").parts))
        yield f"{TABLES}::test_patterns_find_what_they_found[{folder}]"
        yield f"tests/test_variants.py::test_small_functions_answer_as_before[{folder}]"
        files = {f"tests/{name}.py" for name in TESTS[area]}
        apart = {t for t in self.reached.outside() - found if t.split("::")[0] in files} if len(self.steps) == len(STEPS) else set()
        expecting = [test for test in self._by_cost(found) if test.startswith(EXPECTING)]
        spent, made, groups = 0.0, set[str](), [list[str](), expecting, *([list[str]() for _ in self.steps])]
        for test in [*self._by_cost(found - {*expecting}), *self._by_cost(apart)]:
            new = {*self.reached.fixtures.get(test, ())} - made
            spent += self._cost(test, new)
            made |= new
            step = next((i for i, most in enumerate(self.steps) if spent <= most), None)
            if step is None and any(groups):
                break
            groups[step + 1 if step else 0].append(test)
        for step, group in enumerate(groups):
            if step == 1:
                yield f"{TABLES}::test_words_and_numbers_are_those_that_were_settled[{folder}]"
            places = {file: i for i, file in reversed([*enumerate(t.split("::")[0] for t in group)])}
            yield from sorted((t for t in group if t in self.items), key=lambda t: places[t.split("::")[0]])

    def _by_cost(self, tests: Sequence[str] | set[str] | dict[str, pytest.Item]) -> list[str]:
        return sorted(tests, key=lambda test: (self._cost(test, {*self.reached.fixtures.get(test, ())}), test))

    def _cost(self, test: str, fixtures: set[str]) -> float:
        made = fixtures - ({*SHARED} - self.used)
        return self.reached.tests.get(test, UNKNOWN) + sum(self.reached.costs.get(name, 0.0) for name in made)

    def _own_folder(self) -> None:
        """Give the tests a folder in which only what the break does not change has been made."""
        own = self.shared / f"own-{self.turn}"  # what a killed one left may not be there for the next
        own.mkdir()
        for folder in self.shared.glob("shared-*"):
            name = {"edition": "small_edition"}.get(folder.name.removeprefix("shared-"), folder.name.removeprefix("shared-"))
            if folder.is_dir() and name not in self.used:
                (own / folder.name).symlink_to(folder)
        self.factory._basetemp = own

    def _ask(self, order: Sequence[str]) -> int:
        """Run tests until one fails."""
        items = [self.items[name] for name in order if name in self.items]
        for item, after in zip(items, [*items[1:], None], strict=True):
            signal.setitimer(signal.ITIMER_PROF, ENDLESS + 5 * self._cost(item.nodeid, {*self.reached.fixtures.get(item.nodeid, ())}))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if self.failed:
                self.told.write_text(item.nodeid, encoding="utf-8")
                return NOTICED
        return SILENT

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed |= report.failed

    def _copied(self, work: Any) -> tuple[int, float]:
        """What a copy of this process makes of some work, and the processor's seconds of it: one that ran for ever was noticed."""
        child = os.fork()
        if child == 0:
            code = STUMBLED
            try:
                os.setpgid(0, 0)
                signal.alarm(PATIENCE)
                resource.setrlimit(resource.RLIMIT_DATA, (ROOM, ROOM))
                silent = os.open(os.environ.get("MUTANTS_OUTPUT", os.devnull), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
                os.dup2(silent, 1)
                os.dup2(silent, 2)
                code = work()
            finally:
                os._exit(code)
        _, status, used = os.wait4(child, 0)
        with _no_such_process():
            os.killpg(child, signal.SIGKILL)
        ended = os.WEXITSTATUS(status) if os.WIFEXITED(status) else NOTICED if os.WTERMSIG(status) != signal.SIGALRM else STUMBLED
        return ended, used.ru_utime + used.ru_stime


def _write(path: Path, source: bytes, time: float) -> None:
    path.write_bytes(source)
    os.utime(path, (time, time))


def _apart(item: pytest.Item) -> bool:
    return item.nodeid.startswith("tests/test_scripts_apart.py")


class _no_such_process:
    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and issubclass(kind, ProcessLookupError | PermissionError)
