"""Running the tests that matter against one break, each in a fork of a process that has imported all that is not ours."""

from __future__ import annotations

import os
import pickle
import resource
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
"""How pytest ends when a test failed, when one could not be collected, and when the time ran out: 3, 4 and 70 are its own failures."""
PATIENCE = 120
"""Seconds of the processor after which a break has made the engine run for ever."""


def copy_tree(root: Path, to: Path) -> None:
    """What git has of the tree, as it stands now."""
    names = subprocess.run(["git", "-C", str(root), "ls-files", "-coz", "--exclude-standard"], capture_output=True, check=True).stdout
    for name in names.decode().split("\0"):
        if name and (root / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, to / name)


def warm() -> None:
    """Import what the engine and the tests stand on, so that each fork has it."""
    import coverage
    import hypothesis
    import jinja2
    import lunr
    import markdown_it
    import mkdocs.commands.build
    import mkdocs.commands.serve
    import opencc
    import playwright.sync_api
    import pypinyin
    import rjieba
    import yaml

    rjieba.cut("规划")
    assert all((coverage, hypothesis, jinja2, lunr, markdown_it, mkdocs, opencc, playwright, pypinyin, yaml))


def forked(tree: Path, work: Callable[[], int], patience: int = PATIENCE) -> tuple[int, float]:
    """Run something in a fork that stands in the tree: its exit code (-1: killed by a signal) and the seconds of the processor."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.setpgid(0, 0)
            resource.setrlimit(resource.RLIMIT_CPU, (patience, patience + 5))
            signal.alarm(patience * 8)
            os.chdir(tree)
            sys.path.insert(0, str(tree))
            os.environ |= {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
            for name in [n for n in sys.modules if n == "tests" or n.startswith("tests.")]:
                del sys.modules[name]
            silent = os.open(os.environ.get("MUTANTS_OUTPUT", os.devnull), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            code = work()
        finally:
            os._exit(code)
    _, status, used = os.wait4(child, 0)
    with _no_such_process():
        os.killpg(child, signal.SIGKILL)
    return (os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1), used.ru_utime + used.ru_stime


class _no_such_process:
    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and issubclass(kind, ProcessLookupError | PermissionError)


class Chosen:
    """A plugin of pytest: runs the chosen tests in the chosen order, and hands out what was made before where that is safe."""

    def __init__(self, order: list[str] | None, made: dict[str, Callable[[], Any]]) -> None:
        self.order = None if order is None else {name: i for i, name in enumerate(order)}
        self.made = made

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
        chosen = Chosen(None, {})
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
            code, seconds = forked(self.tree, lambda: self._cheap(one)) if self.order(one) else (0, 0.0)
            if code in (0, 5) and not self.quick and (files := self.others(area, one)):
                code, more = forked(self.tree, lambda: self._whole(one, files))
                seconds += more
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

    def order(self, one: Break) -> list[str]:
        """The recorded tests that reach the broken function, or its file; the cheap before the dear."""
        if one.file.endswith(".py"):
            found = self.reached.tests_of(one.file, one.where or None) or self.reached.tests_of(one.file, None)
        else:
            found = {t for t, used in self.reached.fixtures.items() if "small_edition" in used}

        def cost(test: str) -> float:
            return self.reached.tests[test] + sum(self.reached.costs.get(name, 0.0) for name in self.reached.fixtures.get(test, ()))

        return sorted(found & set(self.reached.tests), key=cost)

    def others(self, area: str, one: Break) -> list[str]:
        """The files of tests that are asked whole."""
        names = asked(one.file) if one.file.endswith(".js") else TESTS[area]
        return [f"tests/{name}.py" for name in names if (self.tree / f"tests/{name}.py").is_file()]

    def ready(self, one: Break) -> dict[str, Callable[[], Any]]:
        """What was made before and cannot come out otherwise by this break."""
        if not one.file.endswith(".js"):
            return {}
        return {"converted": lambda: pickle.loads((self.stock / "converted").read_bytes()), "site": lambda: self.stock / "site"}

    def _cheap(self, one: Break) -> int:
        order = self.order(one)
        return self._run(list(dict.fromkeys(t.split("::")[0] for t in order)), Chosen(order, {}))

    def _whole(self, one: Break, files: list[str]) -> int:
        return self._run(files if self.browser else [*files, "-m", "not browser"], Chosen(None, self.ready(one)))

    def _run(self, files: list[str], chosen: Chosen) -> int:
        sys.dont_write_bytecode = True
        return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *files], plugins=[chosen]))
