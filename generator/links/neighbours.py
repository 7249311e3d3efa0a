"""Other sites of the same kind, as their inventories tell of them: what they hold, and where.

`content/neighbours.toml` names them, `zhangju neighbours` fetches their inventories into `content/neighbours.lock`; a build reads only
that, so a site that is gone does no harm. What it adds: where a work that the texts cite can be read, counterparts that an editor names,
and titles that search offers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from generator.errors import ZhangjuError
from generator.findings import Finding
from generator.model import Plan
from generator.model.address import is_link
from generator.placing import changing
from generator.toml_file import load_built

FILE, LOCK = "neighbours.toml", "neighbours.lock"
FORMAT = "zhangju-inventory 1"
OLD = 180
"""Days after which an inventory is told to be old."""
BROKEN = ValueError, KeyError, TypeError, AttributeError, RecursionError
"""What comes of a thing that is no inventory."""
FETCH = "run `zhangju neighbours` and commit content/"


@dataclass(frozen=True, slots=True)
class Site:
    """A site that the editors name."""

    id: str
    name: str
    inventory: str
    """Address or path of its `api/inventory.json`."""
    url: str = ""
    """Where the site is, when its inventory does not say so and the address of that does not show it."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class BeyondPair:
    """A counterpart that an editor names."""

    here: str
    """`yun-plan 3.4.3`"""
    there: str
    """Site, plan and place: `sheng sheng-plan 5.2`."""
    reason: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class NeighbourEditors:
    """The whole file."""

    site: list[Site] = field(default_factory=list)
    pair: list[BeyondPair] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Beyond:
    """A place of another site beside one of ours."""

    plan: str
    place: str
    site: str
    """The name of the site."""
    title: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What is known of other sites."""

    works: Mapping[str, str] = field(default_factory=dict)
    """Title of a plan there → where it can be read."""
    beyond: tuple[Beyond, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """(title, address) of the plans there."""
    searches: tuple[tuple[str, str], ...] = ()
    """(name of a site, address of its search)."""
    findings: tuple[Finding, ...] = ()


def read_editors(content: Path) -> NeighbourEditors:
    """Read `content/neighbours.toml`; nothing when there is none. Raises ZhangjuError with file and line."""
    path = content / FILE
    if not path.is_file():
        return NeighbourEditors()
    editors = load_built(NeighbourEditors, path)[1]
    for site in editors.site:
        if site.url and not is_link(site.url):
            raise ZhangjuError(path, site.at, f"`{site.url}` is no web address", "write where the site is: https://…/", "N003")
    return editors


def load_neighbours(content: Path, plans: Sequence[Plan], today: date | None = None) -> Neighbours:
    """What inventories tell that can be read; the rest are findings. Raises ZhangjuError for what editors wrote wrong."""
    editors = read_editors(content)
    if not editors.site and not editors.pair:
        return Neighbours()
    known, found = _locked(content)
    held: dict[str, dict[str, Any]] = {}
    for site in editors.site:
        entry = known.get(site.id)
        found += _age(content, site, entry, today or datetime.now(UTC).date())
        try:
            if entry:
                held[site.id] = checked(entry["inventory"], site)
        except BROKEN as error:
            found.append(Finding("L006", str(content / LOCK), 1, f"{site.id}: {error}", f"{FETCH}; until then nothing leads there"))
    addresses = {name: {plan["id"]: plan for plan in inventory["plans"]} for name, inventory in held.items()}
    names = tuple((plan["title"], urljoin(one["url"], plan["url"])) for one in held.values() for plan in one["plans"])
    titles = ((title, urljoin(one["url"], p["url"])) for one in held.values() for p in one["plans"] for title in (p["title"], *p["titles"]))
    beyond, resting = _beyond(content, editors, plans, held, addresses)
    return Neighbours(
        works=dict(reversed([*titles])),  # the first site that has it
        beyond=tuple(beyond),
        names=names,
        searches=tuple((site.name, urljoin(held[site.id]["url"], "search/")) for site in editors.site if site.id in held),
        findings=(*found, *resting),
    )


def _locked(content: Path) -> tuple[dict[str, dict[str, Any]], list[Finding]]:
    """Id → what was fetched of a site; a line that is damaged is a finding."""
    path = content / LOCK
    known: dict[str, dict[str, Any]] = {}
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else (), 1):
        try:
            entry = json.loads(line)
            known[entry["id"]] = entry
        except BROKEN:
            found.append(Finding("L006", str(path), number, "the line is no inventory", f"{FETCH}; until then nothing leads to that site"))
    return known, found


def _age(content: Path, site: Site, entry: Mapping[str, Any] | None, today: date) -> Iterator[Finding]:
    if entry is None:
        yield Finding("L005", str(content / FILE), site.at, f"the inventory of {site.id} was never fetched", FETCH)
        return
    try:
        days = (today - date.fromisoformat(str(entry.get("fetched")))).days
    except ValueError:
        days = OLD + 1
    if days > OLD:
        yield Finding("L005", str(content / LOCK), 1, f"the inventory of {site.id} is of {entry.get('fetched')}", FETCH)


def checked(inventory: Any, site: Site) -> dict[str, Any]:
    """An inventory that holds what one must, with the site's address. Raises ValueError, KeyError or TypeError."""
    if inventory["format"] != FORMAT:
        raise ValueError(f"its format is {inventory['format']!r}, not {FORMAT!r}")
    above = site.inventory.removesuffix("api/inventory.json")
    url = site.url or inventory["url"] or (above if is_link(above) and above != site.inventory else "")
    if not is_link(url):
        raise ValueError("where the site is stands neither in it nor in `url`")
    url = url if url.endswith("/") else f"{url}/"
    plans = [*map(_plan, inventory["plans"])]
    if bad := next((p["url"] for p in plans if not urljoin(url, p["url"]).startswith(url)), None):
        raise ValueError(f"`{bad}` leads out of the site")
    return {"url": url, "plans": plans}


