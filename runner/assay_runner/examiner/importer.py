"""``import module`` in a test brings a stand-in for the candidate's module."""

from __future__ import annotations

import builtins
import dis
import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..bridge.functions import is_name

if TYPE_CHECKING:
    from .remote import ExaminerPeer

#: Names that a star import never brings: they would shadow what the test file relies on or steer pytest.
_PROTECTED = frozenset(dir(builtins)) | frozenset(
    [
        "pytestmark",
        "pytest_plugins",
        "setup_module",
        "teardown_module",
        "setup_function",
        "teardown_function",
        "setUpModule",
        "tearDownModule",
        "load_tests",
        "collect_ignore",
        "collect_ignore_glob",
        "pytest",
        "unittest",
    ]
)


#: What pytest asks of everything in a test file, and no module has.
_NEVER_ASKED = frozenset({"__path__", "__wrapped__", "__file__", "__bases__", "__test__", "_mock_name"})
#: Names of one module that are kept at most.
_MOST_KEPT = 500


class Kept:
    """Functions and classes of a module that need not be asked for again, as long as the sandbox tells of no change (``agent/taken``)."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self._may_be_kept: set[str] = set()

    def told(self, name: str) -> None:
        """This name may be kept from now on."""
        if len(self._may_be_kept) < _MOST_KEPT:
            self._may_be_kept.add(name)

    def changed(self, name: str) -> None:
        """This name means something else now."""
        self._may_be_kept.discard(name)
        self.values.pop(name, None)

    def keep(self, name: str, value: Any) -> None:
        """Keeps what was told, unless another thread heard meanwhile that it has changed."""
        self.values[name] = value
        if name not in self._may_be_kept:
            del self.values[name]


class CandidateModule(types.ModuleType):
    """A module that lives in the sandbox."""

    _assay_number: int
    _assay_kept: Kept

    def __init__(self, name: str, peer: ExaminerPeer) -> None:
        super().__init__(name)
        super().__setattr__("_assay_peer", peer)
        super().__setattr__("_assay_kept", Kept())

    def _assay_stand_for(self, number: int) -> None:
        """Makes it the stand-in of another module over there, as a reload does."""
        if getattr(self, "_assay_number", None) != number:
            types.ModuleType.__setattr__(self, "_assay_number", number)
            types.ModuleType.__setattr__(self, "_assay_kept", Kept())
            self._assay_peer.kept_names[number] = self._assay_kept

    def __getattr__(self, name: str) -> Any:
        if name == "__all__" and _is_star_import(sys._getframe(1)):
            return self._star_names(sys._getframe(1).f_globals)
        if name.startswith("_assay") or name in _NEVER_ASKED:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        kept = self._assay_kept
        if name in kept.values:
            self._assay_peer.took_kept = True
            return kept.values[name]
        try:
            value = self._assay_peer.far.get(self._assay_number, name)
        except AttributeError:
            if not name.startswith("_"):
                self._assay_peer.lacking.add(f"{self.__name__}.{name}")
            raise
        if callable(value):
            self._assay_peer.handed_out[id(value)] = value
            kept.keep(name, value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("__"):
            super().__setattr__(name, value)
        elif isinstance(value, CandidateModule):
            # What the import system does for a submodule: over there it was done long ago, and the package may have put
            # something else in its place since (a function with the name of its module).
            if not self._is_taken(name):
                super().__setattr__(name, value)
        else:
            self._assay_peer.far.set(self._assay_number, name, value)

    def _is_taken(self, name: str) -> bool:
        try:
            held = self._assay_peer.far.get(self._assay_number, name)
        except AttributeError:
            return False
        return not isinstance(held, CandidateModule)

    def __delattr__(self, name: str) -> None:
        self._assay_peer.far.delete(self._assay_number, name)

    def __dir__(self) -> list[str]:
        names = self._assay_peer.ask("attributes", [self._assay_number])
        return sorted(name for name in names if is_name(name))

    @property
    def __dict__(self) -> Any:  # type: ignore[override]
        return Namespace(self)

    def _star_names(self, importer: dict[str, Any]) -> list[str]:
        """What ``from module import *`` brings into a test file: nothing that the file has or that Python and pytest know."""
        names = self._assay_peer.ask("names", [self._assay_number])
        declared = importer.get("__name__")
        self._assay_peer.starred.add(declared)
        fresh = [name for name in names if is_name(name) and name not in _PROTECTED and not name.startswith("pytest_")]
        return [name for name in fresh if declared is None or name not in importer]


class Namespace(Mapping[str, Any]):
    """What ``vars(module)`` shows of a candidate's module."""

    def __init__(self, module: CandidateModule) -> None:
        self._module = module

    def __getitem__(self, name: str) -> Any:
        if name not in self:
            raise KeyError(name)
        return getattr(self._module, name)

    def __iter__(self) -> Iterator[str]:
        return iter(dir(self._module))

    def __len__(self) -> int:
        return len(dir(self._module))

    def __contains__(self, name: object) -> bool:
        return name in dir(self._module)

    def copy(self) -> dict[str, Any]:
        """All of it, asked for once."""
        return {name: self[name] for name in self}


def _is_star_import(frame: types.FrameType) -> bool:
    """Whether this frame stands at ``from … import *`` just now."""
    code, position = frame.f_code.co_code, frame.f_lasti
    operation = dis.opname[code[position]]
    return operation == "IMPORT_STAR" or (operation == "CALL_INTRINSIC_1" and code[position + 1] == 2)


class CandidateFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the candidate's modules, ahead of everything else."""

    def __init__(self, peer: ExaminerPeer) -> None:
        self.peer = peer

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None) -> Any:
        if fullname.partition(".")[0] not in self.peer.candidate_names:
            return None
        package = any(name.startswith(fullname.replace(".", "/") + "/") for name in self.peer.files)
        spec = importlib.machinery.ModuleSpec(fullname, self, is_package=package)
        file = self._file(fullname)
        if file is not None:
            spec.origin = file
            spec.has_location = True
        return spec

    def _file(self, fullname: str) -> str | None:
        base = fullname.replace(".", "/")
        for name in (base + ".py", base + "/__init__.py"):
            if name in self.peer.files:
                return self.peer.decoder.stand_in_file(name)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return CandidateModule(spec.name, self.peer)

    def exec_module(self, module: types.ModuleType) -> None:
        name = module.__name__
        assert isinstance(module, CandidateModule)
        self.peer.modules[name] = module
        if self.peer.files and not any(
            file == f"{name.replace('.', '/')}.py" or file.startswith(name.replace(".", "/") + "/")
            for file in self.peer.files
        ):
            self.peer.lacking.add(name)
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        self.peer.import_far(name, name in self.peer.imported)

    def get_source(self, fullname: str) -> str | None:
        base = fullname.replace(".", "/")
        return self.peer.files.get(base + ".py") or self.peer.files.get(base + "/__init__.py")


def install(peer: ExaminerPeer) -> None:
    """Makes the candidate's modules importable, whatever was imported under their names before."""
    for name in list(sys.modules):
        if name.partition(".")[0] in peer.candidate_names:
            del sys.modules[name]
    sys.meta_path.insert(0, CandidateFinder(peer))
