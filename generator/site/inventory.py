"""The inventory that other sites read (`zhangju neighbours`): plans with their titles, places and works, and where each is."""

from __future__ import annotations

from typing import Any

from generator.characters import plain
from generator.edition import Edition
from generator.links.neighbours import FORMAT
from generator.site.leaved import WORKS, entry_url
from generator.site.works import works_of

PATH = "api/inventory.json"


def inventory_json(edition: Edition, site_url: str) -> Any:
    """The whole file. A place's address is its plan's and its id: `sh-14fyp/6.2.2/`; a search's is `search/?q=`."""
    works = {links[0].external for links in works_of(edition).values() if links[0].external}
    return {
        "format": FORMAT,
        "url": site_url,
        "search": "search/?q=",
        "plans": [
            {
                "id": view.id,
                "title": view.title,
                "titles": sorted({view.short_title, *map(str, view.plan.meta.get("titles") or ())} - {view.title}),
                "title_en": str(view.plan.meta.get("title_en") or ""),
                "kind": str(view.plan.meta.get("kind") or ""),
                "period": str(view.plan.meta.get("period") or ""),
                "issuer": str(view.plan.meta.get("issuer") or ""),
                "url": f"{view.id}/",
                "sections": {
                    section.id: plain(section.mark + section.title).strip() for section in view.plan.sections if section.id != "front"
                },
            }
            for view in edition
        ],
        "works": {title: entry_url(edition, WORKS, edition.links.names[title]) for title in sorted(works)},
    }
