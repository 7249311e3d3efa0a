"""The theme that comes with the package: `theme: {name: zhangju}`. An edition overrides single files of it in its own `templates/`."""

from __future__ import annotations

from pathlib import Path

from generator.errors import ZhangjuError

HERE = Path(__file__).parent
BESIDE = HERE.parents[1] / "templates"
"""Where the theme stands in the repository; an installed package has it in its own folder."""


def theme_folder() -> Path:
    """The folder of the theme's templates, assets and strings. Raises ZhangjuError for a package that was built without them."""
    for folder in (HERE, BESIDE):
        if (folder / "main.html").is_file():
            return folder
    how = "install zhangju anew, from a wheel that `pip wheel .` or `python -m build` made"
    raise ZhangjuError(HERE, None, "the package was built without its templates", how, "S002")
