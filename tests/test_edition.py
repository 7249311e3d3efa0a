"""The small edition of `tests/edition` comes out as expected, file by file."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from tests import edition
from tests.edition import EXPECTED, written


@pytest.fixture(scope="module")
def compared(small_edition: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Name and text of every file of the small edition that is compared."""
    folder = tmp_path_factory.mktemp("edition") / "copy"
    shutil.copytree(small_edition, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", edition.DATE)
        return dict(edition.files(folder))


def test_the_files_are_the_expected_ones(compared: dict[str, str]) -> None:
    assert sorted(compared) == sorted(str(p.relative_to(EXPECTED))[: -len(".txt")] for p in EXPECTED.rglob("*.txt"))


PARTS = ("content", "site/api", "site/search", "site", "queries", "commands", "edited")


def part_of(name: str) -> str:
    """The first part that a file belongs to."""
    return next(part for part in PARTS if name.startswith(part))


@pytest.mark.parametrize("part", PARTS)
def test_every_file_is_as_expected(compared: dict[str, str], part: str) -> None:
    differing = []
    mine = {name: text for name, text in compared.items() if part_of(name) == part}
    assert mine
    for name, text in mine.items():
        expected = written(name).read_text(encoding="utf-8")
        if text != expected:
            lines = difflib.unified_diff(expected.splitlines(), text.splitlines(), "expected", name, lineterm="", n=1)
            differing.append("\n".join(list(lines)[:30]))
    assert not differing, "\n".join([*differing[:5], "if this is meant: python -m tests.edition --write, and read the diff"])


def test_an_address_of_the_first_publication_answers(compared: dict[str, str]) -> None:
    """What the second conversion took away leads to a place that is there, and no other text has its address."""
    gone = {"财政收支保持平衡": "yun-report/1", "开展节水宣传": "yun-plan/3"}
    for words, page in gone.items():
        assert not any(words in text for name, text in compared.items() if name.startswith(f"site/{page}/"))
        assert 'class="former"' in compared[f"site/{page}/index.html"]


def test_a_file_of_the_edition_is_a_text(compared: dict[str, str]) -> None:
    assert all(text.strip() or name.endswith("names.js") for name, text in compared.items())
    assert Path(EXPECTED).is_dir()
