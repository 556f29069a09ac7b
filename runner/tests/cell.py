"""A container's walls without a container engine: namespaces, a root of its own, a user id of its own.

The differential and the hostile tests want hundreds of throwaway sandboxes and should run where no engine
answers. So a cell mirrors what the two images show to a process: `/usr` read-only, `/opt/assay` with the
package, `/run/assay` with the socket (read-only in a sandbox), an empty `/tmp`, no network, no capabilities,
the agent as process 1. The engine's own limits are proven with real containers elsewhere; a cell has rlimits. Its
memory limit counts address space, of which every thread's arena would reserve 128 MiB: hence `MALLOC_ARENA_MAX`.
"""

from __future__ import annotations

import os
import shutil
import signal
import site
import subprocess
import sys
from pathlib import Path

RUNNER = Path(__file__).resolve().parent.parent
#: What `scripts/python.sh` installed: the packages that the suites declare.
PACKAGES = RUNNER.parent / "build" / "packages"
EXAMINER_UID = 65532
# What lies beside the examiner's wheels in a developer's environment, large and of no use to it.
NOT_THE_EXAMINERS = ("mypy*", "ruff*", "pip", "setuptools", "librt*", "ast_serialize*", "pkg_resources")
PYTHON = "/usr/bin/python3"

# Runs as root in fresh namespaces and ends as the unprivileged interpreter. Arguments: the root to build on,
# the folder with package, wheels and `.pth`, the socket's folder, `ro` or `rw` for it, user id, limits,
# module, declared packages.
BUILD = r"""
set -eu
root=$1 stage=$2 socket=$3 access=$4 uid=$5 memory=$6 processes=$7 module=$8 packages=$9
mount -t tmpfs -o mode=755,size=1m cell "$root"
cd "$root"
mkdir -p usr proc dev tmp run/assay opt/assay
for name in bin sbin lib lib64; do ln -s "usr/$name" "$name"; done
mount --bind /usr usr
mount -o remount,bind,ro usr
mount --bind "$stage/dist-packages" usr/lib/python3/dist-packages
mount --bind "$stage/assay" opt/assay
mount --bind "$packages" opt/assay/packages
mount -o remount,bind,ro opt/assay/packages
mount -o remount,bind,ro opt/assay
for name in null zero full random urandom; do : > "dev/$name"; mount --bind "/dev/$name" "dev/$name"; done
ln -s /proc/self/fd dev/fd
mount --bind "$socket" run/assay
mount -o "remount,bind,$access" run/assay
mount -t proc proc proc
mount -t tmpfs -o mode=1777,size=64m tmp tmp
mount -o remount,ro "$root"
exec chroot . /usr/bin/prlimit --as="$memory" --nproc="$processes" --core=0 --fsize=33554432 \
    /usr/bin/setpriv --reuid "$uid" --regid "$uid" --clear-groups --no-new-privs \
    --bounding-set=-all --inh-caps=-all \
    /usr/bin/env -i PATH=/usr/bin HOME=/tmp LANG=C.UTF-8 TZ=UTC MALLOC_ARENA_MAX=2 PYTHONHASHSEED=0 \
    /usr/bin/python3 -s -P -B -m "$module"
"""

UNSHARE = (
    "unshare",
    "--mount",
    "--pid",
    "--net",
    "--ipc",
    "--uts",
    "--fork",
    "--kill-child",
    "--propagation",
    "private",
)


def why_unavailable() -> str:
    """The reason why this machine cannot build a cell, or nothing."""
    if os.geteuid() != 0:
        return "cells need root (user ids of their own, mounts): run these tests as root"
    probe = subprocess.run([*UNSHARE, "true"], check=False, capture_output=True, text=True)
    return "" if probe.returncode == 0 else f"this kernel refuses namespaces: {probe.stderr.strip()}"


