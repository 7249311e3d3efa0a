"""Outline: repaired text becomes a Plan, a list of sections with their paragraphs, tables and figures.

Guarantees to the next stage:
1. Every character of the repaired text that is no blank stands in the span of exactly one heading, sentence, cell row, caption or
   note (promise 2); `generator.outline.coverage` proves it.
2. Section ids are unique paths of printed numbers; a repeated or missing number is a finding.
3. Texts without any heading make one section, `front`.
"""

from generator.outline.tree import Outline, outline

__all__ = ["Outline", "outline"]
