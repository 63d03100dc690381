"""Adds the requirement to a project's metadata, where that is safe; says what to add elsewhere."""

from __future__ import annotations

import ast
import configparser
import os
import re
from typing import TYPE_CHECKING, Any, Optional

from kerascompat import __version__
from kerascompat.migrate._source import Edit, Finding, Source, apply

if TYPE_CHECKING:
    from kerascompat.migrate._roots import Target


def requirement_of(version: str) -> str:
    """What a library that uses this version writes: below 1.0, a minor version may change what is public."""
    major, minor = map(int, version.split(".")[:2])
    return f"kerascompat>={major}.{minor},<{major + 1 if major else f'0.{minor + 1}'}"


REQUIREMENT = requirement_of(__version__)

# `kerascompat` as a requirement names it; not `kerascompat-user`, nor the module `kerascompat.keras`.
_NAMED = re.compile(rb"(?im)^[^#\n]*(?<![\w.-])kerascompat(?![\w.-])")
_KERAS_TOO = re.compile(rb"(?im)^[ \t]*(?:tensorflow|tf-keras|tf_keras|keras)[\w.-]*[ \t]*(?:[<>=!~;\[@#]|\r?$)")


def is_manifest(path: str) -> bool:
    """Whether a file is one of those that declare requirements."""
    name = os.path.basename(path)
    is_list = name.startswith("requirements") and name.endswith(".txt")
    return is_list or name in ("pyproject.toml", "setup.cfg", "setup.py")


def requirement_findings(path: str, source: Source, target: Target) -> list[Finding]:
    """The findings of one manifest of a project whose files were moved to the target."""
    has_it = _NAMED.search(source.data)
    name = os.path.basename(path)
    if not target.path.startswith("kerascompat"):
        message = "still requires kerascompat; remove it when nothing imports it any more"
        return [source.finding(has_it.start(), "requirement", message)] if has_it else []
    if has_it:
        return []
    add = {"pyproject.toml": _pyproject, "setup.cfg": _setup_cfg, "setup.py": _setup_py}.get(name, _requirements_txt)
    outcome = add(source)
    if outcome is None:
        return []
    if isinstance(outcome, str):
        return [source.finding(0, "requirement", f'add "{REQUIREMENT}" by hand: {outcome}')]
    message = f'adds "{REQUIREMENT}"'
    return [source.finding(outcome.start, "requirement", message, [outcome])]


def _requirements_txt(source: Source) -> Any:
    """A line at the end of a list that names TensorFlow or Keras."""
    if not _KERAS_TOO.search(source.data):
        return None
    if b"--hash" in source.data:
        return "the file pins hashes"
    end = len(source.data)
    lead = b"" if source.data.endswith((b"\n", b"\r")) else source.newline
    return Edit(end, end, lead + REQUIREMENT.encode() + (b"" if lead else source.newline))


def _difference(old: bytes, new: bytes) -> Edit:
    """One edit that makes one text of another."""
    start = _common(old, new)
    tail = _common(old[start:][::-1], new[start:][::-1])
    return Edit(start, len(old) - tail, new[start : len(new) - tail])


def _common(first: bytes, second: bytes) -> int:
    """The length of what two texts begin with alike."""
    pairs = enumerate(zip(first, second))
    return next((index for index, (one, other) in pairs if one != other), min(len(first), len(second)))


def _pyproject(source: Source) -> Any:
    try:
        import tomlkit
    except ImportError:
        return 'editing TOML needs tomlkit (pip install "kerascompat[migrate]")'
    try:
        document: Any = tomlkit.parse(source.data.decode())
        project = document.get("project")
        poetry = document.get("tool", {}).get("poetry")
        if project is not None and isinstance(project.get("dependencies"), list):
            project["dependencies"].append(REQUIREMENT)
        elif project is not None and "dependencies" in project.get("dynamic", ()):
            return None
        elif poetry is not None and "dependencies" in poetry:
            name, _, bounds = REQUIREMENT.partition(">=")
            poetry["dependencies"][name] = f">={bounds}"
        elif project is not None:
            return "[project] has no dependencies"
        else:
            return None
        new = tomlkit.dumps(document).encode()
        tomlkit.parse(new.decode())
    except (tomlkit.exceptions.TOMLKitError, AttributeError, TypeError) as error:
        return f"it is not understood ({error})"
    return _difference(source.data, new)


def _setup_cfg(source: Source) -> Any:
    text = source.data.decode()
    before = _install_requires(text)
    if before is None:
        return None
    found = re.search(
        r"(?m)^install_requires[ \t]*[=:][ \t]*(?P<first>[^\r\n]*)(?P<more>(?:\r?\n[ \t]+[^\r\n]+)*)", text
    )
    if found is None or "file:" in found.group("first"):
        return "its install_requires is read from elsewhere"
    last = re.findall(r"\r?\n([ \t]+)[^\r\n]+", found.group("more"))
    indent = last[-1] if last else "    "
    newline = source.newline.decode()
    new = f"{text[: found.end()]}{newline}{indent}{REQUIREMENT}{text[found.end() :]}"
    if _install_requires(new) != [*before, REQUIREMENT]:
        return "its install_requires is not understood"
    return _difference(source.data, new.encode())


def _install_requires(text: str) -> Optional[list[str]]:
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(text)
        value = parser.get("options", "install_requires")
    except configparser.Error:
        return None
    return [line.strip() for line in value.splitlines() if line.strip()]


def _setup_py(source: Source) -> Any:
    try:
        tree = ast.parse(source.data.decode())
    except (SyntaxError, ValueError):
        return "it does not parse"
    lists = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    given = next(
        (
            keyword.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "setup"
            for keyword in node.keywords
            if keyword.arg == "install_requires"
        ),
        None,
    )
    if given is None:
        return None
    if isinstance(given, ast.Name):
        given = lists.get(given.id)
    if not isinstance(given, ast.List) or not given.elts:
        return "its install_requires is no list of literals"
    last = given.elts[-1]
    end = source.offset(last.end_lineno or 0, last.end_col_offset or 0)
    start = source.line_start(source.offset(last.lineno, last.col_offset))
    indent = source.data[start : source.offset(last.lineno, last.col_offset)]
    between = source.newline + indent if not indent.strip() else b" "
    literal = ast.get_source_segment(source.data.decode(), last) or '"'
    quote = literal[-1] if literal[-1] in "'\"" else '"'
    edit = Edit(end, end, b"," + between + f"{quote}{REQUIREMENT}{quote}".encode())
    try:
        ast.parse(apply(source.data, [edit]))
    except SyntaxError:
        return "its install_requires is not understood"
    return edit
