import candidate


def test_ten_megabytes_come_out():
    text = candidate.repeat("0123456789", 1_000_000)
    assert len(text) == 10_000_000
    assert text.endswith("789")


def test_ten_megabytes_go_in():
    assert candidate.length(b"x" * 10_000_000) == 10_000_000
    assert candidate.length("ü" * 3_000_000) == 3_000_000


def test_a_long_list_both_ways():
    numbers = candidate.numbers(200_000)
    assert numbers == list(range(200_000))
    assert candidate.total(numbers) == sum(range(200_000))


def test_a_table():
    rows = candidate.table(5_000)
    assert rows[4_999] == {"id": 4_999, "name": "name 4999", "tags": ["a", "4999"]}


def test_deep_values():
    assert candidate.depth(candidate.deep(60)) == 60
    value = None
    for _ in range(60):
        value = {"next": value}
    assert candidate.depth(value) == 60
    assert candidate.deep(60) == value


def test_a_long_stream():
    assert sum(candidate.stream(5_000)) == sum(number * number for number in range(5_000))


def test_a_long_list_is_edited_in_place():
    values = list(range(20_000))
    candidate.modify(values)
    assert values == list(range(1, 20_001))


def test_many_objects():
    things = candidate.objects(2_000)
    assert [thing.number for thing in things] == list(range(2_000))
    assert len({id(thing) for thing in things}) == 2_000


def test_many_callbacks():
    seen = []
    candidate.call_often(seen.append, 3_000)
    assert seen == list(range(3_000))


def test_megabytes_turned_around():
    data = bytes(range(256)) * 8_000
    assert candidate.reverse(data) == data[::-1]


def test_many_keys():
    counts = candidate.counts(str(number % 5_000) for number in range(10_000))
    assert len(counts) == 5_000
    assert set(counts.values()) == {2}


def test_recursion_within_limits():
    assert candidate.factorial(400) % 10**9 == 0
    assert candidate.factorial(50) == 30414093201713378043612608166064768844377641568960512000000000000
