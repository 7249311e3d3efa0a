"""What changed, for readers: the page of it, and an Atom feed for all plans and for each."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from html import escape

from generator.edition import Edition, PlanView
from generator.model.changes import Issue, PlaceChange, PlanChanges
from generator.site.glossary import place_name
from generator.site.marks import Translate, inline
from generator.site.repeats import sides
from generator.site.views.changes import ChangedIssue, ChangedPlace, ChangedPlan, ChangesView

SHOWN = 200
"""Places of a plan that an issue shows; `zhangju diff --json` has all."""
FOLDER = "changes/"


def changes_page(edition: Edition, say: Translate) -> ChangesView:
    """All issues, the newest first."""
    issues = tuple(_issue(edition, one, number, say) for number, one in reversed([*enumerate(edition.issues, 1)]))
    return ChangesView(title=say("changes"), edition=edition, say=say, description=say("changes_intro"), issues=issues)


def _issue(edition: Edition, one: Issue, number: int, say: Translate) -> ChangedIssue:
    plans = tuple(_plan(edition, plan, say) for plan in one.changes.plans)
    return ChangedIssue(name=f"i{number}", date=one.date, note=one.note, plans=plans, counts=_counts(one, say))


def _counts(one: Issue, say: Translate) -> str:
    kinds = (("changes_links", one.changes.links), ("changes_terms", one.changes.terms), ("changes_indicators", one.changes.indicators))
    return say("listed").join(f"{say(key)} +{len(kind.added)} −{len(kind.removed)}" for key, kind in kinds if kind)


def _plan(edition: Edition, plan: PlanChanges, say: Translate) -> ChangedPlan:
    here = plan.plan in {view.id for view in edition}
    living = {anchor.id: anchor.to or anchor.id for anchor in edition.plan(plan.plan).loaded.anchors} if here else {}
    return ChangedPlan(
        title=edition.plan(plan.plan).short_title if here else plan.title,
        url=f"{plan.plan}/" if here else "",
        feed=f"{FOLDER}{plan.plan}.xml" if here else "",
        state=say(f"changes_{plan.state}"),
        places=tuple(_place(edition.plan(plan.plan), living, place, say) for place in plan.places[:SHOWN]) if here else (),
        more=max(0, len(plan.places) - SHOWN),
    )


def _place(view: PlanView, living: Mapping[str, str], place: PlaceChange, say: Translate) -> ChangedPlace:
    """A place by where it stands now; `living` has where each address that was ever given leads to."""
    now = living.get(place.to or place.id, "")
    left, right = sides(place.before, place.after)
    name = place_name(view, now, say) if now else inline(place.id)
    return ChangedPlace(name=name, url=view.address(now) if now else "", state=say(f"changes_{place.state}"), left=left, right=right)


def feeds(edition: Edition, say: Translate, site_url: str) -> Iterator[tuple[str, str]]:
    """(path in the site, text) of the feed of all plans and of that of each; none where nothing was told yet."""
    if not edition.issues:
        return
    yield f"{FOLDER}feed.xml", _feed("feed", f"{say('site_name')} · {say('changes')}", edition.issues, say, site_url)
    for view in edition:
        told = [one for one in edition.issues if any(plan.plan == view.id for plan in one.changes.plans)]
        yield f"{FOLDER}{view.id}.xml", _feed(view.id, f"{view.short_title} · {say('changes')}", told, say, site_url)


def _feed(name: str, title: str, issues: tuple[Issue, ...] | list[Issue], say: Translate, site_url: str) -> str:
    """An Atom feed (RFC 4287). Its addresses are those of the published site, or relative to it where that is not known."""
    base = f"{site_url.rstrip('/')}/{FOLDER}" if site_url else ""
    day = issues[-1].date if issues else "1970-01-01"
    entries = "".join(_entry(name, number, one, say, base) for number, one in reversed([*enumerate(issues, 1)]))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">\n'
        f"<title>{escape(title)}</title>\n<id>{_urn(say, name)}</id>\n<updated>{day}T00:00:00Z</updated>\n"
        f"<author><name>{escape(say('site_name'))}</name></author>\n"
        f'<link rel="self" href="{escape(base)}{name}.xml"/>\n<link rel="alternate" type="text/html" href="{escape(base) or "./"}"/>\n'
        f"{entries}</feed>\n"
    )


def _entry(name: str, number: int, one: Issue, say: Translate, base: str) -> str:
    plans = [plan for plan in one.changes.plans if name in ("feed", plan.plan)]
    told = [f"{plan.title}：{_state(plan, say)}" for plan in plans]
    summary = "\n".join(filter(None, [*told, _counts(one, say) if name == "feed" else ""]))
    anchor = f"{base or './'}#i{number}" if name == "feed" else base or "./"
    return (
        f"<entry>\n<title>{escape(one.note)}</title>\n<id>{_urn(say, f'{name} {one.changes.since} {one.date}')}</id>\n"
        f"<updated>{one.date}T00:00:00Z</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escape(anchor)}"/>\n<summary>{escape(summary)}</summary>\n</entry>\n'
    )


def _state(plan: PlanChanges, say: Translate) -> str:
    state = say(f"changes_{plan.state}")
    return f"{state} {len(plan.places)}{say('uses_unit', len(plan.places))}" if plan.places else state


def _urn(say: Translate, name: str) -> str:
    """The id of a feed or an entry, which stays when the site moves."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{say('site_name')} changes {name}").urn
