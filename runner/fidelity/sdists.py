"""Fetches source distributions with pip, by version and hash, and unpacks them into memory."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from .manifest import Source

CACHE = Path(__file__).resolve().parents[2] / "build" / "sdists"

#: Build backends that a source may name. For a download pip asks the backend for metadata, which would run the package's
#: own build; this answers with what lies in the source already.
_BACKENDS = (
    "setuptools.build_meta",
    "hatchling.build",
    "flit_core.buildapi",
    "poetry.core.masonry.api",
    "pdm.backend",
    "uv_build",
)
_ANSWER = """
import email, os, shutil
def get_requires_for_build_wheel(settings=None):
    return []
def prepare_metadata_for_build_wheel(folder, settings=None):
    with open("PKG-INFO", encoding="utf-8") as file:
        told = email.message_from_file(file)
    name = f"{told['Name'].replace('-', '_')}-{told['Version']}.dist-info"
    os.mkdir(os.path.join(folder, name))
    shutil.copy("PKG-INFO", os.path.join(folder, name, "METADATA"))
    return name
class __legacy__:
    get_requires_for_build_wheel = staticmethod(get_requires_for_build_wheel)
    prepare_metadata_for_build_wheel = staticmethod(prepare_metadata_for_build_wheel)
    build_wheel = None
build_wheel = None
"""


class FetchError(Exception):
    """A source could not be fetched, or is not what the manifest says."""


def fetch(source: Source, cache: Path = CACHE) -> dict[str, bytes]:
    """The files of a source by their path below its top folder, from the cache or from the index."""
    held = cache / source.sha256
    if not held.exists():
        _download(source, held)
    content = held.read_bytes()
    if hashlib.sha256(content).hexdigest() != source.sha256:
        held.unlink()
        raise FetchError(f"{held} is damaged and was removed: run this again")
    return _unpack(content)


def _download(source: Source, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        wanted, backends, got = Path(folder, "wanted.txt"), Path(folder, "backends"), Path(folder, "got")
        wanted.write_text(f"{source.name}=={source.version} --hash=sha256:{source.sha256}\n")
        for backend in _BACKENDS:
            module = backends.joinpath(*backend.split(".")).with_suffix(".py")
            module.parent.mkdir(parents=True, exist_ok=True)
            module.write_text(_ANSWER)
        for below in backends.rglob("*/"):
            if below.is_dir() and below != backends:
                below.joinpath("__init__.py").touch()
        options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps", "--no-binary=:all:"]
        options += ["--no-build-isolation", "--use-pep517", f"--dest={got}", f"--requirement={wanted}"]
        pip = subprocess.run(
            [sys.executable, "-m", "pip", "download", *options],
            env={**os.environ, "PYTHONPATH": str(backends)},
            check=False,
            capture_output=True,
            text=True,
        )
        if pip.returncode != 0:
            reason = (pip.stderr.strip().splitlines() or ["pip said nothing"])[-1]
            raise FetchError(f"pip could not fetch {source.name} {source.version}: {reason}")
        (archive,) = got.iterdir()
        archive.replace(target)


def _unpack(content: bytes) -> dict[str, bytes]:
    """The regular files, without the one folder that holds them all."""
    files: dict[str, bytes] = {}
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    else:
        with tarfile.open(fileobj=io.BytesIO(content)) as tar:
            for member in tar:
                opened = tar.extractfile(member) if member.isfile() else None
                if opened is not None:
                    files[member.name] = opened.read()
    return {path.partition("/")[2]: content for path, content in sorted(files.items()) if ".." not in path.split("/")}
