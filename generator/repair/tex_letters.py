r"""Commands of TeX whose backslash and first letter a program read as one control character.

`\x0crac{1}{3}` → `\frac{1}{3}` (form feed); `\x08eta` → `\beta`; between two dollars also `3<tab>imes 5` → `3\times 5` and the ends of
lines in `\neq` and `\rightarrow`. What the commands show, the rule `formulas` says.
Leaves alone: form feeds between pages, tabs and line ends outside of formulas, and before what is no rest of a command. Knowledge: the
escapes of C strings and the commands that begin with their letters (TeXbook, appendix F).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings

END = "(?![A-Za-z])"
ANYWHERE = {
    "\x07": rf"(?:lpha|pprox){END}",
    "\x08": rf"eta{END}|(?:ar|egin|inom|old)[ ]?\{{|oldsymbol[ ]?\{{",
    "\x0b": rf"(?:arphi|arepsilon){END}|ec[ ]?\{{",
    "\x0c": r"rac[ ]?\{",
}
"""Control characters that no text has before these letters."""
IN_FORMULAS = {
    "\t": rf"(?:imes|heta|au|o|riangle){END}|(?:ext|extbf|extrm)[ ]?\{{",
    "\n": rf"(?:eq|e|u|abla){END}",
    "\r": rf"(?:ho|ightarrow){END}|m[ ]?\{{",
}
"""Blanks that texts have, too."""
LETTERS = {"\x07": "a", "\x08": "b", "\x0b": "v", "\x0c": "f", "\t": "t", "\n": "n", "\r": "r"}
FORMULA = re.compile(r"\$[^$\u3000-\u9fff]{1,300}\$")
"""What stands between two dollars and has no Chinese in it."""
CUT = re.compile("|".join(f"{re.escape(char)}(?={rest})" for char, rest in ANYWHERE.items()))
CUT_INSIDE = re.compile("|".join(f"{re.escape(char)}(?={rest})" for char, rest in IN_FORMULAS.items()))


def tex_letters(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the backslash and the letter for each."""
    for found in CUT.finditer(text):
        yield Edit(found.start(), found[0], "\\" + LETTERS[found[0]], "公式命令")
    for formula in FORMULA.finditer(text) if "$" in text else ():
        for found in CUT_INSIDE.finditer(text, *formula.span()):
            yield Edit(found.start(), found[0], "\\" + LETTERS[found[0]], "公式命令")
