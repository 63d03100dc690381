"""Runs blocks of Python one after the other, as a program that is typed in: `python run_blocks.py FILE`."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import traceback
import types
from pathlib import Path


def main():
    blocks = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    main_module = types.ModuleType("__main__")
    sys.modules["__main__"] = main_module
    sys.path.insert(0, "")
    for block in blocks:
        shown = io.StringIO()
        try:
            code = compile("\n" * (block["line"] - 1) + block["text"], block["page"], "exec")
            with contextlib.redirect_stdout(shown):
                exec(code, main_module.__dict__)
        except BaseException:  # noqa: BLE001 - also what ends a program
            block["error"] = traceback.format_exc()
        block["shown"] = shown.getvalue()
        if "error" in block:
            break
    Path(sys.argv[1]).write_text(json.dumps(blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
