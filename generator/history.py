"""What git knows of a project. Where there is no git, nothing is known, and nothing else is missing."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path

from generator.errors import ZhangjuError

MOST_COMPARED = 50
"""Files that git does not know among which one that is gone is looked for."""


def git(root: Path, arguments: Sequence[str]) -> str | None:
    """Output of a git command in a project, None when it fails. Raises ZhangjuError where git is not installed."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
    except OSError:
        raise ZhangjuError(
            root, None, "git is not installed", "install git; all but `anchors` and `diff` does without it", "U001"
        ) from None
    return done.stdout if done.returncode == 0 else None


def if_known(root: Path, arguments: Sequence[str]) -> str:
    """Output of a git command in a project, empty where it fails or there is no git."""
    try:
        return git(root, arguments) or ""
    except ZhangjuError:
        return ""


def has_commit(root: Path, revision: str = "HEAD") -> bool:
    """True when git is here and knows a revision."""
    return bool(if_known(root, ["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]))


def known_revision(root: Path, revision: str, option: str) -> str:
    """The commit that a revision names. Raises ZhangjuError where git knows none; `option` is how it was given."""
    if found := git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]):
        return found.strip()
    how = f"commit first, or give a commit, a tag or a branch{option}"
    raise ZhangjuError(root, None, f"git knows no revision `{revision}` here", how)


def put_out(root: Path, revision: str, place: str, folder: Path) -> None:
    """Put what a revision has at a place of the project into a folder. Raises ZhangjuError when it has nothing there."""
    done = subprocess.run(["git", "-C", str(root), "archive", "--format=tar", revision, "--", place], capture_output=True, check=False)
    if done.returncode:
        raise ZhangjuError(
            root, None, f"{revision[:12]} has no {place}/ here", "give a revision that has an edition in this folder", "U001"
        )
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as held:
        held.extractall(folder, filter="data")


def gone(root: Path, *places: str) -> list[str]:
    """Files at some places that git has and that are not there, though nobody took them out of it (`git rm`)."""
    return [name for name in if_known(root, ["ls-files", "--deleted", "-z", "--", *places]).split("\0") if name]


def moved(root: Path, names: Sequence[str]) -> dict[str, str]:
    """Of files that are gone, where one that git does not know has the very same bytes: the old path → the new one."""
    listed = if_known(root, ["ls-files", "-s", "-z", "--", *names]).split("\0") if names else []
    lost = {name: facts.split()[1] for facts, _, name in (line.partition("\t") for line in listed) if name}
    unknown = [name for name in if_known(root, ["ls-files", "--others", "--exclude-standard", "-z"]).split("\0") if name] if lost else []
    held = {}
    for name in unknown[:MOST_COMPARED]:
        if blob := if_known(root, ["hash-object", "--", name]).strip():
            held[blob] = name
    return {name: held[blob] for name, blob in lost.items() if blob in held}
