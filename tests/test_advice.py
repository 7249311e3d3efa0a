"""What is said of a file that cannot be read or is not as we wrote it: the line, what stands there, what to write instead."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from generator.content.edited import HandEdit, told
from generator.content.front_trouble import front_trouble
from generator.toml_errors import toml_trouble

TOML = [
    ("<<<<<<< HEAD\na = 1", 1, "git left the mark of a conflict, “<<<<<<< HEAD”", "keep what is right of both sides and take the marks out"),
    ("a = 1\n=======\n", 2, "git left the mark of a conflict, “=======”", "keep what is right of both sides and take the marks out"),
    ("a\u00a0= 1", 1, "a blank that TOML does not know (U+00A0) stands outside of the texts", "take it out, or write a plain blank"),
    ("<!-- x -->", 1, "`<!--` begins no remark in TOML", "begin the line with #, or take it out"),
    ("// x", 1, "`//` begins no remark in TOML", "begin the line with #, or take it out"),
    ("- a", 1, "a list is not written so in TOML", "write key = [\"…\", \"…\"]"),
    ("\"a\": 1", 1, "this is JSON", "write a line for each: key = \"value\""),
    ("date = 2021-3-1", 1, "`2021-3-1` is no date of TOML", "write \"2021-03-01\", in quotation marks"),
    ("date = 2021/03/01", 1, "`2021/03/01` is no date of TOML", "write \"2021-03-01\", in quotation marks"),
    ("date = 2021年3月", 1, "`2021年3月` is no date of TOML", "write \"2021-03\", in quotation marks"),
    ("date = 2021-13-01", 1, "`2021-13-01` is no day of the calendar", "write one as \"2026-03-01\""),
    ("date = 2021-02-30", 1, "`2021-02-30` is no day of the calendar", "write one as 2026-03-01"),
    ("date = 2021-1-32 # x", 1, "`2021-1-32` is no day of the calendar", "write one as \"2026-03-01\""),
    ("a = 1\na = 2", 2, "`a` is set twice", "take one of the two lines out"),
    ("[a]\n[a]", 2, "`[a]` stands there twice", "write tables of which there are several with two brackets, as [[correction]]"),
    ("[[a]]\n[a]\n", 2, "`[a]` stands there twice", "write tables of which there are several with two brackets, as [[correction]]"),
    ("a == 1", 1, "two signs = stand in the line", "write one"),
    ("short title = \"x\"", 1, "a blank stands in the key `short title`", "write short_title = …"),
    ("标题 = \"x\"", 1, "`标题` is no key that TOML takes", "write a key in Latin letters, as issuer or title"),
    ("title: \"x\"", 1, "a colon stands where TOML wants `=`", "write title = …"),
    ("title", 1, "“title” is half a line", "complete it: key = \"value\"; a file that ends here was cut off"),
    ("a ＝ 1", 1, "a full-width `＝` stands where TOML wants `=`", "write = for it"),
    ("a = “x”", 1, "a value stands in Chinese quotation marks", "write \" before and after it"),
    ("a = \"x\"。", 1, "`。` stands after the value", "take it out"),
    ("a = 'x", 1, "the quotation mark ' is not closed in this line", "write \" before and after the text"),
    ("a = \"x", 1, "the quotation mark is not closed in this line", "close it with \" before the line ends"),
    ("a = \"\"\"x\n\ny", 1, "the text that \"\"\" opens has no end", "close it with \"\"\""),
    ("a = \"x\" y", 1, "", "mend that line"),
    ("a = \"x\",", 1, "`,` stands after the value", "take it out"),
    ("a = \"x \"y\" z\"", 1, "a quotation mark stands inside of the text", "write \\\" for it, or “ and ”"),
    ("a = \"C:\\data\"", 1, "a backslash stands in the text, and what follows is none of TOML's escapes", "write \\\\ for it, or / in a path"),
    ("a = \"\\ud800\"", 1, "a backslash stands in the text, and what follows is none of TOML's escapes", "write \\\\ for it, or / in a path"),
    ("a = [1, 2\nb = 3", 2, "a bracket [ is not closed", "write ] after the last of its texts, and a comma between two"),
    ("a = [\"x\" \"y\"]", 1, "a bracket [ is not closed", "write ] after the last of its texts, and a comma between two"),
    ("a = True", 1, "`True` is not in small letters", "write true"),
    ("a = yes", 1, "`yes` is no truth value of TOML", "write true; a text stands in quotation marks"),
    ("a = 是", 1, "`是` is no truth value of TOML", "write true; a text stands in quotation marks"),
    ("a =", 1, "the line says nothing after `=`", "write a value, a text as \"…\", or take the line out"),
    ("a = text here", 1, "the text is not in quotation marks", "write \" before and after it"),
    ("[a\nb = 1", 1, "the header `[a` is not closed as it was opened", "write [[a]]"),
    ("[[a]\n", 1, "the header `[[a]` is not closed as it was opened", "write [[a]]"),
    ("[a]]\n", 1, "the header `[a]]` is not closed as it was opened", "write [[a]]"),
    ("[a b]", 1, "the header `[a b]` is not closed as it was opened", "write [[ab]]"),
    ("a = 1\n\nb = [\n\n", 3, "", "mend that line"),
    ("a = {b = 1", 1, "", "mend that line"),
    ("a = 2021-02-30T00:00:00", 1, "`2021-02-30T00:00:00` is no day of the calendar", "write one as 2026-03-01"),
    ("x = \"\"\"open\nmore\n\n", 1, "the text that \"\"\" opens has no end", "close it with \"\"\""),
    ("[a]\nb = 1\n[a.b]\n", 3, "`[a.b]` stands there twice", "write tables of which there are several with two brackets, as [[correction]]"),
    ("a = \"x\u0007\"", 1, "", "mend that line"),
    ("％ = 1", 1, "", "mend that line"),
    ("a = 1 1", 1, "", "mend that line"),
    ("a.b = 1\na = 2", 2, "`a` is set twice", "take one of the two lines out"),
    ("a = \"x\" ；", 1, "`；` stands after the value", "take it out"),
    ("\"a\" : 1", 1, "this is JSON", "write a line for each: key = \"value\""),
    ("a = ‘x’", 1, "a value stands in Chinese quotation marks", "write \" before and after it"),
    ("a = no", 1, "`no` is no truth value of TOML", "write false; a text stands in quotation marks"),
    ("; x", 1, "`;` begins no remark in TOML", "begin the line with #, or take it out"),
    ("-- x", 1, "`--` begins no remark in TOML", "begin the line with #, or take it out"),
    ("a = \u3000\"x\"", 1, "a blank that TOML does not know (U+3000) stands outside of the texts", "take it out, or write a plain blank"),
    ("a = 1\n\nb = \"\"\"\nx\n\n", 3, "the text that \"\"\" opens has no end", "close it with \"\"\""),
    ("a = [1,\n 2", 1, "a bracket [ is not closed", "write ] after the last of its texts, and a comma between two"),
]  # fmt: skip
"""A text, the line that is meant, what is said of it (nothing but the reader's own words where it is empty), and what to do."""


@pytest.mark.parametrize(("text", "line", "cause", "how"), TOML)
def test_toml_that_cannot_be_read(text: str, line: int, cause: str, how: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as stopped:
        tomllib.loads(text)
    words = str(stopped.value)
    assert toml_trouble(stopped.value, text) == (line, f"{cause} ({words})" if cause else words, how)


FRONT = [
    ("---\nplan: p\n\ttitle: x\n---\n", 3, 3, "a tab stands before the key"),
    ("---\nplan p\n---\n", 2, 2, "“plan p” has no colon after its key"),
    ("---\nplan：p\n---\n", 2, 2, "“plan：p” has a full-width colon"),
    ("---\nplan:p\n---\n", 2, 2, "no blank stands after the colon of `plan`"),
    ("---\ntitle: \"x\n---\n", 2, 2, "the quotation mark of `title` is not closed"),
    ("---\ntitle: 'x'y\n---\n", 2, 2, "the quotation mark of `title` is not closed"),
    ("---\ntitle: a: b\n---\n", 2, 2, "a colon stands in the value of `title`, which has no quotation marks"),
    ("---\ndate: 2021-02-30\n---\n", 2, 2, "`2021-02-30` is no day of the calendar"),
    ("---\ndate: 2021-2-3\n---\n", 2, 2, ""),
    ("---\n- x\n# y: z:\nbad\n---\nno colon\n", 2, 4, "“bad” has no colon after its key"),
    ("---\na: b:\n---", 1, 2, "a colon stands in the value of `a`, which has no quotation marks"),
    ("---\nt: \"a: b\"\nx: {a: b}\n---\n", 3, 3, ""),
    ("---\na b:c\n---\n", 2, 2, ""),
    ("---\nx: '\n---", 2, 2, "the quotation mark of `x` is not closed"),
    ("---\na\nb\n---\n", 3, 3, "“b” has no colon after its key"),
    ("---\nx: [a: b]\n---\nbad", 2, 2, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "meant", "cause"), FRONT)
def test_front_matter_that_is_no_yaml(text: str, line: int, meant: int, cause: str) -> None:
    found = front_trouble(text, Path("p.md"), line)
    assert found[:2] == (meant, f"the front matter is no YAML{': ' * bool(cause)}{cause}")
    assert found[2].startswith("mend that line, or restore the file")


EDITED = [
    ("＃ 一、甲 {#1}", "# 一、甲 {#1}", "“＃ 一、甲 {#1}” is not what convert wrote: “# 一、甲 {#1}”", "a full-width ＃ stands before the heading"),
    ("", "# 一、甲 {#1}", "“# 一、甲 {#1}” is gone from here", "a heading is gone, and what stood below it would lose its address"),
    ("## 一、甲 {#1}", "# 一、甲 {#1}", "“## 一、甲 {#1}” is not what convert wrote: “# 一、甲 {#1}”", "the heading has ## where it had #, and its level follows from its number"),
    ("#一、甲 {#1}", "# 一、甲 {#1}", "“#一、甲 {#1}” is not what convert wrote: “# 一、甲 {#1}”", "there is no blank after the # of the heading"),
    ("一、甲 {#1}", "# 一、甲 {#1}", "“一、甲 {#1}” is not what convert wrote: “# 一、甲 {#1}”", "the # before a heading are gone"),
    ("乙", "# 一、甲 {#1}", "“乙” is not what convert wrote: “# 一、甲 {#1}”", ""),
    ("# 一、甲 {#2}", "# 一、甲 {#1}", "“# 一、甲 {#2}” is not what convert wrote: “# 一、甲 {#1}”", "the heading has the address 2 where it had 1, and an address stays"),
    ("# 一、乙 {#1}", "# 一、甲 {#1}", "“# 一、乙 {#1}” is not what convert wrote: “# 一、甲 {#1}”", ""),
    ("# 新", "甲。", "“# 新” is not what convert wrote: “甲。”", ""),
    ("# 新", "", "“# 新” is not what convert wrote: the line is new", "a heading comes from the seed, or from [[supplied]] in its settings"),
    ("| a | b |", "| a |", "“| a | b |” is not what convert wrote: “| a |”", "the row has 2 cells where it had 1"),
    ("| a \\| c |", "| a |", "“| a \\| c |” is not what convert wrote: “| a |”", ""),
    ("甲\u200b。", "甲。", "“甲[U+200B]。” is not what convert wrote: “甲。”", "a character that nobody sees was put in, U+200B ZERO WIDTH SPACE"),
    ("甲。", "", "“甲。” is not what convert wrote: the line is new", ""),
    ("", "甲。", "“甲。” is gone from here", ""),
    ("乙。", "甲。", "“乙。” is not what convert wrote: “甲。”", ""),
    ("甲\t。", "甲。", "“甲[U+0009]。” is not what convert wrote: “甲。”", ""),
    ("# 一、甲", "# 一、甲 {#1}", "“# 一、甲” is not what convert wrote: “# 一、甲 {#1}”", "the heading has no address {#…} where it had 1, and an address stays"),
    ("  ## 一、甲", "  # 一、甲", "“  ## 一、甲” is not what convert wrote: “  # 一、甲”", "the heading has ## where it had #, and its level follows from its number"),
    ("| a |", "甲。", "“| a |” is not what convert wrote: “甲。”", ""),
    ("甲\u3000。", "甲。", "“甲[U+3000]。” is not what convert wrote: “甲。”", ""),
    ("##一、甲", "甲。", "“##一、甲” is not what convert wrote: “甲。”", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "cause", "why"), EDITED)
def test_a_line_that_is_not_as_convert_wrote_it(text: str, wanted: str, cause: str, why: str) -> None:
    assert told(HandEdit(Path("p/01.md"), 1, text, wanted)) == (cause, why)


def test_a_line_of_the_front_matter_that_is_not_as_convert_wrote_it() -> None:
    assert told(HandEdit(Path("p/01.md"), 1, "x: y", "x: z", True))[1] == "the front matter of a chapter follows from the seed"