class Cell:
    """One process behind the walls, ended with everything that it started when closed."""

    def __init__(self, root: Path, arguments: list[str], log: Path) -> None:
        root.mkdir(parents=True)
        self.log = log
        with log.open("wb") as stderr:
            self.process = subprocess.Popen(
                [*UNSHARE, "sh", "-c", BUILD, "cell", str(root), *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                start_new_session=True,
            )

    def close(self) -> None:
        """Kills process 1 of the cell (through `--kill-child`), and with it its whole process namespace."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def said(self) -> str:
        """What the process wrote on stderr."""
        return self.log.read_text(errors="replace")


class Cells:
    """Builds cells for one examiner and its sandboxes, which share one folder for the socket."""

    def __init__(self, home: Path) -> None:
        self.home = home
        home.chmod(0o755)
        self.socket = home / "socket"
        self.socket.mkdir()
        os.chown(self.socket, EXAMINER_UID, EXAMINER_UID)
        self._stage("sandbox", ("bridge", "suites", "agent"), wheels=False)
        self._stage("examiner", ("bridge", "suites", "agent", "examiner"), wheels=True)

    def _with_pytest(self) -> Path:
        """The packages that an image holds for candidates who write tests."""
        folder = self.home / "pytest"
        if not folder.is_dir():
            installed = Path(site.getsitepackages()[0])
            plugins = (
                "pytest_asyncio",
                "hypothesis",
                "_hypothesis_pytestplugin.py",
                "_hypothesis_ftz_detector.py",
                "_hypothesis_globals.py",
                "py.py",
                "typing_extensions.py",
            )
            told = [
                path.name for path in installed.glob("*.dist-info") if path.name.startswith(("pytest", "hypothesis"))
            ]
            names = ("pytest", "_pytest", "pluggy", "iniconfig", "packaging", "pygments", "sortedcontainers")
            for name in (*names, *plugins, *told):
                if (installed / name).is_dir():
                    shutil.copytree(installed / name, folder / name)
                elif (installed / name).is_file():
                    shutil.copy(installed / name, folder)
        return folder

    def _stage(self, role: str, rooms: tuple[str, ...], *, wheels: bool) -> None:
        """Lays out what the role's image holds; the sandbox's has no trace of the examiner."""
        assay = self.home / role / "assay"
        package = assay / "assay_runner"
        package.mkdir(parents=True)
        source = RUNNER / "assay_runner"
        unwanted = shutil.ignore_patterns("__pycache__", *NOT_THE_EXAMINERS)
        for entry in source.iterdir():
            if entry.is_file():
                shutil.copy(entry, package)
            elif entry.name in rooms:
                shutil.copytree(entry, package / entry.name, ignore=unwanted)
        (assay / "packages").mkdir()
        lines = ["/opt/assay"]
        if wheels:
            shutil.copytree(site.getsitepackages()[0], assay / "site", ignore=unwanted)
            lines.append("/opt/assay/site")
        lines.append("/opt/assay/packages")
        # As in the images: else each process behind the walls would compile all of it anew.
        command = [PYTHON, "-s", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", str(assay)]
        subprocess.run(command, check=True)
        packages = self.home / role / "dist-packages"
        packages.mkdir()
        (packages / "assay.pth").write_text("\n".join(lines) + "\n")

    def examiner(self) -> Cell:
        """Starts the examiner; its stdin and stdout speak the server's protocol."""
        return self._cell("examiner", "rw", EXAMINER_UID, 16 << 30, 2048)

    def sandbox(self, uid: int, memory: int = 1 << 30, processes: int = 64, *, pytest: bool = False) -> Cell:
        """Starts an agent, which connects to the examiner that was told of its user id."""
        packages = self._with_pytest() if pytest else PACKAGES
        return self._cell("sandbox", "ro", uid, memory, processes, role="agent", packages=packages)

    def _cell(
        self,
        stage: str,
        access: str,
        uid: int,
        memory: int,
        processes: int,
        role: str = "examiner",
        packages: Path = PACKAGES,
    ) -> Cell:
        root = self.home / "cells" / str(uid)
        arguments = [str(self.home / stage), str(self.socket), access, str(uid), str(memory), str(processes)]
        return Cell(root, [*arguments, f"assay_runner.{role}", str(packages)], self.home / f"{stage}-{uid}.log")


def fits_this_session() -> bool:
    """Whether cells run this session's version of Python: its wheels fit, both sides mean one language."""
    asked = [PYTHON, "-c", "import sys; print(*sys.version_info[:2])"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return told.split() == [str(part) for part in sys.version_info[:2]]
