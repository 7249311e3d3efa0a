"""Pages that a build before finished, known by all that their templates were given.

A view is told by a digest of its fields, whatever they hold; the edition and plans in it by what nearly every page says of them (`OF_PLAN`,
`OF_EDITION`). A template that asks them for anything else is seen doing so (`Asked`): of a plan its page then depends on the whole of it,
of the edition on all that stands in the project. So templates that others write are as safe as ours.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment

from generator.edition import Edition, PlanView
from generator.site.quality.watch import SeenPage
from generator.site.sealed import Sealed
from generator.site.views import View

_SHOWN = "id", "title", "short_title", "printed_title", "shown", "known", "language", "supplied", "missing", "witnesses", "earlier"
OF_PLAN = frozenset((*_SHOWN, "traditional"))
"""What of a plan is told by `_plan`: its metadata. What every edit changes, as a count of characters, would change all pages."""
OF_EDITION = frozenset(("language", "plans", "by_date", "has_topics", "has_indicators"))
"""The same of an edition."""
BY_THE_CLOCK = b"build_date"
"""What MkDocs tells templates of the time: a page with it is no function of anything else."""
PROTOCOL = 5
UNTOLD = pickle.PicklingError, TypeError, AttributeError, ValueError, KeyError, RecursionError
"""What comes of a thing that cannot be told."""


class Finished(NamedTuple):
    """A page as it is written, and what is known of it."""

    html: str
    apart: str | None
    """What it fetches when a reader wants it."""
    seen: SeenPage
    plans: Mapping[str, str]
    """Plans that its template asked for more → the digest of each."""
    whole: str
    """The digest of the project, where its template asked the edition for more; else empty."""


class Asked:
    """What templates asked of plans and of the edition beyond what every page may."""

    def __init__(self) -> None:
        self.plans: dict[str, PlanView] = {}
        self.edition = False

    def listen(self, env: Environment) -> None:
        """Hear what templates of an environment ask."""
        env.getattr = self._heard(env.getattr)  # type: ignore[method-assign, assignment]
        env.getitem = self._heard(env.getitem)  # type: ignore[method-assign, assignment]

    def begin(self) -> None:
        """A page begins."""
        self.plans, self.edition = {}, False

    def _heard(self, ask: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        def heard(thing: Any, name: Any) -> Any:
            kind = type(thing)
            if kind is PlanView and name not in OF_PLAN:
                self.plans[thing.id] = thing
            elif kind is Edition and name not in OF_EDITION:
                self.edition = True
            return ask(thing, name)

        return heard


@dataclass
class KnownPages:
    """Those of a project, for a build with certain settings and templates."""

    store: Sealed
    frame: str
    """A digest of all that pages are made of beside content."""
    whole: str
    """A digest of all that they are made of."""
    _held: dict[tuple[int, str], tuple[object, str]] = field(default_factory=dict)
    """Id of a thing and what is told of it → itself, so that its id stays its own, and the digest."""

    def of(self, job: str) -> dict[str, Finished]:
        """The pages of a piece of work by their keys."""
        found = self.store.read(job)
        return found if isinstance(found, dict) else {}

    def key(self, path: str, view: View) -> str:
        """What a page is known by; empty for one that cannot be told."""
        return self.digest((self.frame, path, view))

    def holds(self, page: Finished, edition: Edition) -> bool:
        """Whether what its template asked for is as it was."""
        if page.whole not in ("", self.whole):
            return False
        plans = {view.id: view for view in edition} if page.plans else {}
        return all(name in plans and self.plan(plans[name]) == digest for name, digest in page.plans.items())

    def plan(self, view: PlanView) -> str:
        """A digest of the whole of a plan."""
        return self.once(view, "whole", lambda view: (view, [getattr(view, name) for name in _names(PlanView)]))

    def once(self, thing: Any, what: str, facts: Callable[[Any], object]) -> str:
        """The digest of some facts of a thing, which is reckoned once."""
        if (id(thing), what) not in self._held:
            self._held[id(thing), what] = thing, self.digest(facts(thing))
        return self._held[id(thing), what][1]

    def digest(self, value: object) -> str:
        """A digest of what a value holds; empty for one that cannot be told."""
        told = _Told(self)
        with suppress(*UNTOLD):
            told.dump(value)
            return told.hash.hexdigest()
        return ""


class _Told(pickle.Pickler):
    """A digest of what a thing holds."""

    def __init__(self, known: KnownPages) -> None:
        self.hash, self._known = blake2b(digest_size=20), known
        super().__init__(self, protocol=PROTOCOL)
        self.fast = True  # else it would tell which of two equal things are the same one

    def write(self, data: bytes | memoryview) -> None:
        self.hash.update(data)

    def reducer_override(self, thing: Any) -> Any:
        """What a thing is told by."""
        kind: Any = type(thing)
        if kind is PlanView or kind is Edition:
            return list, ([kind.__name__, self._known.once(thing, "", _plan if kind is PlanView else _edition)],)
        if kind is functools.partial:
            given = [self._known.once(one, "", lambda words: [*words.items()]) if type(one) is dict else one for one in thing.args]
            return list, ([thing.func.__qualname__, given, thing.keywords],)
        if is_dataclass(thing) and kind is not type:
            return list, ([kind.__qualname__, *(_in_order(getattr(thing, name)) for name in _names(kind))],)
        return NotImplemented


def _in_order(value: Any) -> Any:
    """A value; of a set its members in an order that every process has."""
    return sorted(value) if isinstance(value, set | frozenset) else value


@functools.cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))  # type: ignore[arg-type]


def _plan(view: PlanView) -> Any:
    """What pages may say of any plan."""
    said = {place: one for place, one in view.translations.by_context.items() if place.startswith("plan:")} if view.translations else {}
    return view.id, view.plan.meta, said, view.printed_title, view.language, view.earlier, view.traditional


def _edition(edition: Edition) -> Any:
    """What pages may say of the edition."""
    facts = edition.language, edition.has_topics, edition.has_indicators
    return facts, edition.plans, [view.id for view in edition.by_date]


def known_pages(store: Sealed, frame: str, whole: str, theme: list[Path], more: object) -> KnownPages | None:
    """Those of a build, by what stands around its pages; None where that is not known, or pages tell the time."""
    if not frame or not whole or any(BY_THE_CLOCK in file.read_bytes() for folder in theme for file in folder.rglob("*.html")):
        return None
    known = KnownPages(store, frame, whole)
    known.frame = known.digest((frame, more))
    return known if known.frame else None
