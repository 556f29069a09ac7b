"""A few packages of PyPI with their own tests, as ``make fidelity`` compares all of its manifest."""

from __future__ import annotations

import pytest
from harness import Examiner
from truth import PlainPytest

from fidelity import manifest
from fidelity.comparison import compare

#: Small and quick ones, of different kinds.
PACKAGES = [package for package in manifest.read() if package.name in ("first", "inflection", "roman")]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_a_package_of_pypi_agrees(plain_pytest: PlainPytest, examiner: Examiner, package: manifest.Package) -> None:
    compared = compare(package, plain_pytest, examiner)
    assert compared.cases
    assert not compared.faults
    assert not compared.unexplained()
    assert not compared.stale()
