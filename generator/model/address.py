"""Names that addresses and files are made of, and addresses on other sites: one grammar, one maker of paths, one judge of links.

Whatever comes from a file or from the command line and becomes part of an address or a path goes through here, where it is read. All of
our names are small ASCII letters, digits, `-` and `.` between them, so no two differ only by case, width or look, none says `..`, begins
or ends with a dot, or needs escaping in a path, an attribute or a selector.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from generator.findings import Finding

WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""A plan's id, the address of a term, a work or a topic: `sh-14fyp`, `san-gao-liang-qu`."""
SECTION = re.compile(r"[a-z0-9]+(?:\.[a-z0-9]+)*")
"""Anchor of a section: `6.2.2`, `a.2.12`, `end`."""
PART = re.compile(r"[0-9]+[a-z]*|t[0-9]+[a-z]*(?:-[rn][0-9]+[a-z]*)?|[fn][0-9]+[a-z]*")
"""What follows the section's in another anchor: `3`, `3a`, `t1`, `t1-r7`, `f1`, `n1`."""
FILE_NAME = re.compile(r"(?!.*\.\.)[a-zA-Z0-9][a-zA-Z0-9_.-]*(?<!\.)")
"""A file or folder of the site or of content, as far as we name it."""
CHAPTER_FILE = re.compile(r"[0-9]{2,}[a-z]*|[a-z][a-z0-9]*")
"""A chapter's file without its ending: `06`, `06a`, `a`, `end`."""
DEVICES = frozenset(["con", "prn", "aux", "nul", *(f"{name}{i}" for name in ("com", "lpt") for i in range(10))])
"""Names that Windows keeps for devices, with any ending."""
RESERVED = frozenset(
    [
        *(
            "about",
            "api",
            "assets",
            "bibliography",
            "compare",
            "data",
            "en",
            "glossary",
            "quality",
            "quote",
            "repeats",
            "search",
            "topics",
            "translation",
            "zh-hant",
        ),
        *("anchors", "inventory", "links", "perhaps", "plans", "quotes", "repairs", "undefined"),
        *("changes", "datapackage", "feed", "indicators", "schema", "sitemap", "works", "zh-hans"),
        *("404", "index", "locale", "made-by-zhangju", "strings", "zhangju-offline"),
    ]
)
"""What no plan can be called: pages and folders of the site; files of the open data; those that will come; files beside the plans."""
PAGES = frozenset(["collation", "index", "seed", "whole"])
"""What no chapter can be called: pages that every plan has."""
LONGEST_NAME, LONGEST_ANCHOR = 64, 96
"""Characters; file systems have room for 255 bytes, of which temporary names take some."""

SCHEMES = ("http", "https", "mailto")
"""What a link may lead to, beside relative addresses."""
ACTING = ("javascript", "data", "vbscript", "file", "blob", "filesystem", "about", "view-source")
"""Schemes that no words begin with by chance: `Printed: 2021` is no address, `data: …` is one."""
HOST = re.compile(r"//[^/?#@\\]+(?:[/?#]|\Z)")
UNSAFE = re.compile(r"[\"'<>\\^`{|}]")
"""Characters that no address holds (RFC 3986), and the apostrophe, which one may percent-encode."""


def is_plan_id(name: str) -> bool:
    """True for what a plan can be called."""
    return is_folder(name) and name not in RESERVED


def is_address(name: str) -> bool:
    """True for the address of a term or a work, which is a place on a page."""
    return WORDS.fullmatch(name) is not None


def is_folder(name: str) -> bool:
    """True for the address of a plan or a topic, which is a folder."""
    return is_address(name) and len(name) <= LONGEST_NAME and name not in DEVICES


def is_section_id(name: str) -> bool:
    """True for the anchor of a section, which names a folder, too."""
    if len(name) > LONGEST_ANCHOR or not SECTION.fullmatch(name):
        return False
    first = name.split(".", 1)[0]
    return first not in DEVICES | PAGES


def is_anchor(name: str) -> bool:
    """True for the anchor of a section or of anything in one."""
    section, hyphen, part = name.partition("-")
    return is_section_id(section) and len(name) <= LONGEST_ANCHOR and (not hyphen or PART.fullmatch(part) is not None)


def kind_of(name: str) -> str:
    """Kind of part: `section`, `sentence`, `t`able, `r`ow, `f`igure or `n`ote."""
    tail = name.partition("-")[2]
    return "section" if not tail else "sentence" if tail[0].isdigit() else "r" if "-" in tail else tail[0]


def container_of(name: str) -> str:
    """What a part stands in: the table of a row, the section of other parts, the section above a section (empty at the top)."""
    return name.rpartition("-" if "-" in name else ".")[0]


def section_of(name: str) -> str:
    """Id of the section an anchor stands in; a section's own."""
    return name.partition("-")[0]


def chapter_of(name: str) -> str:
    """Id of the chapter an anchor stands in, which names its page."""
    return section_of(name).partition(".")[0]


def trail_of(section: str) -> tuple[str, ...]:
    """Ids of the sections down to one: `3.2.1` → 3, 3.2, 3.2.1."""
    numbers = section.split(".")
    return tuple(".".join(numbers[: i + 1]) for i in range(len(numbers)))


