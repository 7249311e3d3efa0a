"""Matching the parts of a plan with those of its lock, by their texts: sections first, within them sentences, tables, figures and notes,
within tables rows; then what is left of each kind, wherever it stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.content import sameness
from generator.content.aligning import Rules, align, equal_pairs
from generator.content.parts import Part
from generator.content.sameness import CONTAINED, HEADING, IN_PLACE, KEY, MOVED, NEIGHBOURS, Whole
from generator.model.address import container_of

FRONT = "front"
"""What precedes the first heading: there is one in a plan, whatever the plan is called."""

Named = tuple[str, str]
"""The id of a part, or the number of a new one, and its text."""
WHOLE_PART = 0.2
"""Above 0 and below what `sameness` gives to any two sections or tables that are one: it decides there."""
SENTENCES: Rules[str] = Rules(
    sameness.likeness, sameness.signs, in_place=IN_PLACE, moved=MOVED, shares=sameness.shares, contained=CONTAINED
)
FIGURES: Rules[str] = Rules(sameness.figure_likeness, sameness.signs, IN_PLACE, MOVED)
ROWS: Rules[str] = Rules(sameness.row_likeness, sameness.row_signs, KEY * KEY, KEY)
TABLES: Rules[Whole] = Rules(sameness.table_likeness, sameness.table_signs, NEIGHBOURS, WHOLE_PART)
MOVED_TABLES: Rules[Whole] = Rules(sameness.table_likeness, sameness.table_signs, WHOLE_PART, WHOLE_PART)
SECTIONS: Rules[Whole] = Rules(sameness.section_likeness, sameness.section_signs, WHOLE_PART, WHOLE_PART)
HEADINGS: Rules[str] = Rules(sameness.likeness, sameness.signs, HEADING, MOVED)
"""Titles alone; a section is judged by the texts under it, too."""
BY_KIND = {"sentence": SENTENCES, "n": SENTENCES, "f": FIGURES, "r": ROWS}


@dataclass(slots=True)
class Group:
    """A section with what stands in it, in order: ids of the lock, or numbers of new parts."""

    id: str
    text: str
    members: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Kind → (id, text); rows by their table: `r6.2-t1`."""
    texts: list[str] = field(default_factory=list)

    def add(self, name: str, kind: str, text: str, container: str) -> None:
        """Put a part in."""
        self.members.setdefault(f"r{container}" if kind == "r" else kind, []).append((name, text))
        self.texts.append(text)

    def all(self, kind: str) -> list[Named]:
        """All its parts of one kind, the rows of all its tables for `r`."""
        return [part for key, parts in self.members.items() if key[0] == kind[0] for part in parts]

    def table(self, name: str, text: str) -> Whole:
        """A table as it is compared."""
        return Whole((text, *(row for _, row in self.members.get(f"r{name}", ()))))


@dataclass(slots=True)
class Matches:
    """What was found."""

    old: dict[int, str] = field(default_factory=dict)
    """Number of a new part → the old id of its text."""
    into: dict[str, int] = field(default_factory=dict)
    """Old id → number of the new part that took its text in."""
    returned: dict[int, str] = field(default_factory=dict)
    """Number of a new section → the retired id of one that was just so."""

    @property
    def kept(self) -> Collection[str]:
        """Old ids whose text is still there."""
        return set(self.old.values())


def match_groups(old: Sequence[Group], new: Sequence[Part], gone: Sequence[Group]) -> Matches:
    """Which part is which: `old` are the living sections of the lock, `gone` the retired ones."""
    found = Matches()
    places, groups = _new_groups(new)
    pairs = _match_sections(old, groups, [new[n].hint for n in places], [_above(new, n, places) for n in places])
    _match_moved(old, groups, pairs, found)
    moved = Seen(found.kept, set(found.old))
    for at, i in pairs.items():
        found.old[places[at]] = old[i].id
        _match_members(old[i], groups[at], found, moved)
    _match_rest(old, groups, found)
    _match_gone(gone, groups, [at for at in range(len(groups)) if at not in pairs], places, found)
    return found


def _new_groups(new: Sequence[Part]) -> tuple[list[int], list[Group]]:
    """Numbers of the new sections, and each with what stands in it."""
    places: list[int] = []
    groups: list[Group] = []
    for n, part in enumerate(new):
        if part.kind == "section":
            places.append(n)
            groups.append(Group(str(n), part.text))
        else:
            groups[-1].add(str(n), part.kind, part.text, str(part.container))
    return places, groups


