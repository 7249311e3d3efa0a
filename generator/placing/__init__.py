"""Putting things in place: the only code that replaces or removes anything on disk.

    with changing(content) as change:
        change.write(content / "a.lock", text)
        change.remove(content / "sh-14fyp" / "99.md")

What is written goes to a work folder first. When the block ends well, all of it is put in place in one step; when it ends with an error,
nothing is. The step is journalled:

1. `work` makes the folder `.zhangju` beside what is changed, marked as ours, and holds its lock: two runs never change the same things,
   and what a killed run left is told from what a living one is about.
2. All that is new stands in the work folder and is on the disk before `journal` lists the swaps; from then on the change is made.
3. The swaps move the old into the work folder and the new to its place. A kill at any point leaves the journal, and whoever comes next,
   reader or writer, completes it (or takes it back, when the disk refuses) before it looks at anything.
4. `reading` waits for the milliseconds that a living run's swaps take, and keeps them waiting while its block reads.

`marks` tells which folders are ours: a folder is replaced whole only when it is absent, empty, or holds what we made and nothing else.
"""

from __future__ import annotations

from generator.placing.change import Change, changing
from generator.placing.fresh import write_new
from generator.placing.marks import MARK, refuse_others, write_mark
from generator.placing.reading import reading

__all__ = ["MARK", "Change", "changing", "reading", "refuse_others", "write_mark", "write_new"]
