"""Prints, or logs at another level, or formats early."""

import logging

logger = logging.getLogger("other")
child = logger
quiet = logger


def work(count):
    print(f"starting {count}")
    for number in range(count):
        logger.warning(f"step {number} of {count}")
    logger.error("done")


def risky(value):
    try:
        return 10 / value
    except ZeroDivisionError as error:
        logger.error("division failed %s", error)
        return None


def with_extra(user):
    logger.error(f"denied {user}")


def from_child():
    logger.critical("child speaks")


def hidden():
    logger.error("nobody hears")


def root():
    logger.info("from the root")


def configure(level):
    pass


def expensive():
    logger.debug("computed")
    return True


def log_to(target, message):
    logger.info(message)


def add(handler):
    return []
