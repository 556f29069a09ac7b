"""Where the bridge and plain pytest are known to disagree, each with its reason.

`DELIBERATE` ones are how Assay is meant to be; such an edge case must disagree, or its line here is stale.
`OPEN` ones are faults of the bridge that are not mended yet; one that agrees meanwhile is welcome.
"""

from __future__ import annotations

# (suite, submission or "*", edge case without its file) to the reason.
Place = tuple[str, str, str]

DELIBERATE: dict[Place, str] = {}

OPEN: dict[Place, str] = {
    (
        "async_primitives",
        "wrong_forgets",
        "test_a_lock_held_by_the_test_blocks",
    ): "what a task of the candidate's changes shows at the next crossing, which a busy machine may bring after 10 ms",
}


def reason(known: dict[Place, str], suite: str, submission: str, id: str) -> str | None:
    """Why an edge case is known to disagree, or nothing."""
    case = id.partition("::")[2]
    return known.get((suite, submission, case)) or known.get((suite, "*", case))
