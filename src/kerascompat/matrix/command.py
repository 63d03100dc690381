"""`kerascompat matrix`: print what was measured; `kerascompat matrix check`: the verdict for one combination."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kerascompat import _environment
from kerascompat._matrix import FOLDER, Releases, read_table
from kerascompat.cli.markdown import splice
from kerascompat.matrix import _pages
from kerascompat.matrix._selection import Selection, is_version, newest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kerascompat._facts import Verdict
    from kerascompat._matrix import Row, Table

KINDS = ("verified", "broken", "unsupported")
_PROVIDERS = {"keras": "keras", "tf_keras": "tf-keras"}
_BACKENDS = ("jax", "torch", "openvino")
_VERSIONS = ("tensorflow", "numpy", "protobuf", "python", *_BACKENDS)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options, and the sub-command `check`."""
    commands = parser.add_subparsers(dest="matrix", metavar="check")
    # what is said before `check` counts as what is said after it
    help_text = "the verdict for named releases, or for this environment"
    check = commands.add_parser("check", help=help_text, argument_default=argparse.SUPPRESS)
    _add_filters(parser)
    _add_filters(check)
    parser.add_argument("--json", action="store_true", help="print JSON")
    check.add_argument("--json", action="store_true", help="print JSON", default=argparse.SUPPRESS)
    parser.add_argument("--verdict", choices=KINDS, help="only these")
    parser.add_argument("--markdown", action="store_true", help="print the grids and the rows of docs/matrix.md")
    parser.add_argument("--summary", action="store_true", help="print the short table, as Markdown")
    parser.add_argument("--svg", action="store_true", help="print the short table as a picture")
    parser.add_argument("--to", type=Path, metavar="FILE", help="write the picture as a file of its own")
    parser.add_argument("--into", type=Path, metavar="FILE", help="write the Markdown between the markers of a file")


def run(arguments: argparse.Namespace) -> int:
    """Print; `check` answers 0 where the combination is verified, else 1; 2 where the question makes no sense."""
    try:
        if arguments.matrix == "check":
            return _check(arguments)
        return _print(arguments)
    except _QuestionError as error:
        print(f"kerascompat matrix: {error}", file=sys.stderr)
        return 2


class _QuestionError(ValueError):
    """The options ask for nothing."""


def _measured() -> Table:
    try:
        return read_table(FOLDER)
    except (OSError, ValueError) as error:
        message = f"the measured table in {FOLDER} cannot be read: {error}"
        raise _QuestionError(message) from error


def _add_filters(parser: argparse.ArgumentParser) -> None:
    for name in ("tensorflow", *_PROVIDERS.values(), *_BACKENDS, "numpy", "protobuf"):
        parser.add_argument(
            f"--{name}", metavar="VERSION", help="2.18 is every patch of it" if name == "tensorflow" else None
        )
    parser.add_argument("--backend", help="tensorflow, jax, torch, numpy or openvino")
    parser.add_argument("--python", metavar="VERSION", help="3.11")


def _selection(arguments: argparse.Namespace) -> Selection:
    given = {name: getattr(arguments, name.replace("-", "_")) for name in _VERSIONS}
    given |= {"keras": arguments.keras, "tf_keras": arguments.tf_keras}
    for name, text in given.items():
        if text is not None and text != "none" and not is_version(text):
            message = f"--{name.replace('_', '-')} {text}: that is no version"
            raise _QuestionError(message)
    providers = [name for name in _PROVIDERS if given[name]]
    backends = [name for name in _BACKENDS if given[name]]
    if len(providers) > 1 or len(backends) > 1:
        both = providers if len(providers) > 1 else backends
        message = f"one of {' and '.join(f'--{_PROVIDERS.get(each, each)}' for each in both)}, not both"
        raise _QuestionError(message)
    provider = providers[0] if providers else None
    backend = arguments.backend or (backends[0] if backends else None)
    return Selection(
        tensorflow=given["tensorflow"],
        provider=provider,
        version=given[provider] if provider else None,
        backend=backend,
        backend_version=given[backends[0]] if backends else None,
        numpy=given["numpy"],
        protobuf=given["protobuf"],
        python=given["python"],
        kind=getattr(arguments, "verdict", None),
    )


