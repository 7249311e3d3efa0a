"""`content/links.toml`: what editors decide of the links between plans.

    [[add]]     a pair that no rule finds        [[retype]]  another type for a computed pair
    [[forbid]]  a computed pair that is wrong    [[same]]    words that mean the same: 6G, 第六代移动通信
    [[read]]    plans whose pairs a person has read: between them more is shown, for what is wrong is forbidden
    [[work]]    a law, plan or document that the texts cite: its title, other titles, what it is

Places are written `sh-14fyp 3.4.3`. A decision follows a place whose text moved, and rests where the text is gone; an anchor that
never was is an error with the line and what is near.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.content.anchors import Anchor
from generator.content.leads import lead_of, next_place
from generator.errors import ZhangjuError, all_of, gathering, nearest
from generator.findings import Finding
from generator.links.kinds import editors_types
from generator.links.local import Local, read_local
from generator.model import Plan
from generator.model.address import is_source, shown
from generator.toml_file import line_of, load_built

FILE = "links.toml"

Place = tuple[str, str]
"""Plan and anchor."""


@dataclass(frozen=True, slots=True)
class DecidedPair:
    """An `[[add]]`, `[[retype]]` or `[[forbid]]`."""

    a: str
    """`sh-14fyp 3.4.3`."""
    b: str
    reason: str
    type: str = ""
    """`continues` or `related`; needed for `[[retype]]`."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class SameWords:
    """Words that mean the same."""

    words: list[str]
    reason: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """Plans whose pairs a person has read: what is wrong between them is forbidden."""

    plans: list[str]
    reason: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """A work that the texts cite and the edition does not hold, or another title of one that it holds."""

    title: str
    titles: list[str] = field(default_factory=list)
    """Other titles by which it is cited."""
    plan: str = ""
    """Id of the plan that it is, when the edition holds it."""
    kind: str = ""
    """`law`, `regulation`, `plan`, `document`, `event` …, in the words of the bibliography page."""
    issuer: str = ""
    date: str = ""
    source: str = ""
    """Where it can be read: an address."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class LinkEditors:
    """The whole file."""

    add: list[DecidedPair] = field(default_factory=list)
    retype: list[DecidedPair] = field(default_factory=list)
    forbid: list[DecidedPair] = field(default_factory=list)
    same: list[SameWords] = field(default_factory=list)
    work: list[Work] = field(default_factory=list)
    read: list[Read] = field(default_factory=list)
    english: dict[str, str] = field(default_factory=dict)
    """Titles of works, and who issued them → their English."""
    path: Path = Path(FILE)
    local: Local = field(default_factory=Local, repr=False)
    """What the edition knows of its own places (`content/local.toml`)."""
    former: Mapping[str, Sequence[Anchor]] = field(default_factory=dict, repr=False)
    """Plan → all its anchors, of plans that are being converted: what their locks in content will hold."""

    def error(self, at: int, cause: str, next_step: str) -> ZhangjuError:
        """An error about one entry."""
        return ZhangjuError(self.path, at, cause, next_step)

    def ends(self, pair: DecidedPair, anchors: Mapping[str, Collection[str]]) -> tuple[Place, Place] | None:
        """Where both ends of a pair stand now; None when the text of one is gone. `anchors` are those of each plan.

        Raises ZhangjuError for a plan or an anchor that never was.
        """
        a, b = all_of([partial(self._place, text, pair.at, anchors) for text in (pair.a, pair.b)])
        return (a, b) if a and b else None

    def _place(self, text: str, at: int, anchors: Mapping[str, Collection[str]]) -> Place | None:
        plan, _, anchor = text.strip().partition(" ")
        if plan not in anchors:
            if meant := _meant(text, anchors):
                raise self.error(at, f"`{text}` is not written as a place is", f"write a plan, a blank and an anchor: {meant}")
            lines = [p.at for p in (*self.add, *self.retype, *self.forbid) for end in (p.a, p.b) if end.split() and end.split()[0] == plan]
            more = f"; {len(lines)} ends of pairs name it, in the lines {min(lines)} to {max(lines)}" if len(lines) > 1 else ""
            raise self.error(
                at, f"`{plan}` is no plan{more}", f"write a plan and an anchor, as in `city-15fyp 3.4.3`; {nearest(plan, anchors)}"
            )
        if anchor in anchors[plan]:
            return plan, anchor
        old = lead_of(self.path.parent, plan, anchor, self.former.get(plan))
        if old is None:
            raise self.error(at, f"`{anchor}` is no anchor of {plan}", self._next_place(plan, anchor, anchors[plan]))
        return (plan, old.to) if old.moved and old.to in anchors[plan] else None

    def resting(self, plans: Iterable[Plan], compared: Collection[Place]) -> Iterator[Finding]:
        """The ends of decisions whose text is gone, or that nothing is held against (a heading alone, an annex), each with what to write.

        `compared` are the places of passages. Raises ZhangjuError as `ends` does.
        """
        anchors = {plan.id: plan.anchors() for plan in plans}
        for pair in (*self.add, *self.retype, *self.forbid):
            for text in (pair.a, pair.b):
                place = self._place(text, pair.at, anchors)
                if place is None:
                    plan, _, anchor = text.strip().partition(" ")
                    yield Finding("L004", str(self.path), pair.at, f"`{text}`", self._next_place(plan, anchor, anchors[plan]))
                elif place not in compared:
                    how = "a heading alone or an annex, which is held against nothing: name a clause with text, or take it out"
                    yield Finding("L004", str(self.path), pair.at, f"`{text}`", how)

    def _next_place(self, plan: str, anchor: str, known: Collection[str]) -> str:
        return next_place(self.path.parent, plan, anchor, known, self.former.get(plan))

    def check_ends(self, plans: Iterable[Plan]) -> None:
        """Raises for every end of a pair that does not exist, all of them together; a plan that does not exist is told once."""
        anchors = {plan.id: plan.anchors() for plan in plans}
        told: set[str] = set()
        with gathering() as problems:
            for item in self.read:
                for plan in item.plans:
                    if plan not in anchors:
                        problems.add(self.error(item.at, f"`{plan}` is no plan", f"take it out of `plans`; {nearest(plan, anchors)}"))
            for pair in (*self.add, *self.retype, *self.forbid):
                for text in (pair.a, pair.b):
                    plan = text.strip().partition(" ")[0]
                    if plan not in told:
                        problems.tried(lambda: self._place(text, pair.at, anchors))  # noqa: B023 - called at once
                    if plan not in anchors:
                        told.add(plan)


def _meant(text: str, anchors: Mapping[str, Collection[str]]) -> str:
    """The place that an address, or a plan and an anchor with another mark between them, means; empty where it means none. Of an anchor
    alone the plans that have it are told."""
    words = [word for word in re.split(r"[\s#/:，,、　]+", text) if word]
    plan = next((word for word in words if word in anchors), None)
    if plan:
        return f"{plan} {words[-1]}" if words[-1] in anchors[plan] else ""
    return " or ".join(f"{plan} {text.strip()}" for plan, known in anchors.items() if text.strip() in known)


def read_link_editors(content: Path) -> LinkEditors:
    """Read `content/links.toml`; nothing when there is none. Raises ZhangjuError with file and line."""
    path = content / FILE
    if not path.is_file():
        return LinkEditors(path=path, local=read_local(content))
    source, read = load_built(LinkEditors, path)
    with gathering() as problems:
        local = problems.tried(lambda: read_local(content)) or Local()
        for pair in (*read.add, *read.retype, *read.forbid):
            if not pair.reason.strip():
                problems.add(ZhangjuError(path, pair.at, "the reason is empty", "say in a few words why"))
            if pair.type not in ("", *editors_types()) or (pair in read.retype and not pair.type):
                problems.add(ZhangjuError(path, pair.at, f"unknown type `{pair.type}`", f"write one of: {', '.join(editors_types())}"))
            if pair.a.split()[:1] == pair.b.split()[:1]:
                problems.add(ZhangjuError(path, pair.at, f"`{pair.a}` and `{pair.b}` are places of one plan", "name places of two plans"))
        for work in read.work:
            if not is_source(work.source):
                how = "write an address that begins with https:// or http://, or the source in words"
                problems.add(Finding("N003", str(path), line_of(source, "source", work.at), f"`{shown(work.source)}`", how).as_error())
        for item in read.same:
            if len(item.words) < 2 or not all(word.strip() for word in item.words):
                problems.add(
                    ZhangjuError(
                        path, item.at, "`words` are fewer than two, or one is empty", "write at least two words that mean the same"
                    )
                )
    return replace(read, path=path, local=local)
