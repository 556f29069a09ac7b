"""Reads and writes files under paths that it is given."""

import csv
import gzip
import json
import os
import pathlib
import shutil
import tempfile
from contextlib import contextmanager


def save(path, data):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(data, file)


def load(path):
    try:
        return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ValueError(f"bad json at line {error.lineno}") from error


def append(path, line):
    with open(path, "a") as file:
        print(line, file=file)


def count_lines(path):
    with open(path) as file:
        return sum(1 for _ in file)


def tree(root):
    return sorted(str(path.relative_to(root)) for path in pathlib.Path(root).rglob("*"))


def make_tree(root):
    root = pathlib.Path(root)
    (root / "a" / "b").mkdir(parents=True)
    (root / "a" / "b" / "deep.txt").write_text("deep")
    (root / "empty").mkdir()
    (root / "data.bin").write_bytes(bytes(range(256)))
    return root / "a"


def rename(path, new):
    return pathlib.Path(path).rename(new)


def remove(path):
    os.remove(path)


def remove_tree(path):
    shutil.rmtree(path)


def rows(path):
    with open(path, newline="") as file:
        yield from csv.DictReader(file)


def first_line(path):
    with open(path) as file:
        return file.readline().rstrip("\n")


def opened(path, mode="r"):
    return open(path, mode)


@contextmanager
def exclusive(path):
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
        os.unlink(path)


def compress(path):
    target = f"{path}.gz"
    with open(path, "rb") as source, gzip.open(target, "wb") as sink:
        shutil.copyfileobj(source, sink)
    return target


def info(path):
    status = os.stat(path)
    return status.st_size, path.is_file(), path.exists(), path.suffix


def write_here(name, text):
    with open(name, "w") as file:
        file.write(text)


def temporary():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "x"
        path.write_text("temporary")
        return path.read_text(), folder


def executable(path):
    path.chmod(0o755)


def copy_stream(source, target):
    for line in source:
        target.write(line.upper())


class Log:
    def __init__(self, path):
        self.file = open(path, "w")

    def write(self, text):
        self.file.write(text)

    def flush(self):
        self.file.flush()

    def close(self):
        self.file.close()


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def read_bytes(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