def _above(new: Sequence[Part], n: int, places: Sequence[int]) -> int:
    """Number among the sections of the one above, -1 for none."""
    container = new[n].container
    return bisect_left(places, container) if container >= 0 else -1


# ---- sections


def _match_sections(old: Sequence[Group], new: Sequence[Group], wanted: Sequence[str], above: Sequence[int]) -> dict[int, int]:
    """New section → old section, both by their numbers."""
    if [(g.id, g.text) for g in old] == list(zip(wanted, (g.text for g in new), strict=True)) and all(g.text.strip("\t") for g in old):
        return _unchanged(old, new, wanted, above)
    return _by_level(old, new, wanted, above)


def _unchanged(old: Sequence[Group], new: Sequence[Group], wanted: Sequence[str], above: Sequence[int]) -> dict[int, int]:
    """The pairs where no heading has changed; a heading that is only a number may still stand over another text."""
    if all(_title(g) for g in old) or all(a.texts == b.texts for a, b in zip(old, new, strict=True)):
        return {n: n for n in range(len(old))}
    return _by_level(old, new, wanted, above)


def _title(group: Group) -> str:
    """A heading without its number."""
    return group.text.partition("\t")[2].strip()


def _by_level(old: Sequence[Group], new: Sequence[Group], wanted: Sequence[str], above: Sequence[int]) -> dict[int, int]:
    numbers = {group.id: i for i, group in enumerate(old)}
    pairs = {n: numbers[FRONT] for n, name in enumerate(wanted) if name == FRONT and FRONT in numbers}
    wholes = _wholes(old, [_nearest_above(group.id, numbers) for group in old]), _wholes(new, above)
    depths = sorted({name.count(".") for name in wanted} | {group.id.count(".") for group in old})
    for depth in [*depths, -1]:  # at last those that changed their level
        taken = set(pairs.values())
        olds = [i for i, g in enumerate(old) if i not in taken and depth in (-1, g.id.count("."))]
        news = [n for n, name in enumerate(wanted) if n not in pairs and depth in (-1, name.count("."))]

        above_old = [numbers.get(container_of(old[i].id), -1) for i in olds]
        above_new = [pairs.get(above[n], -2) if above[n] >= 0 else -1 for n in news]

        def bonus(
            i: int, n: int, olds: Sequence[int] = olds, news: Sequence[int] = news, up: Sequence[Sequence[int]] = (above_old, above_new)
        ) -> float:
            group, at = old[olds[i]], news[n]
            return 0.5 * (up[0][i] == up[1][n]) + 0.1 * (group.id == wanted[at]) + 0.05 * (group.text == new[at].text)

        found = align([wholes[0][i] for i in olds], [wholes[1][n] for n in news], SECTIONS, bonus)
        pairs |= {news[n]: olds[i] for n, i in found.pairs.items()}
    return pairs


def _nearest_above(name: str, numbers: Mapping[str, int]) -> int:
    """Number of the section above one of the lock, -1 for none."""
    while name := container_of(name):
        if name in numbers:
            return numbers[name]
    return -1


def _wholes(groups: Sequence[Group], above: Sequence[int]) -> list[Whole]:
    """Each section as it is compared: its title, then the texts in it and in the sections under it."""
    texts: list[list[str]] = [[_title(group)] for group in groups]
    for n, group in enumerate(groups):
        texts[n] += group.texts
        at = above[n]
        while at >= 0:
            texts[at] += [_title(group), *group.texts]
            at = above[at]
    return [Whole(whole) for whole in texts]


# ---- what stands in them


@dataclass(frozen=True, slots=True)
class Seen:
    """What has found its partner already."""

    old: Collection[str]
    new: Collection[int]

    def left(self, old: Iterable[Named], new: Iterable[Named]) -> tuple[list[Named], list[Named]]:
        """What has not."""
        return [part for part in old if part[0] not in self.old], [part for part in new if int(part[0]) not in self.new]


