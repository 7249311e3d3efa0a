"""A new edition: a folder with settings, a workflow and one small plan, which `convert` and `build` make a site of."""

from __future__ import annotations

from pathlib import Path

from generator import __version__
from generator.errors import ZhangjuError
from generator.text_file import refused

FILES = Path(__file__).parent / "edition"
"""What an edition begins with. `{{…}}` is filled in; `dot-` at the head of a name stands for a dot."""
HOLDS = ("mkdocs.yml", "seeds", "content")
"""What tells that a folder is an edition."""
HARMLESS = (".git", ".gitattributes", ".gitignore", ".venv", "LICENSE", "README.md")
"""What a folder may hold before: a repository that was just made has no more."""


def start(target: Path, name: str) -> list[Path]:
    """Make an edition in a folder that is new or as good as empty. Returns the files that were written.

    Raises ZhangjuError when an edition, or anything else of somebody's, is there; nothing is written then.
    """
    _refuse(target)
    values = {"name": name or target.resolve().name, "version": __version__}
    written = []
    try:
        for source in sorted(path for path in FILES.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
            place = target / "/".join(part.replace("dot-", ".", 1) for part in source.relative_to(FILES).parts)
            if place.exists():  # README.md and .gitignore of a new repository stay as they are
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(_filled(source.read_text(encoding="utf-8"), values), encoding="utf-8")
            written.append(place)
    except OSError as error:
        raise refused(error, target) from error
    return written


def _filled(text: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        text = text.replace("{{" + key + "}}", value.replace("\\", "\\\\").replace('"', '\\"'))
    return text


def _refuse(target: Path) -> None:
    """Raise ZhangjuError where an edition may not begin."""
    if not FILES.is_dir():
        raise ZhangjuError(FILES, None, "the package was built without what an edition begins with", "install zhangju anew", "S002")
    if target.exists() and not target.is_dir():
        raise ZhangjuError(target, None, "a file stands there", "name a folder that is not there yet: zhangju new my-edition", "W002")
    for folder in (target.resolve(), *target.resolve().parents):
        if any((folder / name).exists() for name in HOLDS) and (folder / "mkdocs.yml").is_file():
            raise ZhangjuError(
                folder, None, "there is an edition here already", "name a folder outside of it; one folder, one edition", "W002"
            )
    if target.is_dir() and (others := [path.name for path in sorted(target.iterdir()) if path.name not in HARMLESS]):
        cause = f"the folder holds other things: {', '.join(others[:5])}"
        raise ZhangjuError(target, None, cause, "name a folder that is empty or not there yet: zhangju new my-edition", "W002")
