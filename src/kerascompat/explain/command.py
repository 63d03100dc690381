"""`kerascompat explain`: what a traceback means, from a file or from standard input."""

from __future__ import annotations

import codecs
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from kerascompat.explain._explain import explain

if TYPE_CHECKING:
    import argparse

_UNKNOWN = "nothing in this text is an error that kerascompat knows"
_NEXT = (
    "run `kerascompat doctor` in the same environment: it looks at what is installed and set; give the whole "
    "traceback, with its last line, if this was a part of one"
)
_ASK = "paste the traceback, then end with Ctrl-D (Windows: Ctrl-Z and Enter)"
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="a log or a traceback; - (the default) is standard input"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print what is known: 0 where something is, 1 where nothing is, 2 where the text cannot be read."""
    try:
        data = _read(arguments.file)
    except OSError as error:
        print(f"kerascompat explain: {arguments.file}: {error.strerror or error}", file=sys.stderr)
        return 2
    findings = explain(decode(data))
    if arguments.json:
        print(json.dumps({"schema": 1, "findings": [each.to_dict() for each in findings]}, indent=1))
    elif findings:
        _show("\n\n".join("\n".join(each.lines()) for each in findings))
    else:
        print(f"{_UNKNOWN}; {_NEXT}")
    return 0 if findings else 1


def _show(text: str) -> None:
    """Print what may have any character, on a terminal that may not have it."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"  # it may be closed
    print(text.encode(encoding, "backslashreplace").decode(encoding))


def _read(name: str) -> bytes:
    if name != "-":
        return Path(name).read_bytes()
    if sys.stdin is None:
        return b""
    if sys.stdin.isatty():
        print(_ASK, file=sys.stderr)
    return sys.stdin.buffer.read()


def decode(data: bytes) -> str:
    """Text from bytes of UTF-8 or UTF-16; what is neither becomes replacement characters."""
    encoding: Optional[str] = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    if encoding is None and data[1:200:2].count(0) > len(data[1:200:2]) // 2:
        encoding = "utf-16-le"
    return data.decode(encoding or "utf-8", errors="replace")
