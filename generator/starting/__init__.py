"""A new edition: a folder with settings, a workflow and one small plan, which `convert` and `build` make a site of."""

from __future__ import annotations

import json
import shutil
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urlparse

from generator import __version__
from generator.errors import ZhangjuError
from generator.text_file import refused

FILES = Path(__file__).parent / "edition"
"""What an edition begins with. `{{…}}` is filled in; `dot-` at the head of a name stands for a dot."""
WHEELS = "wheels"
"""The folder of an edition from which its workflow may take this package."""
ELSE = f"where no registry has it, put its wheel into {WHEELS}/ (in a clone: pip wheel --no-deps . -w {WHEELS})"
HOLDS = ("mkdocs.yml", "seeds", "content")
"""What tells that a folder is an edition."""
HARMLESS = (".git", ".gitattributes", ".gitignore", ".venv", "LICENSE", "README.md")
"""What a folder may hold before: a repository that was just made has no more."""


def start(target: Path, name: str) -> list[Path]:
    """Make an edition in a folder that is new or as good as empty. Returns the files that were written.

    Raises ZhangjuError when an edition, or anything else of somebody's, is there; nothing is written then.
    """
    _refuse(target)
    values = {"name": name or target.resolve().name, "version": __version__, "requirement": requirement()}
    written = []
    try:
        for source in sorted(path for path in FILES.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
            place = target / "/".join(part.replace("dot-", ".", 1) for part in source.relative_to(FILES).parts)
            if place.exists():  # README.md and .gitignore of a new repository stay as they are
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(_filled(source.read_text(encoding="utf-8"), values), encoding="utf-8")
            written.append(place)
        if wheel := _wheel():
            (target / WHEELS).mkdir(exist_ok=True)
            written.append(Path(shutil.copy(wheel, target / WHEELS)))
    except OSError as error:
        raise refused(error, target) from error
    return written


def _origin() -> dict[str, object]:
    """Where pip took this package from (PEP 610); empty where it was a registry, or nobody knows."""
    try:
        told = json.loads(metadata.distribution("zhangju").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _wheel() -> Path | None:
    """The wheel that this package was installed from, where its file is still there."""
    address = urlparse(str(_origin().get("url", "")))
    path = Path(unquote(address.path))
    return path if address.scheme == "file" and path.suffix == ".whl" and path.is_file() else None


def requirement() -> str:
    """What pip is asked for to get this package again: its version, or the commit that it was installed from."""
    origin = _origin()
    held = origin.get("vcs_info")
    commit = held.get("commit_id") if isinstance(held, dict) else None
    return f"zhangju @ git+{origin['url']}@{commit}" if commit else f"zhangju=={__version__}"


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
