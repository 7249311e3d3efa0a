"""One broken line: where, what stood there, and what stands there now."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Break:
    """A place of a file, in bytes, and what is to stand there."""

    file: str
    line: int
    where: str
    """The function it stands in; empty at the top of a module."""
    start: int
    end: int
    after: str
    kind: str

    def applied(self, source: bytes) -> bytes:
        return source[: self.start] + self.after.encode() + source[self.end :]

    def shown(self, source: bytes) -> str:
        """The broken line before and after."""
        before = source[self.start : self.end].decode()
        return f"{self.file}:{self.line} [{self.kind}] {self.where}\n  - {_short(before)}\n  + {_short(self.after)}"


def _short(text: str) -> str:
    return " ".join(text.split())[:160]


def sample(breaks: list[Break], count: int, chance: random.Random) -> list[Break]:
    """Some of the breaks, at most one of a line, no line likelier than another."""
    by_line: dict[tuple[str, int], list[Break]] = defaultdict(list)
    for one in breaks:
        by_line[one.file, one.line].append(one)
    lines = sorted(by_line)
    return [chance.choice(by_line[line]) for line in chance.sample(lines, min(count, len(lines)))]


def breaks_of(file: str, root: Path) -> list[Break]:
    """Every break that we know how to make of a file."""
    from tests.mutants.in_python import python_breaks
    from tests.mutants.in_text import script_breaks, template_breaks

    source = (root / file).read_text(encoding="utf-8")
    make = {".py": python_breaks, ".js": script_breaks, ".html": template_breaks}[Path(file).suffix]
    return list(make(file, source))
