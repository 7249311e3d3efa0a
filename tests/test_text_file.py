"""Files that are not UTF-8: what they are in is told, and UTF-8 with a byte lost is not called something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.text_file import has_bom, not_utf8

TEXT = "加快建设现代化产业体系，推动高质量发展。\n"


def told(data: bytes, path: str = "a file.txt") -> str:
    with pytest.raises(UnicodeDecodeError) as caught:
        data.decode("utf-8")
    return " ".join(map(str, not_utf8(data, caught.value, path)))


def test_another_encoding_is_named_with_a_command_that_runs() -> None:
    assert "GB18030" in told(TEXT.encode("gb18030"))
    assert "iconv -f GB18030 -t UTF-8 'a file.txt' > new" in told(TEXT.encode("gb18030"))
    assert "UTF-16" in told(b"\xff\xfe" + TEXT.encode("utf-16-le"))


@pytest.mark.parametrize("at", range(0, 30, 4))
def test_a_lost_byte_makes_no_other_encoding(at: int) -> None:
    data = TEXT.encode()
    assert "GB18030" not in told(data[:at] + data[at + 1 :])
    assert "git checkout HEAD -- 'a file.txt'" in told(data[:at] + data[at + 1 :])


def test_a_byte_order_mark_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for data, known in ((b"\xef\xbb\xbfa", True), (b"a", False), (b"", False)):
        path.write_bytes(data)
        assert has_bom(path) is known
