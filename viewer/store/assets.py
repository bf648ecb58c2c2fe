"""Where the files that we ship are: in the wheel under ``viewer/resources``, in a checkout beside it."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

import viewer
from viewer.errors import StoreError

_ADVICE = "Install the program again: a file that belongs to it is missing."


def asset(name: str) -> bytes:
    """Return the bytes of one packaged file, such as ``demo/all-gp.ndjson``. Raises StoreError."""
    found = _found(name)
    try:
        return found.read_bytes()
    except OSError:
        raise StoreError(f"The packaged file {name} is missing", _ADVICE) from None


def demo_files() -> Mapping[str, bytes]:
    """Return the files of the embedded demo by name, in the order of their names. Raises StoreError."""
    folder = _found("demo")
    try:
        names = sorted(one.name for one in folder.iterdir() if one.is_file())
    except OSError:
        raise StoreError("The demo's files are missing", _ADVICE) from None
    return {name: asset(f"demo/{name}") for name in names}


def _found(name: str) -> Traversable:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name:
        raise StoreError("No packaged file has such a name", _ADVICE)
    return _root().joinpath(*parts)


def _root() -> Traversable:
    packaged = files(viewer).joinpath("resources")
    return packaged if packaged.is_dir() else Path(viewer.__file__).parents[1] / "resources"