def _match_moved(old: Sequence[Group], new: Sequence[Group], pairs: Mapping[int, int], found: Matches) -> None:
    """Texts that stand unchanged in another section than before: there they are, however like them something new is here."""
    partner = {i: new[at] for at, i in pairs.items()}
    for kind in BY_KIND:
        left_old: list[Named] = []
        left_new = [part for at, group in enumerate(new) if at not in pairs for part in group.all(kind)]
        for i, group in enumerate(old):
            here, there = group.all(kind), partner[i].all(kind) if i in partner else []
            equal = equal_pairs([text for _, text in here], [text for _, text in there])
            kept = set(equal.values())
            left_old += [part for n, part in enumerate(here) if n not in kept and part[1].strip()]
            left_new += [part for n, part in enumerate(there) if n not in equal]
        for n, i in equal_pairs([text for _, text in left_old], [text for _, text in left_new]).items():
            found.old[int(left_new[n][0])] = left_old[i][0]
    _match_moved_tables(old, new, partner, found)


def _match_moved_tables(old: Sequence[Group], new: Sequence[Group], partner: Mapping[int, Group], found: Matches) -> None:
    """Tables that stand unchanged, rows and all, in another section than before: what stands in their place is another one."""
    left_old: list[tuple[str, Whole]] = []
    stayed: set[str] = set()
    for i, group in enumerate(old):
        here, there = _tables(group), _tables(partner[i]) if i in partner else []
        equal = equal_pairs([table for _, table in here], [table for _, table in there])
        stayed |= {there[n][0] for n in equal}
        left_old += [part for n, part in enumerate(here) if n not in set(equal.values()) and "".join(part[1]).strip()]
    left_new = [part for group in new for part in _tables(group) if part[0] not in stayed]
    for n, i in equal_pairs([table for _, table in left_old], [table for _, table in left_new]).items():
        found.old[int(left_new[n][0])] = left_old[i][0]


def _tables(group: Group) -> list[tuple[str, Whole]]:
    return [(name, group.table(name, text)) for name, text in group.members.get("t", ())]


def _match_members(old: Group, new: Group, found: Matches, moved: Seen) -> None:
    """The sentences, figures, notes and tables of two sections that are one."""
    for kind in ("sentence", "f", "n"):
        _match_texts(*moved.left(old.members.get(kind, ()), new.members.get(kind, ())), BY_KIND[kind], found)
    olds, news = moved.left(old.members.get("t", ()), new.members.get("t", ()))
    tables = align([old.table(*t) for t in olds], [new.table(*t) for t in news], TABLES)
    for n, i in tables.pairs.items():
        _match_tables(old, olds[i][0], new, news[n][0], found, moved=moved)


def _match_tables(old: Group, old_table: str, new: Group, new_table: str, found: Matches, *, moved: Seen) -> None:
    """Two tables that are one, with their rows."""
    found.old[int(new_table)] = old_table
    _match_texts(*moved.left(old.members.get(f"r{old_table}", ()), new.members.get(f"r{new_table}", ())), ROWS, found)


def _match_texts(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], rules: Rules[str], found: Matches) -> None:
    aligned = align([text for _, text in old], [text for _, text in new], rules)
    found.old |= {int(new[n][0]): old[i][0] for n, i in aligned.pairs.items()}
    found.into |= {old[i][0]: int(new[n][0]) for i, n in aligned.into.items()}


def _match_rest(old: Sequence[Group], new: Sequence[Group], found: Matches) -> None:
    """What found no partner in its own section, wherever it stands now."""
    seen = Seen(found.kept, set(found.old))
    olds = [(group, *part) for group in old for part in group.members.get("t", ()) if part[0] not in seen.old]
    news = [(group, *part) for group in new for part in group.members.get("t", ()) if int(part[0]) not in seen.new]
    tables = align([g.table(name, text) for g, name, text in olds], [g.table(name, text) for g, name, text in news], MOVED_TABLES)
    for n, i in tables.pairs.items():
        _match_tables(olds[i][0], olds[i][1], news[n][0], news[n][1], found, moved=seen)
    seen = Seen(found.kept, set(found.old))
    for kind, rules in BY_KIND.items():
        left = seen.left((part for group in old for part in group.all(kind)), (part for group in new for part in group.all(kind)))
        _match_texts(*left, Rules(rules.likeness, rules.signs, rules.moved, rules.moved), found)


def _match_gone(gone: Sequence[Group], groups: Sequence[Group], left: Sequence[int], places: Sequence[int], found: Matches) -> None:
    """Sections that come back as they were: the same title, most of the same text under it."""
    olds, news = ([Whole((_title(group), *group.texts)) for group in some] for some in (gone, [groups[at] for at in left]))
    back = Rules(sameness.returning_likeness, sameness.section_signs, 1.0, 1.0)
    found.returned = {places[left[n]]: gone[i].id for n, i in align(olds, news, back).pairs.items()}
