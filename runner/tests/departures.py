"""Where the bridge and plain pytest are known to disagree, each with its reason.

`DELIBERATE` ones are how Assay is meant to be; such an edge case must disagree, or its line here is stale.
`OPEN` ones are faults of the bridge that are not mended yet; one that agrees meanwhile is welcome.
"""

from __future__ import annotations

# (suite, submission or "*", edge case without its file) to the reason.
Place = tuple[str, str, str]

DELIBERATE: dict[Place, str] = {
    (
        "odds_and_ends",
        "wrong_each",
        "test_a_decimal_context[3]",
    ): "the decimal context that the candidate changes is its own: it would round what the test computes",
    (
        "odds_and_ends",
        "wrong_each",
        "test_a_decimal_context[10]",
    ): "the decimal context that the candidate changes is its own: it would round what the test computes",
}

OPEN: dict[Place, str] = {
    (
        "tests_own_objects",
        "candidate",
        "test_a_class_of_the_test_is_subclassed",
    ): "a class of the test's cannot be the base of one of the candidate's yet",
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
