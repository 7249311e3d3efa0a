"""Parallel reading: every heading, sentence, caption, cell and note in two languages, under one anchor.

The translation stands first (`.e`), the Chinese after it (`.z`), each marked with its language; what the reader sees of the two is
up to the style sheet (`assets/parallel.css`). A text without a translation is its Chinese alone, plainly, and shows in every view.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import escape

from generator.characters import HAN, plain
from generator.content.write import heading_text
from generator.edition import PlanView
from generator.languages.language import Language
from generator.languages.translations import Progress, State, Translation, Translations
from generator.model import Section
from generator.model.address import number_of
from generator.numbering import figure_of
from generator.site.html import Renderer, heading_html
from generator.site.marks import Translate, inline

CHINESE, OTHER_CHINESE = "zh-Hans", "zh-Hant"
HAS_HAN = re.compile(f"[{HAN}]")
LAYOUT = re.compile(r'<i class="l"[^>]*></i>')
"""The mark of what was taken out and is no word: a blank, a line end, a tag."""


def number_in(section: Section, language: Language) -> str:
    """A heading's number as a reader of another language knows it: （一） is (1), 第三章 is Chapter 3, 六、 is 6; one of digits stays.

    The figure is the number that is printed, which an id no longer says when a section was renumbered.
    """
    mark = section.mark.strip()
    if not HAS_HAN.search(mark):
        return mark.rstrip("、：")
    if mark.startswith("附"):
        return language.annex.format(number_of(section.id).removeprefix("a")).strip()
    figure = figure_of(section.number or mark)
    if not figure.isdigit():
        return ""
    if mark.startswith(("（", "(")):
        return f"({figure})"
    counted = next((words for kind, words in language.counted if mark.startswith("第") and kind in mark), "{}")
    return counted.format(figure)


@dataclass
class ParallelRenderer(Renderer):
    """Makes the HTML of one page's sections in two languages."""

    translations: Translations = field(kw_only=True)
    script: str = CHINESE
    """What the text is in, for `lang`."""

    def words(self, context: str, html: str) -> str:
        """A text with its translation before it; one that has no Chinese in it reads the same in both."""
        if not HAS_HAN.search(html):
            return html
        found = self.translations[context]
        return self._translated(found, inline(found.text)) + chinese(html, self.script)

    def label(self, context: str, text: str, notes: frozenset[str]) -> str:
        """The head of a column in the language of the page, where it is translated."""
        return plain(self.translations[context].text, notes) or super().label(context, text, notes)

    def sentence(self, anchor: str, html: str, link: str, same: str) -> str:
        """A sentence in both languages; other places with the same words have the same Chinese words."""
        return f"{self.words(anchor, html + same)}{link}"

    def heading(self, section: Section) -> str:
        """A heading in both languages, each with its number."""
        own = super().heading(section)
        html = translated_heading(section, self.translations, self.say)
        return self._translated(self.translations[section.id], html) + chinese(own, self.script)

    def _translated(self, found: Translation, html: str) -> str:
        """The translation as HTML with its state: one that is out of date or reviewed says so. It ends in a blank, which parts it from
        the next one; nothing when there is none."""
        if not html:
            return ""
        if found.state == "stale":
            hint = escape(self.say("state_stale_hint"))
            html += f' <small class="state" title="{hint}">{self.say("state_stale")}</small>'
        if found.state == "reviewed":
            html += f' <small class="state" title="{self.say("state_reviewed")} {escape(found.review)}">✓</small>'
        stale = " stale" if found.state == "stale" else ""
        return f'<span class="e{stale}" lang="{self.translations.language}">{html} </span>'


def script_of(plan: PlanView) -> str:
    """The language of a plan's text, with its script, for `lang`."""
    return OTHER_CHINESE if plan.traditional else CHINESE


def chinese(html: str, script: str = CHINESE) -> str:
    """A run of Chinese on a page of another language. Its room is scarce: the marks of blanks and line ends that repair took out stand on
    the pages in Chinese alone, and what stands in the run need not say its language again."""
    own = LAYOUT.sub("", html).replace(f' lang="{CHINESE}"', "")
    return f'<span class="z" lang="{script}">{own}</span>'


def translated_heading(section: Section, translations: Translations, say: Translate) -> str:
    """Number and title of a section in the language of the page; empty when the title has no translation."""
    title = translations[section.id].text
    if section.title and not title:
        return ""
    number = number_in(section, translations.spoken)
    words = inline(title) if title else f'<span class="absent">{say("title_absent")}</span>' if section.supplied else ""
    html = f'<span class="number">{number}</span> {words}' if number else words
    if section.supplied and html:
        return f'<span class="supplied" title="{say("supplied_hint")}">[{html}]</span>'
    return html


def heading_in(plan: PlanView, section: Section, say: Translate) -> str:
    """A heading as lists show it: in the language of the page where it is translated, else in Chinese."""
    html = translated_heading(section, plan.translations, say) if plan.translations else ""
    return html or heading_html(section, say)


def title_in(plan: PlanView, section: Section) -> str:
    """The same as plain text, for title bars and search."""
    title = plain(plan.translated(section.id))
    return f"{number_in(section, plan.language)} {title}".strip() if title else heading_text(section).removesuffix("。")


def progress(plan: PlanView, chapter: str | None = None) -> Progress | None:
    """The sentences of a chapter, or of the whole plan, by their state; None on pages in Chinese."""
    if plan.translations is None:
        return None
    counts = Counter[State]()
    for one, states in plan.sentence_states.items():
        if chapter is None or one == chapter:
            counts.update(states)
    return Progress(counts.total(), counts.total() - counts["none"], counts["stale"], counts["reviewed"])


def mark_chinese(html: str, script: str = CHINESE) -> str:
    """HTML of a page in another language with `lang` on every run of text that holds Han characters and stands in no element that
    says so already."""
    if not HAS_HAN.search(html):
        return html
    done = PIECES.split(html)
    held = [("", False, False)]
    """The elements that are open: the name of each, whether its text says that it is Chinese, and whether it holds no elements."""
    quiet = False
    for at in range(0, len(done) - 1, STRIDE):
        text, tag, slash, name = done[at : at + STRIDE]
        if text and not quiet and not text.isascii() and HAS_HAN.search(text):
            done[at] = f'<span lang="{script}">{text}</span>'
        done[at + 2] = done[at + 3] = ""
        if slash:
            while len(held) > 1 and held.pop()[0] != name:
                pass
        elif name and name not in VOID and not tag.endswith("/>"):
            lang = LANG.search(tag) if "lang=" in tag else None
            inside = lang[1].startswith("zh") if lang else held[-1][1]
            held.append((name, inside, name in RAW or held[-1][2]))
        else:
            continue
        quiet = held[-1][1] or held[-1][2]
    if not done[-1].startswith("<") and HAS_HAN.search(done[-1]) and not quiet:
        done[-1] = f'<span lang="{script}">{done[-1]}</span>'
    return "".join(done)


PIECES = re.compile(r"(<(?:(/?)([a-z][a-z0-9]*))?[^>]*>)", re.I)
"""A tag, whether it closes, and its name; what stands between two is text."""
STRIDE = 4
"""Pieces from one text to the next: it, and three of the tag after it."""
LANG = re.compile(r'\slang="([^"]*)"')
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
RAW = frozenset({"script", "style", "title", "textarea", "option", "head"})
"""Elements whose text holds no elements."""