def number_of(name: str) -> str:
    """The last number of an anchor: `3a` of `6.2-3a`, `r7` of `6.2-t1-r7`, `19` of `a.2.19`."""
    return name.rpartition("-" if "-" in name else ".")[2]


def is_chapter_file(name: str) -> bool:
    """True for the name of a file of a plan's folder that holds sections: `index.md`, `06.md`, `end.md`."""
    stem = name.removesuffix(".md")
    if stem == name or not CHAPTER_FILE.fullmatch(stem) or len(stem) > LONGEST_NAME:
        return False
    return stem == "index" or is_section_id(stem)


def plan_id(name: str, file: Path | str, line: int = 1) -> str:
    """The name, when a plan can be called so. Raises ZhangjuError, which names the file it came from."""
    if is_plan_id(name):
        return name
    why = "is the name of a page or folder of the site" if name in RESERVED | DEVICES else "is no plan id"
    how = f"use small letters, digits and single hyphens, at most {LONGEST_NAME}, as in `city-15fyp`"
    raise Finding("N001", str(file), line, f"`{shown(name)}` {why}", how).as_error()


def section_id(name: str, file: Path | str, line: int = 1) -> str:
    """The anchor, when a section can have it. Raises ZhangjuError."""
    if is_section_id(name):
        return name
    how = "write the path of its numbers, `6.2.2`, or a word of small letters, `intro`"
    raise Finding("N001", str(file), line, f"`{shown(name)}` is no id of a section", how).as_error()


def anchor_id(name: str, file: Path | str, line: int = 1) -> str:
    """The anchor, when there can be such a one. Raises ZhangjuError."""
    if is_anchor(name):
        return name
    how = "an anchor is like `6.2.2`, `6.2.2-3a`, `2.3-t1`, `2.3-t1-r7`, `5-f1` or `2.3-n1`"
    raise Finding("N001", str(file), line, f"`{shown(name)}` is no anchor", how).as_error()


def shown(text: str) -> str:
    """A wrong name as a message shows it: what cannot be seen as escapes, shortened when long."""
    seen = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
    return seen if len(seen) <= 60 else f"{seen[:60]}…"


def place_in(folder: Path, path: str) -> Path:
    """The file of a path within a folder, `a/b.html`. Raises ZhangjuError for a path that would lead out of it, and for a name that not
    every file system has: the last door before anything is written."""
    for name in path.split("/"):
        if not FILE_NAME.fullmatch(name) or name.split(".", 1)[0].lower() in DEVICES or len(name) > 2 * LONGEST_ANCHOR:
            how = "this is a bug in Zhangju; please report it with what you built"
            raise Finding("N001", str(folder), 1, f"`{shown(path)}` is no place in this folder", how).as_error()
    return folder / path


def own_file(path: Path, folder: Path) -> Path:
    """The path, when what it names stands in the folder: a symbolic link may not bring a file from elsewhere into an edition. Raises
    ZhangjuError."""
    if not path.is_symlink():
        return path
    try:
        if path.resolve().is_relative_to(folder.resolve()):
            return path
    except (OSError, RuntimeError):  # which of them depends on Python's version
        raise Finding("N002", str(path), 1, "it is a link that leads to itself", "put the file itself there").as_error() from None
    how = "put the file itself there: what an edition publishes has to be in it"
    raise Finding("N002", str(path), 1, f"it is a link to {shown(str(path.readlink()))}, outside of {folder.name}/", how).as_error()


def is_web_address(address: str) -> bool:
    """True for an address that a page may link to: of http, https or mailto, or relative. False for every other scheme however it is
    written, for another host without a scheme (`//host`, which means something else in files), and for blanks, control characters and
    other characters that no address holds. One with entities is judged by what they say, too."""
    if (read := unescape(address)) != address and not is_web_address(read):
        return False
    if not address or UNSAFE.search(address) or any(char.isspace() or unicodedata.category(char)[0] in "CZ" for char in address):
        return False
    scheme, colon, rest = address.partition(":")
    if not colon or re.search(r"[/?#]", scheme):
        return not address.startswith("//")
    if scheme.lower() == "mailto":
        return bool(rest)
    return scheme.lower() in SCHEMES and HOST.match(rest) is not None


def is_link(text: str) -> bool:
    """True for words of the metadata that are a whole address, which pages make a link."""
    return is_web_address(text) and re.match("[a-z]+:", text, re.I) is not None


def is_source(text: str) -> bool:
    """True for what metadata may say of where something is from: an address that pages may link to, or words."""
    if is_web_address(text):
        return True
    read = unquote(unescape(text))
    bare = "".join(char for char in read if not char.isspace() and unicodedata.category(char)[0] not in "CZ")
    scheme = re.match(r"([a-z][a-z0-9+.-]*):|//", bare, re.I)
    if not scheme:
        return True
    return (scheme[1] or "").lower() not in ("", *SCHEMES, *ACTING) and re.match(r"\s*[a-z][a-z0-9+.-]*:\s", read, re.I) is not None
