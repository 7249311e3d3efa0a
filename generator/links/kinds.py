"""The kinds of links between places, a row each; the open data, the editors' file and the counts of the quality page go by it.

To add one: a row here, and a module that finds its links. Its name in each language is `quality_<name>` of `templates/strings`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.model import Link, Plan

Direction = Literal["to the cited", "to the older", "either way"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKind:
    """A kind of links."""

    name: str
    """As open data call it, and the locks."""
    direction: Direction
    """Where a link leads; between plans of one date "older" is the one that comes first."""
    editors: bool = False
    """True when `content/links.toml` may give a pair this type."""
    find: Callable[[Sequence[Plan]], Iterable[Link]] | None = None
    """Finds the links in plans, oldest first; None for those that `Links` has by fields of its own, which pages show."""

    @property
    def label(self) -> str:
        """Key of its name among the strings of the interface, which heads its column of counts."""
        return f"quality_{self.name}"


KINDS = (
    LinkKind(name="cites", direction="to the cited"),
    LinkKind(name="repeats", direction="either way"),
    LinkKind(name="continues", direction="to the older", editors=True),
    LinkKind(name="related", direction="either way", editors=True),
)
"""In the order of columns."""


def link_names() -> list[str]:
    """The names of all kinds."""
    return [kind.name for kind in KINDS]


def editors_types() -> list[str]:
    """The types that editors may give a pair."""
    return [kind.name for kind in KINDS if kind.editors]


def found_by_kind(plans: Sequence[Plan]) -> tuple[Link, ...]:
    """The links of the kinds that find them by themselves."""
    return tuple(link for kind in KINDS if kind.find for link in kind.find(plans))
