"""Runs tests that the candidate wrote, with pytest, for what the examiner lends them.

All that this tells can be forged by the tests themselves, and no more is made of it than of any answer of the candidate's.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
import types
from pathlib import Path
from typing import Any

#: pytest's session, begun before any fork.
_session: Any = None
#: Nothing of the world outside counts: no file of settings, no installed plugin, and no `conftest.py` until there is one.
_ARGUMENTS = [
    *("--rootdir", "/tmp"),
    *("-c", os.devnull),
    "--noconftest",
    *("-p", "no:cacheprovider"),
    *("-p", "no:faulthandler"),
    *("-p", "no:terminalreporter"),
    "--capture=no",
]


def prepare() -> None:
    """In the first process, where the image holds pytest: imports and configures it, so that no run waits for it."""
    global _session
    if importlib.util.find_spec("pytest") is None:
        return
    from _pytest.config import _prepareconfig
    from _pytest.main import Session

    from . import recorder

    assert recorder.__name__
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    config = _prepareconfig(_ARGUMENTS)
    config._do_configure()
    _session = Session.from_config(config)
    config.hook.pytest_sessionstart(session=_session)


class SubjectModule(types.ModuleType):
    """What the candidate's tests import: each attribute is asked of the examiner."""

    _assay_lent: Any

    def __init__(self, name: str, lent: Any) -> None:
        super().__init__(name)
        super().__setattr__("_assay_lent", lent)

    def __getattr__(self, name: str) -> Any:
        if name == "__all__":
            return dir(self)
        if not name.startswith("_"):
            with contextlib.suppress(AttributeError):
                return getattr(self._assay_lent, name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}", name=name, obj=self)

    def __dir__(self) -> list[str]:
        return sorted(dir(self._assay_lent))

    def __setattr__(self, name: str, value: Any) -> None:
        if not name.startswith("_"):
            raise AttributeError(f"{self.__name__}.{name} is what is tested: it cannot be replaced")
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{self.__name__}.{name} is what is tested: it cannot be deleted")


def run(root: str, file: str, subject: SubjectModule, note: Any) -> None:
    """Collects and runs the tests of ``file`` below ``root``, and tells of each as it ends."""
    if _session is None:
        raise RuntimeError("this sandbox has no pytest")
    from .recorder import Recorder

    config = _session.config
    path = os.path.join(root, file)
    sys.modules[subject.__name__] = subject
    config.args = [path]
    config.pluginmanager._noconftest = False
    config.pluginmanager._confcutdir = Path(root)
    factory = config._tmp_path_factory
    factory._given_basetemp = Path(root).parent / "tmp" / "pytest"
    factory._basetemp = None
    recorder = Recorder(path, note)
    config.pluginmanager.register(recorder)
    try:
        config.hook.pytest_collection(session=_session)
        if not recorder.uncollected:
            config.hook.pytest_runtestloop(session=_session)
    except BaseException as error:
        recorder.ended(error)
