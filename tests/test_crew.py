"""The steps of single plans are done by many side by side, one of whom may die: nothing is lost, and the result is that of one process."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import pickle
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.crew import Crew, crew
from generator.crew import cluster as clusters
from generator.crew.processes import Copies, can_fork, cores
from generator.crew.steps import tried
from generator.errors import Problems, ZhangjuError
from generator.progress import step, watched
from generator.working import BUG, REFUSED
from tests.conftest import ROOT
from tests.killing import killed_once

EDITION = ROOT / "tests" / "edition"
NAMES = [f"plan-{number}" for number in range(6)]


def doubled(shared: dict[str, int], name: str) -> str:
    """A step."""
    if name == "plan-2":
        raise ZhangjuError(f"seeds/{name}.txt", 3, "it is empty", "write something", "T001")
    return name * shared["times"]


class Deadly(Executor):
    """An executor whose first worker is killed at its first step."""

    def __init__(self, inner: Executor, mark: Path) -> None:
        self._inner, self._mark = inner, mark

    def submit(self, step: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        return self._inner.submit(killed_once, self._mark, step, *arguments, **named)


class DeadlyHands:
    def __init__(self, hands: Any, mark: Path) -> None:
        self._hands, self._mark = hands, mark

    @contextlib.contextmanager
    def executor(self, shared: object) -> Iterator[tuple[Executor, object] | None]:
        with self._hands.executor(shared) as held:
            yield held and (Deadly(held[0], self._mark), held[1])

    def any_left(self) -> bool:
        return True


def outcomes(workers: Crew) -> list[str]:
    """What a step came to for each name, errors in words."""
    found = []
    for name, outcome in workers.each("doubling", doubled, {name: (name,) for name in NAMES}, shared={"times": 2}):
        try:
            found.append(outcome())
        except ZhangjuError as error:
            found.append(f"{name}: {error}")
    return found


def test_what_nobody_comes_to_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nobody(Executor):
        def submit(self, step: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
            return Future()

    class Gone:
        looks = 0

        @contextlib.contextmanager
        def executor(self, shared: object) -> Iterator[tuple[Executor, object]]:
            yield Nobody(), shared

        def any_left(self) -> bool:
            self.looks += 1
            return self.looks < 3

    monkeypatch.setattr("generator.crew.steps.LOOK", 0.01)
    hands = Gone()
    with Crew(hands) as workers:
        assert outcomes(workers) == ALONE
    assert workers.lost == NAMES
    assert hands.looks == 3  # then nobody is waited for


class Threads:
    """Workers that are threads: the same steps without a second process."""

    def __init__(self, refused: int = 0) -> None:
        self._left = refused

    @contextlib.contextmanager
    def executor(self, shared: object) -> Iterator[tuple[Executor, object]]:
        with ThreadPoolExecutor(2) as pool:
            inner, pool.submit = pool.submit, self._submit  # type: ignore[method-assign]
            self._inner = inner
            yield pool, shared

    def _submit(self, step: Any, /, *arguments: Any) -> Future[Any]:
        self._left -= 1
        if self._left >= 0:
            raise RuntimeError("the pool is broken")
        return self._inner(step, *arguments)

    def any_left(self) -> bool:
        return True


def test_what_workers_give_is_taken_and_what_they_refuse_is_done_here() -> None:
    with Crew(Threads()) as workers:
        assert outcomes(workers) == ALONE
        assert workers.lost == []
        assert [name for name, _ in workers.each("doubling", doubled, {"a": ("a",)}, shared={"times": 2})] == ["a"]
        assert [make() for _, make in workers.each("naming", str, {"1": (1,), "2": (2,)})] == ["1", "2"]
    with Crew(Threads(refused=4)) as workers:
        assert outcomes(workers) == ALONE
    assert workers.lost == NAMES[:4]


def test_a_step_that_takes_long_is_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    """A future that is done just when the look at it has timed out gives what it has."""

    class Late(Future[Any]):
        def result(self, timeout: float | None = None) -> Any:
            if timeout is not None:
                self.set_result(("late", None))
                raise TimeoutError
            return super().result()

    class One(Executor):
        def submit(self, step: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
            return Late()

    class Hands(Threads):
        @contextlib.contextmanager
        def executor(self, shared: object) -> Iterator[tuple[Executor, object]]:
            yield One(), shared

    with Crew(Hands()) as workers:
        assert [make() for _, make in workers.each("waiting", str, {"1": (1,), "2": (2,)})] == ["late", "late"]
        assert workers.lost == []


def failing(code: str) -> None:
    raise Problems([ZhangjuError("a.txt", 1, "cause", "next", "T001"), ZhangjuError("a.txt", 2, "other", "next", code)])


def test_errors_that_are_nobodys_text_keep_their_trace() -> None:
    made, error = tried(failing, "T002")
    assert (made, [part.code for part in error.parts] if error else None) == (None, ["T001", "T002"])
    for code in (BUG, REFUSED):
        with pytest.raises(ZhangjuError):
            tried(failing, code)
    assert tried(str, 1) == ("1", None)


ALONE = [name * 2 if name != "plan-2" else "plan-2: seeds/plan-2.txt:3: T001 it is empty\n  → write something" for name in NAMES]


def test_one_process_does_all_steps_in_their_order() -> None:
    with crew(worth=False) as workers:
        assert outcomes(workers) == ALONE


def test_an_error_is_sent_whole() -> None:
    one = ZhangjuError("a.txt", 3, "cause", "next", "T001")
    for error in (one, Problems([one, ZhangjuError("b.txt", None, "other", "mend it")])):
        assert str(pickle.loads(pickle.dumps(error))) == str(error)
        assert len(pickle.loads(pickle.dumps(error)).parts) == len(error.parts)


def by_copies(folder: Path) -> None:
    """Steps by copies of this process, the first of whom is killed."""
    with Crew(Copies()) as workers:
        assert outcomes(workers) == ALONE
        assert outcomes(workers) == ALONE  # again, by new copies
        assert workers.lost == []
    with Crew(DeadlyHands(Copies(), folder / "killed")) as workers:
        assert outcomes(workers) == ALONE
        assert workers.lost
    assert (folder / "killed").exists()
    assert can_fork()  # none is left


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods() or cores() == 1, reason="processes cannot be copied here")
def test_copies_give_the_same_and_a_killed_one_loses_nothing(tmp_path: Path) -> None:
    """In a process of its own: copies are made only where no threads run, as they do beside tests of other files."""
    told = "import sys, pathlib; from tests.test_crew import by_copies; by_copies(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", told, str(tmp_path)], check=True, cwd=ROOT)


def test_what_is_left_is_told_by_the_pace_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    clock, terminal = [time.monotonic()], Terminal()
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    with watched(terminal):
        for number in range(1, 6):
            step("converting", f"plan-{number}", number, 5)
            clock[0] += 100
        clock[0] += 100
        step("reading")
    said = [line.strip() for line in terminal.getvalue().split("\r\x1b[K") if line]
    assert said == [
        "converting 2 of 5: plan-2, 7 min left",
        "converting 3 of 5: plan-3, 5 min left",
        "converting 4 of 5: plan-4, 3 min left",
        "converting 5 of 5: plan-5, 100 s left",
        "reading …",
    ]


# ---- a cluster


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Address of a scheduler with two workers on the loopback."""
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    with clusters.own(2) as found:
        yield found.scheduler_address


