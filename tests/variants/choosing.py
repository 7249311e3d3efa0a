"""Choosing calls for `calls/`: of those that tests make, and of some a little otherwise, the fewest that show every broken line.

Each line of a file is broken in each way that `tests.mutants` knows; where no row that was chosen before is answered otherwise by the broken
functions, the shortest call that is becomes a row.
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
from collections.abc import Iterable, Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

from generator import pure
from tests.mutants import living
from tests.mutants.breaks import Break, breaks_of
from tests.variants import calls, variant
from tests.variants.calls import Call, answered, module_of
from tests.variants.plain import APART, GENERATOR, modules

ROOT = Path(__file__).parents[2]
TRIED, NEAR, SLOW, BREAKS, PATIENCE = 70, 120, 0.01, 400, float(os.environ.get("CHOOSE_PATIENCE", "6"))
"""Calls of a function, and others beside them; seconds of one that is too slow; breaks of a file, and seconds for it."""


class EndlessError(BaseException):
    """A broken function does not come to an end."""


def chosen(file: str, known: list[Call], candidates: list[Call]) -> list[Call]:
    """The rows that are to be added for a file, found in a copy of this process."""
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
        return pickle.loads(out.read_bytes()) if out.is_file() else []  # type: ignore[no-any-return]


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
        self.kept = list(known)
        self.sound: dict[Call, str] = {row: self._answer(row) for row in known}
        self.spare = self._usable(candidates)

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

    def _usable(self, candidates: list[Call]) -> list[Call]:
        """The calls that are answered soon, the same each time, and leave nothing on the disk; for each function no two that say the same."""
        found, seen = [], set[tuple[str, str]]()
        for row in sorted(candidates, key=lambda row: len(row[1])):
            begun = time.process_time()
            answer = self._answer(row)
            usual = not re.search(r" at 0x|! unordered|! endless|! NameError|/tmp/", answer) and self._answer(row) == answer
            if not usual or time.process_time() - begun > SLOW or any(Path().iterdir()) or row in self.sound:
                continue
            self.sound[row] = answer
            if not answer.startswith("! ") or (row[0], answer) not in seen:
                found.append(row)
            seen.add((row[0], answer))
        return found

    def made(self) -> list[Call]:
        added = []
        breaks = breaks_of(self.file, ROOT)
        random.Random(self.file).shuffle(breaks)
        for one in breaks[:BREAKS]:
            if time.process_time() > PATIENCE:
                break
            if row := self._shows(one):
                self.kept.append(row)
                self.spare.remove(row)
                added.append(row)
        return added

    def _shows(self, one: Break) -> Call | None:
        """The shortest new row that a break answers otherwise; None where a kept one does, or none."""
        part = next((p for p in self.parts if p.reach[0] <= one.start < p.reach[1]), None)
        if part is None:
            return None
        begin, end = part.reach
        sound, broken = self.source[begin:end], self.source[begin : one.start] + one.after.encode() + self.source[one.end : end]
        asked = self._asked(one, part)
        rows = [
            *(r for r in self.kept if r[0] in asked),
            *sorted((r for r in self.spare if r[0] in asked), key=lambda r: asked[r[0]])[:400],
        ]
        if not rows:
            return None
        try:
            self._put(part.first, broken)
        except Exception:
            self._put(part.first, sound)
            return None
        try:
            row = next((row for row in rows if self._answer(row) != self.sound[row]), None)
        finally:
            self._put(part.first, sound)
        return row if row in self.spare else None

    def _put(self, first: int, text: bytes) -> None:
        tree = ast.parse("\n" * (first - 1) + text.decode())
        living.renew(self.module, tree.body[0])
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
        return near


class _Part:
    """A statement of a module: what it makes and names, its functions, and where it stands."""

    def __init__(self, node: ast.stmt, module: str, first: int, reach: tuple[int, int]) -> None:
        self.first, self.reach = first, reach
        named = [n for n in ast.walk(node) if isinstance(n, ast.Name | ast.Attribute)]
        self.used = {n.attr if isinstance(n, ast.Attribute) else n.id for n in named if isinstance(n.ctx, ast.Load)}
        own = getattr(node, "name", "")
        self.made = {own} if own else {n.id for n in named if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        inner = [n.name for n in node.body if isinstance(n, ast.FunctionDef)] if isinstance(node, ast.ClassDef) else []
        self.functions = [f"{module}.{own}", *(f"{module}.{own}.{name}" for name in inner)] if own else []


def _ended(number: int, frame: Any) -> None:
    raise EndlessError


def near(row: Call, chance: random.Random) -> Iterator[Call]:
    """Calls beside one: a text or a number in it is another; of several things that stand in a row one is gone, or there twice, or first."""
    tree = ast.parse(row[1], mode="eval")
    several = [n for n in ast.walk(tree) if isinstance(n, ast.List | ast.Tuple) and n is not tree.body and len(n.elts) > 1]
    for some in chance.sample(several, min(2, len(several))):
        held, at = some.elts, chance.randrange(len(some.elts))
        some.elts = chance.choice([[*held[:at], *held[at + 1 :]], [*held, held[at]], [held[at], *held[:at], *held[at + 1 :]], held[:1], []])
        yield row[0], ast.unparse(tree).replace("\n", "\\n")
        some.elts = held
    paths = {id(arg) for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "Path" for arg in n.args}
    spots = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and id(n) not in paths and ((isinstance(n.value, str) and n.value) or type(n.value) in (int, bool))
    ]
    for spot in chance.sample(spots, min(3, len(spots))):
        was = spot.value
        if isinstance(was, str):
            spot.value = variant(was, chance)
        elif isinstance(was, bool):
            spot.value = not was
        else:
            spot.value = was + chance.choice([-1, 1])  # type: ignore[operator]
        yield row[0], ast.unparse(tree).replace("\n", "\\n")
        spot.value = was


def candidates(name: str, captured: dict[str, list[str]], usual: Iterable[Call]) -> list[Call]:
    """Calls of a module's functions: some that tests make, some of any texts, and some beside these."""
    chance = random.Random(name)
    by_function: dict[str, list[Call]] = {}
    for call in (*((one, given) for one, some in captured.items() for given in some), *usual):
        if call[0].startswith(f"{name}."):
            by_function.setdefault(call[0], []).append(call)
    found: list[Call] = []
    for each in by_function.values():
        some = chance.sample(each, min(TRIED, len(each)))
        beside = [one for call in some for one in near(call, chance)]
        found += [*some, *chance.sample(beside, min(NEAR, len(beside)))]
    return found


def choose(areas: Iterable[str], captured: dict[str, list[str]]) -> None:
    """Add rows to some areas' tables, and drop those that a new process answers otherwise."""
    for area in areas:
        usual, known = list(calls.simple(area, 60)), [(one[0], one[1]) for one in calls.read(area)]
        for path in sorted(GENERATOR.glob("*.py") if area == "generator" else (GENERATOR / area).rglob("*.py")):
            file = path.relative_to(ROOT).as_posix()
            if (name := calls.module_of(file)) in modules() and not {path.stem, path.parent.name} & {*APART}:
                own = [call for call in known if call[0].startswith(f"{name}.")]
                if added := chosen(file, own, candidates(name, captured, usual)):
                    calls.write(area, added)
                    print(f"{file}: {len(added)} new rows", flush=True)
        subprocess.run([sys.executable, "-m", "tests.variants", "--steady", area], cwd=ROOT, check=True)
