"""The same texts for mkdocs and Pagefind: one plain page a chapter, nothing on it but headings, paragraphs and tables."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from html import escape
from pathlib import Path

from generator.content.store import plan_ids
from tests.bench.timing import ROOT

ATTRIBUTES = re.compile(r" \{[^}]*\}$", re.M)
FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
HEADING = re.compile(r"(#{1,6}) (.*)")
MKDOCS = """site_name: texts
theme:
  name: mkdocs
  highlightjs: false
plugins:
  - search:
      lang: zh
"""
ASK = '<!doctype html><html lang="zh"><meta charset="utf-8"><title>ask</title></html>'
"""An empty page from which Pagefind's script is asked."""
PLACES = (ROOT / ".venv" / "pagefind", ROOT / "build" / "pagefind")
"""Where npm puts Pagefind: with the environment where there is one. Git ignores both."""


def plain_pages(content: Path) -> Iterator[tuple[str, str]]:
    """(path without suffix, Markdown) of each chapter of a content folder."""
    for plan in plan_ids(content):
        for path in sorted((content / plan).glob("*.md")):
            yield f"{plan}/{path.stem}", ATTRIBUTES.sub("", FRONT.sub("", path.read_text(encoding="utf-8")))


def as_html(markdown: str) -> str:
    """A page of such Markdown: a heading or a paragraph a block."""
    blocks = []
    for block in re.split(r"\n\s*\n", markdown.strip()):
        heading = HEADING.fullmatch(block)
        name = f"h{len(heading[1])}" if heading else "p"
        blocks.append(f"<{name}>{escape(heading[2] if heading else block)}</{name}>")
    return f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{blocks[0] if blocks else ""}</title><main>{"".join(blocks)}</main></html>'


def write_plain(content: Path, target: Path) -> Path:
    """Write the pages for both: `target/mkdocs.yml` with `target/docs/`, and `target/html/`. Gives `target`."""
    for path, markdown in plain_pages(content):
        for file, text in ((target / "docs" / f"{path}.md", markdown), (target / "html" / f"{path}.html", as_html(markdown))):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    (target / "docs" / "index.md").write_text("# texts\n", encoding="utf-8")
    (target / "html" / "ask.html").write_text(ASK, encoding="utf-8")
    (target / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    return target


def pagefind() -> Path | None:
    """Pagefind's command, installed with npm when it is not there; None, and why is said, when that cannot be."""
    place = PLACES[0] if PLACES[0].parent.is_dir() else PLACES[1]
    command = place / "node_modules" / ".bin" / "pagefind"
    if command.is_file():
        return command
    npm = shutil.which("npm")
    if not npm:
        print("bench: npm is missing, so Pagefind is left out; install Node.js to have it in the table", flush=True)
        return None
    place.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [npm, "install", "--no-audit", "--no-fund", "--prefix", str(place), "pagefind"], capture_output=True, text=True, check=False
    )
    if done.returncode or not command.is_file():
        print(f"bench: npm could not install Pagefind, so it is left out: {done.stderr.strip()[-300:]}", flush=True)
        return None
    return command