def run(*command: str | Path) -> tuple[int, str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        return main([*map(str, command)]), out.getvalue()


def both_are_there(scheduler: str) -> None:
    """Wait for the workers."""
    from distributed import Client

    with Client(scheduler) as client:
        client.wait_for_workers(2, timeout=60)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.flaky(reruns=1)  # on a busy machine the other worker may be lost, too, before the step is given to it: done here, and told
def test_workers_of_a_scheduler_make_the_same_bytes_though_one_is_killed(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")
    marks = iter([tmp_path / "killed-converting", tmp_path / "killed-writing"])
    real = clusters.Cluster.executor
    hands = type("Hands", (), {"executor": lambda self, shared: DeadlyHands(Bound(real, self), next(marks)).executor(shared)})
    monkeypatch.setattr(clusters.Cluster, "executor", hands.executor)  # type: ignore[attr-defined]
    made = {}
    for name, options in {"one": [], "many": ["--cluster", scheduler]}.items():
        root = tmp_path / name
        for part in ("seeds", "content"):
            shutil.copytree(EDITION / part, root / part)
        (root / "templates").symlink_to(ROOT / "templates")
        settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("[zh-Hans, zh-Hant, en]", "[zh-Hans, en]")
        (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
        for command in ("convert", "build"):
            both_are_there(scheduler)  # one that was killed takes seconds to come back: with none left the steps are done here
            code, said = run(command, "--root", root, *options)
            assert code == 0, said
            assert "were lost" not in said, said  # the step was given to the other
        made[name] = files(root / "content") | files(root / "site")
    assert made["many"] == made["one"]
    assert {path.name for path in tmp_path.glob("killed-*")} == {"killed-converting", "killed-writing"}


class Bound:
    def __init__(self, function: Any, one: Any) -> None:
        self._function, self._one = function, one

    def executor(self, shared: object) -> Any:
        return self._function(self._one, shared)


def test_a_worker_with_another_engine_is_refused(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clusters.engine.cache_clear()
    monkeypatch.setattr(clusters, "__version__", "0.0.9")
    code, said = run("convert", "--cluster", scheduler, "--root", EDITION)
    clusters.engine.cache_clear()
    assert code == 2
    assert "has another engine: zhangju 0.1.0" in said
    assert "zhangju 0.0.9" in said


def test_a_scheduler_that_nobody_answers_for_is_told_soon(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = time.monotonic()
    monkeypatch.setattr(clusters, "PATIENCE", 0.3)
    for address, cause in {
        "tcp://127.0.0.1:9": "no scheduler answers at tcp://127.0.0.1:9",
        "127.0.0.1:8786": "is no address of a scheduler",
        "tcp://127.0.0.1": "is no address of a scheduler",
    }.items():
        code, said = run("build", "--cluster", address, "--root", ROOT)
        assert code == 2
        assert cause in said
        assert "→" in said
    assert time.monotonic() - begun < 30


def test_without_the_extra_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    code, said = run("convert", "--cluster", "local", "--root", ROOT)
    assert code == 2
    assert "pip install 'zhangju[cluster]'" in said


def test_our_own_scheduler_listens_on_the_loopback_alone(scheduler: str) -> None:
    import psutil

    own = psutil.Process()
    held = [found for process in (own, *own.children(recursive=True)) for found in process.net_connections("inet")]
    assert {found.laddr.ip for found in held if found.status == psutil.CONN_LISTEN} == {"127.0.0.1"}
    assert scheduler in {f"tcp://{found.laddr.ip}:{found.laddr.port}" for found in held}


def test_what_decides_what_a_process_makes_is_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def engine() -> str:
        clusters.engine.cache_clear()
        return clusters.engine()[1]

    (tmp_path / "crew").mkdir()
    monkeypatch.setattr(clusters, "__file__", str(tmp_path / "crew" / "cluster.py"))
    seen = [engine()]
    for name in ("a.py", "crew/b.json", "c.tsv"):
        for words in ("1", "2"):
            (tmp_path / name).write_text(words, encoding="utf-8")
            seen.append(engine())
    (tmp_path / "a.py").rename(tmp_path / "d.py")
    seen.append(engine())
    assert len({*seen}) == len(seen) == 8
    (tmp_path / "notes.txt").write_text("1", encoding="utf-8")
    assert engine() == seen[-1]
    clusters.engine.cache_clear()
