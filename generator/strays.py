"""What stands in seeds and content and is nobody's, what is gone that git has, and git's marks of a conflict."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from generator.accepting import FILE as ACCEPTED
from generator.content.anchors import settle_lock
from generator.content.changes import FILE as CHANGES
from generator.content.conflicts import conflict_finding, conflict_marks
from generator.content.store import ANCHORS, LEDGER, RECORD, read_record
from generator.errors import ZhangjuError, nearest, restoring
from generator.findings import Finding
from generator.history import gone, moved
from generator.links import COUNTERPARTS_LOCK
from generator.text_file import has_bom, without_bom

TEXTS = (".md", ".toml", ".lock", ".jsonl", ".po", ".txt", ".tsv")
"""Files in which git may have left the marks of a conflict."""
BESIDE = frozenset({"locale"})
"""Folders of content that hold no plan."""
EDITORS = tuple(
    f"{name}.toml"
    for name in (
        *("glossary", "indicators", "links", "local", "neighbours", "quality", "questions", "search", "termbase", "topics", "traditional"),
    )
)
"""Files of content in which editors decide."""
LOCKS = tuple(f"{name}.lock" for name in ("bibliography", "counterparts", "glossary", "indicators", "neighbours"))
AROUND = ("*.md", "requirements*.txt", ".git[ai]*", ".github/**/*.*", "templates/*.*", "templates/assets/*.*", "templates/strings/*.*")
"""Other files of an edition in which it may have."""
LEFT = ("~", ".orig", ".bak", ".swp", ".tmp", ".rej", "Thumbs.db", "desktop.ini")
"""How the names of files end that programs leave behind."""
DOCUMENTS = (".doc", ".docx", ".pdf", ".wps", ".rtf", ".odt", ".xls", ".xlsx", ".ppt", ".pptx", ".zip")
LANGUAGE = "language.toml"
"""What declares a language, beside its translations."""
SOLE = ("readme", "license", "licence", "copying", "notice")
"""Files about a folder, which any folder may hold."""


def conflicts(folder: Path) -> Iterator[Finding]:
    """Git's conflict marks in the texts of a folder: a finding for each conflict."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in TEXTS and path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield from (conflict_finding(path, mark, _settle(path)) for mark in in_conflict(path))


def settings_conflicts(root: Path) -> Iterator[Finding]:
    """The same in what stands beside both folders."""
    for path in (root / "mkdocs.yml", root / ACCEPTED):
        if path.is_file():
            yield from (conflict_finding(path, mark, _settle(path)) for mark in in_conflict(path))
    around = [path for name in AROUND for path in sorted(root.glob(name)) if path.is_file() and not path.is_symlink()]
    for path in around:  # in which a row of signs may underline a title
        marks = conflict_marks(path.read_bytes().decode("utf-8", errors="replace"), whole=True)
        yield from (conflict_finding(path, mark, _settle(path)) for mark in marks)


def misplaced(root: Path) -> Iterator[Finding]:
    """Files of editors that stand in the project's folder, where nothing reads them."""
    for name in (*EDITORS, *LOCKS):
        if (root / name).is_file():
            how = f"mv {quote(str(root / name))} {quote(str(root / 'content'))}/"
            there = " (one stands there, too: put both into one)" if (root / "content" / name).exists() else ""
            yield Finding("K004", str(root / name), 1, "it is read in content/ only", f"{how}{there}")


def marked(content: Path) -> Iterator[Finding]:
    """Files of editors and translators that begin with a byte-order mark, which our readers pass over and others may not."""
    for path in sorted([*content.glob("*.toml"), *content.glob("locale/*/*.po"), content.parent / "mkdocs.yml", content.parent / ACCEPTED]):
        if path.is_file() and has_bom(path):
            yield Finding("K013", str(path), 1, "it is read all the same", without_bom(path))


def in_conflict(path: Path) -> list[tuple[int, str]]:
    """Line and words of the first mark of each conflict in a file. A seed may hold a line that looks like one mark."""
    return conflict_marks(path.read_bytes().decode("utf-8", errors="replace"), whole=path.suffix == ".txt")


