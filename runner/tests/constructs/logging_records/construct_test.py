import io
import logging

import candidate


def test_warnings_are_caught_by_default(caplog):
    candidate.work(2)
    assert caplog.record_tuples == [("candidate", logging.WARNING, "done")]
    assert caplog.messages == ["done"]


def test_all_levels(caplog):
    caplog.set_level(logging.DEBUG)
    candidate.work(1)
    assert [record.levelname for record in caplog.records] == ["DEBUG", "INFO", "WARNING"]
    assert caplog.messages == ["starting 1", "step 0 of {'count': 1}", "done"]


def test_the_level_of_one_logger(caplog):
    with caplog.at_level(logging.INFO, logger="candidate"):
        candidate.work(1)
    assert "step 0" in caplog.text
    assert "starting" not in caplog.text
    caplog.clear()
    candidate.work(1)
    assert caplog.messages == ["done"]


def test_arguments_are_kept_unformatted(caplog):
    caplog.set_level(logging.DEBUG)
    candidate.work(1)
    record = caplog.records[0]
    assert record.msg == "starting %d"
    assert record.args == (1,)
    assert record.getMessage() == "starting 1"
    assert record.name == "candidate"


def test_where_it_was_logged(caplog):
    candidate.work(0)
    record = caplog.records[0]
    assert record.funcName == "work"
    assert record.module == "candidate"
    assert record.filename == "candidate.py"
    assert record.lineno > 1


def test_an_exception_is_attached(caplog):
    assert candidate.risky(0) is None
    record = caplog.records[0]
    assert record.levelno == logging.ERROR
    assert record.exc_info[0] is ZeroDivisionError
    assert isinstance(record.exc_info[1], ZeroDivisionError)
    assert "division of 0 failed" in caplog.text
    assert "Traceback" in caplog.text
    assert "ZeroDivisionError: division by zero" in caplog.text


def test_nothing_is_logged(caplog):
    assert candidate.risky(5) == 2
    assert caplog.records == []


def test_extra_attributes(caplog):
    candidate.with_extra("ada")
    assert caplog.records[0].user == "ada"
    assert caplog.records[0].codes == [1, 2]


def test_a_child_logger(caplog):
    candidate.from_child()
    assert caplog.records[0].name == "candidate.child"
    assert caplog.records[0].levelname == "CRITICAL"


def test_the_root_logger(caplog):
    candidate.root()
    assert caplog.record_tuples == [("root", logging.WARNING, "from the root")]


def test_a_handler_of_the_test():
    class Collect(logging.Handler):
        def __init__(self):
            super().__init__()
            self.seen = []

        def emit(self, record):
            self.seen.append((record.levelname, record.getMessage()))

    handler = Collect()
    logging.getLogger("candidate").addHandler(handler)
    try:
        candidate.work(0)
        candidate.from_child()
    finally:
        logging.getLogger("candidate").removeHandler(handler)
    candidate.work(0)
    assert handler.seen == [("WARNING", "done"), ("CRITICAL", "child speaks")]


def test_a_stream_handler_on_the_candidates_logger():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
    candidate.logger.addHandler(handler)
    try:
        candidate.work(0)
    finally:
        candidate.logger.removeHandler(handler)
    assert stream.getvalue() == "WARNING:candidate:done\n"


def test_a_handler_passed_to_the_candidate():
    seen = []

    class Collect(logging.Handler):
        def emit(self, record):
            seen.append(record.getMessage())

    handler = Collect()
    try:
        assert handler in candidate.add(handler)
        candidate.work(0)
    finally:
        candidate.logger.removeHandler(handler)
    assert seen == ["done"]


def test_the_candidate_sets_its_level(caplog):
    candidate.configure(logging.ERROR)
    try:
        candidate.work(1)
        assert caplog.records == []
    finally:
        candidate.configure(logging.NOTSET)


def test_the_test_sets_the_level():
    logging.getLogger("candidate").setLevel(logging.DEBUG)
    try:
        assert candidate.expensive() is True
    finally:
        logging.getLogger("candidate").setLevel(logging.NOTSET)
    assert candidate.expensive() is False


def test_the_candidates_logger_is_the_loggers():
    assert candidate.logger.name == "candidate"
    assert isinstance(candidate.logger, logging.Logger)


def test_a_logger_of_the_test_is_passed_in(caplog):
    caplog.set_level(logging.INFO)
    candidate.log_to(logging.getLogger("mine"), "hello")
    assert caplog.record_tuples == [("mine", logging.INFO, "hello")]


def test_assert_logs():
    import unittest

    case = unittest.TestCase()
    with case.assertLogs("candidate", level="INFO") as caught:
        candidate.work(1)
    assert caught.output == ["INFO:candidate:step 0 of {'count': 1}", "WARNING:candidate:done"]
    with case.assertNoLogs("candidate", level="ERROR"):
        candidate.work(0)
