"""Running heads and page numbers for paper. Browsers take them from page rules of CSS, with the words written into the rule."""

from __future__ import annotations

from collections.abc import Iterable


def css_string(text: str) -> str:
    """Text as a CSS string that may stand in a `style` element: quotation marks, backslashes, line ends and `<` as escapes."""
    return '"' + "".join(f"\\{ord(char):x} " if char in '"\\<\n\r\f' else char for char in text) + '"'


def page_style(left: str, right: str = "") -> str:
    """The running heads of a document: on every page `left` and `right`, and an empty middle that carries the rule below them on."""
    return f'@page{{@top-left{{content:{css_string(left)}}}@top-center{{content:""}}@top-right{{content:{css_string(right)}}}}}'


def chapters_style(heads: Iterable[str]) -> str:
    """The same for several chapters of one document, each with its own head at the right: the n-th element with a class `chapter`
    stands on pages of the name `c<n>`, which its style names."""
    return "".join(f"@page c{n}{{@top-right{{content:{css_string(head)}}}}}" for n, head in enumerate(heads, 1))