def _settle(path: Path) -> str:
    both = "keep what is right of both sides and take the marks out"
    if path.name in (LEDGER, RECORD) or (path.suffix == ".md" and path.parent.parent.name == "content"):
        return f"settle seeds/ first, then `zhangju convert {path.parent.name} --drop-edits` writes it anew"
    if path.name == ANCHORS:
        return settle_lock(path)
    if path.name == COUNTERPARTS_LOCK:
        return f"delete it (rm {quote(str(path))}), then `zhangju convert` writes it anew"
    if path.suffix == ".lock":
        return "keep the lines of both sides, take the marks out, then `zhangju convert`"
    if path.suffix == ".txt":
        return f"a seed stays as received: {restoring(path)}"
    if path.parent.name == "seeds":
        return f"{both}, then `zhangju convert {path.stem}`"
    return f"{both}, then `zhangju translate {path.stem}`" if path.suffix == ".po" else both


def missing(root: Path) -> Iterator[Finding]:
    """Files that git has and that are gone: a folder of which nothing is left is told once."""
    told: set[str] = set()
    names = gone(root, "content", "mkdocs.yml", ACCEPTED)
    elsewhere = moved(root, names)
    for name in names:
        place = next((str(up) for up in reversed(Path(name).parents) if str(up) != "." and not (root / up).exists()), name)
        if place not in told:
            told.add(place)
            rest = name.removeprefix(place)
            now = elsewhere.get(name, "")
            yield _gone(root / place, str(root / now.removesuffix(rest)) if now and now.endswith(rest) else "")


def _gone(path: Path, now: str) -> Finding:
    """Of a file or folder that is gone; `now` is where its very text stands, when it does."""
    if now:
        cause = f"git has it, and it is gone; {now} has its very text"
        return Finding(
            "K003", str(path), 1, cause, f"give it its name back: mv {quote(now)} {quote(str(path))}; or restore it: {restoring(path)}"
        )
    return Finding("K003", str(path), 1, "git has it, and it is gone", f"restore it: {restoring(path)}")


def strays(content: Path, plans: set[str]) -> Iterator[Finding]:
    """What no seed makes in content: plans whose seed is gone, other folders, files that are nobody's."""
    for path in sorted(content.iterdir()) if content.is_dir() else ():
        if path.name.startswith(".") or (path.is_dir() and path.name in plans | BESIDE):
            continue
        if not path.is_dir():
            if path.name not in (*EDITORS, *LOCKS, CHANGES):
                yield _stray_file(path)
            continue
        if owner := _misnamed(path, plans):
            how = f"mv {quote(str(path))} {quote(str(content / owner))}"
            yield Finding("K004", str(path), 1, f"it is the folder of `{owner}` under another name", f"give it its name back: {how}")
        elif (path / "index.md").is_file() or (path / RECORD).is_file():
            cause = f"there is no seeds/{path.name}.txt with its .toml{_renamed(content.parent / 'seeds', path.name)}"
            names = " and ".join(f"{path.name}{end}" for end in (".txt", ".toml"))
            again = f"name them {names} again, " if "which may be" in cause else ""
            restore = f"restore the seed ({restoring(content.parent / 'seeds')})"
            advice = f"{again}{restore}, or take the plan out whole (rm -r {quote(str(path))})"
            yield Finding("K009", str(path / "index.md"), 1, cause, advice)
        else:
            yield Finding("K004", str(path), 1, "the folder holds no plan", f"move it out of content/: mv {quote(str(path))} .")
    for path in sorted((content / "locale").iterdir()) if (content / "locale").is_dir() else ():
        if path.is_file() and not path.name.startswith(".") and path.suffix != ".po":
            yield Finding("K004", str(path), 1, "content/locale/ holds a folder for each language", put_away(path))
    for path in sorted((content / "locale").glob("*/*")):
        if path.suffix != ".po" and path.name != LANGUAGE and not path.name.startswith("."):
            yield Finding("K004", str(path), 1, "a folder of content/locale/ holds a .po file for each plan", put_away(path))


def content_of(path: Path) -> Path:
    """The folder content/ that a file stands in; the one above it, where none is called so."""
    return next((up for up in path.parents if up.name == "content"), path.parent.parent)


