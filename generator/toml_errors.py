"""What the reader of TOML says, in words of who writes the file: the line that is meant, what stands there, what to write instead."""

from __future__ import annotations

import re
import tomllib

WIDE = {"＝": "=", "：": ":", "，": ",", "【": "[", "】": "]", "［": "[", "］": "]", "＃": "#", "＂": '"', "。": "."}
"""Marks that a Chinese keyboard writes, and what TOML takes for them."""
TRUTH = {"yes": "true", "no": "false", "on": "true", "off": "false", "是": "true", "否": "false"}
"""How other formats, and people, say true and false."""
STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
BLANK = re.compile("[\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]")
"""Blanks, and characters that nobody sees, which word processors and input methods leave."""
MOST_TRIED = 40
"""Lines before the end of a file at which a statement that does not end is looked for."""


def toml_trouble(error: Exception, source: str) -> tuple[int | None, str, str]:
    """Line, cause and what to do of an error of `tomllib`."""
    lines = source.split("\n")
    words = str(error)
    found = re.search(r"line (\d+)", words)
    line = int(found[1]) if found else _unended(lines) if isinstance(error, tomllib.TOMLDecodeError) else None
    line = line and min(line, len(lines))
    text = lines[line - 1] if line else ""
    told = (_conflict, _foreign, _date), (_key, _string), (_wide, _value, _header)
    for cause, how in (tell(words, text) for group in told for tell in group):
        if cause:
            return line, f"{cause} ({words})", how
    return line, words, "mend that line"


def _unended(lines: list[str]) -> int:
    """The 1-based line where the last statement begins, when it has no end."""
    last = next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip()), 1)
    for before in range(last - 1, max(-1, last - 1 - MOST_TRIED), -1):
        try:
            tomllib.loads("\n".join(lines[:before]))
        except (ValueError, RecursionError):
            continue
        return next((n for n in range(before + 1, last + 1) if lines[n - 1].strip()), last)
    return last


Told = tuple[str, str]
NOTHING = ("", "")


def _conflict(words: str, text: str) -> Told:
    if re.fullmatch(r"(<{7}|>{7}|\|{7})( .*)?|={7}", text.strip()):
        return f"git left the mark of a conflict, “{text.strip()[:30]}”", "keep what is right of both sides and take the marks out"
    return NOTHING


def _foreign(words: str, text: str) -> Told:
    """What another program or language writes: a blank that is none, the remark of HTML or of a script."""
    if "string" in words or "scape" in words or words.startswith(("Illegal character", "Invalid hex")):
        return NOTHING  # what is wrong stands in a text
    column = re.search(r"column (\d+)\)$", words)
    if column and (found := BLANK.match(text, int(column[1]) - 1)):
        return f"a blank that TOML does not know (U+{ord(found[0]):04X}) stands outside of the texts", "take it out, or write a plain blank"
    if found := re.match(r"\s*(<!--|//|/\*|--|;|%)", text):
        return f"`{found[1]}` begins no remark in TOML", "begin the line with #, or take it out"
    if re.match(r"\s*[-*] ", text):
        return "a list is not written so in TOML", 'write key = ["…", "…"]'
    if re.match(r"\s*\"[^\"]*\"\s*:", text):
        return "this is JSON", 'write a line for each: key = "value"'
    return NOTHING


def _date(words: str, text: str) -> Told:
    """A date without quotation marks that has not all its digits, or other signs between them."""
    found = re.match(r"\s*[\w-]+\s*=\s*(\d{4}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2})?\s*[月日]?)\s*(?:#.*)?$", text)
    if not found or words.startswith(("Cannot", "Invalid date")):
        return NOTHING
    parts = [int(part) for part in re.findall(r"\d+", found[1])]
    if not (1 <= parts[1] <= 12 and (len(parts) < 3 or 1 <= parts[2] <= 31)):
        return f"`{found[1].strip()}` is no day of the calendar", 'write one as "2026-03-01"'
    return f"`{found[1].strip()}` is no date of TOML", 'write "' + "-".join(f"{part:02}" for part in parts) + '", in quotation marks'


