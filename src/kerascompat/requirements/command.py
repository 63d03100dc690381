"""`kerascompat requirements`: print one consistent set of pins that was verified."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING

from kerascompat import _environment
from kerascompat._facts import BACKENDS
from kerascompat._matrix import FOLDER, read_table
from kerascompat.errors import IncompatibleError, SettingError
from kerascompat.matrix._selection import is_version
from kerascompat.requirements import _formats, _nearest, _pins
from kerascompat.requirements._wish import NONE, Wish

if TYPE_CHECKING:
    from kerascompat._matrix import Table

_ALL = "kerascompat matrix --verdict verified"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    this = _minor(_environment.python_version())
    parser.add_argument(
        "--tensorflow",
        type=_tensorflow,
        metavar="VERSION",
        help="2.16 is every patch of it; none (the newest; none on another backend than tensorflow)",
    )
    parser.add_argument("--generation", type=int, choices=(2, 3), help="of Keras (the one that TensorFlow brings)")
    parser.add_argument("--backend", choices=BACKENDS, default="tensorflow", help="what Keras computes with")
    parser.add_argument("--python", type=_python, default=this, metavar="VERSION", help=f"3.11 (this one's, {this})")
    provider = parser.add_mutually_exclusive_group()
    provider.add_argument("--keras", type=_version, metavar="VERSION", help="of the package keras (the newest)")
    provider.add_argument("--tf-keras", type=_version, metavar="VERSION", help="of the package tf-keras (the newest)")
    parser.add_argument("--format", choices=_formats.FORMATS, default="pip", help="of what is printed (%(default)s)")


def run(arguments: argparse.Namespace) -> int:
    """Print the pins; 1 where nothing is verified, 2 where the question contradicts itself."""
    try:
        text = _formats.render(answer(_measured(), _wish(arguments)))
    except SettingError as error:
        print(error, file=sys.stderr)
        return 2
    except IncompatibleError as error:
        print(error, file=sys.stderr)
        return 1
    print(text, end="")
    return 0


def answer(table: Table, wish: Wish) -> _pins.Pins:
    """The pins for a wish.

    Args:
        table: what was measured.
        wish: what is asked for.

    Raises:
        SettingError: the wish contradicts itself.
        IncompatibleError: nothing verified is that; the cure is the command for what is nearest.
    """
    against = wish.contradiction()
    pins = None if against else _pins.find(table, wish)
    if pins is not None:
        return pins
    near = _nearest.nearest(table, wish)
    found, cure = against or _nearest.why_not(table, wish), _ALL
    if near is not None:
        found += f"; nearest verified: {near.releases}, on Python {near.wish.python}"
        cure = near.wish.command
    raise (SettingError if against else IncompatibleError)(wish.command, found, cure)


def _measured() -> Table:
    try:
        return read_table(FOLDER)
    except (OSError, ValueError) as error:
        asked = "kerascompat requirements reads what was measured"
        raise SettingError(asked, str(error), "pip install --force-reinstall kerascompat") from error


def _wish(arguments: argparse.Namespace) -> Wish:
    alone = arguments.backend != "tensorflow"
    provider = "tf_keras" if arguments.tf_keras else "keras" if arguments.keras else None
    return Wish(
        python=arguments.python,
        tensorflow=arguments.tensorflow or (NONE if alone else None),
        generation=arguments.generation,
        backend=arguments.backend,
        provider=provider,
        version=arguments.tf_keras or arguments.keras,
        format=arguments.format,
    )


def _tensorflow(text: str) -> str:
    return text if text == NONE else _version(text)


def _version(text: str) -> str:
    if not is_version(text):
        message = f"{text!r} is no version"
        raise argparse.ArgumentTypeError(message)
    return text


def _python(text: str) -> str:
    if not re.fullmatch(r"\d+\.\d+(\.\d+)?", text):
        message = f"{text!r} is no version of Python, such as 3.11"
        raise argparse.ArgumentTypeError(message)
    return _minor(text)


def _minor(python: str) -> str:
    return ".".join(python.split(".")[:2])
