"""File-like objects that are passed in and handed out."""

import csv
import io
import json


def numbers(stream):
    return [int(line) for line in stream if line.strip()]


def to_csv(rows, stream):
    writer = csv.writer(stream)
    writer.writerows(rows)


def from_csv(stream):
    return list(csv.DictReader(stream))


def render(lines):
    buffer = io.StringIO()
    for line in lines:
        buffer.write(line + "\n")
    buffer.seek(0)
    return buffer


def binary(data):
    return io.BytesIO(data)


def head(stream, size):
    position = stream.tell()
    data = stream.read(size)
    stream.seek(position)
    return data


def copy(source, target, size=4):
    while chunk := source.read(size):
        target.write(chunk)


def load(stream):
    return json.load(stream)


def dump(value, stream):
    json.dump(value, stream, indent=2)


def close(stream):
    stream.close()


def use(stream):
    with stream as file:
        return file.read()


class Reverse(io.TextIOBase):
    def __init__(self):
        self.written = []

    def write(self, text):
        self.written.append(text[::-1])
        return len(text)

    def writable(self):
        return True


class Upper:
    def __init__(self, stream):
        self.stream = stream

    def read(self, size=-1):
        return self.stream.read(size).upper()

    def __iter__(self):
        return (line.upper() for line in self.stream)

    def __getattr__(self, name):
        return getattr(self.stream, name)
