"""Carrying anchors: every part of a plan gets its anchor, an old one where its text was there before.

1. `recalled`: a lock of the older format gets its texts back from the pages.
2. `matching`: which section, sentence, table, row, figure or note is which old one, by their texts.
3. Here each gets its id: an old one where it stands in the same section or table as before, else a new one, to which the old one leads.
4. `settling`: what lost its place leads to where its text stands now, or to the nearest living place.

No id is ever given to another text. The ids that sections and tables bring (the path of their numbers, what a page says) are wishes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.content.anchors import Anchor, text_digest
from generator.content.matching import Group, Matches, match_groups
from generator.content.naming import part_names, section_name
from generator.content.parts import Part, fill, parts_of
from generator.content.settling import settle
from generator.model import Section
from generator.model.address import container_of, is_anchor, kind_of, section_of


def anchor_plan(sections: Sequence[Section], lock: Sequence[Anchor]) -> tuple[tuple[Section, ...], list[Anchor]]:
    """Give every part its anchor and the seed line that the lock remembers. Returns the sections and the new lock."""
    new = parts_of(sections)
    old = recalled(new, lock)
    homes: Mapping[str, str] = {}
    near: Mapping[str, str] = {}
    ids = unchanged(new, old)
    if not ids:
        carrier = _Carrier(old, match_groups(_old_groups(old), new, _gone(old)))
        ids = carrier.name(new)
        homes, near = carrier.homes, carrier.near
    entries = _entries(new, ids, old)
    filled = fill(sections, new, ids, {entry.id: entry.line for entry in entries})
    return filled, settle(entries, old, dict.fromkeys(ids), homes, near)


def unchanged(new: Sequence[Part], lock: Sequence[Anchor]) -> list[str]:
    """The ids of all parts where every text stands as the lock has it, else none: the way of nearly every build."""
    living = [anchor for anchor in lock if not anchor.to]
    if len(living) != len(new) or any(anchor.text != part.text for anchor, part in zip(living, new, strict=True)):
        return []
    ids = [anchor.id for anchor in living]
    for part, name in zip(new, ids, strict=True):
        stands = name == part.hint if part.kind == "section" else container_of(name) == ids[part.container]
        if not stands or kind_of(name) != part.kind or (part.hint and part.hint != name):
            return []
    return ids


def recalled(new: Sequence[Part], lock: Sequence[Anchor]) -> Sequence[Anchor]:
    """A lock with the texts that its older format kept only as digests, where they still stand in the pages."""
    if all(anchor.text is not None or not anchor.digest for anchor in lock):
        return lock
    texts = {(part.kind, text_digest(part.older_text)): part.text for part in new}
    return [replace(anchor, text=texts.get((kind_of(anchor.id), anchor.digest)), digest="") if anchor.digest else anchor for anchor in lock]


def _old_groups(lock: Sequence[Anchor]) -> list[Group]:
    """The living sections of a lock with what stands in them."""
    return _grouped([anchor for anchor in lock if not anchor.to])


def _gone(lock: Sequence[Anchor]) -> list[Group]:
    """The sections of a lock that were retired, with what stood in them."""
    gone = {anchor.id for anchor in lock if anchor.to and kind_of(anchor.id) == "section"}
    return _grouped([anchor for anchor in lock if section_of(anchor.id) in gone])


def _grouped(anchors: Sequence[Anchor]) -> list[Group]:
    groups: dict[str, Group] = {}
    for anchor in anchors:
        if kind_of(anchor.id) == "section":
            groups[anchor.id] = Group(anchor.id, anchor.text or "")
    for anchor in anchors:
        kind = kind_of(anchor.id)
        if kind != "section" and anchor.text is not None and (group := groups.get(section_of(anchor.id))):
            group.add(anchor.id, kind, anchor.text, container_of(anchor.id))
    return list(groups.values())


@dataclass
class _Carrier:
    """Gives ids: old ones, returning ones, new ones."""

    lock: Sequence[Anchor]
    matches: Matches
    homes: dict[str, str] = field(default_factory=dict)
    """Old id → the new one under which its text stands now."""
    near: dict[str, str] = field(default_factory=dict)
    """Old id → the id of the text that took it in."""

    def __post_init__(self) -> None:
        self.known = {anchor.id: anchor for anchor in self.lock}
        self.taken = set(self.known)
        self.kept = self.matches.kept
        self.given: set[str] = set()
        self.tried: dict[str, int] = {}
        self.used: dict[str, list[str]] = {}
        self.former: dict[str, list[str]] = {}
        self.retired: dict[tuple[str, str], list[str]] = {}
        for anchor in self.lock:
            self.used.setdefault(_stem(anchor.id), []).append(anchor.id)
            if anchor.to and anchor.moved:
                self.former.setdefault(anchor.to, []).append(anchor.id)
            if anchor.to and anchor.text is not None:
                self.retired.setdefault((_stem(anchor.id), anchor.text), []).append(anchor.id)

    def name(self, new: Sequence[Part]) -> list[str]:
        """The id of every part, in order."""
        ids = [""] * len(new)
        self._sections(new, ids)
        for kinds in (("sentence", "t", "f", "n"), ("r",)):
            stems: dict[str, list[int]] = {}
            for n, part in enumerate(new):
                if part.kind in kinds:
                    letter = "" if part.kind == "sentence" else part.kind
                    stems.setdefault(f"{ids[part.container]}-{letter}", []).append(n)
            for stem, members in stems.items():
                self._members(new, ids, stem, members)
        self.homes = {old: ids[n] for n, old in self.matches.old.items()}
        self.near = {old: ids[n] for old, n in self.matches.into.items()}
        return ids

    def _sections(self, new: Sequence[Part], ids: list[str]) -> None:
        beside: dict[str, str] = {}
        places = [n for n, part in enumerate(new) if part.kind == "section"]
        for n in places:
            self._keep_section(new, ids, n)
        for n in places:
            prefix = _prefix(new, ids, n)
            if ids[n] and not _fits(ids[n], prefix):
                self.given.discard(ids[n])
                ids[n] = ""
            if not ids[n]:
                own = new[n].hint.removeprefix(_wanted_prefix(new, n))
                returning = self._returning(self.matches.old.get(n), prefix) or self._revived_section(n, prefix)
                ids[n] = returning or section_name(prefix + own, beside.get(prefix, ""), self.taken, self.tried)
            beside[prefix] = ids[n]
            self.taken.add(ids[n])
            self.given.add(ids[n])

    def _keep_section(self, new: Sequence[Part], ids: list[str], n: int) -> None:
        if old := self.matches.old.get(n):
            ids[n] = old
            self.given.add(old)

    def _revived_section(self, n: int, prefix: str) -> str:
        name = self.matches.returned.get(n, "")
        return name if name and _fits(name, prefix) and name not in self.given else ""

    def _members(self, new: Sequence[Part], ids: list[str], stem: str, members: Sequence[int]) -> None:
        """The parts of one kind in one section or table."""
        given: list[str | None] = []
        for n in members:
            old = self.matches.old.get(n)
            name = old if old and _stem(old) == stem else self._returning(old, stem) or ("" if old else self._revived(stem, new[n].text))
            if name:
                self.given.add(name)
            given.append(name or None)
        used = [*self.used.get(stem, ()), *(name for name in given if name)]
        for at, n in enumerate(members):
            hint = new[n].hint
            if not given[at] and hint not in self.taken and is_anchor(hint) and _stem(hint) == stem:
                given[at] = hint
                self.taken.add(hint)
        for n, name in zip(members, part_names(stem, given, used), strict=True):
            ids[n] = name
            self.given.add(name)

    def _returning(self, old: str | None, stem: str) -> str:
        """The anchor that a text had here before it moved to where it comes from now."""
        return next((n for n in self.former.get(old or "", ()) if n not in self.given and _fits(n, stem)), "")

    def _revived(self, stem: str, text: str) -> str:
        """The anchor that just this text had here before, unless the text still lives where that leads."""
        for name in self.retired.get((stem, text), ()):
            if name not in self.given and not self._lives_on(self.known[name]):
                return name
        return ""

    def _lives_on(self, anchor: Anchor) -> bool:
        return anchor.moved and anchor.to in self.kept


def _fits(name: str, stem: str) -> bool:
    """True for an anchor that can stand under a stem, or under the beginning of a section's id."""
    if "-" in stem:
        return _stem(name) == stem
    return "-" not in name and (name.startswith(stem) if stem else "." not in name)


