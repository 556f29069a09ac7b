"""``python -m fidelity``: compares the manifest's packages and writes ``docs/fidelity.md``.

Exits with 1 when an edge case disagrees without a reason or a reason names none, with 2 when a package could not be
compared at all.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import cell
from harness import Examiner, HarnessError
from truth import PlainPytest

from . import manifest, table
from .comparison import Comparison, compare
from .manifest import ManifestError, Package
from .sdists import FetchError

#: For a whole suite in one plain process.
LIMIT_SECONDS = 300.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="fidelity", description=__doc__)
    parser.add_argument("package", nargs="*", help="compare these alone, and write no page")
    chosen = parser.parse_args().package
    packages = manifest.read()
    unknown = set(chosen) - {package.name for package in packages}
    reason = f"not in the manifest: {sorted(unknown)}" if unknown else cell.why_unavailable()
    if reason:
        print(f"fidelity: {reason}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="fidelity-", dir="/tmp") as folder:
        home = Path(folder)
        home.chmod(0o755)
        try:
            done = [_compared(package, home) for package in packages if not chosen or package.name in chosen]
        except (ManifestError, FetchError, HarnessError) as error:
            print(f"fidelity: {error}", file=sys.stderr)
            return 2
    if not chosen:
        table.write(done)
    return 1 if any(one.unexplained() or one.stale() or one.faults for one in done) else 0


def _compared(package: Package, home: Path) -> Comparison:
    """One package, in an examiner of its own: what one suite leaves behind is no other's."""
    bridge, plain = home / package.name / "bridge", home / package.name / "plain"
    for folder in (bridge.parent, bridge, plain):
        folder.mkdir(mode=0o755)
    process = PlainPytest(plain, LIMIT_SECONDS)
    examiner = Examiner(bridge)
    try:
        one = compare(package, process, examiner)
    finally:
        examiner.close()
        process.close()
    print(f"{package.name} {package.source.version}: {one.agree} of {one.cases} agree", file=sys.stderr)
    for apart in one.unexplained():
        print(f"  {apart.plain}, across the bridge {apart.bridge}: {apart.case}\n    {apart.message}", file=sys.stderr)
    for reason in one.stale():
        print(f"  nothing disagrees any more that is named {reason.cases}", file=sys.stderr)
    for fault in one.faults:
        print(f"  {fault}", file=sys.stderr)
    return one


if __name__ == "__main__":
    sys.exit(main())
