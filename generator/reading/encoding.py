"""Bytes to characters: UTF-8 with or without byte order mark, GB18030, Big5."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from generator.findings import Finding
from generator.reading.no_document import refuse_binary_format, refuse_no_document
from generator.reading.plausible import other_language, refuse_misread, share_usual, utf16_without_mark

BOMS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
CANDIDATES = ["gb18030", "big5"]
"""What a Chinese text that is not UTF-8 is written in; both read almost any bytes, so the likelier reading decides."""
SAMPLE = 60_000
"""Bytes that the choice between the two looks at: enough for certainty, quick for a text of many megabytes."""
MOST_CONTROLS = 0.05
"""Share of control characters of a text, at most: in binary files every tenth byte is one, or more."""
TEXT_CONTROLS = "\t\n\r\f\v"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file and how to get its bytes back."""

    text: str
    encoding: str
    """Name of the Python codec."""
    bom: bool
    """True when the file began with a byte order mark; it is not part of `text`."""

    def encode(self) -> bytes:
        """The file's bytes."""
        return (BOMS[self.encoding] if self.bom else b"") + self.text.encode(self.encoding)


def decode(data: bytes, file: str) -> Decoded:
    """Decode a seed. Raises ZhangjuError for what is empty, no text, or not decodable without loss."""
    if not data.strip():
        raise Finding("T001", file, 1, f"{len(data)} bytes, none of them text", "put the plan's text into it").as_error()
    refuse_binary_format(data, file)
    decoded = _decode_marked(data, file) or _decode_unmarked(data) or _decode_utf8(data) or _decode_legacy(data, file)
    if decoded.encode() != data:
        raise Finding(
            "T003", file, 1, f"read as {decoded.encoding}, the bytes do not come back", "save the text as UTF-8 and try again"
        ).as_error()
    _refuse_binary(decoded.text, file)
    if not decoded.text.strip():
        raise Finding("T001", file, 1, "only blanks and line ends", "put the plan's text into it").as_error()
    refuse_misread(decoded.text, decoded.encoding, file)
    refuse_no_document(decoded.text, file)
    return decoded


def _decode_unmarked(data: bytes) -> Decoded | None:
    """Decode UTF-16 that has no byte order mark: it holds zero bytes, or is no UTF-8."""
    if b"\0" not in data[:SAMPLE] and _decode_utf8(data):
        return None
    encoding = utf16_without_mark(data)
    return Decoded(data.decode(encoding), encoding, False) if encoding else None


def _decode_marked(data: bytes, file: str) -> Decoded | None:
    """Decode a file that begins with a byte order mark, None for one that does not."""
    for encoding, bom in BOMS.items():
        if data.startswith(bom):
            try:
                return Decoded(data[len(bom) :].decode(encoding), encoding, True)
            except UnicodeDecodeError as error:
                raise _undecodable(data, error, encoding, file).as_error() from None
    return None


def _decode_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8", False)
    except UnicodeDecodeError:
        return None


def _decode_legacy(data: bytes, file: str) -> Decoded:
    """Decode what is not UTF-8: by the likelier of the legacy encodings, unless it is UTF-8 with a few bad bytes."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            raise _undecodable(data, error, "utf-8", file).as_error() from None
        first = error
    _refuse_binary(data[:SAMPLE].decode("latin-1"), file)
    if other := other_language(data):
        cause = f"these bytes are Japanese or Korean text ({other})"
        raise Finding("T003", file, 1, cause, "get the Chinese text; or save this one as UTF-8 and try again").as_error()
    sample = data[:SAMPLE]
    for encoding in sorted(CANDIDATES, key=lambda one: -share_usual(sample.decode(one, errors="replace"))):
        try:
            return Decoded(data.decode(encoding), encoding, False)
        except UnicodeDecodeError as error:
            first = error
    raise _undecodable(data, first, "UTF-8, GB18030 or Big5", file).as_error()


def _mostly_utf8(data: bytes) -> bool:
    """True when nearly all non-ASCII bytes form UTF-8 characters: a damaged UTF-8 file, not another encoding.

    In GB18030 and Big5 text by far the most byte pairs are no UTF-8, so one half is a wide margin either way.
    """
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\u07ff" and char != "\ufffd")
    return good > bad


def _undecodable(data: bytes, error: UnicodeDecodeError, encoding: str, file: str) -> Finding:
    line = data.count(b"\n", 0, error.start) + 1
    return Finding(
        "T003",
        file,
        line,
        f"byte {error.start + 1} of the file (0x{data[error.start]:02x}) does not fit {encoding}",
        "get an undamaged copy, or open the file in an editor, mend that line and save it as UTF-8",
    )


def _refuse_binary(text: str, file: str) -> None:
    """Raise when control characters show that this is no text: more of them than a damaged text has."""
    controls = sum(1 for char in text if char < " " and char not in TEXT_CONTROLS)
    if controls > MOST_CONTROLS * len(text):
        line = text.count("\n", 0, next(i for i, c in enumerate(text) if c < " " and c not in TEXT_CONTROLS)) + 1
        raise Finding(
            "T002", file, line, f"{controls} control characters", "extract the text first (a PDF or Word file is no text)"
        ).as_error()
