"""Links between plans: citations, repeats, counterparts, topics."""
