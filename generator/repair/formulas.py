r"""Formulas of TeX, as tools that read PDFs write them, become the characters that print has.

`$12.5\%$` → `12.5%`; `$1000\mathrm{km}^2$` → `1000km²`; `$\mathrm{CO}_{2}$` → `CO~2~`; `${ }^{1}$` → `¹`; `$\geq 1 0 0$` → `≥100`;
`$rac{1}{3}$` → `1/3`.
What TeX calls blanks is none; a fraction is written in one line. Each formula is read whole or left whole.
Leaves alone: formulas with a command, a raised or lowered part that a line of text cannot show (they are doubted, see `broken`), and
amounts in dollars, with what stands between them; a fraction beside a figure, for 2½ is not 21/2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import HAN
from generator.model import Edit, Span
from generator.reading.settings import Settings
from generator.repair.small_figures import RAISED

FORMULA = re.compile(
    r"(?<!\\)\$\$(?P<shown>[^$]{1,600})\$\$"
    r"|(?<!\\)\$(?P<inline>[^$\n]{1,300})(?<!\\)\$"
    r"|\\\((?P<round>[^\n]{1,300}?)\\\)|\\\[(?P<square>.{1,600}?)\\\]",
    re.S,
)
MARKED = re.compile(r"[\\^_{}]")
"""What only TeX writes between two dollars."""
PLAIN = re.compile(r"(?=\S)[0-9A-Za-z.,+\-=<>/()%:~≥≤×°℃ ]{1,40}(?<=\S)")
"""What else may stand there; amounts have a letter before the first dollar or a figure behind the second."""
QUOTED_WORDS = re.compile(r"\\(?:text|mbox|hbox)[a-z]*\{[^{}]*\}")
CHINESE_MARK, HAN_WORD = re.compile("[，。；：、！？]"), re.compile(f"[{HAN}]")
ESCAPES = re.compile(r"\\[_&#*]")
"""What Markdown escapes between brackets that it escapes, too."""
FRACTION = re.compile(r"[{ ]*\\[dt]?frac(?![A-Za-z])")
LOST = re.compile(r"(?<![A-Za-z\\])(?:rac(?=[ ]?\{[^{}]*\}[ ]?\{)|imes(?=[ ]?[0-9{])|ightarrow(?![A-Za-z]))")
LETTERS_LOST = {"rac": r"\frac", "imes": r"\times", "ightarrow": r"\rightarrow"}
"""Commands whose first letter went with the backslash, where a program took both for a control character and dropped it."""
FOLLOWS = re.compile(r"[{ ]*[0-9A-Za-z^_]")
COMMAND = re.compile(r"\\([A-Za-z]+|[^A-Za-z])[ \t\n]*")
SUBSCRIPT = re.compile(r"[0-9A-Za-z.]{1,4}")
LETTERS: dict[int, str | int | None] = {**RAISED, ord("′"): "′", ord("*"): "*", ord("n"): "ⁿ", ord("°"): "°"}
BEFORE_MARK, BEFORE_CHINESE = re.compile(r"[ \t]+(?=[^\w\s$])"), re.compile(rf"[ \t]+(?=[^\w\s$]|[{HAN}])")
HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ°′"
DIGITS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
FONTS = frozenset("mathrm mathbf mathsf mathit mathcal mathbb mathtt boldsymbol bm operatorname rm bf it sf".split())  # noqa: SIM905
FONTS |= frozenset(["displaystyle", "textstyle", "scriptstyle", "left", "right", "big", "Big", "bigl", "bigr", "limits"])
"""Commands that say how what follows is set, and no more."""
WORDS = frozenset(["text", "textrm", "textbf", "textit", "mathop", "mbox", "hbox", "textsf", "texttt"])
"""Commands whose words keep their blanks."""
BLANKS = frozenset(["quad", "qquad", ",", ";", ":", "!", ">", "enspace", "thinspace"]) | {" "}
FRACTIONS = frozenset(["frac", "dfrac", "tfrac"])
SYMBOLS = {
    **{char: char for char in "%&#$_{}|"},
    **dict.fromkeys(("geq", "ge", "geqslant", "geqq"), "≥"),
    **dict.fromkeys(("leq", "le", "leqslant", "leqq"), "≤"),
    **dict.fromkeys(("sim", "thicksim"), "～"),
    **dict.fromkeys(("rightarrow", "to", "longrightarrow"), "→"),
    **dict.fromkeys(("circ", "degree"), "°"),
    **dict.fromkeys(("ldots", "dots", "cdots"), "……"),
    **dict.fromkeys(("prime",), "′"),
    "times": "×", "pm": "±", "cdot": "·", "div": "÷", "neq": "≠", "ne": "≠", "approx": "≈", "leftarrow": "←", "uparrow": "↑",
    "downarrow": "↓", "infty": "∞", "sum": "∑", "in": "∈", "mu": "μ", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ",
    "theta": "θ", "lambda": "λ", "pi": "π", "rho": "ρ", "sigma": "σ", "phi": "φ", "varphi": "φ", "omega": "ω", "Omega": "Ω", "eta": "η",
    "epsilon": "ε", "varepsilon": "ε", "bullet": "•", "star": "★", "lt": "<", "gt": ">", "ast": "*", "square": "□", "Box": "□",
    "checkmark": "√", "surd": "√", "langle": "〈", "rangle": "〉", "parallel": "∥", "textdegree": "°", "permil": "‰",
}  # fmt: skip
"""Commands that are one character (TeXbook, appendix F)."""


class _Unknown(Exception):
    """A part that a line of text cannot show."""


def formulas(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the characters of each formula that a line of text can show."""
    for found in FORMULA.finditer(text):
        if is_formula(text, found) and not _is_part_of_number(text, found):
            try:
                shown = _read(_inner(found))
            except _Unknown:
                continue
            if shown:
                start, end = _with_blanks(text, found, shown)
                yield Edit(start, text[start:end], shown, "公式")