def _stem(name: str) -> str:
    """An anchor without its number: `6.2-`, `6.2-t`, `6.2-t1-r`; the section above of a section."""
    kind = kind_of(name)
    container = container_of(name)
    return container if kind == "section" else f"{container}-{'' if kind == 'sentence' else kind}"


def _wanted_prefix(new: Sequence[Part], n: int) -> str:
    """What a section's wish has in common with that of the section above."""
    above = new[n].container
    prefix = f"{new[above].hint}." if above >= 0 else ""
    return prefix if new[n].hint.startswith(prefix) else new[n].hint.rpartition(".")[0] + "." * ("." in new[n].hint)


def _prefix(new: Sequence[Part], ids: Sequence[str], n: int) -> str:
    """What a section's id begins with: the id of the section above, where its numbers continue those of that."""
    above = new[n].container
    if above >= 0 and new[n].hint.startswith(f"{new[above].hint}."):
        return f"{ids[above]}."
    return _wanted_prefix(new, n)


def _entries(new: Sequence[Part], ids: Sequence[str], lock: Sequence[Anchor]) -> list[Anchor]:
    """The lock's lines of all parts, then those of what lost its place, section by section."""
    known = {anchor.id: anchor for anchor in lock}
    by_section: dict[str, list[Anchor]] = {}
    living = set(ids)
    for anchor in lock:
        if anchor.id not in living:
            by_section.setdefault(section_of(anchor.id), []).append(anchor)
    entries: list[Anchor] = []
    line, here = 0, ""
    for part, name in zip(new, ids, strict=True):
        if part.kind == "section":
            entries += by_section.pop(here, [])
            here = name
        line = _line(part, name, known, line)
        entries.append(Anchor(name, part.text, line))
    entries += by_section.pop(here, [])
    return entries + [anchor for group in by_section.values() for anchor in group]


def _line(part: Part, name: str, known: Mapping[str, Anchor], before: int) -> int:
    """The seed line of a part: its own, the one that the lock remembers, or for a new sentence of a page that of what stands before it."""
    if part.line or name in known:
        return part.line or known[name].line
    return before if part.kind == "sentence" else 0
