"""The pictures of a site's preview cards: which page has which, where they stand, and that one which was drawn is not drawn again.

A picture is called by a digest of all that it shows and of what it is drawn with: pages with the same words share one, and one that is
known stays in `.cache/cards` from build to build. Those that no page has any more go.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field
from importlib.util import find_spec
from pathlib import Path

from generator.crew import crew
from generator.edition import Edition, PlanView
from generator.errors import ZhangjuError
from generator.site.built import Dealt
from generator.site.cards.card import Card, home_card, plan_card, section_cards
from generator.site.cards.drawing import Inks, drawn
from generator.site.cards.fonts import CODE, Fonts, found_fonts
from generator.site.cards.picture import Picture
from generator.site.marks import Translate
from generator.site.unchanged import own_folder
from generator.site.views import ChapterView, HomeView, PlanPageView, View, WholeView

FOLDER = "cards"
"""Of the site."""
DRAWING = 1
"""Which way of drawing: another number draws all anew."""
HAND = 24
"""Cards that are drawn in one go."""
SIGNATURE, END = b"\x89PNG", b"IEND\xaeB`\x82"


@dataclass(frozen=True)
class Deck:
    """Makes pictures for a site at an address."""

    site_url: str
    fonts: Mapping[str, Fonts]
    inks: Inks
    sections: dict[tuple[str, str], Mapping[str, Card]] = field(default_factory=dict)
    """(language, plan) → the cards of its sections, once they were asked for."""

    @property
    def drawn_with(self) -> object:
        """What makes pictures of the same cards other ones."""
        return DRAWING, self.fonts, self.inks

    def of_view(self, view: View) -> Picture | None:
        """The picture of a page; None for one that has none of its own."""
        if isinstance(view, HomeView):
            return self.picture(home_card(view.edition, view.say))
        if isinstance(view, PlanPageView | WholeView):
            return self.picture(plan_card(view.plan, view.edition, view.say))
        return self.of_section(view.plan, view.chapter.sections[0].id, view.edition, view.say) if isinstance(view, ChapterView) else None

    def of_section(self, plan: PlanView, section: str, edition: Edition, say: Translate) -> Picture:
        """That of a section of a plan."""
        key = edition.language.code, plan.id
        if key not in self.sections:
            self.sections[key] = dict(section_cards(plan, edition, say))
        return self.picture(self.sections[key][section])

    def picture(self, card: Card) -> Picture:
        """The picture of a card, as a page names it."""
        return Picture(f"{self.site_url.rstrip('/')}/{FOLDER}/{self.name(card)}", card.alt)

    def name(self, card: Card) -> str:
        """Its file."""
        faces = self.fonts[card.forms]
        with_what = [(face.index, face.digest) for face in (faces.text, faces.bold)]
        return hashlib.sha256(repr((DRAWING, astuple(card), with_what, astuple(self.inks))).encode()).hexdigest()[:20] + ".png"

    def draw(self, cards: tuple[Card, ...]) -> list[bytes]:
        """Some of them."""
        return [drawn(card, self.fonts[card.forms], self.inks) for card in cards]

    def deal(self, site: Path, cache: Path, cards: Iterable[Card]) -> Dealt:
        """Put all pictures into a site, those that are kept in `cache` as they are, and keep the others there."""
        begun = time.monotonic()
        wanted = {self.name(card): card for card in cards}
        own_folder(cache.parents[1])
        cache.mkdir(exist_ok=True)
        (site / FOLDER).mkdir(exist_ok=True)
        new = [name for name in wanted if not _is_whole(cache / name)]
        hands = {name: new[n : n + HAND] for n, name in enumerate(new) if n % HAND == 0}
        asked = {first: (tuple(wanted[name] for name in names),) for first, names in hands.items()}
        with crew() as workers:  # of this machine: another has other fonts
            for first, outcome in workers.each("drawing pictures", _drawn, asked, shared=self):
                for name, picture in zip(hands[first], outcome(), strict=True):
                    part = cache / f"{name}.part"
                    part.write_bytes(picture)
                    part.replace(cache / name)
        for name in wanted:
            shutil.copyfile(cache / name, site / FOLDER / name)
        for file in cache.iterdir():
            if file.name not in wanted:
                file.unlink()
        size = sum((site / FOLDER / name).stat().st_size for name in wanted)
        return Dealt(len(wanted), len(new), size, round(time.monotonic() - begun, 1))


def all_cards(edition: Edition, say: Translate) -> Iterator[Card]:
    """Every card that a page in one language has."""
    yield home_card(edition, say)
    for view in edition:
        yield plan_card(view, edition, say)
        yield from (card for _, card in section_cards(view, edition, say))


def deck(site_url: str, inks: Inks, font: str, settings: Path | str) -> Deck:
    """What draws the pictures of a site. Raises ZhangjuError where that cannot be: of what it needs, or where the site has no address."""
    if not site_url:
        cause = "`cards` asks for pictures, and a page can name them only where the site knows its address"
        raise ZhangjuError(settings, None, cause, "write it as `site_url`", CODE)
    if find_spec("PIL") is None:
        cause = "`cards` asks for pictures, and Pillow, which draws them, is missing"
        raise ZhangjuError(settings, None, cause, "pip install pillow", CODE)
    return Deck(site_url, found_fonts(font, Path(settings).parent, settings), inks)


def _drawn(whole: Deck, cards: tuple[Card, ...]) -> list[bytes]:
    return whole.draw(cards)


def _is_whole(file: Path) -> bool:
    """Whether a picture stands there from its first byte to its last."""
    try:
        data = file.read_bytes()
    except OSError:
        return False
    return data.startswith(SIGNATURE) and data.endswith(END)
