"""Running the tests that matter against one break, each in a fork of a process that has imported all that is not ours."""

from __future__ import annotations

import bisect
import functools
import importlib
import os
import pickle
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.mutants.areas import TESTS, asked
from tests.mutants.breaks import Break
from tests.mutants.reached import Reached

NOTICED = (1, 2, -1)
"""How pytest ends when a test failed, when one could not be collected, and when a test ran for ever: 3, 4, 70 and -2 are its own failures."""
PATIENCE = 1800
"""Seconds of the clock after which whatever still stands is given up, and not judged: the machine may be busy."""
ENDLESS = 30
"""Seconds of the processor, beside five times what a test takes, after which a break has made the engine run for ever."""
FIRST = 15.0
"""Seconds of the processor of the tests that are asked first: most breaks are noticed by them, and few files need to be loaded."""
UNKNOWN = 10.0
"""Seconds of a test that was never measured."""
MOST = 40.0
"""Seconds of the tests that are asked at all, the cheap ones first; a break that only dearer ones would notice counts as not noticed."""


def copy_tree(root: Path, to: Path) -> None:
    """What git has of the tree, as it stands now."""
    names = subprocess.run(["git", "-C", str(root), "ls-files", "-coz", "--exclude-standard"], capture_output=True, check=True).stdout
    for name in names.decode().split("\0"):
        if name and (root / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, to / name)


