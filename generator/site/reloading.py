"""What we ask of MkDocs' server beyond its interface: to see an edit soon, and to have browsers load again what was put off."""

from __future__ import annotations

from typing import Any

SETTLED = 0.03
"""Seconds without another change after which one is taken in."""
OFTEN, SELDOM = 0.05, 0.5
"""Seconds between two looks at the folders that it watches, of a small project and of a large one."""
FILES = 2_000
"""Files that it may look at in a second: a look takes some 15 µs a file, so a few hundredths of a core go into it."""


def attentive(server: Any, files: int) -> None:
    """Have a server of MkDocs look at a project of so many files as often as that costs little."""
    server.build_delay, pause = SETTLED, min(SELDOM, max(OFTEN, files / FILES))
    server.observer._timeout = pause
    for emitter in server.observer.emitters:
        emitter._timeout = pause


def build_again(server: Any) -> None:
    """Have a server of MkDocs call its builder, and then the browsers load again what they show."""
    with server._rebuild_cond:
        server._want_rebuild = True
        server._rebuild_cond.notify_all()
