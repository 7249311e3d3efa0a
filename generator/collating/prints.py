"""The two prints that are held against each other: ours as published, and the other as its file has it without what its page added."""

from __future__ import annotations

import bisect
import hashlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from generator.collating.letters import Letters, letters_of
from generator.collating.script import in_simplified
from generator.model import Repair
from generator.pipeline import Converted, anchored_spans
from generator.proposing import detect_format
from generator.reading.encoding import decode
from generator.reading.seed import Seed
from generator.repair import RULES
from generator.repair.engine import Draft, apply
from generator.text_file import read_bytes

DOUBTFUL = frozenset({"numbers", "page-numbers"})
"""Rules that exchange or take digits by what is likely: another print says what it says, and beside ours its page
numbers show themselves."""


@dataclass(frozen=True)
class Ours:
    """Our print: the published text, with the headings that an editor supplied where they are shown."""

    converted: Converted
    letters: Letters
    origin: array[int]
    """Offset in the repaired text of each character of the print; -1 in a supplied heading."""
    starts: list[int]
    names: list[str]
    """Anchor of what begins at each of `starts`."""

    def place(self, letter: int) -> str:
        """The anchor that a letter stands in; after the last letter, that of the last."""
        at = self.letters.at[min(letter, len(self.letters.at) - 1)]
        return self.names[max(0, bisect.bisect_right(self.starts, at) - 1)] if self.names else ""

    def seed_offset(self, letter: int) -> int:
        """Offset in the seed of a letter, -1 for one that no seed has."""
        at = self.origin[self.letters.at[letter]]
        return -1 if at < 0 else self.converted.repaired.draft.origin[at]

    @cached_property
    def by_seed(self) -> tuple[list[int], list[int]]:
        """Offsets in the seed of all letters that have one, in order, and the letters."""
        pairs = sorted((offset, i) for i in range(len(self.letters.at)) if (offset := self.seed_offset(i)) >= 0)
        return [offset for offset, _ in pairs], [i for _, i in pairs]


def ours_of(converted: Converted) -> Ours:
    """The print of what convert makes."""
    pieces: list[str] = []
    origin = array("q")
    places: list[tuple[int, str]] = []
    text, done, length = converted.repaired.text, 0, 0
    supplied = dict(_supplied(converted))
    for (start, _), name in sorted((span, name) for section in converted.plan.sections for span, name in anchored_spans(section)):
        pieces.append(text[done:start])
        origin.extend(range(done, start))
        length += start - done
        done = start
        for heading, words in supplied.pop(name, ()):
            places.append((length, heading))
            pieces.append(f"{words}\n")
            origin.extend([-1] * (len(words) + 1))
            length += len(words) + 1
        places.append((length, name))
    pieces.append(text[done:])
    origin.extend(range(done, len(text)))
    return Ours(converted, letters_of("".join(pieces)), origin, [at for at, _ in places], [name for _, name in places])


def _supplied(converted: Converted) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Anchor → the supplied headings that stand before it, (anchor, words) each."""
    waiting: list[tuple[str, str]] = []
    for section in converted.plan.sections:
        if section.supplied:
            waiting.append((section.id, section.mark + section.title))
        here = next((name for _, name in anchored_spans(section)), "")
        if waiting and here:
            yield here, waiting
            waiting = []


@dataclass(frozen=True)
class OtherPrint:
    """The other print."""

    path: Path
    sha256: str
    """Of the file's bytes."""
    seed: Seed
    draft: Draft
    letters: Letters
    dropped: tuple[Repair, ...]
    """What our rules took for its page's own: numbers, contents, running heads, menus."""

    def offset(self, letter: int) -> int:
        """Offset in the file's text of a letter."""
        return self.draft.origin[self.letters.at[letter]]

    def line(self, letter: int) -> int:
        """1-based line of the file."""
        return self.seed.place(self.offset(min(letter, len(self.letters.at) - 1)))[0] if self.letters.at else 1


def witness_of(path: Path, plan: Seed) -> OtherPrint:
    """Read another print of a plan. Raises ZhangjuError for what is empty, no text or not decodable."""
    data = read_bytes(path)
    decoded = decode(data, str(path))
    settings = replace(plan.settings, format=detect_format(decoded.text), correction=[], keep=[], table=[], border=[], break_=[])
    seed = Seed(plan.plan, path, text=decoded.text, encoding=decoded.encoding, bom=decoded.bom, settings=settings)
    draft, dropped = Draft.of(seed.text), []
    for step, rule in enumerate(RULES, 1):
        if settings.format in rule.formats and rule.name not in DOUBTFUL:
            draft, entries = apply(draft, seed, rule.name, rule.reason, step, edits=rule.propose(draft.text, settings))
            dropped += [entry for entry in entries if len(letters_of(entry.before).text) > len(letters_of(entry.after).text)]
    draft = Draft(in_simplified(draft.text), draft.origin)
    return OtherPrint(
        path, hashlib.sha256(data).hexdigest(), seed=seed, draft=draft, letters=letters_of(draft.text), dropped=tuple(dropped)
    )
