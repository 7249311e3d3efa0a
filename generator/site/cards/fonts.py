"""The fonts that pictures are set in: those that the machine has for Chinese, as fontconfig names them, or the one of the settings."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.errors import ZhangjuError

FILES = frozenset({".otf", ".ttc", ".ttf"})
SIMPLIFIED, TRADITIONAL, LATIN = "Simplified", "Traditional", "Latin"
WANTED = {SIMPLIFIED: ("zh-cn",), TRADITIONAL: ("zh-tw",), LATIN: ("ko", "zh-cn")}
"""How characters are written → the languages that a font must have. In the Korean face of a font that has Chinese, too, quotation marks and
dots are as wide as Latin ones."""
CODE = "S007"
HOW = "install one (fonts-noto-cjk), or say which with `card_font: <its name or file>`"


@dataclass(frozen=True, slots=True)
class Font:
    """A face in a file of fonts."""

    file: str
    index: int = 0
    digest: str = ""
    """Of the file: another one draws otherwise."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces for one form of Chinese."""

    text: Font
    bold: Font


def found_fonts(wished: str, root: Path, settings: Path | str) -> dict[str, Fonts]:
    """How characters are written → the faces. `wished` is a font's name, or a file from the folder of the settings. Raises ZhangjuError."""
    if Path(wished).suffix.lower() in FILES:
        file = root / wished
        if not file.is_file():
            raise ZhangjuError(settings, None, f"`card_font` is `{wished}`, and there is no such file", HOW, CODE)
        font = Font(str(file), digest=_digest(file))
        return dict.fromkeys(WANTED, Fonts(font, font))
    if not shutil.which("fc-match"):
        how = "install fontconfig, or name a file with `card_font`"
        raise ZhangjuError(settings, None, "no program (fc-match) tells which fonts the machine has", how, CODE)
    found = {forms: _faces(wished, languages) for forms, languages in WANTED.items()}
    chinese = found[SIMPLIFIED]
    if not chinese:
        raise ZhangjuError(settings, None, f"this machine has no Chinese font{f' called `{wished}`' if wished else ''}", HOW, CODE)
    return {forms: faces or chinese for forms, faces in found.items()}


def _faces(name: str, languages: tuple[str, ...]) -> Fonts | None:
    text, bold = (_matched(name, weight, languages) for weight in ("regular", "bold"))
    return Fonts(text, bold or text) if text else None


def _matched(name: str, weight: str, languages: tuple[str, ...]) -> Font | None:
    """The face that fontconfig finds, if it is one with these languages and of this name."""
    asked = ["fc-match", "-f", "%{file}\n%{index}\n%{lang}\n%{family}", f"{name or 'serif'}:{weight}:lang={languages[0]}"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split("\n")
    file, index, known, family = told if len(told) == 4 else ("", "0", "", "")
    if not Path(file).is_file() or not {*languages} <= {*known.split("|")} or (name and name not in family.split(",")):
        return None
    return Font(file, int(index), _digest(Path(file)))


@cache
def _digest(file: Path) -> str:
    return hashlib.blake2b(file.read_bytes(), digest_size=8).hexdigest()
