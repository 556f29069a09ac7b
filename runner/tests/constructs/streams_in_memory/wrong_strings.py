"""Treats streams as strings."""

import io


def numbers(stream):
    return [int(character) for character in stream.read() if character.isdigit()]


def to_csv(rows, stream):
    for row in rows:
        stream.write(",".join(map(str, row)) + "\n")


def from_csv(stream):
    header, *rows = (line.strip().split(",") for line in stream)
    return [dict(zip(header, row)) for row in rows]


def render(lines):
    return "\n".join(lines)


def binary(data):
    return data


def head(stream, size):
    return stream.read(size)


def copy(source, target, size=4):
    target.write(source.read(size))


def load(stream):
    return stream.read()


def dump(value, stream):
    stream.write(str(value))


def close(stream):
    pass


def use(stream):
    return stream.read()


class Reverse(io.StringIO):
    written = []


class Upper:
    def __init__(self, stream):
        self.stream = stream

    def read(self, size=-1):
        return self.stream.read(size)

    def __iter__(self):
        return iter(self.stream)
