"""Calls collaborators with other arguments, or twice."""


class Notifier:
    def __init__(self, mailer, clock=None):
        self.mailer = mailer
        self.sent = 0

    def notify(self, user, text, **options):
        self.mailer.send(text, user)
        self.mailer.send(text, user)
        return True

    def notify_all(self, users, text):
        return 0

    def now(self):
        return "now"

    def save(self):
        session = self.mailer.session()
        session.add(self.sent)

    def first(self):
        return None

    def read(self):
        return self.mailer.config

    async def deliver(self, message):
        return self.mailer.deliver(message)

    def log(self, text):
        pass


def total(repository):
    return len(repository.rows())


def on_error(function, handler):
    function()


def pipeline(*stages):
    return [stage(None) for stage in stages]


def same(one, other):
    return False
