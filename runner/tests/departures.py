"""Where the bridge and plain pytest are known to disagree, each with its reason.

`DELIBERATE` ones are how Assay is meant to be; such an edge case must disagree, or its line here is stale.
`OPEN` ones are faults of the bridge that are not mended yet; one that agrees meanwhile is welcome.
"""

from __future__ import annotations

# (suite, submission or "*", edge case without its file) to the reason.
Place = tuple[str, str, str]

_METACLASS = "a mirror's metaclass is the bridge's own, so `type(Class)` shows that one; all else behaves"

DELIBERATE: dict[Place, str] = {
    ("abstract_and_protocols", "candidate", "test_a_metaclass_sees_the_tests_class"): _METACLASS,
    ("inspected", "*", "test_types_of_functions"): _METACLASS,
    ("subclassing", "candidate", "test_a_metaclass"): _METACLASS,
}

OPEN: dict[Place, str] = {
    (
        "captured_output",
        "candidate",
        "test_redirect_by_the_candidate_catches_the_test",
    ): "what a test prints inside a callback does not go into the candidate's redirected stdout",
    (
        "async_primitives",
        "wrong_forgets",
        "test_a_lock_held_by_the_test_blocks",
    ): "what a task of the candidate's changes shows at the next crossing, which a busy machine may bring after 10 ms",
    (
        "descriptors",
        "candidate",
        "test_a_descriptor_of_the_candidate_in_a_class_of_the_test",
    ): "what the candidate's descriptor puts into the `__dict__` of a test's object is refused or lost",
}


def reason(known: dict[Place, str], suite: str, submission: str, id: str) -> str | None:
    """Why an edge case is known to disagree, or nothing."""
    case = id.partition("::")[2]
    return known.get((suite, submission, case)) or known.get((suite, "*", case))
