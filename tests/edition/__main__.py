"""`python -m tests.edition --write`: takes what the engine makes of the small edition now as what is expected of it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.edition import EXPECTED, files, make, written

if sys.argv[1:] != ["--write"]:
    sys.exit(__doc__)
with tempfile.TemporaryDirectory() as folder:
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for name, text in files(make(Path(folder))):
        written(name).parent.mkdir(parents=True, exist_ok=True)
        written(name).write_text(text, encoding="utf-8")
