"""Checks of the running process: what is imported, and does it agree. Empty in the command's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.version import InvalidVersion, Version

from kerascompat.doctor._evidence import MODULES
from kerascompat.doctor._kinds import make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kerascompat.doctor._evidence import Evidence
    from kerascompat.doctor._finding import Finding


def restart(evidence: Evidence) -> Iterator[Finding]:
    """A release on disk that is not the one that is imported."""
    for name in (*MODULES, "numpy", "jax", "torch"):
        module = evidence.facts.module(name)
        loaded, on_disk = module.loaded_version, module.version
        if module.state != "unloaded" and loaded and on_disk and not _is_same(loaded, on_disk):
            text = f"{name} {loaded} is imported, and {name} {on_disk} is installed now"
            yield make("restart", text, "restart Python (in a notebook: restart the kernel)")


def _is_same(one: str, other: str) -> bool:
    try:
        return Version(one) == Version(other)
    except InvalidVersion:
        return True


def split_brain(evidence: Evidence) -> Iterator[Finding]:
    """Statements that name the same Keras and give different ones."""
    roads = dict(evidence.roads)
    if len(set(roads.values())) < 2:
        return
    listed = "; ".join(f"`{statement}` gives {provider}" for statement, provider in roads.items())
    cure = "set TF_USE_LEGACY_KERAS before the first import of tensorflow, keep one way of import, and restart Python"
    yield make("split-brain", listed, cure)


def two_kerases(evidence: Evidence) -> Iterator[Finding]:
    """Two Kerases that are imported side by side."""
    loaded = [module for module in map(evidence.facts.module, MODULES[1:]) if module.state == "loaded"]
    if len(loaded) > 1:
        text = f"{' and '.join(map(str, loaded))} are both imported"
        yield make("two-kerases", text, "kerascompat.owner(obj) tells whose an object is; use one of them for a model")
