"""Text files that people, git and we ourselves write: read as UTF-8, or refused with the line that is none."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from shlex import quote

from generator.errors import ZhangjuError, restoring

REMEDIES = {
    errno.ENOSPC: "free some space on the disk, then run it again",
    errno.EDQUOT: "free some of your space on the disk, then run it again",
    errno.EACCES: "give yourself the right to it, then run it again",
    errno.EPERM: "give yourself the right to it, then run it again",
    errno.EROFS: "the disk is read-only: work in another folder, or mount it for writing",
    errno.EISDIR: "a folder stands where a file is wanted: move it away",
    errno.ENOTDIR: "a file stands where a folder is wanted: move it away",
    errno.ENOENT: "restore it, or give another path",
    errno.ELOOP: "a link leads to itself: take it out",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.EMFILE: "too many files are open: close other programs, or raise the limit (`ulimit -n`)",
    errno.ENFILE: "too many files are open on this machine: close other programs",
}
"""What to do when the machine refuses, by the number of its error."""


def refused(error: OSError, path: Path | str = "") -> ZhangjuError:
    """What the machine said when it refused a file; `path` is the file where the error names none."""
    cause = error.strerror or str(error) or type(error).__name__
    file = error.filename if isinstance(error.filename, str) else path
    return ZhangjuError(file or "environment", None, cause, REMEDIES.get(error.errno or 0, "mend that, then run it again"), "U002")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises ZhangjuError when the machine refuses."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise refused(error, path) from None


def read_text(path: Path) -> str:
    """The text of a file, line ends as line feeds. Raises ZhangjuError for one that cannot be read or is not in UTF-8."""
    return decode_text(read_bytes(path), path)


def not_utf8(data: bytes, error: UnicodeDecodeError, path: Path | str) -> tuple[int, str, str]:
    """Line, cause and what to do of a file that is not UTF-8, by the encoding that it seems to be in."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        line, name = 1, "UTF-16"
    else:
        line, name = data.count(b"\n", 0, error.start) + 1, "GB18030" if _reads_as(data, "gb18030") and not _mostly_utf8(data) else ""
    if not name and error.reason == "unexpected end of data":
        return line, "the file ends within a character: it was cut off", f"restore it: {restoring(path)}"
    if not name:
        cause = f"byte {error.start + 1} of the file (0x{data[error.start]:02x}) is not UTF-8"
        return line, cause, f"restore it: {restoring(path)}; or save it as UTF-8"
    here = quote(str(path))
    how = f"save it as UTF-8: iconv -f {name} -t UTF-8 {here} > new && mv new {here}; or restore it: {restoring(path)}"
    return line, f"the file is in {name}, not in UTF-8", how


def has_bom(path: Path) -> bool:
    """True for a file that begins with a byte-order mark."""
    with path.open("rb") as file:
        return file.read(3) == b"\xef\xbb\xbf"


def without_bom(path: Path | str) -> str:
    """How the byte-order mark before a file is taken away."""
    return f"save it as UTF-8 without one: sed -i '1s/^\\xEF\\xBB\\xBF//' {quote(str(path))}"


def _mostly_utf8(data: bytes) -> bool:
    """True for Chinese in UTF-8 in which a byte is wrong or lost; by pairs of bytes it reads as Chinese, too. Its characters have three
    bytes, which few places of a text in another encoding make up by chance."""
    read = sum(len(char.encode()) for char in data.decode("utf-8", "ignore") if "\u2000" <= char <= "\uffef")
    return 2 * read > sum(byte >= 0x80 for byte in data)


def _reads_as(data: bytes, encoding: str) -> bool:
    """True when what is not ASCII reads as Chinese in an encoding."""
    try:
        strange = [char for char in data.decode(encoding) if not char.isascii()]
    except UnicodeDecodeError:
        return False
    return sum("\u4e00" <= char <= "\u9fff" or char in "，。、；：“”‘’（）《》〔〕…—·！？" for char in strange) > 0.8 * len(strange) > 0


def decode_text(data: bytes, path: Path | str) -> str:
    """The text of a file's bytes, line ends as line feeds; `path` is what errors name. Raises ZhangjuError for what is not UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, cause, how = not_utf8(data, error, path)
        raise ZhangjuError(path, line, cause, how) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def line_in(settings: Path | str, wanted: str) -> int | None:
    """The first line of a file of settings that has a word; None when there is none."""
    path = Path(settings)
    if not path.is_file():
        return None
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if re.search(rf"\b{re.escape(wanted)}\b", line)), None)
