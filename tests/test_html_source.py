"""The scanner of HTML against html.parser on pages that are whole, and by itself on those that are not."""

from __future__ import annotations

import bisect
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.repair.html_source import Token, tokens

WHOLE = (
    *("<p>", "</p>", "<br/>", "<br>", '<div class="a b">', "<a href='x>y'>", "</a>", "</ p>", "<td colspan=2>", "<input disabled>"),
    *('<img src="q" alt=x />', '<a b=c"d>', "<li>", "<tr>", "</tr>", "<table>", "<sub>2</sub>", "<script>a<b&c</script>", "<P CLASS=X>"),
    *(
        "<style>x</style>",
        "<!-- c -->",
        "<!DOCTYPE html>",
        "<?php x ?>",
        "<![CDATA[a>b]]>",
        "文字",
        "\n",
        "&amp;",
        "&lt",
        "&#12;",
        "<5",
        "a & b",
    ),
)
BROKEN = (
    "<",
    "<a",
    "</",
    "</a",
    "<!",
    "<!--",
    "<![",
    "<![if",
    "<?",
    "&",
    "&#",
    "&#x",
    "'",
    '"',
    "=",
    ">",
    "]]>",
    "--",
    "<script>",
    "/",
    "b",
    " ",
)


class Reference(HTMLParser):
    """The kinds of html.parser's tokens with their offsets."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.lines = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
        self.marks: list[tuple[int, str, str, tuple[tuple[str, str | None], ...]]] = []
        self.feed(text)
        self.close()

    def mark(self, kind: str, name: str = "", attributes: tuple[tuple[str, str | None], ...] = ()) -> None:
        line, column = self.getpos()
        at = self.lines[line - 1] + column
        if not self.marks or at > self.marks[-1][0]:
            self.marks.append((at, kind, name, attributes))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.mark("start", tag, tuple(attrs))

    def handle_endtag(self, tag: str) -> None:
        self.mark("end", tag)

    def handle_data(self, data: str) -> None:
        self.mark("text")

    def handle_entityref(self, name: str) -> None:
        self.mark("reference")

    def handle_charref(self, name: str) -> None:
        self.mark("reference")

    def other(self, data: str) -> None:
        self.mark("other")

    handle_comment = handle_decl = unknown_decl = handle_pi = other


def reference(text: str) -> list[Token]:
    """What html.parser makes of a page: a token reaches to where the next begins."""
    marks = Reference(text).marks
    ends = [mark[0] for mark in marks[1:]] + [len(text)]
    return [Token(kind, at, text[at:end], name, attributes) for (at, kind, name, attributes), end in zip(marks, ends, strict=True)]


@given(st.lists(st.sampled_from(WHOLE), max_size=14))
def test_whole_pages_read_as_html_parser_reads_them(pieces: list[str]) -> None:
    text = "".join(pieces) + "。"
    assert tokens(text) == reference(text)


@given(st.lists(st.sampled_from(WHOLE + BROKEN), max_size=20))
def test_tokens_are_the_page(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = tokens(text)
    assert "".join(token.source for token in found) == text
    assert [bisect.bisect_right([t.start for t in found], t.start) for t in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("<![if gt IE 8]>a", ["other", "text"]),
        ("<![x", ["text", "text"]),
        ("<!-- a > b", ["text", "text"]),
        ("<!-- a", ["text", "text"]),
        ("a <b", ["text", "text", "text"]),
        ("<a b='x>c<d>e", ["start", "text", "start", "text"]),
        ("<a b='>'<a c='>'x", ["start", "text", "start", "text"]),
        ("&#x;", ["text", "text"]),
        ("</>", ["other"]),
    ],
)
def test_what_does_not_close_is_text(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokens(text)] == kinds
