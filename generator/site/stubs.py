"""Short addresses: `/sh-14fyp/6.2.2/` leads to `/sh-14fyp/6/#6.2.2`, with and without JavaScript, from any sub-path."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from generator.content.write import heading_text
from generator.site.edition import Edition
from generator.site.html import Translate

PAGE = (
    '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{title}</title><link rel="canonical" href="{to}">'
    '<meta http-equiv="refresh" content="0;url={to}"><meta name="robots" content="noindex"><p><a href="{to}">{text}</a></p></html>\n'
)
"""A meta refresh is what works without JavaScript on a static host; the link is for who switched even that off."""


def stubs(edition: Edition, say: Translate) -> Iterator[tuple[str, str]]:
    """(path in the site, HTML) of each section that has no page of its own."""
    for view in edition:
        own = {chapter.id for chapter in view.chapters} | {"collation", "seed"}
        for section in view.plan.sections:
            if section.id not in own and section.id != "front":
                target = "../" + view.address(section.id).removeprefix(f"{view.id}/")
                title = escape(f"{heading_text(section)} · {view.short_title}")
                yield f"{view.id}/{section.id}/index.html", PAGE.format(title=title, to=escape(target), text=title)