def _is_part_of_number(text: str, found: re.Match[str]) -> bool:
    """True for a fraction with a figure or letter right before it."""
    before = text[max(0, found.start() - 2) : found.start()].rstrip(" ")[-1:]
    return FRACTION.match(_inner(found)) is not None and before.isascii() and before.isalnum()


def _with_blanks(text: str, found: re.Match[str], shown: str) -> tuple[int, int]:
    """Where a formula stands with the blanks that tools set around it and print has not: before a mark, and before what is raised."""
    start, end = found.span()
    while shown[0] in HIGH and text[start - 1 : start] in (" ", "\t"):
        start -= 1
    after = (BEFORE_MARK if shown[-1].isascii() and shown[-1].isalnum() else BEFORE_CHINESE).match(text, end)
    return start, after.end() if after else end


def is_formula(text: str, found: re.Match[str]) -> bool:
    """True for what stands between two marks of TeX and is written in it."""
    inner = _inner(found)
    own = QUOTED_WORDS.sub("", inner)
    if CHINESE_MARK.search(own) or (HAN_WORD.search(own) and not re.search(r"[\\^{}]", inner)):
        return False  # a sentence between two amounts
    if MARKED.search(inner if found["round"] is None and found["square"] is None else ESCAPES.sub("", inner)):
        return True
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    amount = (before.isascii() and before.isalpha()) or after.isdecimal()
    return found["inline"] is not None and PLAIN.fullmatch(inner) is not None and not amount


