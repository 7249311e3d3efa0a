"""The sequence of heading numbers: which mark may come next, and what path of numbers it makes.

A path is one number a level, chapter first. Headings climb: each new path is greater than the one before.
`exact` marks are the ones that must come next: the next sibling of an open section, or its first child.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.numbering import Level, Mark, level_of

Path = tuple[int, ...]
WIDEST_GAP = 3
"""Numbers that may be missing before one that is still taken as a heading's; more is a figure at the head of a line."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mark that fits the sequence."""

    mark: Mark
    level: int
    """1-based level."""
    path: Path
    exact: bool
    """True when just this number had to come next."""
    repeated: bool = False
    """True when this very path was there before."""


@dataclass(slots=True)
class NumberSequence:
    """Where the headings have got to."""

    levels: Sequence[Level]
    path: Path = ()
    last: dict[int, int] = field(default_factory=dict)
    """The last number of each level, for plans that count 条 on through all chapters."""
    seen: set[Path] = field(default_factory=set)

    @classmethod
    def of(cls, samples: Sequence[str]) -> NumberSequence:
        """A sequence that has not begun, for the samples of its levels."""
        return cls([level_of(sample) for sample in samples])

    def find(self, text: str, at: int) -> Found | None:
        """The mark at an offset, if it could be a heading's: climbing, or a repetition (which is for the caller to judge)."""
        options = [found for found in self._marks(text, at) if found.repeated or (found.path > self.path and self._near(found))]
        return max(options, key=lambda f: (f.exact, not f.repeated, -f.level), default=None)

    def find_inline(self, text: str, start: int, end: int) -> Found | None:
        """The first exact mark inside a line, where print began a new line."""
        for at in range(start, end):
            before = text[at - 1 : at]
            if before.isascii() and (before.isalnum() or before == "."):
                continue
            for found in self._marks(text, at):
                if found.exact and found.mark.end <= end:
                    return found
        return None

    def enter(self, found: Found) -> None:
        """Go on from a heading that was taken."""
        self.path = found.path
        self.seen.add(found.path)
        self.last[found.level] = found.path[-1]

    def _marks(self, text: str, at: int) -> Iterator[Found]:
        for number, level in enumerate(self.levels, 1):
            if mark := level.match(text, at):
                path = self._path(number, mark)
                yield Found(mark, number, path, self._exact(number, path), path in self.seen)

    def _path(self, level: int, mark: Mark) -> Path:
        """The whole path of a mark: open sections above it, then its own numbers."""
        above = (*self.path, *([0] * level))[: level - len(mark.path)] if len(mark.path) < level else ()
        return (*above, *mark.path[-level:])

    def _exact(self, level: int, path: Path) -> bool:
        """True for the next sibling of an open section and the first child of the last one."""
        if path[:-1] != self.path[: level - 1] or len(self.path) < level - 1:
            return not self.path and level == 1 and path == (1,)
        if len(self.path) >= level:
            return path[-1] == self.path[level - 1] + 1
        return path[-1] == 1 or path[-1] == self.last.get(level, 0) + 1 > 1

    def _near(self, found: Found) -> bool:
        """True when not so many numbers are missing that it must be a figure."""
        if not self.path or found.exact:
            return True
        if len(self.path) >= found.level and self.path[found.level - 1] == 0:
            return True  # the text began below this level: its first number may be any
        before = self.path[found.level - 1] if len(self.path) >= found.level and self.path[: found.level - 1] == found.path[:-1] else 0
        return 0 < found.path[-1] - max(before, 0) <= WIDEST_GAP + 1
