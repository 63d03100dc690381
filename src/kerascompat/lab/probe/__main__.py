"""Runs the folder as a package of its own: `kerascompat.lab` may need what is not installed here."""

from __future__ import annotations

import os
import sys
from importlib import import_module

if __name__ == "__main__":
    here = os.path.abspath(os.path.dirname(__file__))
    sys.path[0] = os.path.dirname(here)
    command = import_module(f"{os.path.basename(here)}.command")
    # No file that lies beside the probe may be taken for a package that Keras imports.
    del sys.path[0]
    sys.exit(command.main(sys.argv[1:]))
