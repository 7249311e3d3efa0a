"""Every text in a tree of frozen dataclasses replaced by another: how an edition becomes one in another script.

Anchors, ids and addresses have no Chinese characters, so a text is what is not ASCII.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


def texts_in(value: Any, known: Container[int] = ()) -> Iterator[str]:
    """Every text in a value, however deep: of dataclasses, tuples, lists and mappings with their keys; not those of dataclasses whose
    ids are known."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            if not item.isascii():
                yield item
        elif isinstance(item, Mapping):
            waiting += [*item, *item.values()]
        elif isinstance(item, tuple | list):
            waiting += item
        elif is_dataclass(item) and id(item) not in seen and id(item) not in known:
            seen.add(id(item))
            kind: Any = type(item)
            waiting += [getattr(item, name) for name in _names(kind)]


class Replacer:
    """Makes values in which texts are replaced by a table; what was one object before is one after."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self.table = table
        self.made: dict[int, tuple[Any, Any]] = {}
        """Id of a dataclass → itself, so that the id stays its own, and what was made of it."""

    def __call__(self, value: Any) -> Any:
        """A value with its texts replaced; itself when it holds none."""
        if isinstance(value, str):
            return self.table.get(value, value)
        if value is None or isinstance(value, int | float):
            return value
        if isinstance(value, tuple | list):
            items = [self(item) for item in value]
            return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
        if isinstance(value, Mapping):
            return {self(key): self(item) for key, item in value.items()}
        if not is_dataclass(value) or isinstance(value, type):
            return value
        if id(value) not in self.made:
            self.made[id(value)] = value, self._rebuilt(value)
        return self.made[id(value)][1]

    def _rebuilt(self, value: Any) -> Any:
        """A dataclass with its fields replaced, those too that its constructor does not take, and nothing that was kept beside them."""
        kind: Any = type(value)
        made = object.__new__(kind)
        for name in _names(kind):
            object.__setattr__(made, name, self(getattr(value, name)))
        return made


@cache
def _names(cls: Any) -> tuple[str, ...]:
    """The fields of a dataclass."""
    return tuple(f.name for f in fields(cls))
