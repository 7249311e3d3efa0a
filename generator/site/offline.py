"""The edition to carry away: the whole site as one zip file, whose pages work opened as files, with search, quotations and comparisons.

Where there is no server, an address that ends in a folder shows a listing: such links get their `index.html`. Scripts that would fetch
data load it as scripts; the data of search is written so in the first place.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

NAME = "zhangju-offline.zip"
ASKED = re.compile(r"(?:quote|(?:[a-z-]+/)?compare/clauses)/[^/]+\.json")
"""Data that a page asks for."""
FOLDER = "zhangju"
"""What the zip unpacks to."""
LINK = re.compile(r'(?P<before>\b(?:href|src|action|data-at)="|;url=)(?P<path>(?!\w+:|//|#)[^"#?]*)(?P<rest>[^"]*)"')
CARDS = "cards/"
"""Pictures for those who share links: no page shows them."""
HERE = re.compile(rf'　<a href="[^"]*{re.escape(NAME)}"[^>]*>[^<]*</a>')
"""The link to the file itself, which it does not hold."""
STAMP = (2020, 1, 1, 0, 0, 0)
"""The date of every file in the zip: the same content gives the same bytes."""


def write_offline(site: Path) -> Path:
    """Write the zip file into the site and return its path; the site itself stays as it is."""
    target = site / NAME
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made:
        for path in sorted(site.rglob("*")):
            if not path.is_file() or path == target:
                continue
            name = path.relative_to(site).as_posix()
            if name.startswith(CARDS):
                continue
            data = path.read_bytes()
            if path.suffix == ".html":
                data = with_files(data.decode()).encode()
            _add(made, name, data)
            if ASKED.fullmatch(name):
                _add(made, name.removesuffix("on"), b"zhangjuData(" + data.strip() + b")\n")
    return target


def with_files(html: str) -> str:
    """A page whose links to folders lead to their pages. Links to other hosts stay."""
    return LINK.sub(_with_file, HERE.sub("", html))


def _with_file(link: re.Match[str]) -> str:
    path = link["path"]
    if path.endswith("/") or path in (".", ".."):
        path = f"{path.rstrip('/')}/index.html" if path != "." else "index.html"
    return f'{link["before"]}{path}{link["rest"]}"'


def _add(made: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(f"{FOLDER}/{name}", STAMP)
    info.create_system = 3  # Unix, whose modes follow
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    made.writestr(info, data)
