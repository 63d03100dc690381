"""Checks of the files: who has installed them, are they all there, does something lie in the way."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from packaging.version import InvalidVersion, Version

from kerascompat._resolver import describe, is_impostor
from kerascompat.doctor._evidence import MODULES
from kerascompat.doctor._finding import ERROR
from kerascompat.doctor._kinds import make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kerascompat.doctor._evidence import Evidence, Owner
    from kerascompat.doctor._finding import Finding

_PLAIN = {"tensorflow": "tensorflow", "keras": "keras", "tf_keras": "tf-keras", "keras_core": "keras-core"}
_IMPOSTORS = ("tensorflow-keras",)


def two_owners(evidence: Evidence) -> Iterator[Finding]:
    """Two distributions that have installed the same files."""
    for module in MODULES:
        owners = evidence.owners_of(module)
        if len(owners) < 2:
            continue
        keep = next((owner for owner in owners if owner.name == _PLAIN[module]), owners[0])
        names = " ".join(owner.name for owner in owners)
        text = f"{' and '.join(map(str, owners))} have both installed {module}/"
        cure = f'pip uninstall -y {names}, then pip install "{keep}"'.replace(f'"{keep}"', _pin(keep))
        severity = ERROR if len({owner.version for owner in owners}) > 1 else None
        yield make("two-owners", text, cure, severity)


def _pin(owner: Owner) -> str:
    return f'"{owner.name}=={owner.version}"'


def stale(evidence: Evidence) -> Iterator[Finding]:
    """Metadata of a release that is no longer there."""
    for path in evidence.stale:
        yield make("stale-metadata", f"{path} is of a release whose files are gone", f"delete {path}")


def half_removed(evidence: Evidence) -> Iterator[Finding]:
    """Files that a distribution has installed and that are gone, and what pip could not remove."""
    for owner in evidence.owners:
        if owner.missing:
            count, first = len(owner.missing), owner.missing[0]
            files = f"{count} of its files are" if count > 1 else "one of its files is"
            text = f"{owner} is installed, and {files} missing: {first}{' ...' if count > 1 else ''}"
            yield make("half-removed", text, evidence.reinstall(owner.module) or "")
    for path in evidence.leavings:
        yield make("half-removed", f"{path} is left of a removal that failed", f"delete {path}", "warning")


def orphan(evidence: Evidence) -> Iterator[Finding]:
    """Files of a package that no distribution in the same folder has installed."""
    for module in MODULES:
        there = evidence.facts.module(module)
        own = there.kind != "package" or (module != "tensorflow" and is_impostor(there))
        if own or evidence.owners_of(module) or not _is_site(there.location):
            continue
        text = f"{there} lies in {os.path.dirname(there.location or '')} without metadata"
        cure = f"delete {there.location}, then pip install {_PLAIN[module]}; a build of your own may stay"
        yield make("orphan-files", text, cure)


def _is_site(location: str | None) -> bool:
    return os.path.basename(os.path.dirname(location or "")) in ("site-packages", "dist-packages")


def leftover(evidence: Evidence) -> Iterator[Finding]:
    """A folder of the package's name without its `__init__.py`."""
    for module in MODULES:
        there = evidence.facts.module(module)
        if there.kind == "namespace" and not evidence.reinstall(module):
            yield make("leftover-folder", describe(there), f"delete {there.location}")


def mismatch(evidence: Evidence) -> Iterator[Finding]:
    """Metadata of one release beside files of another."""
    for module in ("keras", "tf_keras", "keras_core"):
        there = evidence.facts.module(module)
        owners = evidence.owners_of(module)
        if there.kind == "package" and there.version and owners and not _any_is(owners, there.version):
            text = f"{owners[0]} is installed, and its own files say {there.version}"
            yield make("version-mismatch", text, f"pip install --force-reinstall --no-deps {_pin(owners[0])}")


def _any_is(owners: tuple[Owner, ...], version: str) -> bool:
    try:
        return any(Version(owner.version) == Version(version) for owner in owners)
    except InvalidVersion:
        return True


def impostors(evidence: Evidence) -> Iterator[Finding]:
    """Distributions and packages that have the name and are something else."""
    for name, version in evidence.versions:
        if name in _IMPOSTORS:
            text = f"{name} {version} is installed: it is not tf-keras, and gives no Keras 2"
            cure = f"pip uninstall -y {name}, and {evidence.install_tf_keras} if Keras 2 is wanted"
            yield make("impostor", text, cure)
    for module in ("keras", "tf_keras"):
        there = evidence.facts.module(module)
        if is_impostor(there):
            install = evidence.install_tf_keras if module == "tf_keras" else f"pip install {_PLAIN[module]}"
            cure = f"rename or delete {there.location}, then {install}"
            yield make("impostor", describe(there), cure)


def keras_core(evidence: Evidence) -> Iterator[Finding]:
    """keras_core beside the Keras 3 that it became."""
    core, keras = evidence.facts.module("keras_core"), evidence.facts.module("keras")
    if core.is_package and keras.is_package:
        yield make("keras-core-leftover", f"{core} is installed beside {keras}", "pip uninstall -y keras-core")


def hidden(evidence: Evidence) -> Iterator[Finding]:
    """A file of the user's own that has the name of a package."""
    for module, path in evidence.hiding:
        text = f"{path} hides the package {module} from a script in that folder"
        yield make("hidden-by-a-file", text, f"rename {path}")
    for module in MODULES:
        there = evidence.facts.module(module)
        if there.kind == "file" and there.location not in dict(evidence.hiding).values():
            yield make("hidden-by-a-file", describe(there), f"rename {there.location}")
