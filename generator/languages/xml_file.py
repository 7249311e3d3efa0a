"""XML that translators deliver, read into elements that know their lines; and text written so that XML can hold it.

Expat is the reader: it tells the line of every element and of what damages a file. A document type is refused, since it can make a small
file grow without end, and no format of ours has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from generator.errors import ZhangjuError

DEEPEST = 100
"""Elements within each other that a file may have."""
XML = "http://www.w3.org/XML/1998/namespace"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold, not even as references."""
ESCAPED = re.compile(r"\\(?:(\\)|x([0-9a-f]{4}))")


@dataclass(slots=True)
class Element:
    """An element of a file."""

    space: str
    """Its namespace; empty where it has none."""
    name: str
    """Its name in it."""
    line: int
    """1-based line where it begins."""
    values: dict[str, str]
    """Its attributes; of one in a namespace `namespace name`."""
    children: list[Element | str] = field(default_factory=list)
    """Elements and text in order."""

    def each(self, name: str) -> Iterator[Element]:
        """Its own children of a name, in its namespace."""
        yield from (one for one in self.children if isinstance(one, Element) and (one.space, one.name) == (self.space, name))

    def within(self, name: str) -> Iterator[Element]:
        """The elements of a name that stand anywhere in it, in its namespace, in order."""
        for one in self.children:
            if isinstance(one, Element):
                if (one.space, one.name) == (self.space, name):
                    yield one
                yield from one.within(name)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(one if isinstance(one, str) else one.text for one in self.children)


def read_xml(data: bytes, path: Path) -> Element:
    """The root of a file. Raises ZhangjuError with the line of what is damaged, and for a document type."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    top = Element("", "", 0, {})
    stack = [top]

    def begin(name: str, values: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        element = Element(space, local, parser.CurrentLineNumber, values)
        if len(stack) > DEEPEST:
            raise _damaged(path, element.line, f"elements stand more than {DEEPEST} deep in each other")
        stack[-1].children.append(element)
        stack.append(element)

    def doctype(*_: object) -> NoReturn:
        raise _damaged(path, parser.CurrentLineNumber, "it has a document type (<!DOCTYPE …>)")

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = lambda text: stack[-1].children.append(text)
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise _damaged(path, error.lineno, f"this is no XML: {expat.ErrorString(error.code)}") from None
    return next(one for one in top.children if isinstance(one, Element))


def _damaged(path: Path, line: int, cause: str) -> ZhangjuError:
    return ZhangjuError(path, line, cause, "mend that line, or save the file anew from the program that made it", "X005")


def escaped(text: str) -> str:
    """Text as an element or an attribute holds it, white space kept. What XML cannot hold is not looked at."""
    for char, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;")):
        text = text.replace(char, name)
    return text


def attribute(text: str) -> str:
    """The same for an attribute, whose line ends and tabulators would become blanks."""
    return escaped(text).replace("\n", "&#10;").replace("\t", "&#9;")


def remark(text: str) -> str:
    """A text of ours for an element that holds text only: what XML cannot hold is written `\\x0007`, and a backslash doubled."""
    return escaped(FORBIDDEN.sub(lambda m: f"\\x{ord(m[0]):04x}", text.replace("\\", "\\\\")))


def unremarked(text: str) -> str:
    """What `remark` wrote."""
    return ESCAPED.sub(lambda m: m[1] or chr(int(m[2], 16)), text)