def _print(arguments: argparse.Namespace) -> int:
    measured = _measured()
    rows = _selection(arguments).rows(measured)
    if arguments.json:
        print(
            json.dumps(
                {"schema": 1, "steps": measured.steps, "rows": [_as_json(measured, row) for row in rows]}, indent=1
            )
        )
    elif arguments.svg:
        from kerascompat.matrix._picture import picture

        if arguments.to:
            _write(arguments.to, picture(measured))
        else:
            print(picture(measured), end="")
    elif arguments.markdown or arguments.summary:
        text = _pages.summary(measured) if arguments.summary else _pages.page(measured)
        if arguments.into:
            _write_into(arguments.into, text)
        else:
            print(text)
    else:
        for row in rows:
            print(_as_line(measured, row))
        print(f"{len(rows)} of {len(measured.rows)} measured combinations")
    return 0


def _write_into(path: Path, text: str) -> None:
    try:
        page = splice(path.read_text(encoding="utf-8"), text)
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise _QuestionError(message) from error
    _write(path, page)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"{path}: {error}"
        raise _QuestionError(message) from error


def _as_json(measured: Table, row: Row) -> dict[str, Any]:
    return {**asdict(row), "failed": dict(row.failed), "verdict": asdict(measured.verdict(row.releases))}


def _as_line(measured: Table, row: Row) -> str:
    verdict = measured.verdict(row.releases)
    return f"{verdict.kind:<11} {_in_full(row.releases)}: {_pages.words(measured, row)}"


def _in_full(releases: Releases) -> str:
    protobuf = f", protobuf {releases.protobuf}" if releases.protobuf else ""
    return f"{releases}{protobuf}, Python {releases.python}"


def _check(arguments: argparse.Namespace) -> int:
    selection = _selection(arguments)
    if selection == Selection():
        return _check_environment(arguments)
    measured = _measured()
    if selection.provider is None:
        message = "name the Keras too: --keras 3.10 or --tf-keras 2.18"
        raise _QuestionError(message)
    rows = selection.usual(measured)
    asked = [row.releases for row in rows] or [_named(measured, selection)]
    return _answer([(each, measured.verdict(each)) for each in asked], arguments)


def _check_environment(arguments: argparse.Namespace) -> int:
    from kerascompat import KerasCompatError, resolve
    from kerascompat._verdicts import releases_of

    _measured()
    try:
        choice = resolve()
    except KerasCompatError as error:
        refused = {"code": error.code, "asked": error.asked, "found": error.found, "cure": error.cure}
        print(json.dumps({"schema": 1, "refused": refused}, indent=1) if arguments.json else error)
        return 1
    return _answer([(releases_of(choice), choice.verdict)], arguments)


def _named(measured: Table, selection: Selection) -> Releases:
    """A combination that no row is of: releases named by their beginning are the newest such."""
    distribution = _PROVIDERS[selection.provider or "keras"]
    registry = measured.registry
    none = selection.tensorflow in (None, "none")
    return Releases(
        python=selection.python or ".".join(_environment.python_version().split(".")[:2]),
        tensorflow=None if none else newest(registry.get("tensorflow", {}), selection.tensorflow or ""),
        provider=selection.provider or "keras",
        version=newest(registry.get(distribution, {}), selection.version or ""),
        backend=selection.backend or "tensorflow",
        backend_version=selection.backend_version,
        numpy=selection.numpy,
        protobuf=selection.protobuf,
    )


def _answer(answers: Sequence[tuple[Releases, Verdict]], arguments: argparse.Namespace) -> int:
    if arguments.json:
        checked = [{"releases": asdict(each), "verdict": asdict(verdict)} for each, verdict in answers]
        print(json.dumps({"schema": 1, "checked": checked}, indent=1))
    else:
        for releases, verdict in answers:
            print(f"{verdict.kind}: {_in_full(releases)}")
            print(f"  {verdict.reason}")
            if verdict.cure:
                print(f"  cure: {verdict.cure}")
    return 0 if all(verdict.kind == "verified" for _, verdict in answers) else 1
