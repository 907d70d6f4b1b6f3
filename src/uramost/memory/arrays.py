"""Many arrays in one file that is opened without being read: whoever maps it shares its pages with everybody else.

A file begins with a line of JSON that says where each array lies. It is written beside and renamed into place, so that
a name always leads to a whole file, whatever happens to the writer; who has the older one open keeps it.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

KIND = "uramost memory index 1"
ALIGNED = 64

Arrays = Mapping[str, NDArray[Any]]


class NotAnIndex(ValueError):
    """The file is no index of this version, or not a whole one."""


def write(path: Path, arrays: Arrays, about: Mapping[str, Any]) -> None:
    """Write arrays and what is said about them, in place of the file that may be there."""
    placed, at = {}, 0
    for name, array in arrays.items():
        placed[name] = (array.dtype.str, array.shape, at)
        at += -(-array.nbytes // ALIGNED) * ALIGNED
    head = json.dumps({"kind": KIND, "about": dict(about), "arrays": placed, "size": at}).encode() + b"\n"
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(head.ljust(-(-len(head) // ALIGNED) * ALIGNED))
            for array in arrays.values():
                file.write(np.ascontiguousarray(array).data.cast("B") if array.size else b"")
                file.write(b"\0" * (-array.nbytes % ALIGNED))
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)


def opened(path: Path) -> tuple[Arrays, Mapping[str, Any]]:
    """The arrays of a file, mapped, and what was said about them. Raises FileNotFoundError and NotAnIndex."""
    with path.open("rb") as file:
        line = file.readline(1 << 20)
    try:
        head = json.loads(line)
        if head["kind"] != KIND:
            raise NotAnIndex(str(path))
        begin = -(-len(line) // ALIGNED) * ALIGNED
        if path.stat().st_size < begin + head["size"]:
            raise NotAnIndex(str(path))
        whole = np.memmap(path, mode="r")[begin:]
        return {name: _one(whole, *place) for name, place in head["arrays"].items()}, head["about"]
    except (KeyError, TypeError, ValueError) as error:
        raise NotAnIndex(str(path)) from error


def _one(whole: NDArray[np.uint8], kind: str, shape: tuple[int, ...], at: int) -> NDArray[Any]:
    size = int(np.prod(shape)) * np.dtype(kind).itemsize
    return np.asarray(whole[at : at + size]).view(kind).reshape(shape)
