"""The proof of the proof: one line of the engine broken at a time, and the tests must notice.

`python -m tests.mutants [AREA …] [--count N] [--seed S]` samples breaks by area, puts each into a copy of a process that has loaded all,
runs the tests that run its line, the cheapest first, and prints those that no test noticed. `--record` finds out which test runs which line.
"""
