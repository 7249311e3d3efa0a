"""What is kept of another print: a `[[witness]]` with its reach and result, and a `[[variant]]` for each place where the prints differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rapidfuzz import fuzz

from generator.absorbing.entries import Add, Drop, Entry, Set
from generator.collating.differences import KINDS, Compared, Difference
from generator.collating.letters import Letters
from generator.collating.prints import OtherPrint, Ours
from generator.collating.readings import BLANKS, Reading
from generator.reading.settings import Settings, Variant

TOLD = ("numbers", "words", "lacking", "added")
"""Kinds of differences that readers see one by one: what both prints have, though elsewhere on the page, is only counted."""
AROUND = 4
"""Letters on each side by which a reader knows the place."""
LONGEST = 60
"""Letters of a reading that are shown and kept: of a whole passage only its length."""
MOST = 300
"""Differences that are kept: two prints with more are two versions, and their comparison is no list (V005 tells how many are not)."""
SAME_PLACE = 60.0
"""Likeness from which a difference is the one that an editor's note spoke of, though letters beside it changed."""


def entries(
    settings: Settings, name: str, ours: Ours, witness: OtherPrint, compared: Compared, *, read: Sequence[Reading], marks: int
) -> list[Entry]:
    """The entries that put the record of a print into the settings, instead of an earlier one of the same print."""
    old = next((i for i, one in enumerate(settings.witness) if name == one.name or witness.sha256 == one.sha256), None)
    former = settings.witness[old].name if old is not None else ""
    places = variants(name, ours, witness, compared)
    notes = notes_of([v for v in settings.variant if v.witness == former and v.note], places)
    values = (("name", name), *facts(ours, witness, compared, read, marks))
    found: list[Entry] = [Set("witness", old, values) if old is not None else Add("witness", values)]
    found += [Drop("variant", i) for i, variant in enumerate(settings.variant) if variant.witness == former]
    for at, one in enumerate(places):
        told = (("witness", name), ("place", one.place), ("ours", one.ours), ("theirs", one.theirs))
        found.append(Add("variant", (*told, ("note", notes[at])) if at in notes else told))
    return found


def notes_of(noted: Sequence[Variant], places: Sequence[Variant]) -> dict[int, str]:
    """The notes of editors by the index of the place that has each now: the same words, else the likest ones of the same place."""
    found: dict[int, str] = {}
    for old in sorted(noted, key=lambda one: all((one.place, one.ours) != (new.place, new.ours) for new in places)):
        likeness = {at: _likeness(old, new) for at, new in enumerate(places) if new.place == old.place and at not in found}
        best = max(likeness, key=likeness.__getitem__, default=-1)
        if best >= 0 and likeness[best] >= SAME_PLACE:
            found[best] = old.note
    return found


def _likeness(old: Variant, new: Variant) -> float:
    """How much two differences of one place are one and the same, from 0 to 100."""
    return fuzz.ratio(old.ours, new.ours) / 2 + fuzz.ratio(old.theirs, new.theirs) / 2


def without_place(settings: Settings, record: Sequence[Entry]) -> list[Variant]:
    """Differences with a note of an editor that is in the settings and at no place of the new record."""
    dropped = [settings.variant[entry.index] for entry in record if isinstance(entry, Drop) and entry.table == "variant"]
    kept = Counter(dict(entry.values).get("note") for entry in record if isinstance(entry, Add) and entry.table == "variant")
    gone = []
    for one in dropped:
        if one.note and not kept[one.note]:
            gone.append(one)
        kept[one.note] -= 1
    return gone


def facts(ours: Ours, witness: OtherPrint, compared: Compared, read: Sequence[Reading], marks: int) -> Iterator[tuple[str, Any]]:
    """The values of a `[[witness]]`, its name aside."""
    yield "sha256", witness.sha256
    yield "reach", [[ours.place(start), ours.place(end - 1)] for start, end in compared.reach]
    yield "letters", sum(end - start for start, end in compared.reach)
    yield "agreed", compared.agreed
    counts = Counter(one.kind for one in compared.differences) + Counter({"marks": marks})
    yield from ((kind, counts[kind]) for kind in KINDS)
    verdicts = Counter((one.entry.status, one.verdict) for one in read)
    yield "confirmed", verdicts["applied", "supports"] + verdicts["flagged", "supports"]
    yield "against", verdicts["applied", "denies"]
    yield "as_printed", verdicts["flagged", "denies"]


def variants(name: str, ours: Ours, witness: OtherPrint, compared: Compared) -> list[Variant]:
    """The places where the prints differ, as readers see them."""
    told = [one for one in compared.differences if one.kind in TOLD][:MOST]
    return [Variant(name, *shown(ours, witness, one)) for one in told]


def shown(ours: Ours, witness: OtherPrint, one: Difference) -> tuple[str, str, str]:
    """(anchor, our words, theirs) of a difference, with some letters of the same part around it."""
    place = ours.place(one.start)
    left = right = 0
    while left < AROUND and one.start - left > 0 and ours.place(one.start - left - 1) == place and one.other_start - left > 0:
        left += 1
    last, other_last = len(ours.letters.text), len(witness.letters.text)
    while right < AROUND and one.end + right < last and ours.place(one.end + right) == place and one.other_end + right < other_last:
        right += 1
    mine = _words(ours.letters, (one.start - left, one.start, one.end, one.end + right))
    spans = one.other_start - left, one.other_start, one.other_end, one.other_end + right
    return place, mine, _words(witness.letters, spans)


def _words(letters: Letters, spans: tuple[int, int, int, int]) -> str:
    """The words of a difference with those around it."""
    before, start, end, after = spans
    if end - start <= LONGEST:
        return _plain(letters.between(before, after))
    return f"{_plain(letters.between(before, start))}〔{end - start}字〕{_plain(letters.between(end, after))}"


def _plain(words: str) -> str:
    return BLANKS.sub("", words).replace("~", "").replace("[^", "").replace("]", "")
