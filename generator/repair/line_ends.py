"""Every line ends with LF.

`CR LF → LF`, `CR → LF`, form feed and vertical tab → LF.
Leaves alone: the last line, which may have no end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings

OTHER_LINE_END = re.compile(r"\r\n|\r|\f|\v|\u2028|\u2029|\x85")
"""Line ends of other systems and what PDF tools print between pages (form feed)."""


def line_ends(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose one edit for each line end that is no LF."""
    for found in OTHER_LINE_END.finditer(text):
        yield Edit(found.start(), found[0], "\n")
