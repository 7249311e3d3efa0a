"""The proof of the proof: one line of the engine broken at a time, and the tests must notice.

`python -m tests.mutants [AREA …] [--count N] [--seed S]` samples breaks by area, runs for each the tests that run its line, the
cheapest first, in a copy of the tree, and prints those that no test noticed. `--record` first finds out which test runs which line.
"""
