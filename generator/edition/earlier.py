"""Plans as they were: where one of many cannot be read as it stands, a build that keeps going takes it as git last had it readable, in a
copy of content. One that git does not have so is left out. The same commits and the same files always give the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from generator.content.store import plan_ids
from generator.edition.views import Earlier, view_of
from generator.errors import Problems, ZhangjuError
from generator.findings import code_of
from generator.history import if_known, put_out
from generator.languages.language import FOLDER, Language
from generator.languages.translations import load_translations
from generator.working import working_on

MOST = 50
"""Commits of a plan that are tried, from the newest on."""


def readable(content: Path, languages: Sequence[Language], place: Path) -> tuple[Path, tuple[Earlier, ...], tuple[ZhangjuError, ...]]:
    """A content folder in which every plan can be read in some languages: the very one, or a copy in `place`, an empty folder; which plans
    are others there, and why.

    Raises ZhangjuError when not a single plan can be read.
    """
    failed = {plan: error for plan in plan_ids(content) if (error := _trouble(content, plan, languages))}
    if not failed:
        return content, (), ()
    found = {plan: _last(content, plan, languages, place / "tried" / plan) for plan in failed}
    if not any(found.values()) and len(failed) == len(plan_ids(content)):
        raise Problems(failed.values())
    made = _copied(content, failed, place)
    for plan, state in found.items():
        if state:
            for path in _files_of(place / "tried" / plan / content.name, plan):
                _link(path, made / path.relative_to(place / "tried" / plan / content.name))
    earlier = (Earlier(plan, _cause(failed[plan], content), *(found[plan] or ("", ""))) for plan in failed)
    return made, tuple(earlier), tuple(failed.values())


def _trouble(content: Path, plan: str, languages: Sequence[Language]) -> ZhangjuError | None:
    """Why a plan cannot be read, in any of some languages."""
    try:
        with working_on(content / plan):
            view = view_of(content, None, plan)
            for language in languages:
                if language.translated:
                    load_translations(content, view.loaded, language.code)
    except ZhangjuError as error:
        return error
    return None


def _last(content: Path, plan: str, languages: Sequence[Language], place: Path) -> tuple[str, str] | None:
    """Date and commit of the last state in which a plan can be read, whose files then stand in `place`; None when there is none."""
    root, name = content.parent, content.name
    places = [f"{name}/{plan}", f"{name}/{FOLDER}/*/{plan}.po"]
    for line in if_known(root, ["log", "-n", str(MOST), "--format=%H %cs", "--", *places]).split("\n"):
        commit, _, date = line.partition(" ")
        shutil.rmtree(place, ignore_errors=True)
        (place / name).mkdir(parents=True)
        for path in content.iterdir():
            if path.is_file():
                _link(path, place / name / path.name)
        listed = if_known(root, ["ls-tree", "-r", "--name-only", "-z", commit, "--", f"{name}/"]) if commit else ""
        try:
            for held in filter(None, listed.split("\0")):
                if _is_of(Path(held).relative_to(name), plan):
                    put_out(root, commit, held, place)
        except ZhangjuError:
            continue
        if plan in plan_ids(place / name) and not _trouble(place / name, plan, languages):
            return date, commit
    return None


def _is_of(path: Path, plan: str) -> bool:
    """Whether a file of content is of a plan: of its folder, or its translations."""
    return path.parts[0] == plan or (path.parts[0] == FOLDER and path.name == f"{plan}.po")


def _files_of(content: Path, plan: str) -> Iterator[Path]:
    return (path for path in content.rglob("*") if path.is_file() and _is_of(path.relative_to(content), plan))


def _copied(content: Path, without: Collection[str], place: Path) -> Path:
    """A copy of content in `place` that lacks some plans; their seeds are not beside it."""
    for folder in (content, content.parent / "seeds"):
        (place / folder.name).mkdir()
        for path in folder.rglob("*") if folder.is_dir() else ():
            inside = path.relative_to(folder)
            own = path.stem in without if folder != content else any(_is_of(inside, plan) for plan in without)
            if path.is_file() and not own:
                _link(path, place / folder.name / inside)
    return place / content.name


def _link(path: Path, copy: Path) -> None:
    """The same file at another place."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path.resolve(), copy)
    except OSError:  # another disk, or one that knows no links
        shutil.copy(path, copy)


def _cause(error: ZhangjuError, content: Path) -> str:
    """What is wrong, as the site tells it."""
    first = error.parts[0]
    file = first.file.removeprefix(f"{content.parent}/")
    line = f":{first.line}" if first.line else ""
    return f"{file}{line}: {first.code or code_of(first.file)} {first.cause}"
