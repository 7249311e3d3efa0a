"""Whether decoded characters are the ones that were meant: text in another encoding decodes, too, to rare characters."""

from __future__ import annotations

import re
from functools import cache

from generator.characters import HAN
from generator.findings import Finding

SAMPLE = 20_000
"""Characters that are looked at."""
LEAST = 20
"""Han characters below which nothing can be said."""
COMMON = 0.8
"""Share of the Han characters of a Chinese text that are common ones, at least: in the plans it is over 0.99, in misread text under 0.7."""
JAPANESE = 0.1
"""Share of kana among the letters of a Japanese text, at least."""


@cache
def common() -> frozenset[str]:
    """The common characters: level 1 of GB 2312 and of Big5."""
    simplified = bytes(b for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for b in (row, cell)).decode("gb2312", errors="ignore")
    cells = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = bytes(b for row in range(0xA4, 0xC7) for cell in cells for b in (row, cell)).decode("big5", errors="ignore")
    return frozenset(simplified + traditional)


def share_common(text: str) -> float:
    """Share of common ones among the Han characters of a text; 1 where there are too few."""
    han = re.findall(f"[{HAN}]", text[:SAMPLE])
    return sum(char in common() for char in han) / len(han) if len(han) >= LEAST else 1.0


def share_usual(text: str) -> float:
    """Share of common characters and of marks that Chinese texts have, among those that are not ASCII, however few they are."""
    other = [char for char in text[:SAMPLE] if not char.isascii()]
    return sum(char in common() or is_usual_mark(char) for char in other) / max(1, len(other))


def is_usual_mark(char: str) -> bool:
    """True for marks, letters and digits that Chinese texts have."""
    return "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uff65" or "\u2010" <= char <= "\u2026"


def refuse_misread(text: str, encoding: str, file: str) -> None:
    """Raise for a text whose characters are those of another encoding."""
    sample = text[:SAMPLE]
    for wrong, name in (("cp1252", "Windows-1252"), ("gb18030", "GB18030"), ("big5", "Big5")):
        if meant := _reread(sample, wrong):
            cause = f"UTF-8 that was once read as {name}: “{sample.strip()[:12]}” stands for “{meant[:12]}”"
            advice = f"get the file again, or open it as UTF-8, save it as {name}, and open that as UTF-8"
            raise Finding("T003", file, 1, cause, advice).as_error()
    if sample.count("锟斤拷") * 3 * 10 > len(sample):
        cause = "mostly 锟斤拷: what a wrong encoding has destroyed"
        raise Finding("T003", file, 1, cause, "get an undamaged copy; nothing brings these characters back").as_error()
    if share_common(sample) < COMMON:
        cause = f"read as {encoding}, it is no Chinese: rare characters stand one beside the other (“{sample.strip()[:12]}”)"
        raise Finding("T003", file, 1, cause, "find out in which encoding it was written, save it as UTF-8 and try again").as_error()


def _reread(text: str, wrong: str) -> str:
    """What most of a text was before it was read wrongly; empty where it was not."""
    data = b"".join(_byte(char) for char in text.strip()) if wrong == "cp1252" else text.strip().encode(wrong, errors="ignore")
    meant = data.decode("utf-8", errors="ignore")
    high = sum(char > "\x7f" for char in text)
    good = len(re.findall(f"[{HAN}]", meant))
    gained = len(meant.encode("utf-8")) >= 0.9 * len(data)
    return meant if good >= LEAST and gained and good * 2 >= high * 0.4 and share_common(meant) > COMMON and _differs(text, meant) else ""


@cache
def _byte(char: str) -> bytes:
    """The byte that Windows-1252, or Latin-1 where that has none, reads as a character."""
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1", errors="ignore")


def _differs(text: str, meant: str) -> bool:
    return len(meant) < len(text) * 0.9 and (share_common(text) < COMMON or len(re.findall(f"[{HAN}]", text)) * 5 < len(text))


def other_language(data: bytes) -> str:
    """The Japanese or Korean encoding that fits some bytes, empty for none; Chinese text in GB18030 or Big5 would fit, too."""
    if any(_is_chinese(data, encoding) for encoding in ("gb18030", "big5")):
        return ""
    for encoding, letters in (("shift_jis", "[\u3041-\u30ff]"), ("euc_jp", "[\u3041-\u30ff]"), ("euc_kr", "[\uac00-\ud7a3]")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        found = re.findall(letters, text)
        if len(found) >= LEAST and len(found) >= JAPANESE * len(re.findall(r"[^\W\d_a-zA-Z]", text)):
            return encoding
    return ""


def _is_chinese(data: bytes, encoding: str) -> bool:
    try:
        return share_common(data.decode(encoding)) >= COMMON
    except UnicodeDecodeError:
        return False


def utf16_without_mark(data: bytes) -> str:
    """The order of bytes of a UTF-16 text that has no mark of it, empty when it is none."""
    if len(data) % 2 or len(data) < 20:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data[: 2 * SAMPLE].decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = sum(char.isascii() and (char.isprintable() or char.isspace()) for char in text)
        usual = sum(char in common() or is_usual_mark(char) for char in text)
        if plain + usual >= 0.9 * len(text) and (usual or plain == len(text)):
            return encoding
    return ""
