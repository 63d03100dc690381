"""Which files are looked at, what is known of them beforehand, and how one is replaced."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

from kerascompat.migrate._requirements import is_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST = 5_000_000
"""Bytes of a file above which it is data; the largest module of TensorFlow has a tenth of it."""

_SKIPPED = frozenset({"__pycache__", "build", "dist", "node_modules", "site-packages"})
_IMPORTED = re.compile(rb"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)", re.MULTILINE)
_REACHED = re.compile(rb"\.t(?:f|ensorflow)\b")
_NAMES = ("--name-only", "--no-renames")
_OWN = ("keras", "kerascompat", "tensorflow", "tf_keras")


@dataclass(frozen=True)
class Tree:
    """The files of the given paths, and the links that lead out of them."""

    files: tuple[str, ...]
    links: tuple[str, ...]


def walk(paths: Iterable[str]) -> Tree:
    """The Python files, notebooks, documents and manifests below some paths, each once, in the order of their names."""
    files: dict[str, None] = {}
    links: list[str] = []
    for path in map(os.path.normpath, paths):
        if os.path.islink(path):
            links.append(path)
        elif os.path.isdir(path):
            for file in _below(path, os.path.realpath(path), links):
                files.setdefault(os.path.normpath(file))
        else:
            files.setdefault(path)
    return Tree(tuple(files), tuple(links))


def _below(folder: str, top: str, links: list[str]) -> Iterator[str]:
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        is_hidden = entry.name.startswith(".")
        if entry.is_symlink():
            if not is_hidden and not f"{os.path.realpath(entry.path)}{os.sep}".startswith(f"{top}{os.sep}"):
                links.append(os.path.normpath(entry.path))
        elif entry.is_dir():
            is_environment = os.path.exists(os.path.join(entry.path, "pyvenv.cfg"))
            if not is_hidden and entry.name not in _SKIPPED and not is_environment:
                yield from _below(entry.path, top, links)
        elif entry.name.endswith((".py", ".pyi", ".ipynb", ".md", ".rst")) or is_manifest(entry.name):
            yield entry.path


def exported_names(contents: Iterable[bytes]) -> dict[str, frozenset[str]]:
    """By the last part of a module's name: what other files import from it, `*` for everything."""
    names: dict[str, set[str]] = defaultdict(set)
    for data in contents:
        for module, imported in _IMPORTED.findall(data):
            stem = module.rpartition(b".")[2].decode()
            if stem:
                names[stem].update(re.findall(r"\w+|\*", imported.decode(errors="replace")))
        for match in _REACHED.finditer(data):
            stem = re.search(rb"\w*$", data[max(0, match.start() - 80) : match.start()])
            if stem is not None and stem.group():
                names[stem.group().decode(errors="replace")].add(match.group()[1:].decode())
    return {stem: frozenset(found) for stem, found in names.items()}


def own_modules(paths: Iterable[str], files: Iterable[str]) -> frozenset[str]:
    """The names of Keras and TensorFlow that the project itself defines at the top level of its sources."""
    roots = {path for path in paths if os.path.isdir(path)}
    roots |= {os.path.join(root, "src") for root in roots}
    roots |= {os.path.dirname(file) or "." for file in files if file.endswith(".py")}
    roots = {root for root in roots if not os.path.exists(os.path.join(root, "__init__.py"))}
    return frozenset(
        name
        for name in _OWN
        for root in roots
        if os.path.exists(os.path.join(root, f"{name}.py")) or os.path.exists(os.path.join(root, name, "__init__.py"))
    )


class UnknownStateError(OSError):
    """Git does not say what is committed."""


def uncommitted(files: Iterable[str]) -> set[str]:
    """The files, of those given, whose present content is not in the last commit of the repository they lie in.

    A file that git does not track counts, ignored or not: nothing would bring its content back.

    Raises:
        UnknownStateError: where a file lies in a repository and git is missing or refuses.
    """
    by_top: dict[str, list[str]] = defaultdict(list)
    for file in files:
        top = _repository(os.path.dirname(os.path.realpath(file)))
        if top is not None:
            by_top[top].append(file)
    changed = set()
    for top, inside in by_top.items():
        tracked = _paths(top, "ls-files")
        # `--cached` lists all of the index before the first commit
        modified = {path for where in ((), ("--cached",)) for path in _paths(top, "diff", *where, *_NAMES)}
        changed |= {file for file in inside if os.path.realpath(file) not in tracked - modified}
    return changed


def _repository(folder: str) -> Optional[str]:
    """The top folder of the repository that a folder lies in; None where it lies in none."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return None
    return folder


def _paths(top: str, *arguments: str) -> set[str]:
    """The paths that a git command lists, from the top folder of a repository."""
    try:
        done = subprocess.run(  # noqa: S603 - git, with paths of the given tree
            ["git", "-C", top, *arguments, "-z"],  # noqa: S607 - the user's git
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise UnknownStateError(str(error)) from error
    if done.returncode:
        raise UnknownStateError(os.fsdecode(done.stderr).strip())
    return {os.path.join(top, os.fsdecode(path)) for path in done.stdout.split(b"\0") if path}


class ChangedMeanwhileError(OSError):
    """A file is not any more what was read."""


def replace_file(path: str, old: bytes, new: bytes) -> None:
    """Replace the content of a file at once: at any moment it is the old or the new one.

    Raises:
        ChangedMeanwhileError: where it has another content by now.
        OSError: where it cannot be written; it is then as it was.
    """
    with open(path, "rb") as stream:
        if stream.read() != old:
            message = f"{path} was changed meanwhile"
            raise ChangedMeanwhileError(message)
    folder = os.path.dirname(path) or "."
    descriptor, beside = tempfile.mkstemp(dir=folder, prefix=f".{os.path.basename(path)}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(new)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(beside, os.stat(path).st_mode & 0o7777)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
