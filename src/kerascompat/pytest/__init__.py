"""The pytest plugin, for `-p kerascompat.pytest`: which Keras a suite runs on, decided before anything imports one.

Nothing loads it but that option: kerascompat declares no entry point for pytest.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Optional

import pytest

from kerascompat import _configuration, _environment, _resolver
from kerascompat._facts import BACKENDS, Choice
from kerascompat.errors import KerasCompatError, SettingError
from kerascompat.pytest import _markers, _suites
from kerascompat.run.command import command_of

if TYPE_CHECKING:
    import argparse
    from typing import Union

    from kerascompat._facts import Refusal

_SET: pytest.StashKey[dict[str, str]] = pytest.StashKey()
"""The variables that the options have set."""

_OUTCOME: pytest.StashKey[Union[Choice, Refusal]] = pytest.StashKey()
"""What the markers are compared with: decided once, when the first is met."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    group = parser.getgroup("kerascompat", "the Keras that the suite runs on")
    group.addoption("--kerascompat", choices=("2", "3", _suites.ALL), help="its generation, or all that are there")
    group.addoption("--kerascompat-backend", choices=BACKENDS, help="what Keras 3 computes with")
    _suites.add_option(group)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """Decide before the first conftest file is imported."""
    options = early_config.known_args_namespace
    if options.kerascompat != _suites.ALL:
        _configure(early_config, options)
    elif not (options.help or options.version):
        # conftest files, and the options that they declare, are for the processes that run the suites
        options.noconftest = True
        args[:] = _options(_suites.ALL, options.kerascompat_backend)


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker; decide now where a conftest file has brought the plugin."""
    config.addinivalue_line("markers", _markers.LINE)
    if config.option.kerascompat != _suites.ALL:
        _configure(config, config.option)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> Optional[int]:
    """Run the suites of `--kerascompat all` in place of this one."""
    option = config.option
    if option.kerascompat != _suites.ALL or option.help or option.version:
        return None
    return _suites.run(config.invocation_params, option.kerascompat_backend, _call)


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Which Keras it is, and why; the variables that were set for it."""
    outcome = _resolver.decide(_environment.read())
    found = f"{outcome} ({outcome.rule})" if isinstance(outcome, Choice) else f"{outcome.asked}; {outcome.found}"
    needed = " ".join(f"{name}={value}" for name, value in config.stash.get(_SET, {}).items())
    return [f"kerascompat: {text}" for text in (found, needed and f"set {needed}") if text]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Have pytest skip what is marked for another Keras."""
    for mark in item.iter_markers("kerascompat"):
        if _OUTCOME not in item.config.stash:
            item.config.stash[_OUTCOME] = _resolver.decide(_environment.read())
        wrong = reason = None
        try:
            reason = _markers.reason_to_skip(mark.args, mark.kwargs, item.config.stash[_OUTCOME])
        except SettingError as error:
            wrong = str(error)
        if wrong is not None:  # said here, pytest does not print it a second time as the context
            pytest.fail(wrong, pytrace=False)
        if reason is not None:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that runs the suites how this one ended."""
    path = session.config.option.kerascompat_counts
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if path and reporter is not None and not hasattr(session.config, "workerinput"):
        counts = {name: len(reporter.stats.get(name, ())) for name in _suites.COUNTED}
        Path(path).write_text(json.dumps(counts), encoding="utf-8")


def _configure(config: pytest.Config, options: argparse.Namespace) -> None:
    """Set what is asked for, once."""
    generation = int(options.kerascompat) if options.kerascompat else None
    backend = options.kerascompat_backend
    if _SET in config.stash or (generation is None and backend is None):
        return
    in_time = f"set it before pytest starts: {command_of(generation, backend)} -- pytest"
    try:
        config.stash[_SET] = _configuration.apply(generation, backend, _call, in_time)[0]
    except KerasCompatError as error:
        raise pytest.UsageError(str(error)) from None


def _call(generation: Optional[int], backend: Optional[str]) -> str:
    return " ".join(["pytest", *(each.replace("=", " ") for each in _options(generation, backend))])


def _options(generation: Union[int, str, None], backend: Optional[str]) -> list[str]:
    given = {"--kerascompat": generation, "--kerascompat-backend": backend}
    return [f"{name}={value}" for name, value in given.items() if value is not None]
