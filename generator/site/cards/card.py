"""What stands on the picture of a preview card, and which card a page has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.model import Section
from generator.site.cards.fonts import LATIN, SIMPLIFIED, TRADITIONAL
from generator.site.marks import Translate
from generator.site.metadata import first_sentences
from generator.site.parallel import number_in

ROOM = 240
"""Characters of a clause's first words: more than any picture has room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The words of a picture, as they stand on it from its head to its foot."""

    plan: str = ""
    """The plan's title, above a clause of it."""
    short: str = ""
    """What it is called where that has no room."""
    number: str = ""
    """As printed."""
    heading: str
    words: str = ""
    """The first ones of the text."""
    edition: str
    """What the edition is called."""
    forms: str
    """How its characters are written: a key of `fonts.WANTED`."""

    @property
    def alt(self) -> str:
        """The same as text, for who does not see the picture."""
        return " · ".join(filter(None, (f"{self.number} {self.heading}".strip(), self.short)))


def section_cards(view: PlanView, edition: Edition, say: Translate) -> Iterator[tuple[str, Card]]:
    """(id, card) of each section of a plan."""
    sentences = first_sentences(view.plan.sections, view.translated)
    for section in view.plan.sections:
        if section.id != "front":
            yield section.id, _of_section(view, section, sentences.get(section.id, ""), edition, say)


def plan_card(view: PlanView, edition: Edition, say: Translate) -> Card:
    """The card of a plan."""
    facts = (view.shown("issuer") or view.shown("author"), view.known("period").replace("-", "–") or view.known("date"))
    return Card(heading=view.title, words="　".join(filter(None, facts)), **_of_edition(edition, say, view))


def home_card(edition: Edition, say: Translate) -> Card:
    """The card of the edition itself."""
    return Card(heading=say("site_name"), words=say("site_description"), **_of_edition(edition, say))


def _of_section(view: PlanView, section: Section, words: str, edition: Edition, say: Translate) -> Card:
    title = plain(view.translated(section.id))
    number = number_in(section, view.language) if view.language.translated else view.numbers.get(section.id, "")
    return Card(
        plan=view.title,
        short=view.short_title,
        number=plain(number),
        heading=title or plain(section.title),
        words=words[:ROOM],
        **_of_edition(edition, say, view),
    )


def _of_edition(edition: Edition, say: Translate, view: PlanView | None = None) -> dict[str, str]:
    traditional = edition.language.traditional or (view is not None and view.traditional)
    forms = LATIN if edition.language.translated else TRADITIONAL if traditional else SIMPLIFIED
    return {"edition": f"{say('site_name')}　{say('site_subtitle')}", "forms": forms}
