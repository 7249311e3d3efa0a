"""What `init` proposes of a raw text that no settings describe: the title that an editor is offered."""

import pytest

from generator.numbering import LONGEST_TITLE
from generator.proposing import detect_title

SENTENCE = "全市要坚持稳中求进，推动经济持续健康发展。"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"某市综合交通规划\n{SENTENCE}\n", "某市综合交通规划"),
        (f"\n\u3000\u3000某市综合交通规划\u3000\n{SENTENCE}\n", "某市综合交通规划"),
        (f"第一章 总则\n某市综合交通规划\n{SENTENCE}\n", "某市综合交通规划"),
        (f"{SENTENCE}\n某市综合交通规划\n", ""),
        ("规" * (LONGEST_TITLE + 1) + "\n", ""),
        ("\n\n", ""),
    ],
    ids=["first line", "indented", "after a heading", "a sentence first", "too long", "nothing there"],
)
def test_the_first_short_line_is_the_title(text: str, title: str) -> None:
    """A line counts without its indent; a heading is passed over; where a sentence comes first nothing is guessed."""
    assert detect_title(text, text) == title


@pytest.mark.parametrize("raw", ["<h1> 某市规划纲要 </h1>\n<p>某市人民政府</p>\n", "# 某市规划纲要 \n\n某市人民政府\n"])
def test_a_page_says_its_own_title(raw: str) -> None:
    """HTML and Markdown mark the title; the first line of the text is not asked."""
    assert detect_title(raw, "某市人民政府\n某市规划纲要\n") == "某市规划纲要"
