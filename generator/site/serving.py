"""While somebody edits and looks: seeds that change are converted before the site is built, and what is wrong is shown in the page instead
of stopping the server, until it is mended.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort, MkDocsException

from generator.errors import ZhangjuError
from generator.findings import told
from generator.reading import seed_ids
from generator.site.failures import as_error
from generator.working import working_on

SHOWN = re.compile(r'<pre role="alert" class="findings">.*?</pre>', re.S)
Builder = Callable[..., None]
PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>findings</title></head><body>{told}</body></html>'
TOLD = '<pre role="alert" class="findings">{told}</pre>'


def going_on(build: Builder, root: Path, site: Path) -> Builder:
    """A building of MkDocs' server that converts first when a seed or its settings changed, and puts what stops it into every page."""
    before = stamps(root / "seeds")

    def convert_and_build(*arguments: Any, **named: Any) -> None:
        nonlocal before
        stopped: MkDocsException | None = None
        try:
            with working_on(root):
                if (now := stamps(root / "seeds")) != before:
                    from generator.pipeline import convert  # only here: it loads all that repairs

                    convert(root / "seeds", root / "content", seed_ids(root / "seeds"))
                    before = now
                try:
                    build(*arguments, **named)
                except MkDocsException as error:  # no bug: `working_on` takes what it does not know for one
                    stopped = error
            if stopped:
                raise stopped
        except (ZhangjuError, MkDocsException) as error:
            words = words_of(error, root / "mkdocs.yml")
            print(words, file=sys.stderr, flush=True)
            show(words, site)

    return convert_and_build


def words_of(error: ZhangjuError | MkDocsException, settings: Path) -> str:
    """What stopped a build, as a finding; what MkDocs was told to stop with says it itself."""
    if isinstance(error, Abort):
        return str(error)
    return told(error if isinstance(error, ZhangjuError) else as_error(error, settings))


def stamps(folder: Path) -> list[tuple[str, int, int]]:
    """Names, times and sizes of the files of a folder."""
    files = [path for path in sorted(folder.glob("*")) if path.is_file() and not path.name.startswith(".")]
    return [(path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files]


def show(words: str, site: Path) -> None:
    """Put findings at the head of every page of a served site; where a build left none, into pages of their own."""
    shown = TOLD.format(told=escape(words))
    for path in site.rglob("*.html"):
        text = SHOWN.sub("", path.read_text(encoding="utf-8"))
        head, body, rest = text.partition("<body")
        tag, end, inside = rest.partition(">")
        if body and end:
            path.write_text(f"{head}{body}{tag}{end}{shown}{inside}", encoding="utf-8")
    for name in ("index.html", "404.html"):
        if not (site / name).exists():
            site.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(PAGE.format(told=shown), encoding="utf-8")
