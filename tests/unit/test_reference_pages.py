"""The pages of the commands and of the variables name everything that there is, and nothing else."""

from __future__ import annotations

import argparse
import ast
import importlib
import pkgutil
import re
import shlex
from pathlib import Path

import pytest

import kerascompat
from kerascompat.cli import COMMANDS
from kerascompat.doctor._private import _VARIABLES

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


def _parser(command):
    parser = argparse.ArgumentParser(prog=f"kerascompat {command}")
    importlib.import_module(COMMANDS[command][0]).add_arguments(parser)
    return parser


def _walk(parser, name):
    """A command and those below it, each with its options and the names of its arguments."""
    below = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    yield name, {text for each in parser._actions for text in _named(each) if each not in below}
    for action in below:
        for each, sub in action.choices.items():
            yield from _walk(sub, f"{name} {each}")


def _named(action):
    if isinstance(action, argparse._HelpAction):
        return []
    return action.option_strings or [action.metavar or action.dest]


EXPECTED = dict(pair for command in COMMANDS for pair in _walk(_parser(command), command))


def _written():
    found = {}
    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    parts = re.split(r"^#+ `kerascompat ([a-z -]+)`$", page, flags=re.MULTILINE)
    for name, text in zip(parts[1::2], parts[2::2]):
        cells = [line.split(" | ")[0] for line in text.splitlines() if line.startswith("| `")]
        terms = [term for cell in cells for term in re.findall(r"`([^`]+)`", cell)]
        found[name] = {term if term.startswith("-- ") else term.split(" ")[0] for term in terms}
    return found


def test_the_promise_names_every_module_that_is_not_private_by_its_name():
    modules = {module.name for module in pkgutil.iter_modules(kerascompat.__path__) if not module.name.startswith("_")}
    page = (ROOT / "docs/stability.md").read_text(encoding="utf-8")
    named = {word.removeprefix("kerascompat.").partition(".")[0] for word in re.findall(r"`([a-z0-9_.]+)`", page)}
    assert modules - named == set()


def test_every_command_and_every_option_is_on_the_page():
    assert _written() == EXPECTED


def _choices(parser):
    for action in parser._actions:
        if action.choices and not isinstance(action, argparse._SubParsersAction) and not action.metavar:
            yield f"{action.option_strings[0]} {{{','.join(map(str, action.choices))}}}"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_choices_of_an_option_are_on_the_page(command):
    text = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    for choice in _choices(_parser(command)):
        if command != "matrix" or "--backend" not in choice:
            assert f"`{choice}`" in text, choice


def _commands():
    """Every `kerascompat …` that a block of a page tells to type."""
    for path in PAGES:
        in_fence = False
        for line in path.read_text(encoding="utf-8").splitlines():
            in_fence ^= line.lstrip().startswith("```")
            found = re.fullmatch(r"( *)(?:- run: )?(?:\$ )?(kerascompat [a-z].*?)(?: +#.*)?", line)
            if found and (in_fence or len(found[1]) >= 4) and not re.search(r"[…|(]|COMMAND|NAME|\[F", found[2]):
                yield pytest.param(found[2], id=f"{path.name}: {found[2][:60]}")


@pytest.mark.parametrize("command", list(_commands()))
def test_a_command_in_the_pages_has_the_options_that_there_are(command):
    words = shlex.split(re.sub(r"\s(2>&1|2>/dev/null|[<>] \S+).*$", "", command))[1:]
    if not words or words[0] not in COMMANDS:
        return  # a sentence
    _parser(words[0]).parse_args(words[1:])


def _read_variables():
    """The names of variables that the sources ask `os.environ` for, by their text."""
    for path in Path(kerascompat.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            asks = isinstance(node, ast.Call) and re.search(r"\benviron(\.get)?$|getenv$", ast.unparse(node.func))
            if asks and node.args and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


def test_every_variable_that_is_read_is_on_its_page():
    text = (ROOT / "docs/variables.md").read_text(encoding="utf-8")
    read = {*_read_variables(), *_VARIABLES, "KERASCOMPAT_IMPORT_ANYWAY", "KERASCOMPAT_LAB_PROCESS"}
    assert {"TF_USE_LEGACY_KERAS", "KERAS_HOME", "NO_COLOR", "PIP_INDEX_URL", "XDG_CACHE_HOME"} <= read
    assert [name for name in sorted(read) if f"`{name}`" not in text] == []
