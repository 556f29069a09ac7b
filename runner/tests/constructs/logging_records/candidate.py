"""Logs with its own logger, levels, errors and extras."""

import logging

logger = logging.getLogger(__name__)
child = logger.getChild("child")
quiet = logging.getLogger("candidate.quiet")
quiet.propagate = False


def work(count):
    logger.debug("starting %d", count)
    for number in range(count):
        logger.info("step %d of %s", number, {"count": count})
    logger.warning("done")


def risky(value):
    try:
        return 10 / value
    except ZeroDivisionError:
        logger.exception("division of %r failed", value)
        return None


def with_extra(user):
    logger.error("denied", extra={"user": user, "codes": [1, 2]})


def from_child():
    child.critical("child speaks")


def hidden():
    quiet.error("nobody hears")


def root():
    logging.warning("from the root")


def configure(level):
    logger.setLevel(level)


def expensive():
    if logger.isEnabledFor(logging.DEBUG):
        logger.debug("computed")
        return True
    return False


def log_to(target, message):
    target.info(message)


def add(handler):
    logger.addHandler(handler)
    return logger.handlers
