"""Content: the published text as Markdown, one folder a plan, and its anchors.

Guarantees to the next stage:
1. What `write` writes, `read` reads back as the same sections (tested on every plan and on random ones).
2. Every section, sentence, table, row, figure and note has an anchor, and keeps it when its text is edited.
3. A folder is replaced whole or not at all; a hand edit is never overwritten in silence.
"""
