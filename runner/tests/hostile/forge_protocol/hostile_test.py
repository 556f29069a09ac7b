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
    assert candidate.connect_again() in ("no socket", "refused", "closed")


def test_innocent_no_socket_by_a_system_call():
    assert candidate.raw_sockets() == []


def test_innocent_pairs_stay_pairs():
    assert candidate.pairs() == []


def test_innocent_own_descriptors_stay_what_they_are():
    assert candidate.own_descriptors() == []


def test_innocent_another_program_makes_no_socket():
    assert candidate.from_another_program() == "no socket"


def test_target_passed_descriptors():
    assert candidate.pass_descriptors() == 42


def test_innocent_after_passed_descriptors():
    assert candidate.right() == 42


def test_innocent_the_socket_cannot_be_replaced():
    assert candidate.replace_the_socket() == "read-only"


def test_innocent_the_agent_is_out_of_reach():
    assert candidate.write_to_the_agent() == []


def test_target_printed_events():
    assert candidate.print_events() == 42


def test_innocent_at_the_end():
    assert candidate.right() == 42
