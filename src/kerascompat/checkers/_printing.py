"""What both commands do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Optional

from kerascompat.checkers._settings import Settings, settings
from kerascompat.errors import KerasCompatError, SettingError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

Formats = dict[str, "Callable[[Settings], str]"]


def add_options(parser: argparse.ArgumentParser, formats: Mapping[str, str]) -> None:
    """Declare the options; `formats` has those of the format, with what each prints."""
    parser.add_argument(
        "--any-name", action="store_true", help="leave a name that no Keras has `Any`, where it would be an error"
    )
    group = parser.add_mutually_exclusive_group()
    for name, text in formats.items():
        group.add_argument(f"--{name}", action="store_const", dest="format", const=name, help=text)


def show(arguments: argparse.Namespace, formats: Formats) -> int:
    """Print; 1 where no Keras can be had, 2 where a setting is wrong."""
    chosen: Optional[str] = arguments.format
    try:
        told = settings(any_name=arguments.any_name)
    except KerasCompatError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the one error that a command has
        return 2 if isinstance(error, SettingError) else 1
    print(formats[chosen or ""](told))  # noqa: T201 - what was asked for
    return 0
