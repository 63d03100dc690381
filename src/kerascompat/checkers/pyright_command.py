"""`kerascompat pyright-config`: print what pyright and Pylance must be told to see the Keras of this environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kerascompat.checkers import _printing, _settings

if TYPE_CHECKING:
    import argparse

_FORMATS: _printing.Formats = {"": _settings.pyright_json, "toml": _settings.pyright_toml}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    _printing.add_options(parser, {"toml": "print them for pyproject.toml"})


def run(arguments: argparse.Namespace) -> int:
    """Print; 1 where no Keras can be had, 2 where a setting is wrong."""
    return _printing.show(arguments, _FORMATS)
