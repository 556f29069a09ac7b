import subprocess
import sys
from pathlib import Path

import pytest
import remember as module
from remember import cache_of, remember


@pytest.mark.parametrize("number", [0, 7], ids=["zero", "seven"])
def test_asks_once(counted, number):
    """Asks once for each argument.

    Area: remembering
    Tells: Whether the plain case of the task works.
    Advises: Count how often the function is asked.
    """
    remembered = remember(counted)
    assert [remembered(number), remembered(number)] == [number * 2, number * 2]
    assert counted.asked == 1


def test_closes_over_its_memory(counted):
    """Closes over the dictionary named `memory`.

    Area: inside
    Tells: Whether the candidate knows what a closure holds.
    Advises: Which names does the inner function take from the outer one?
    """
    remembered = remember(counted)
    remembered(4)
    assert "memory" in remembered.__code__.co_freevars
    cells = dict(zip(remembered.__code__.co_freevars, remembered.__closure__, strict=True))
    assert cells["memory"].cell_contents is cache_of(remembered)
    assert cache_of(remembered) == {4: 8}


def test_forgets_exceptions(subtests):
    """Does not remember an exception."""
    for kind in (ValueError, KeyError):
        with subtests.test(kind=kind.__name__):
            answers = iter([kind("not yet"), 5])

            def ask(_argument, answers=answers):
                answer = next(answers)
                if isinstance(answer, Exception):
                    raise answer
                return answer

            remembered = remember(ask)
            with pytest.raises(kind):
                remembered(1)
            assert remembered(1) == 5


def test_imports_quietly():
    """Prints nothing when it is imported.

    Area: inside
    Tells: Whether the candidate takes trial calls out again.
    Advises: Import the module in a fresh interpreter.
    """
    folder = Path(module.__file__).parent
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); import remember"]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout == ""
