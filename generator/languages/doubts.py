"""What an editor can settle for the Traditional text: characters that nothing decides, and phrases that settle nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.languages.phrases import Phrase
from generator.languages.traditional import Converter
from generator.model import Plan

AROUND = 4
"""Characters shown on each side of a doubtful one."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """What the conversion of the plans left open."""

    undecided: Mapping[str, tuple[tuple[str, str, str], ...]]
    """Character → its places: plan, anchor (both empty for what editors wrote), the words around it with the character in brackets."""
    unused: tuple[Phrase, ...]
    """Phrases of the edition that decided nothing."""


def find_doubts(converter: Converter, plans: Iterable[Plan], others: Iterable[str] = ()) -> Doubts:
    """Convert every part of the plans, and other texts of the edition, and tell what was open."""
    parts = [(plan.id, part.place, part.text) for plan in plans for section in plan.sections for part in section.parts()]
    known = {text for _, _, text in parts}
    parts += [("", "", text) for text in dict.fromkeys(others) if text not in known]
    undecided: dict[str, list[tuple[str, str, str]]] = {}
    for (plan, place, text), made in zip(parts, converter.convert([text for _, _, text in parts]), strict=True):
        for at in made.undecided:
            words = f"{text[max(0, at - AROUND) : at]}[{text[at]}]{text[at + 1 : at + 1 + AROUND]}"
            undecided.setdefault(text[at], []).append((plan, place, words))
    unused = tuple(phrase for phrase in converter.phrases if phrase.text not in converter.used)
    return Doubts({char: tuple(places) for char, places in undecided.items()}, unused)
