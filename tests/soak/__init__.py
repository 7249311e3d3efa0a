"""Long attacks on the promises: fuzzers and killers. A short run of each is a test; `make soak` runs them all at length.

An attack is a module here with

- `SHORT` and `LONG`, the number of cases of the two runs;
- `attack(count, seed, folder) -> Iterator[str]`: tries `count` cases made from the random `seed`, working in the empty `folder`, and
  yields one line for each loss, with what is needed to see it again.
"""
