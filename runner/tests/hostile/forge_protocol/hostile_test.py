import candidate


def test_target_frames():
    assert candidate.write_everywhere() == 42


def test_innocent_after_frames():
    assert candidate.right() == 42


def test_target_frames_from_a_child():
    assert candidate.write_from_a_child() == 42


def test_innocent_after_a_child():
    assert candidate.right() == 42


def test_target_stolen_requests():
    assert candidate.read_everywhere() == 42


def test_innocent_after_theft():
    assert candidate.right() == 42


def test_innocent_a_second_connection_gets_nothing():
    assert candidate.connect_again() in ("refused", "closed")


def test_innocent_the_socket_cannot_be_replaced():
    assert candidate.replace_the_socket() == "read-only"


def test_innocent_the_agent_is_out_of_reach():
    assert candidate.write_to_the_agent() == []


def test_target_printed_events():
    assert candidate.print_events() == 42


def test_innocent_at_the_end():
    assert candidate.right() == 42
