"""Who does the steps of single plans: this process, copies of it, or the workers of a Dask scheduler, all through `concurrent.futures`.

    with crew(cluster) as workers:
        for plan, outcome in workers.each("converting", made_of, {"sh-14fyp": (seed, lock), …}):
            made = outcome()        # or raises what the step raised

A step is a function of a module, of nothing but what it is given: this, and what it gives, can be pickled. Outcomes come in the order in
which they were asked for, so that who did them, and when, is in no result.

Nothing is lost: what a worker did not bring to an end, because it was killed, or had no room, or its scheduler went away, is done here.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from generator.crew.steps import Crew, Hands, Outcome, tried


def crew(cluster: str = "", worth: bool = True) -> AbstractContextManager[Crew]:
    """Those who do the steps: the workers of a cluster, `local` or the address of a scheduler; else copies of this process, where there
    are cores for them and the work is `worth` it. Raises ZhangjuError for a cluster that cannot be had."""
    if cluster:
        from generator.crew.cluster import gathered  # only here: it loads a network

        return gathered(cluster)
    if worth:
        from generator.crew.processes import Copies

        return Crew(Copies())
    return Crew()


__all__ = ["Crew", "Hands", "Outcome", "crew", "tried"]