def left_formulas(text: str) -> Iterator[Span]:
    """Where formulas stand that were left, of one over several lines its first line with a word of TeX; its brackets may be full-width."""
    narrow = re.sub(r"\\[（）]", lambda found: "\\(" if found[0][1] == "（" else "\\)", text)
    for found in FORMULA.finditer(narrow):
        if MARKED.search(_inner(found)) and is_formula(narrow, found):
            lines = list(re.finditer(r"[^\n]+", found[0]))
            telling = (line for line in lines if MARKED.search(line[0].removeprefix(r"\[").removeprefix(r"\]")))
            line = next(telling, lines[0]) if lines[1:] else lines[0]
            yield line.start() + found.start(), line.end() + found.start()


def _inner(found: re.Match[str]) -> str:
    """What stands between the marks."""
    return next(part for part in found.groups() if part is not None)


def _read(source: str) -> str:
    source = LOST.sub(lambda found: LETTERS_LOST[found[0]], source)
    shown, at = _parts(source, 0)
    if at != len(source):
        raise _Unknown
    return shown.replace("°C", "℃")


def _parts(source: str, at: int) -> tuple[str, int]:
    """What a group shows from an offset on, and where it ends: at its `}` or at the end of all."""
    shown = ""
    while at < len(source) and source[at] != "}":
        if source[at] in "^_":
            part, end = _argument(source, at + 1)
            shown += _raised(part) if source[at] == "^" else _lowered(part)
            at = end
        else:
            fraction = FRACTION.match(source, at) is not None
            part, at = _part(source, at)
            if fraction and (shown[-1:].isalnum() or FOLLOWS.match(source, at)):
                raise _Unknown  # 2½ is not 21/2
            shown += part
    return shown, at


def _part(source: str, at: int) -> tuple[str, int]:
    """What one character, command or group shows, and where it ends."""
    if source[at] == "{":
        shown, end = _parts(source, at + 1)
        if source[end : end + 1] != "}":
            raise _Unknown
        return shown, end + 1
    if source[at] == "\\":
        return _command(source, at)
    if source[at] == "&":
        raise _Unknown
    return ("" if source[at].isspace() or source[at] == "~" else "′" if source[at] == "'" else source[at]), at + 1


def _command(source: str, at: int) -> tuple[str, int]:
    """What a command shows with what it takes."""
    found = COMMAND.match(source, at)
    if not found:
        raise _Unknown
    name, end = found[1], found.end()
    if name in ("left", "right") and source[end : end + 1] == ".":
        return "", end + 1  # no bracket on this side
    if name in BLANKS or name in FONTS:
        return "", end
    if name in SYMBOLS:
        return SYMBOLS[name], end
    if name in WORDS and (words := re.compile(r"\{([^{}\\$]*)\}").match(source, end)):
        return words[1].strip(), words.end()
    if name in FRACTIONS:
        above, end = _argument(source, end)
        below, end = _argument(source, end)
        return f"{_grouped(above)}/{_grouped(below)}", end
    if name == "sqrt" and source[end : end + 1] != "[":
        root, end = _argument(source, end)
        return f"√{_grouped(root)}", end
    if name == "textcircled":
        number, end = _argument(source, end)
        if number.isdecimal() and 0 < int(number) <= len(DIGITS):
            return DIGITS[int(number) - 1], end
    raise _Unknown


def _argument(source: str, at: int) -> tuple[str, int]:
    """The group or the one character that a mark or command takes."""
    while source[at : at + 1].isspace():
        at += 1
    if at >= len(source):
        raise _Unknown
    return _part(source, at)


def _grouped(part: str) -> str:
    """A part of a fraction or root, in brackets unless it is one number, one letter or a word of Chinese."""
    return part if re.fullmatch(rf"[0-9.,]+%?|[A-Za-z]|[{HAN}]+", part) else f"({part})"


def _raised(part: str) -> str:
    if re.fullmatch(r"\[?\d{1,3}\]", part) or part in DIGITS:
        return part
    if not part or any(ord(char) not in LETTERS for char in part):
        raise _Unknown
    return part.translate(LETTERS)


def _lowered(part: str) -> str:
    if not SUBSCRIPT.fullmatch(part):
        raise _Unknown
    return f"~{part}~"
