"""Choosing calls for `calls/`: of those that tests make, and of some a little otherwise, the fewest that show every broken line.

Each line of a file is broken in each way that `tests.mutants` knows; where no row that was chosen before is answered otherwise by the broken
functions, the shortest call that is becomes a row. Calls are sought that run lines, or lead to answers, that no other did: texts and numbers
of those that are known are exchanged for what the module itself speaks of, or for others a little beside them (`beside.py`).
"""

from __future__ import annotations

import ast
import gc
import os
import pickle
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import defaultdict
from collections.abc import Iterable
from functools import _lru_cache_wrapper
from pathlib import Path
from types import FrameType
from typing import Any

from generator import pure
from tests.mutants import living
from tests.mutants.breaks import Break, breaks_of
from tests.variants import calls, wholes
from tests.variants.beside import Beside
from tests.variants.calls import Call, answered, module_of
from tests.variants.plain import APART, GENERATOR, modules
from tests.variants.wholes import WHOLES

ROOT = Path(__file__).parents[2]
LEFT = ROOT / ".cache" / "left.txt"
"""Where the breaks are listed that no row shows."""
TRIED, SLOW, ASKED, KEPT, PATIENCE = 60, 0.01, 250, 400, float(os.environ.get("CHOOSE_PATIENCE", "0.03"))
"""Calls of a function that are tried; seconds of one that is too slow; how many are asked of a break, and kept of a function; seconds for a break."""


class EndlessError(BaseException):
    """A broken function does not come to an end."""


