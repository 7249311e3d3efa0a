"""Running heads for paper. Browsers take them from page rules of CSS, with the words written into the rule: a style sheet a plan, in
which each chapter has pages of its own name, for the chapter's page and for the page of the whole plan alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.edition import Edition, PlanView
from generator.site.parallel import title_in

FOLDER = "assets/print/"


def css_string(text: str) -> str:
    """Text as a CSS string: quotation marks, backslashes, `<` and all that is not printed as escapes."""
    return '"' + "".join(f"\\{ord(char):x} " if char in '"\\<' or not char.isprintable() else char for char in text) + '"'


def page_style(left: str, right: str = "") -> str:
    """The running heads of a document: on every page `left` and `right`, and an empty middle that carries the rule below them on."""
    return f'@page{{@top-left{{content:{css_string(left)}}}@top-center{{content:""}}@top-right{{content:{css_string(right)}}}}}'


def chapters_style(heads: Iterable[str]) -> str:
    """The same for several chapters of one document, each with its own head at the right: what has the class `c<n>` stands on pages of
    that name."""
    return "".join(f".c{n}{{page:c{n}}}@page c{n}{{@top-right{{content:{css_string(head)}}}}}" for n, head in enumerate(heads, 1))


def sheet_path(plan: PlanView, edition: Edition) -> str:
    """Where the running heads of a plan stand in the site."""
    return f"{FOLDER}{edition.language.prefix}{plan.id}.css"


def sheets(edition: Edition) -> Iterator[tuple[str, str]]:
    """(path in the site, style sheet) of the running heads of each plan."""
    for plan in edition:
        heads = chapters_style(title_in(plan, chapter.sections[0]) for chapter in plan.chapters)
        yield sheet_path(plan, edition), page_style(plan.short_title) + heads
