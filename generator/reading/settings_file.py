"""Reading `seeds/<plan>.toml`: an unknown key, or one of the wrong type, is an error that names its line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.errors import ZhangjuError
from generator.numbering import level_of
from generator.reading.settings import FORMATS, KINDS, Settings
from generator.toml_file import build, line_of, load_toml


def read_settings(path: Path, plan: str) -> Settings:
    """Read and check `seeds/<plan>.toml`. Raises ZhangjuError with file, line, cause and what to write instead."""
    source, data = load_toml(path)
    return settings_of(source, data, path, plan)


def settings_of(source: str, data: dict[str, Any], path: Path, plan: str) -> Settings:
    """The settings that a TOML text says, for the file `path`. Raises ZhangjuError as `read_settings` does."""
    settings: Settings = build(Settings, data, path, source)
    settings = replace(settings, path=path, key_lines={key: line_of(source, key) for key in data})
    if settings.id != plan:
        raise ZhangjuError(path, line_of(source, "id"), f"id is `{settings.id}`, the file is `{plan}`", f'write id = "{plan}"')
    for key, allowed in (("format", FORMATS), ("kind", KINDS)):
        if (value := getattr(settings, key)) not in allowed:
            raise ZhangjuError(path, line_of(source, key), f"unknown {key} `{value}`", f"write one of: {', '.join(allowed)}")
    for key in ("levels", "appendix_levels"):
        for sample in getattr(settings, key):
            try:
                level_of(sample)
            except ValueError as error:
                raise ZhangjuError(
                    path, line_of(source, key), str(error), "write a level's first number as printed: 一、 or 1.1 or 第一章"
                ) from None
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", plan):
        raise ZhangjuError(path, 1, f"`{plan}` is no plan id", "use lower-case letters, digits and single hyphens")
    return settings
