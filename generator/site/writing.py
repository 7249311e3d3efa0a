"""Writing files into a site."""

from __future__ import annotations

from pathlib import Path

from generator.model.address import place_in


class Writer:
    """Writes files of the site, at paths from its root that stay in it."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._made: set[str] = set()
        """Folders that are there."""

    def __call__(self, path: str, text: str) -> None:
        file, folder = place_in(self._site, path), path.rpartition("/")[0]
        if folder not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        file.write_bytes(text.encode())
