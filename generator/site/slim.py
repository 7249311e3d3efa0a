"""Style sheets and scripts as they are served: without comments and indents, which are for who reads the source."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
JS_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*.*\*/)$", re.M)
"""A comment that has its line to itself; one after code stays, since `//` may stand in a string there."""
JOINED = {
    "chapter.js": ("zhangju.js", "arrive.js", "reading.js", "links.js", "terms.js"),
    "citing.js": ("styles.js", "cite.js"),
}
"""Scripts that running text, or who cites it, needs all of, as one file: fewer requests, and a fifth less to load, since what they repeat
is packed once."""
INDENT = re.compile(r"\n\s*")
AROUND = re.compile(r"\s*([{};,])\s*")
AFTER_NAME = re.compile(r"(?<=[a-z-]): ")
"""Of a property or a media feature; a selector has no blank after its colon."""


@lru_cache(maxsize=128)
def slim_css(text: str) -> str:
    """A style sheet without comments, blanks around `{ } ; ,` and after `:`, and a last `;`. Its strings hold none of them."""
    return AFTER_NAME.sub(":", AROUND.sub(r"\1", CSS_COMMENT.sub("", text))).replace(";}", "}").strip()


@lru_cache(maxsize=128)
def slim_js(text: str) -> str:
    """A script without the comments that have a line to themselves, and without indents. No string of ours runs over several lines."""
    return INDENT.sub("\n", JS_COMMENT.sub("", text)).strip()


def slim_assets(folder: Path) -> None:
    """Rewrite the style sheets and scripts of a built site's `assets`; what came from others, as `*.min.js`, stays as it is. Scripts that
    go together are joined."""
    for kind, slim in (("*.css", slim_css), ("*.js", slim_js)):
        for path in folder.glob(kind):
            if ".min." not in path.name:
                path.write_text(slim(path.read_text(encoding="utf-8")), encoding="utf-8")
    join_scripts(folder)


def join_scripts(folder: Path) -> None:
    """Write each script of `JOINED` in the order of its parts, those that an edition has put in their place included. Each part is strict
    and keeps its names to itself, so they are as they would be one by one."""
    for name, parts in JOINED.items():
        (folder / name).write_text("\n".join((folder / part).read_text(encoding="utf-8") for part in parts), encoding="utf-8")
