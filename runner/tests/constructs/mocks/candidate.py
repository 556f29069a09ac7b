"""Code that is handed its collaborators."""


class Notifier:
    def __init__(self, mailer, clock=None):
        self.mailer = mailer
        self.clock = clock
        self.sent = 0

    def notify(self, user, text, **options):
        if self.mailer.is_blocked(user):
            return False
        self.mailer.send(user.email if hasattr(user, "email") else user, text, **options)
        self.sent += 1
        return True

    def notify_all(self, users, text):
        return sum(self.notify(user, text) for user in users)

    def now(self):
        return self.clock.now().isoformat()

    def save(self):
        with self.mailer.session() as session:
            session.add(self.sent)
            session.commit()

    def first(self):
        return next(iter(self.mailer.queue))

    def read(self):
        return self.mailer.config["host"], len(self.mailer.config)

    async def deliver(self, message):
        return await self.mailer.deliver(message)

    def log(self, text):
        self.mailer.log = text
        self.mailer.history.append(text)


def total(repository):
    return sum(row.price * row.count for row in repository.rows())


def on_error(function, handler):
    try:
        return function()
    except Exception as error:  # noqa: BLE001
        handler(error)


def pipeline(*stages):
    value = None
    for stage in stages:
        value = stage(value)
    return value


def same(one, other):
    return one is other