def chosen(file: str, known: list[Call], candidates: list[Call]) -> tuple[list[Call], list[str], int]:
    """The rows that are to be added for a file, found in a copy of this process; breaks that no row shows; how many were tried."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "chosen"
        child = os.fork()
        if child == 0:
            try:
                (Path(folder) / "empty").mkdir()
                os.chdir(Path(folder) / "empty")
                silent = os.open(os.devnull, os.O_WRONLY)
                os.dup2(silent, 1)
                out.write_bytes(pickle.dumps(_Choice(file, known, candidates).made()))
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        return pickle.loads(out.read_bytes()) if out.is_file() else ([], [], 0)  # type: ignore[no-any-return]


class _Choice:
    def __init__(self, file: str, known: list[Call], candidates: list[Call]) -> None:
        self.file, self.source = file, (ROOT / file).read_bytes()
        self.module = sys.modules[module_of(file)]
        self.caches = [o for o in gc.get_objects() if isinstance(o, _lru_cache_wrapper) and str(o.__module__).startswith("generator")]
        signal.signal(signal.SIGPROF, _ended)
        starts = [0]
        for line in self.source.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        self.parts = []
        for one in ast.parse(self.source).body:
            first = min([one.lineno, *(d.lineno for d in getattr(one, "decorator_list", ()))])
            self.parts.append(_Part(one, self.module.__name__, first, (starts[first - 1], starts[one.end_lineno or 0])))
        self.path, self.ran = str(self.module.__file__), set[int]()
        self.sound: dict[Call, str] = {}
        self.lines: dict[Call, frozenset[int]] = {}
        self.kept, self.spare = [row for row in known if self._learn(row) and self.lines[row]], list[Call]()
        self.seen: dict[str, set[Any]] = defaultdict(set)
        for row in self.kept:
            self.seen[row[0]] |= {self.lines[row], self.sound[row]}
        for row in sorted(candidates, key=lambda row: len(row[1])):
            self._take(row)

    def _answer(self, row: Call) -> str:
        signal.setitimer(signal.ITIMER_PROF, 1.0)
        try:
            return answered(*row)
        except EndlessError:
            return "! endless"
        except Exception as error:  # what it is given cannot be made
            return f"! unordered {error}"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def _learn(self, row: Call) -> bool:
        """Learn what a call is answered, and which lines it runs; whether it is answered soon, the same each time, and leaves nothing on the disk."""
        self.ran, begun = set(), time.process_time()
        self._forget()
        sys.settrace(self._called)
        try:
            answer = self._answer(row)
        finally:
            sys.settrace(None)
        slow = time.process_time() - begun > SLOW * (50 if row[0] in WHOLES else 4)
        if (
            slow
            or re.search(r" at 0x|! unordered|! endless|! NameError|/tmp/", answer)
            or self._answer(row) != answer
            or any(Path().iterdir())
        ):
            return False
        self.sound[row], self.lines[row] = answer, frozenset(self.ran)
        return True

    def _called(self, frame: FrameType, event: str, arg: Any) -> Any:
        return self._line if frame.f_code.co_filename == self.path else None

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        self.ran.add(frame.f_lineno)
        return self._line

    def _take(self, row: Call) -> bool:
        """Keep a call that runs other lines, or is answered otherwise, than those of its function that are known."""
        if row in self.sound or not self._learn(row):
            return False
        told = {self.lines[row], self.sound[row]}
        if not self.lines[row] or told <= self.seen[row[0]] or re.fullmatch(r"! \w+", self.sound[row]):  # no text leads to an error
            return False
        self.seen[row[0]] |= told
        self.spare.append(row)
        return True

    def made(self) -> tuple[list[Call], list[str], int]:
        breaks = [one for one in breaks_of(self.file, ROOT) if self._part(one)]
        random.Random(self.file).shuffle(breaks)
        self._seek(time.process_time() + PATIENCE * len(breaks) / 2)
        until, added, left, tried = time.process_time() + PATIENCE * len(breaks), list[Call](), list[str](), 0
        for one in breaks:
            if time.process_time() > until:
                break
            tried += 1
            row = self._shows(one)
            if row is None:
                left.append(one.shown(self.source))
            elif row in self.spare:
                self.kept.append(row)
                self.spare.remove(row)
                added.append(row)
        return added, left, tried

    def _seek(self, until: float) -> None:
        """Find calls beside those that are known, for each function in turn, most of all beside the newest."""
        chance, beside = random.Random(self.file), Beside(self.source.decode())
        known: dict[str, list[Call]] = defaultdict(list)
        for row in (*self.kept, *self.spare):
            known[row[0]].append(row)
        while time.process_time() < until and (open_ := [name for name, rows in known.items() if len(rows) < KEPT]):
            for name in open_:
                rows = known[name]
                for _ in range(8):
                    row = chance.choice(rows[-12:] if chance.random() < 0.4 else rows)
                    new = (name, beside.call(row[1], chance.choice(rows)[1], chance))
                    if len(new[1]) < 1500 and self._take(new):
                        rows.append(new)

    def _part(self, one: Break) -> _Part | None:
        return next((p for p in self.parts if p.reach[0] <= one.start < p.reach[1]), None)

    def _shows(self, one: Break) -> Call | None:
        """The first row that a break answers otherwise: a kept one, or the shortest new one."""
        part = self._part(one)
        assert part
        begin, end = part.reach
        sound, broken = self.source[begin:end], self.source[begin : one.start] + one.after.encode() + self.source[one.end : end]
        rows = self._rows(one, part)
        if not rows:
            return None
        try:
            self._put(part.first, broken)
        except Exception:
            self._put(part.first, sound)
            return rows[0]  # what cannot be loaded, every row shows
        try:
            return next((row for row in rows if self._answer(row) != self.sound[row]), None)
        finally:
            self._put(part.first, sound)

    def _rows(self, one: Break, part: _Part) -> list[Call]:
        """The rows that are asked about a break, first those that are kept: all that run its statement; of what is run when the module is
        loaded, those of the functions that use it."""
        if reach := part.around(one.line):
            kept, spare = ([r for r in rows if not reach.isdisjoint(self.lines[r])] for rows in (self.kept, self.spare))
            return [*kept, *sorted(spare, key=lambda r: len(r[1]))[:ASKED]]
        asked = self._asked(one, part)
        kept, spare = ([r for r in rows if r[0] in asked] for rows in (self.kept, self.spare))
        return [*kept, *sorted(spare, key=lambda r: (asked[r[0]], len(r[1])))[:ASKED]]

    def _put(self, first: int, text: bytes) -> None:
        tree = ast.parse("\n" * (first - 1) + text.decode())
        living.renew(self.module, tree.body[0])
        self._forget()

    def _forget(self) -> None:
        for cache in self.caches:
            cache.cache_clear()
        for table in pure._tables.values():
            table.now, table.before = {}, {}

    def _asked(self, one: Break, part: _Part) -> dict[str, int]:
        """The functions that are asked about a break, the nearest first: its own, and those of the module that name it, or what names it."""
        near = {f"{self.module.__name__}.{one.where}": 0} if one.where else {}
        users = [part] if len(part.functions) > 1 else []
        named = set(part.made)
        for depth in range(1, 6):
            users += [other for other in self.parts if other is not part and other.used & named]
            near |= {name: depth for user in users for name in user.functions if name not in near}
            if {name for user in users for name in user.made} <= named:
                break
            named |= {name for user in users for name in user.made}
        return near | dict.fromkeys(WHOLES, 6)


class _Part:
    """A statement of a module: what it makes and names, its functions, and where it stands."""

    def __init__(self, node: ast.stmt, module: str, first: int, reach: tuple[int, int]) -> None:
        self.first, self.reach = first, reach
        bodies = [n.body for n in ast.walk(node) if isinstance(n, ast.FunctionDef)]
        self.statements = [one for body in bodies for each in body for one in ast.walk(each) if isinstance(one, ast.stmt)]
        named = [n for n in ast.walk(node) if isinstance(n, ast.Name | ast.Attribute)]
        self.used = {n.attr if isinstance(n, ast.Attribute) else n.id for n in named if isinstance(n.ctx, ast.Load)}
        own = getattr(node, "name", "")
        self.made = {own} if own else {n.id for n in named if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        inner = [n.name for n in node.body if isinstance(n, ast.FunctionDef)] if isinstance(node, ast.ClassDef) else []
        self.functions = [f"{module}.{own}", *(f"{module}.{own}.{name}" for name in inner)] if own else []

    def around(self, line: int) -> set[int]:
        """The lines of the statement of a function that a line stands in, without those of its body."""
        found = [s for s in self.statements if s.lineno <= line <= (s.end_lineno or 0)]
        if not found:
            return set()
        inner = min(found, key=lambda s: (s.end_lineno or 0) - s.lineno)
        body = getattr(inner, "body", None)
        return set(range(inner.lineno, body[0].lineno if body else (inner.end_lineno or 0) + 1)) | {inner.lineno}


def _ended(number: int, frame: Any) -> None:
    raise EndlessError


def candidates(name: str, captured: dict[str, list[str]], usual: Iterable[Call]) -> list[Call]:
    """Calls of a module's functions: some that tests make, and some of any texts."""
    chance = random.Random(name)
    by_function: dict[str, list[Call]] = defaultdict(list)
    for call in (*((one, given) for one, some in captured.items() for given in some), *usual):
        if _is_of(call, name):
            by_function[call[0]].append(call)
    return [call for each in by_function.values() for call in chance.sample(each, min(TRIED, len(each)))]


