"""Opening: what a document says of itself: its title, its number, who issued it and when, the years it is for.

Each fact has the line that it was read from, so that a person can look. Nothing is concluded from outside of the document, and what it
does not say stays empty.

1. `lines` gives the lines of the repaired text with their places in the seed, and what a web page says of itself in its head.
2. `titles` finds the title among them: on a title page, over several lines, in the notice that issues it (印发通知), on a web page.
3. `dates` reads dates and periods; `organs` knows a body by its name.
4. `facts` puts these together.
"""

from __future__ import annotations

from generator.opening.facts import Opening, opening_of
from generator.opening.lines import Fact, OpeningLine, lines_of
from generator.opening.titles import without_site_words

__all__ = ["Fact", "Opening", "OpeningLine", "lines_of", "opening_of", "without_site_words"]
