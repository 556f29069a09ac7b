"""Writes in the wrong mode, to the wrong place, or never closes."""

import json
import pathlib
from contextlib import contextmanager


def save(path, data):
    pathlib.Path(str(path) + ".json").write_text(json.dumps(data))


def load(path):
    try:
        return json.loads(pathlib.Path(path).read_text())
    except Exception:
        return None


def append(path, line):
    pathlib.Path(path).write_text(line)


def count_lines(path):
    return len(pathlib.Path(path).read_text())


def tree(root):
    return sorted(path.name for path in pathlib.Path(root).iterdir())


def make_tree(root):
    (pathlib.Path(root) / "a").mkdir()
    return pathlib.Path(root)


def rename(path, new):
    pathlib.Path(new).write_bytes(pathlib.Path(path).read_bytes())
    return new


def remove(path):
    pathlib.Path(path).write_text("")


def remove_tree(path):
    pass


def rows(path):
    return iter(pathlib.Path(path).read_text().splitlines())


def first_line(path):
    return pathlib.Path(path).read_text()


def opened(path, mode="r"):
    return pathlib.Path(path).read_text()


@contextmanager
def exclusive(path):
    pathlib.Path(path).write_text("")
    yield 0


def compress(path):
    return path


def info(path):
    return 0, True, True, ""


def write_here(name, text):
    (pathlib.Path("/tmp") / name).write_text(text)


def temporary():
    return "", ""


def executable(path):
    pass


def copy_stream(source, target):
    target.write("".join(source))


class Log:
    def __init__(self, path):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass

    def close(self):
        pass


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def read_bytes(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
