import candidate
import pytest


def test_target_memory():
    candidate.eat_memory()


def test_innocent_after_memory():
    assert candidate.right() == 42


def test_target_memory_caught():
    assert candidate.eat_memory_and_catch() == 43


@pytest.mark.parametrize(
    "name",
    ["big_list", "big_text", "big_number", "deep_list", "deep_tuple", "references", "many_attributes", "many_names", "long_name", "surrogates"],
)
def test_target_a_value_too_large(name):
    assert getattr(candidate, name)() == 42


def test_innocent_after_large_values():
    assert candidate.right() == 42


def test_target_many_digits_in_a_message():
    assert candidate.many_digits() == 42


def test_target_a_long_chain_of_objects():
    value, count = candidate.deep_objects(), 0
    while value is not None:
        value, count = value.following, count + 1
    assert count == 42


def test_target_much_output():
    assert candidate.print_much() == 43


def test_target_much_output_in_one_line():
    assert candidate.print_one_line() == 43


def test_target_raw_output():
    assert candidate.raw_output() == 43


def test_innocent_after_output():
    assert candidate.right() == 42


def test_target_huge_error():
    candidate.huge_error()


def test_target_expected_huge_error():
    with pytest.raises(ValueError, match="x{3}"):
        candidate.huge_error()


def test_target_many_causes():
    candidate.many_errors()


def test_target_many_notes():
    candidate.many_notes()


def test_target_wide_group():
    candidate.wide_group()


def test_innocent_after_errors():
    assert candidate.right() == 42


def test_target_full_disk():
    assert candidate.fill_the_disk() == -1


def test_target_many_files(tmp_path):
    assert candidate.many_files(tmp_path) == 43


def test_target_big_file(tmp_path):
    assert candidate.big_file(tmp_path) == 43


def test_innocent_links_are_not_followed(tmp_path):
    try:
        candidate.links(tmp_path)
    except OSError:
        return
    for name in ("passwd", "root", "loop"):
        assert not (tmp_path / name).is_file()
        assert not (tmp_path / name).is_dir()


def test_innocent_after_files():
    assert candidate.right() == 42


def test_target_stack():
    candidate.overflow_the_stack()


def test_innocent_after_the_stack():
    assert candidate.right() == 42


def test_target_threads():
    assert candidate.many_threads() < 0


def test_innocent_after_threads():
    assert candidate.right() == 42


def test_target_processes():
    assert candidate.many_processes() < 0


def test_innocent_after_processes():
    assert candidate.right() == 42


def test_innocent_there_is_a_limit_of_processes():
    assert candidate.many_processes() < 100


def test_target_a_flood_of_callbacks():
    kept = []
    candidate.feed(kept.append)


def test_innocent_after_a_flood():
    assert candidate.right() == 42


def test_innocent_at_the_end():
    assert candidate.right() == 42
