"""Pictures of preview cards: what stands on them, that they are small and always the same, drawn once, and never needed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import ZhangjuError
from generator.pipeline import convert
from generator.site.build import build
from generator.site.cards import fonts
from generator.site.cards.card import Card
from generator.site.cards.deck import Deck, deck
from generator.site.cards.drawing import MOST, Inks, drawn
from generator.site.cards.lines import balanced, broken, fitted

Image = pytest.importorskip("PIL.Image", reason="no Pillow: pip install pillow")
INKS = Inks("#fdfcf8", "#1f1d1a", "#a3301c", "章")
LONG = Card(
    plan="某市国民经济和社会发展第十五个五年规划和二〇三五年远景目标纲要（草案征求意见稿）",
    short="某市规划",
    number="七、4.1",
    heading="深入实施人工智能“模塑申城”行动，打造具有2035年世界影响力的数字之都，" * 3,
    words="到2030年，研发经费支出占全市生产总值比重达到4.5%左右。" * 9,
    edition="注解本　公共规划注解本",
    forms=fonts.SIMPLIFIED,
)


def wide(text: str) -> float:
    """Han and full marks are two wide, all else one."""
    return sum(2 if ord(char) > 0x2E00 or char in "“”…" else 1 for char in text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("到2035年基本建成，其中", 10, ["到2035年基", "本建成，其", "中"]),
        ("全面落实外商，投资", 12, ["全面落实外", "商，投资"]),  # what closes is no line's first
        ("建成“五个中心”，增强", 8, ["建成“五", "个中", "心”，增", "强"]),
        ("Keep state-owned firms well", 12, ["Keep", "state-owned", "firms well"]),
        ("incomprehensibilities", 5, ["incomprehensibilities"]),
        ("", 9, []),
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert broken(text, width, wide) == lines


def test_headings_are_balanced_and_words_end_in_a_sign() -> None:
    assert balanced("市民获得感幸福感持续增强", 22, wide) == ["市民获得感幸", "福感持续增强"]
    assert fitted("全面落实，外商投资", 10, 1, wide) == ["全面落实…"]
    assert fitted("Keep state-owned firms", 12, 1, wide) == ["Keep…"]
    assert fitted("全面", 10, 0, wide) == []


@pytest.fixture(scope="module")
def found() -> Deck:
    try:
        return deck("https://example.org/repo/", INKS, "", "mkdocs.yml")
    except ZhangjuError as error:
        pytest.skip(str(error))


def test_a_picture_is_small_and_always_the_same(found: Deck) -> None:
    data = drawn(LONG, found.fonts[LONG.forms], INKS)
    assert data == drawn(LONG, found.fonts[LONG.forms], INKS)
    assert len(data) <= MOST
    picture = Image.open(io.BytesIO(data))
    assert picture.size == (1200, 630)
    colours = picture.convert("RGB").getcolors()
    assert colours
    assert {colour for _, colour in colours} == {(253, 252, 248), (142, 140, 137), (31, 29, 26), (163, 48, 28)}


def test_what_a_picture_shows_is_in_its_name(found: Deck) -> None:
    other = Deck(found.site_url, found.fonts, Inks("#ffffff", "#000000", "#0000aa", "云"))
    assert len({found.name(LONG), other.name(LONG), found.name(Card(heading="甲", edition="乙", forms=fonts.SIMPLIFIED))}) == 3


def test_pictures_are_drawn_once_and_mended(found: Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, cache = tmp_path / "site", tmp_path / ".cache" / "cards"
    site.mkdir()
    cards = [Card(heading=heading, edition="本", forms=fonts.LATIN) for heading in ("甲", "乙", "甲")]
    assert (first := found.deal(site, cache, cards)).new == first.pictures == 2
    assert (tmp_path / ".cache" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    kept = cache / found.name(cards[0])
    kept.write_bytes(kept.read_bytes()[:-9])  # a run that was killed
    (cache / "old.png").write_bytes(b"")
    assert found.deal(site, cache, cards).new == 1
    assert sorted(path.name for path in cache.iterdir()) == sorted({found.name(card) for card in cards})
    monkeypatch.setattr("generator.site.cards.deck.drawn", None)
    assert found.deal(site, cache, cards).new == 0


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("address", "knows its address"),
        ("PIL", "Pillow"),
        ("fc-match", "fontconfig"),
        ("font", "no Chinese font"),
        ("file", "no such file"),
    ],
)
def test_what_is_missing_is_told(missing: str, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if missing == "PIL":
        monkeypatch.setattr("generator.site.cards.deck.find_spec", lambda name: None)
    if missing in ("fc-match", "font"):
        monkeypatch.setattr(fonts.shutil, "which", lambda name: "" if missing == "fc-match" else name)
        monkeypatch.setattr(fonts, "_matched", lambda *asked: None)
    with pytest.raises(ZhangjuError, match=told) as raised:
        deck("" if missing == "address" else "https://example.org/", INKS, "a.otf" if missing == "file" else "", tmp_path / "mkdocs.yml")
    assert raised.value.code == "S007"


def test_a_site_with_pictures_and_without(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, found: Deck) -> None:
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    settings = root / "mkdocs.yml"
    plain = settings.read_text(encoding="utf-8")
    monkeypatch.setenv("ZHANGJU_SITE_URL", "https://example.org/repo/")
    monkeypatch.setenv("ZHANGJU_CARDS", "true")
    built = build(root)
    assert built.dealt
    assert built.dealt.pictures == len(list((built.site / "cards").iterdir())) == built.dealt.new
    named = set()
    for path in ("index.html", "try-1/index.html", "try-1/1/index.html", "try-1/1.1/index.html"):
        html = (built.site / path).read_text(encoding="utf-8")
        assert 'content="summary_large_image"' in html
        named |= {
            url.rpartition("/")[2] for url in re.findall(r'og:image" content="https://example.org/repo/(cards/[0-9a-f]+\.png)"', html)
        }
    assert len(named) == 4
    assert named <= {path.name for path in (built.site / "cards").iterdir()}
    monkeypatch.setattr("generator.site.cards.deck.find_spec", lambda name: None)
    without = build(root)
    assert [finding.code for finding in without.told] == ["S007"]
    assert not (without.site / "cards").exists()
    assert "og:image" not in (without.site / "try-1/1.1/index.html").read_text(encoding="utf-8")
    settings.write_text(plain.replace("cards: !ENV [ZHANGJU_CARDS, false]", "cards: no"), encoding="utf-8")
    assert build(root).told == ()
