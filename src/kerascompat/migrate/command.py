"""The command `kerascompat migrate`."""

from __future__ import annotations

import ast
import difflib
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from typing import TYPE_CHECKING, Optional

from kerascompat.migrate._files import (
    LARGEST,
    UnknownStateError,
    exported_names,
    own_modules,
    replace_file,
    uncommitted,
    walk,
)
from kerascompat.migrate._report import Report, report, with_requirement
from kerascompat.migrate._requirements import is_manifest
from kerascompat.migrate._roots import TARGETS
from kerascompat.migrate._work import Options, Surroundings

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from kerascompat.migrate._roots import Target
    from kerascompat.migrate._source import Finding

_FEW = 24
"""Files that are analysed sooner than a second process is started."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files and folders")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--diff", action="store_true", help="show what would change (default)")
    what.add_argument("--check", action="store_true", help="name the files that would change; exit with 1 if any")
    what.add_argument("--write", action="store_true", help="change the files")
    parser.add_argument(
        "--to", choices=TARGETS, default="kerascompat", metavar="TARGET", help=f"one of {', '.join(TARGETS)}"
    )
    parser.add_argument("--strings", action="store_true", help="rewrite names in strings too (mock.patch targets)")
    parser.add_argument("--docs", action="store_true", help="rewrite docstrings and code blocks of documents too")
    parser.add_argument("--allow-dirty", action="store_true", help="write files with uncommitted changes too")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes")


def run(arguments: argparse.Namespace) -> int:
    """Analyse, then show or write.

    Returns:
        0; 1 where `--check` finds something to change; 2 where a path is missing or a file was not written.
    """
    missing = [path for path in arguments.paths if not os.path.lexists(path)]
    if missing:
        return _fail(f"no such file or folder: {', '.join(missing)}")
    tree = walk(arguments.paths)
    options = Options(TARGETS[arguments.to], arguments.strings, arguments.docs)
    reports = list(_reports(tree.files, arguments.paths, options, arguments.jobs))
    reports = _with_requirements(reports, options.target)
    changed = [each for each in reports if each.new is not None]
    stream = sys.stdout if arguments.write or arguments.check else sys.stderr
    for link in tree.links:
        print(f"{link}: skipped, a link out of the given tree", file=stream)
    for each in reports:
        for finding in each.findings:
            if _is_shown(finding):
                where = f"{each.path}:{finding.line}:{finding.column}"
                print(f"{where}: {finding.code} {finding.message}", file=stream)
    failed: list[str] = []
    if arguments.write:
        refusal = None if arguments.allow_dirty else _refusal(changed)
        if refusal is not None:
            return _fail(f"nothing was written: {refusal}, or say --allow-dirty")
        failed = _write(changed)
    elif arguments.check:
        for each in changed:
            print(f"{each.path}: would change")
    else:
        for each in changed:
            sys.stdout.writelines(_diff(each, colour=_wants_colour()))
    _summary(reports, written=len(changed) - len(failed) if arguments.write else None)
    if failed:
        return 2
    return 1 if arguments.check and changed else 0


def _fail(message: str) -> int:
    print(f"kerascompat migrate: {message}", file=sys.stderr)
    return 2


def _reports(files: tuple[str, ...], paths: list[str], options: Options, jobs: int) -> Iterator[Report]:
    """The reports of all files, in their order."""
    python = [file for file in files if file.endswith(".py")]
    exported = exported_names(_contents(python))
    own = own_modules(paths, python)
    surroundings = [_surroundings(file, own, exported) for file in files]
    if jobs < 2 or len(files) < _FEW:
        yield from _progress(map(report, files, repeat(options), surroundings), len(files))
        return
    with ProcessPoolExecutor(jobs) as pool:
        size = max(1, min(32, len(files) // (jobs * 4)))
        yield from _progress(pool.map(report, files, repeat(options), surroundings, chunksize=size), len(files))


def _contents(files: Iterable[str]) -> Iterator[bytes]:
    for file in files:
        try:
            if os.path.getsize(file) <= LARGEST:
                with open(file, "rb") as stream:
                    yield stream.read()
        except OSError:  # the report of the file says it
            continue


def _surroundings(file: str, own: frozenset[str], exported: dict[str, frozenset[str]]) -> Surroundings:
    stem = os.path.splitext(os.path.basename(file))[0]
    names = exported.get(stem, frozenset())
    return Surroundings(own, names, is_package=stem == "__init__" or "*" in names)


def _progress(reports: Iterable[Report], total: int) -> Iterator[Report]:
    """Count on a terminal; nothing is printed elsewhere."""
    shown = sys.stderr.isatty() and total > _FEW
    for number, each in enumerate(reports, 1):
        if shown and (number % 16 == 0 or number == total):
            sys.stderr.write(f"\r{number:,} of {total:,} files" + ("\r\033[K" if number == total else ""))
            sys.stderr.flush()
        yield each


def _with_requirements(reports: list[Report], target: Target) -> list[Report]:
    """The reports, in which manifests with changed code below their folder say what they require."""
    changed = [os.path.abspath(each.path) for each in reports if each.new is not None and each.is_code]

    def is_needed(path: str) -> bool:
        folder = os.path.join(os.path.dirname(os.path.abspath(path)), "")
        return any(other.startswith(folder) for other in changed)

    return [
        with_requirement(each, target) if is_manifest(each.path) and is_needed(each.path) else each for each in reports
    ]


def _refusal(changed: list[Report]) -> Optional[str]:
    """Why the files are not written, and what to do; None where each of them can be had back."""
    try:
        dirty = uncommitted(each.path for each in changed)
    except UnknownStateError as error:
        return f"git cannot say what is committed ({error})\nmend that"
    if not dirty:
        return None
    has = "has" if len(dirty) == 1 else "have"
    names = "\n  ".join(sorted(dirty))
    return f"{len(dirty)} of the files to change {has} uncommitted changes\n  {names}\ncommit or stash them"


def _write(changed: list[Report]) -> list[str]:
    """Write the files; the paths of those that were not."""
    failed = []
    for each in changed:
        try:
            if each.path.endswith(".py"):
                ast.parse(each.new or b"")
            replace_file(each.path, each.old, each.new or b"")
        except SyntaxError as error:
            _fail(f"{each.path} was not written: the result would not parse ({error}); please report it")
            failed.append(each.path)
        except OSError as error:
            _fail(f"{each.path} was not written: {error}")
            failed.append(each.path)
    return failed


def _diff(each: Report, *, colour: bool) -> Iterator[str]:
    """The unified diff of a file, as `git diff` shows it."""
    old, new = (_lines(data) for data in (each.old, each.new or b""))
    name = each.path.replace(os.sep, "/").lstrip("/")
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
        text = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        code = {"+": "32", "-": "31", "@": "36"}.get(text[0]) if colour else None
        yield f"\033[{code}m{text[:-1]}\033[0m\n" if code else text


def _lines(data: bytes) -> list[str]:
    return data.decode(errors="replace").replace("\r\n", "\n").splitlines(keepends=True)


def _wants_colour() -> bool:
    """Whether the diff is coloured: on a terminal, and as `NO_COLOR` and `FORCE_COLOR` say."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _summary(reports: list[Report], written: Optional[int]) -> None:
    changed = sum(each.new is not None for each in reports)
    findings = [finding for each in reports for finding in each.findings]
    docstrings = sum(finding.code == "docstring" and not finding.edits for finding in findings)
    verb = f"{changed:,} would change" if written is None else f"{written:,} changed"
    text = f"{_count(len(reports), 'file')}: {verb}, {_count(sum(map(_is_shown, findings)), 'report')}"
    if docstrings:
        text += f", tf.keras in {_count(docstrings, 'docstring')} (--docs)"
    print(text, file=sys.stderr)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _is_shown(finding: Finding) -> bool:
    """Whether a person must look at it: nothing mends it, or what mends it may change the meaning."""
    if finding.code == "version-test":
        return True
    return not finding.edits and finding.code not in ("docstring", "fallback", "import", "unused", "use")
