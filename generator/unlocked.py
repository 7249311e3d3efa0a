"""A property that is reckoned once, without a lock.

That of Python before 3.12 holds a lock of all objects of a class while it reckons one's: who gives way meanwhile (`pure`) would keep those
waiting to whom the way was given. Two threads may both reckon it.
"""

from __future__ import annotations

import functools
import sys
from functools import cached_property
from typing import TYPE_CHECKING, Any

if not TYPE_CHECKING and sys.version_info < (3, 12):

    class cached_property(functools.cached_property):
        """What a method without arguments gives, kept as an attribute."""

        def __get__(self, thing: Any, owner: type | None = None) -> Any:
            if thing is None:
                return self
            made = thing.__dict__[self.attrname] = self.func(thing)
            return made


__all__ = ["cached_property"]