def warm() -> None:
    """Import what the engine and the tests stand on, so that each fork has it, and nothing of ours."""
    import coverage
    import hypothesis
    import mkdocs.commands.build
    import mkdocs.commands.serve
    import rjieba

    re._MAXCACHE = 100_000  # type: ignore[attr-defined]  # a fork then finds all patterns compiled
    import tests.conftest

    rjieba.cut("规划")
    for path in Path(tests.conftest.ROOT, "generator").rglob("*.py"):
        name = ".".join(path.relative_to(tests.conftest.ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name not in ("generator.__main__", "generator.site.plugin"):
            importlib.import_module(name)
    assert all((coverage, hypothesis, mkdocs))
    forget()


def forget() -> None:
    """Let whoever comes next import what is ours anew."""
    for name in [n for n in sys.modules if n.partition(".")[0] in ("tests", "generator")]:
        del sys.modules[name]


def forked(tree: Path, work: Callable[[], int], patience: int = PATIENCE) -> tuple[int, float]:
    """Run something in a fork that stands in the tree: its exit code (-1: it ran for ever, -2: the clock ran out) and the processor's seconds."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.setpgid(0, 0)
            signal.alarm(patience)
            os.chdir(tree)
            sys.path.insert(0, str(tree))
            os.environ |= {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
            forget()
            silent = os.open(os.environ.get("MUTANTS_OUTPUT", os.devnull), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            code = work()
        finally:
            os._exit(code)
    _, status, used = os.wait4(child, 0)
    with _no_such_process():
        os.killpg(child, signal.SIGKILL)
    endless = os.WIFSIGNALED(status) and os.WTERMSIG(status) != signal.SIGALRM
    return (os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1 if endless else -2), used.ru_utime + used.ru_stime


class _no_such_process:
    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and issubclass(kind, ProcessLookupError | PermissionError)


class Chosen:
    """A plugin of pytest: runs the chosen tests in the chosen order, ends one that runs for ever, and hands out what was made before where
    that is safe."""

    def __init__(self, order: list[str] | None, made: dict[str, Callable[[], Any]], costs: Callable[[str], float]) -> None:
        self.order = None if order is None else {name: i for i, name in enumerate(order)}
        self.made, self.costs = made, costs

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        signal.setitimer(signal.ITIMER_PROF, ENDLESS + 5 * self.costs(item.nodeid))

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if (order := self.order) is not None:
            items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])

    @pytest.hookimpl(tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Any:
        if fixturedef.scope != "session" or fixturedef.argname not in self.made:
            return None
        value = self.made[fixturedef.argname]()
        fixturedef.cached_result = (value, fixturedef.cache_key(request), None)
        return value


class Bench:
    """A copy of the tree, what was made there before, and the record of who reaches what."""

    def __init__(self, root: Path, folder: Path, reached: Reached, browser: bool, quick: bool = False) -> None:
        self.root, self.tree, self.stock = folder / "sound", folder / "tree", folder / "stock"
        self.reached, self.browser, self.quick, self.turn = reached, browser, quick, 0
        copy_tree(root, self.root)
        shutil.copytree(self.root, self.tree)
        self.stock.mkdir(parents=True)
        forked(self.tree, self._stock if browser else self._compile, 600)

    def _compile(self) -> int:
        """Compile everything once, so that each fork need not."""
        os.environ.pop("PYTHONDONTWRITEBYTECODE")
        sys.dont_write_bytecode = False
        return int(pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider", "tests"]))

    def _stock(self) -> int:
        """Make once what most tests share: the plans converted, the site built, and everything compiled."""
        os.environ.pop("PYTHONDONTWRITEBYTECODE")
        sys.dont_write_bytecode = False
        stock, keep = self.stock, ("converted", "site")

        class Keep:
            @pytest.hookimpl(wrapper=True)
            def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Iterator[Any]:
                value = yield
                if fixturedef.argname in keep and fixturedef.scope == "session":
                    if isinstance(value, Path):
                        shutil.copytree(value, stock / fixturedef.argname, dirs_exist_ok=True)
                    else:
                        (stock / fixturedef.argname).write_bytes(pickle.dumps(value))
                return value

        first = ["tests/test_site.py", "tests/test_outline.py"]
        chosen = Chosen(None, {}, self.cost)
        return int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", *first], plugins=[chosen, Keep()]))

    def judge(self, area: str, one: Break) -> tuple[str, float]:
        """Whether some test notices a break (`killed` or `survived`; `not judged` where pytest itself stumbled), and the processor's seconds."""
        path, source = self.tree / one.file, (self.root / one.file).read_bytes()
        self.turn += 1
        path.write_bytes(one.applied(source))
        os.utime(path, (1_000_000_000 + self.turn * 10, 1_000_000_000 + self.turn * 10))  # no compiled file is as old
        script = self.stock / "site" / "assets" / path.name if one.file.endswith(".js") else None
        served = script.read_bytes() if script else b""
        try:
            if script:
                script.write_bytes(one.applied(source))
            code, seconds = 0, 0.0
            for asked_now in self.stages(area, one):
                code, more = forked(self.tree, asked_now)
                seconds += more
                if code not in (0, 5):
                    break
            loads = forked(self.tree, self._load)[0] == 0 if code not in (0, 5, *NOTICED) else None
        finally:
            shutil.copy2(self.root / one.file, path)
            if script:
                script.write_bytes(served)
        return ("survived" if code in (0, 5) else "killed" if code in NOTICED or loads is False else "not judged"), seconds

    def _load(self) -> int:
        """Import what every test needs: where a break does not let that happen, pytest ends as if it had been called wrongly."""
        import tests.conftest

        return 0 if tests.conftest.ROOT else 1

    def stages(self, area: str, one: Break) -> Iterator[Callable[[], int]]:
        """What is run in turn until something notices: the cheap of the tests that run the line, the dear, those that start processes of
        ours. Scripts, which nothing follows, are asked about by files of tests.
        """
        if one.file.endswith(".js"):
            yield lambda: self._whole(one)
            return
        source = (self.root / one.file).read_text(encoding="utf-8")
        found = self.reached.tests_of(one.file, source, one.line)
        order = sorted(found, key=self.cost)
        spent = list(self._spent(order))
        first, most = max(1, bisect.bisect(spent, FIRST)), max(1, bisect.bisect(spent, MOST))
        files = {f"tests/{name}.py" for name in TESTS[area]}
        apart = sorted((t for t in self.reached.outside() - found if t.split("::")[0] in files), key=self.cost)
        least = bisect.bisect(list(self._spent(apart)), MOST)
        for some in (order[:first], *(() if self.quick else (order[first:most], apart[:least]))):
            if some:
                yield functools.partial(self._some, some)

    def cost(self, test: str) -> float:
        return self.reached.tests.get(test, UNKNOWN) + sum(
            self.reached.costs.get(name, 0.0) for name in self.reached.fixtures.get(test, ())
        )

    def _spent(self, order: list[str]) -> Iterator[float]:
        """Seconds up to the end of each test; what several share is made once."""
        spent, made = 0.0, set[str]()
        for test in order:
            new = {*self.reached.fixtures.get(test, ())} - made
            spent += self.reached.tests.get(test, UNKNOWN) + sum(self.reached.costs.get(name, 0.0) for name in new)
            made |= new
            yield spent

    def _some(self, order: list[str]) -> int:
        return self._run(list(dict.fromkeys(t.split("::")[0] for t in order)), order, {})

    def _whole(self, one: Break) -> int:
        """The tests of a script, on the site that was made before: nothing of it comes out otherwise by this break."""
        made = {"converted": lambda: pickle.loads((self.stock / "converted").read_bytes()), "site": lambda: self.stock / "site"}
        return self._run([f"tests/{name}.py" for name in asked(one.file)], None, made)

    def _run(self, files: list[str], order: list[str] | None, made: dict[str, Callable[[], Any]]) -> int:
        sys.dont_write_bytecode = True
        return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *files], plugins=[Chosen(order, made, self.cost)]))
