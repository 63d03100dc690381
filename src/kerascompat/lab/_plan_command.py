"""`kerascompat lab plan`: the grid, to be read or to be run elsewhere."""

from __future__ import annotations

import json
import shlex
import sys
from typing import TYPE_CHECKING

from kerascompat.lab._cells import GridError, grid

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from kerascompat.lab._cells import Cell

# An empty value means to TensorFlow and to Keras what an absent variable means.
_VARIABLES = ("TF_USE_LEGACY_KERAS", "KERAS_BACKEND")


def run(arguments: argparse.Namespace) -> int:
    """Print the grid; 0, or 2 where it has no cell."""
    try:
        cells = grid(arguments.tensorflow, arguments.generation, arguments.backend, arguments.python)
    except GridError as error:
        print(f"kerascompat lab plan: {error}", file=sys.stderr)
        return 2
    for cell in cells:
        if cell.excluded is not None:
            print(f"{cell.name}: excluded: {cell.excluded}", file=sys.stderr)
    planned = [cell for cell in cells if cell.excluded is None]
    if not planned:
        print("kerascompat lab plan: no cell is left", file=sys.stderr)
        return 2
    if arguments.format == "github":
        print(json.dumps({"include": [_as_matrix(cell, arguments.install) for cell in planned]}))
    else:
        print("\n".join(_as_line(cell, arguments.install) for cell in planned))
    return 0


def _as_matrix(cell: Cell, installs: Sequence[str]) -> dict[str, str]:
    variables = dict(cell.variables)
    return {
        "name": cell.name,
        "python-version": cell.python,
        "install": shlex.join([*cell.requirements, *installs]),
        **{name: variables.get(name, "") for name in _VARIABLES},
    }


def _as_line(cell: Cell, installs: Sequence[str]) -> str:
    settings = [f"{name}={value}" for name, value in cell.variables]
    return (
        f"{cell.name}: {shlex.join([*cell.requirements, *installs])}{' with ' if settings else ''}{' '.join(settings)}"
    )