def _stray_file(path: Path) -> Finding:
    if path.suffix in (".toml", ".lock"):
        known = EDITORS if path.suffix == ".toml" else LOCKS
        cause = f"no file of that name is read ({nearest(path.name, known)})"
        return Finding("K004", str(path), 1, cause, f"name it one of {', '.join(known)}, or move it out: mv {quote(str(path))} .")
    return Finding("K004", str(path), 1, "content/ holds plans, locks and the editors' .toml", put_away(path))


def _renamed(seeds: Path, plan: str) -> str:
    """Files of seeds that may be a plan's under another name."""
    found = [
        path.name for path in sorted(seeds.glob("*")) if path.stem.lower() == plan and path.name not in (f"{plan}.txt", f"{plan}.toml")
    ]
    found += [path.name for path in sorted(seeds.glob("*.toml")) if path.stem != plan and _says_id(path, plan)]
    wanted = _seed_of(seeds.parent / "content" / plan)
    found += [p.name for p in sorted(seeds.glob("*")) if wanted and p.is_file() and hashlib.sha256(p.read_bytes()).hexdigest() == wanted]
    return f"; {', '.join(dict.fromkeys(found))} stands there, which may be it under another name" if found else ""


def _seed_of(folder: Path) -> str:
    """The digest of the seed that a plan's folder was converted from; empty where it cannot be told."""
    try:
        return str(read_record(folder).get("seed", ""))
    except ZhangjuError:
        return ""


def _misnamed(folder: Path, plans: set[str]) -> str:
    """The plan whose folder a folder is by its first page, when the one of that name is gone; empty otherwise."""
    index = folder / "index.md"
    found = re.search(r"^plan: *(\S+) *$", index.read_bytes().decode("utf-8", errors="replace"), re.M) if index.is_file() else None
    return found[1] if found and found[1] in plans and not (folder.parent / found[1]).exists() else ""


def _says_id(path: Path, plan: str) -> bool:
    return f'id = "{plan}"' in path.read_bytes().decode("utf-8", errors="replace")


def stray_seeds(seeds: Path) -> Iterator[Finding]:
    """What stands in seeds and is neither a text nor its settings."""
    for path in sorted(seeds.iterdir()) if seeds.is_dir() else ():
        if path.name.startswith(".") or path.stem.lower() in SOLE:
            continue
        if path.is_dir():
            yield Finding(
                "K012",
                str(path),
                1,
                "the folder is not read",
                f"its texts come in by `zhangju add FILE`; move it out: mv {quote(str(path))} .",
            )
        elif path.suffix == ".toml" and not path.with_suffix(".txt").is_file():
            if (seeds.parent / "content" / path.stem).is_dir():
                continue  # which is told of the plan
            restore = f"{restoring(path.with_suffix('.txt'))}"
            how = f"put the text there, restore it ({restore}), or take the settings out: rm {quote(str(path))}"
            yield Finding("K012", str(path), 1, f"its text {path.stem}.txt is not there", how)
        elif path.suffix not in (".txt", ".toml"):
            yield Finding("K012", str(path), 1, f"no seed ends in `{path.suffix or path.name}`", _into_seeds(path))


def _into_seeds(path: Path) -> str:
    if path.suffix.lower() in (".txt", ".toml"):
        return f"mv {quote(str(path))} {path.with_suffix(path.suffix.lower())}"
    if path.name.endswith(LEFT):
        return f"delete it: rm {quote(str(path))}"
    out = f"move this out: mv {quote(str(path))} ."
    if path.suffix.lower() in DOCUMENTS:
        return f"save its text as UTF-8 and take that in (zhangju add FILE --id {path.stem.lower()}); {out}"
    return f"take it in (zhangju add {quote(str(path))} --id {path.stem.lower()}); {out}"


def put_away(path: Path) -> str:
    """What to do about a file that convert does not make."""
    if path.name.endswith(LEFT) or path.name.startswith("~$"):
        return f"delete it: rm {quote(str(path))}"
    if path.name in (*EDITORS, *LOCKS):
        return f"it is read in content/ only: mv {quote(str(path))} {quote(str(content_of(path)))}/"
    return f"move it out of content/ (mv {quote(str(path))} .); a new text comes in by `zhangju add FILE`, a chapter by the seed"
