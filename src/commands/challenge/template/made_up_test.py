from assay import same_as_reference
from hypothesis import strategies as st


# Small numbers, so that sums meet again; what is made up must be right by the statement.
@same_as_reference("running_totals", st.lists(st.integers(-9, 9), max_size=8))
def test_made_up_numbers() -> None:
    """Agrees with a right solution on made-up numbers.

    Area: result
    Tells: Whether anything is left that no other edge case asks for.
    Advises: Write a second, slower version, and compare the two on random numbers.
    """
