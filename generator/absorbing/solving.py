"""Finding the entries that make convert write the wanted pages: each change is tried in several ways until it comes out right."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.absorbing.boundaries import Boundary, boundaries, boundary_entries
from generator.absorbing.corrections import WAYS, NoWayError, Patch, by_change, entries_for, patch
from generator.absorbing.differences import Alteration, changes
from generator.absorbing.entries import Add, Drop, Entry
from generator.absorbing.parts import Stream
from generator.absorbing.tracing import Trace
from generator.absorbing.trial import Trial, try_entries
from generator.errors import ZhangjuError
from generator.reading.settings import Break
from generator.repair.breaks import place_break

ROUNDS = 30
"""Conversions in memory after which an edit is given up."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """A place of the wanted stream that no way makes, and why."""

    at: int
    cause: str


@dataclass
class Solver:
    """Searches the entries for one plan."""

    base: Trial
    old: Stream
    """The stream of the base, with what was settled before (tables) as wanted."""
    wanted: Stream
    traced: Trace
    source: str
    data: Mapping[str, Any]
    settled: Sequence[Entry]
    """Entries that stand already."""
    reason: str
    ways: dict[Alteration, int] = field(default_factory=dict)
    causes: dict[Alteration, str] = field(default_factory=dict)
    lost: list[Break] = field(default_factory=list)
    """Breaks whose words are changed: where they are still wanted, others stand for them."""

    def solve(self) -> tuple[list[Entry], list[Stuck]]:
        """Entries that make the wanted stream, or where it is stuck."""
        self.ways = dict.fromkeys(changes(self.old, self.wanted), 0)
        lost = self._lost_breaks()
        self.settled = [*self.settled, *(Drop("break", i) for i in lost)]
        self.lost = [self.base.seed.settings.break_[i] for i in lost]
        for _ in range(ROUNDS):
            entries, failed = self._entries()
            if failed:
                self._next(failed)
            elif (made := self._try(entries)) is not None:
                if not (wrong := changes(made.stream, self.wanted)):
                    done, misplaced = self._boundaries(made, entries)
                    if not misplaced:
                        return done, []
                    if not self._next([c for c in map(self._nearest, (m.at for m in misplaced)) if c is not None], soft=True):
                        return [], misplaced
                else:
                    blamed = {c for one in wrong if (c := self._nearest(one.b0)) is not None}
                    if not blamed:
                        return [], [Stuck(one.b0, "convert makes something else of it") for one in wrong]
                    self._next(sorted(blamed, key=lambda c: c.b0))
            if spent := [c for c, way in self.ways.items() if way >= len(WAYS)]:
                return [], [Stuck(c.b0, self.causes.get(c, "no correction of the seed makes convert write it so")) for c in spent]
        return [], [Stuck(c.b0, "no correction of the seed was found that makes convert write it so") for c in self.ways if self.ways[c]]

    def _lost_breaks(self) -> list[int]:
        """Which breaks have words that a change touches."""
        touched: set[int] = set()
        for change in self.ways:
            touched.update(self.old.at[max(0, change.a0 - 1) : change.a1 + 1])
        made = self.base.repaired
        found = []
        for i, item in enumerate(self.base.seed.settings.break_):
            at = place_break(made.draft, self.base.seed, item)
            if touched & set(range(at - 1, at + len(item.text))):
                found.append(i)
        return found

    def _explained(self, entry: Entry) -> Entry:
        """An entry that stands for a lost break has its evidence, unless there is a newer reason."""
        if not isinstance(entry, Add) or entry.table != "break" or self.reason:
            return entry
        values = dict(entry.values)
        known = next((b.evidence for b in self.lost if (b.line, b.kind) == (values["line"], values["kind"])), "")
        return Add("break", tuple({**values, "evidence": known}.items()))

    def _next(self, blamed: Sequence[Alteration], soft: bool = False) -> bool:
        """Let changes be tried in their next way. `soft`: only while there is one; returns whether any had one."""
        moved = False
        for change in blamed:
            if not soft or self.ways[change] + 1 < len(WAYS):
                self.ways[change] += 1
                moved = True
        return moved

    def _entries(self, only: Alteration | None = None) -> tuple[list[Entry], list[Alteration]]:
        """The entries of all changes, each in its present way; and those that cannot be written so."""
        patches: dict[Alteration, Patch] = {}
        failed = []
        for change, way in self.ways.items():
            if only is not None and change != only:
                continue
            try:
                patches[change] = patch(change, WAYS[way], self.old, self.wanted, self.traced, form=self.base.seed.settings.format)
                entries_for([patches[change]], self.base.seed, self.traced, self.reason)
            except NoWayError as error:
                self.causes.setdefault(change, str(error))
                failed.append(change)
        if failed:
            return [], failed
        try:
            return [*self.settled, *entries_for(by_change(patches), self.base.seed, self.traced, self.reason)], []
        except NoWayError:
            return [], list(patches)

    def _try(self, entries: Sequence[Entry]) -> Trial | None:
        """Convert with some entries; None when that is refused, and whose fault it is has got its next way."""
        try:
            return try_entries(self.base.seed, self.source, self.data, entries)
        except ZhangjuError as error:
            guilty = [change for change in self.ways if self._refused(change)]
            for change in guilty or self.ways:
                self.causes[change] = error.cause
            self._next(guilty or list(self.ways))
            return None

    def _refused(self, change: Alteration) -> bool:
        """True when convert refuses a change by itself."""
        entries, failed = self._entries(change)
        if failed:
            return True
        try:
            try_entries(self.base.seed, self.source, self.data, entries)
        except ZhangjuError as error:
            self.causes[change] = error.cause
            return True
        return False

    def _nearest(self, at: int) -> Alteration | None:
        """The change nearest to an offset of the wanted stream."""
        return min(self.ways, key=lambda c: max(c.b0 - at, at - c.b1, 0), default=None)

    def _boundaries(self, made: Trial, entries: Sequence[Entry]) -> tuple[list[Entry], list[Stuck]]:
        """Entries for what begins elsewhere than wanted, with those there were; and the places that have none."""
        wrong = boundaries(made.stream, self.wanted)
        if not wrong:
            return list(entries), []
        done, stuck = self._placed(made, entries, wrong, ())
        return self._placed(made, entries, wrong, [one.at for one in stuck]) if stuck else (done, [])

    def _placed(
        self, made: Trial, entries: Sequence[Entry], wrong: Sequence[Boundary], again: Collection[int]
    ) -> tuple[list[Entry], list[Stuck]]:
        """The same by one try; `again` has the places where breaks that stand there must be replaced, not only taken out."""
        added: list[Entry] = []
        stuck = []
        standing = [i for i in range(len(self.base.seed.settings.break_)) if Drop("break", i) not in entries]
        for place in wrong:
            found = boundary_entries(made, self.wanted, place, self.reason, place.old in again)
            if found is None:
                stuck.append(Stuck(place.old, _why(place)))
                continue
            # `made` has lost the breaks that were dropped already, so that its own are counted otherwise than those of the settings
            found = [replace(entry, index=standing[entry.index]) if isinstance(entry, Drop) else entry for entry in found]
            added += [self._explained(entry) for entry in found if self._explained(entry) not in added]
        if stuck:
            return [], stuck
        try:
            done = try_entries(self.base.seed, self.source, self.data, [*entries, *added])
        except ZhangjuError as error:
            return [], [Stuck(place.old, error.cause) for place in wrong]
        if changes(done.stream, self.wanted):
            return [], [Stuck(place.old, "convert makes other characters of it") for place in wrong]
        return [*entries, *added], [Stuck(place.old, _why(place)) for place in boundaries(done.stream, self.wanted)]


def _why(place: Boundary) -> str:
    """Why a boundary cannot be made."""
    was = place.was[0].opening if place.was else ()
    now = place.wanted[0].opening if place.wanted else ()
    if was and now and was[0] == now[0] == "head":
        for index, name in ((1, "level"), (2, "mark .run-in"), (3, "mark .supplied")):
            if was[index] != now[index]:
                return f"the {name} of a heading follows from its number and its line, and comes out as {was[index]}, not {now[index]}"
    if place.wanted and place.wanted[0].section == "front":
        return "the plan's title is found by the settings' `title`: change it in the front matter of index.md, too"
    if now and now[0] == "head":
        return "no line of the seed is a heading with this number here"
    return f"{_name(was)} begins here, not {_name(now)}"


def _name(opening: Sequence[object]) -> str:
    return f"a {opening[0]}" if opening else "nothing"