def _plan(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A plan of an inventory. Raises KeyError, TypeError or ValueError."""
    told = {key: str(entry[key]) for key in ("id", "title", "url")}
    return {**told, "titles": [*map(str, entry["titles"])], "sections": {str(key): str(name) for key, name in entry["sections"].items()}}


def _beyond(
    content: Path, editors: NeighbourEditors, plans: Sequence[Plan], held: Mapping[str, Any], addresses: Mapping[str, Any]
) -> tuple[list[Beyond], list[Finding]]:
    """The counterparts that editors name, and those that rest."""
    own = {plan.id: plan for plan in plans}
    names = {site.id: site.name for site in editors.site}
    found, resting = [], []
    for pair in editors.pair:
        plan, _, place = pair.here.partition(" ")
        if plan not in own or place not in set(own[plan].anchors()):
            raise ZhangjuError(
                content / FILE, pair.at, f"`{pair.here}` is no place of the plans", "write a plan and an anchor of it", "S001"
            )
        site, other, there = (*pair.there.split(" "), "", "")[:3]
        if site not in names:
            raise ZhangjuError(content / FILE, pair.at, f"no [[site]] has the id `{site}`", "write a site, its plan and a place", "S001")
        known = addresses.get(site, {}).get(other)
        if not known or there not in known["sections"]:
            how = "its inventory has no such place: see whether it moved, or take the entry out"
            resting.append(Finding("L007", str(content / FILE), pair.at, f"`{pair.there}`", how))
            continue
        url = f"{urljoin(held[site]['url'], known['url'])}{there}/"
        title = f"{known['title']} {known['sections'][there]}"
        found.append(Beyond(plan=plan, place=place, site=names[site], title=title, url=url, reason=pair.reason))
    return found, resting


def locked_line(site: Site, inventory: Any, today: date) -> str:
    """A line of the lock. Raises ValueError, KeyError or TypeError for what is no inventory."""
    checked(inventory, site)
    kept = {key: inventory[key] for key in ("format", "url", "plans")}
    entry = {"id": site.id, "fetched": today.isoformat(), "inventory": kept}
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def fetched_line(site: Site, root: Path) -> str:
    """The lock's line of a site, fetched now. Raises OSError, ValueError, KeyError or TypeError."""
    if is_link(site.inventory):
        from http.client import HTTPException  # here: these load ssl, which nothing else needs
        from urllib.request import Request, urlopen

        try:
            with urlopen(Request(site.inventory, headers={"User-Agent": "zhangju"}), timeout=30) as answer:
                text = answer.read()
        except HTTPException as error:  # an answer that breaks off
            raise OSError(repr(error)) from error
    else:
        text = (root / os.path.expanduser(site.inventory)).read_bytes()  # noqa: PTH111 - `~` in a setting
    return locked_line(site, json.loads(text), datetime.now(UTC).date())


def refresh(content: Path) -> tuple[list[str], list[Finding]]:
    """Fetch the inventories of all sites into the lock. Of one that cannot be fetched the last one stays. Returns the ids that were
    fetched, and what went wrong. Raises ZhangjuError."""
    before = {name: json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for name, entry in _locked(content)[0].items()}
    done, found, lines = list[str](), list[Finding](), list[str]()
    for site in read_editors(content).site:
        try:
            lines.append(fetched_line(site, content.parent))
            done.append(site.id)
        except (OSError, *BROKEN) as error:
            how = "the last one is kept" if site.id in before else "nothing leads to it until it can be"
            found.append(Finding("L006", str(content / FILE), site.at, f"the inventory of {site.id} cannot be had: {error}", how))
            lines += [before[site.id]] if site.id in before else []
    with changing(content) as change:
        change.write(content / LOCK, "".join(f"{line}\n" for line in lines))
    return done, found