def _key(words: str, text: str) -> Told:
    key = text.split("=")[0].strip()
    if words.startswith("Cannot overwrite a value") and not text.lstrip().startswith("["):
        return f"`{key}` is set twice", "take one of the two lines out"
    if words.startswith(("Cannot declare", "Cannot mutate", "Cannot redefine", "Cannot overwrite")):
        return f"`{text.strip()[:40]}` stands there twice", "write tables of which there are several with two brackets, as [[correction]]"
    if re.match(r"\s*[\w-]+\s*==", text):
        return "two signs = stand in the line", "write one"
    if (found := re.match(r"\s*([\w-]+(?: +[\w-]+)+)\s*=", text)) and words.startswith(("Expected '='", "Invalid statement")):
        return f"a blank stands in the key `{found[1]}`", f"write {re.sub(' +', '_', found[1])} = …"
    if words.startswith("Invalid statement") and (found := re.match(r"\s*([^\W_][^=:]*?)\s*=", text)) and not found[1].isascii():
        return f"`{found[1][:30]}` is no key that TOML takes", "write a key in Latin letters, as issuer or title"
    if words.startswith(("Expected '='", "Invalid statement")):
        if found := re.match(r"\s*([\w-]+)\s*:", text):
            return "a colon stands where TOML wants `=`", f"write {found[1]} = …"
        if not any(sign in text for sign in WIDE) and re.match(r"\s*[\w-]+\s*$", text):
            return f"“{text.strip()[:40]}” is half a line", 'complete it: key = "value"; a file that ends here was cut off'
    return NOTHING


def _wide(words: str, text: str) -> Told:
    """A full-width mark outside of the texts of a line."""
    if re.search(r"=\s*[“”‘’「]", text):
        return "a value stands in Chinese quotation marks", 'write " before and after it'
    bare = STRING.sub("", text.partition(" #")[0])
    if '"' not in bare and (wide := next((sign for sign in bare if sign in WIDE), "")):
        return f"a full-width `{wide}` stands where TOML wants `{WIDE[wide]}`", f"write {WIDE[wide]} for it"
    return NOTHING


def _string(words: str, text: str) -> Told:
    if text.count('"""') % 2 and words.startswith("Unterminated string"):
        return 'the text that """ opens has no end', 'close it with """'
    if words.startswith(("Illegal character '\\n'", "Unterminated string", "Found invalid character", 'Expected "\'"', "Expected '\"")):
        if "'" in text and text.count("'") % 2 and words.startswith(("Found", 'Expected "\'"')):
            return "the quotation mark ' is not closed in this line", 'write " before and after the text'
        return "the quotation mark is not closed in this line", 'close it with " before the line ends'
    if words.startswith("Expected newline") and (found := re.search(r"([,;，；。])\s*$", text)):
        return f"`{found[1]}` stands after the value", "take it out"
    if words.startswith("Expected newline") and text.count('"') > 2:
        return "a quotation mark stands inside of the text", 'write \\" for it, or “ and ”'
    if words.startswith(("Unescaped '\\\\'", "Invalid hex value", "Escaped character")) or "escape" in words.lower():
        return "a backslash stands in the text, and what follows is none of TOML's escapes", "write \\\\ for it, or / in a path"
    return NOTHING


def _value(words: str, text: str) -> Told:
    value = text.partition("=")[2].strip()
    if words.startswith("Invalid date"):
        return f"`{value[:30]}` is no day of the calendar", "write one as 2026-03-01"
    if words.startswith("Unclosed array") or (words.startswith("Expected ']'") and not text.lstrip().startswith("[")):
        return "a bracket [ is not closed", "write ] after the last of its texts, and a comma between two"
    if words.startswith("Invalid value"):
        if value in ("True", "False", "TRUE", "FALSE"):
            return f"`{value}` is not in small letters", f"write {value.lower()}"
        if value.lower() in TRUTH:
            return f"`{value}` is no truth value of TOML", f"write {TRUTH[value.lower()]}; a text stands in quotation marks"
        if not value:
            return "the line says nothing after `=`", 'write a value, a text as "…", or take the line out'
        if not value.startswith(("[", "{", '"', "'")):
            return "the text is not in quotation marks", 'write " before and after it'
    return NOTHING


def _header(words: str, text: str) -> Told:
    if text.lstrip().startswith("[") and words.startswith(("Expected ']", "Invalid initial character", "Expected newline")):
        name = re.sub(r"[^\w.-]", "", text)
        return f"the header `{text.strip()[:40]}` is not closed as it was opened", f"write [[{name}]]"
    return NOTHING
