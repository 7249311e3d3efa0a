"""Puts the theme, `templates/`, into the package as `generator/theme/`; all else stands in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent


class WithTheme(build_py):
    """Builds the package with the theme in it. An editable install needs no copy: `generator/theme` finds `templates/` beside it."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            shutil.copytree(HERE / "templates", Path(self.build_lib) / "generator" / "theme", dirs_exist_ok=True)


setup(cmdclass={"build_py": WithTheme})