def _is_of(call: Call, module: str) -> bool:
    """Whether a function is a module's own, and not of one below it."""
    return call[0].startswith(f"{module}.") and f"{module}.{call[0][len(module) + 1 :].partition('.')[0]}" not in modules()


def choose(areas: Iterable[str], captured: dict[str, list[str]], only: str = "") -> None:
    """Add rows to some areas' tables, and drop those that a new process answers otherwise."""
    for area in areas:
        usual, whole = list(calls.simple(area, 60)), list(wholes.known(area))
        known = [(one[0], one[1]) for one in calls.read(area)]
        for path in sorted(GENERATOR.glob("*.py") if area == "generator" else (GENERATOR / area).rglob("*.py")):
            file = path.relative_to(ROOT).as_posix()
            if only in file and (name := calls.module_of(file)) in modules() and not {path.stem, path.parent.name} & {*APART}:
                own = [call for call in known if call[0] in WHOLES or _is_of(call, name)]
                added, left, tried = chosen(file, own, [*candidates(name, captured, usual), *whole])
                print(f"{file}: {len(added)} new rows; of {tried} breaks no row shows {len(left)}", flush=True)
                with LEFT.open("a", encoding="utf-8") as out:
                    out.writelines(f"{one}\n" for one in left)
                calls.write(area, added)
        subprocess.run([sys.executable, "-m", "tests.variants", "--steady", area], cwd=ROOT, check=True)
