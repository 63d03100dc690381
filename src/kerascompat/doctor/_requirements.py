"""Checks of what the releases ask of each other, by their own metadata and by what they were built with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from packaging.requirements import InvalidRequirement, Requirement
from packaging.version import InvalidVersion, Version

from kerascompat._environment import DISTRIBUTIONS
from kerascompat._facts import BACKENDS, Choice
from kerascompat._metadata import normalized
from kerascompat._resolver import generation_of
from kerascompat._versions import release
from kerascompat.doctor._finding import ERROR, NOTE, WARNING
from kerascompat.doctor._kinds import make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Optional

    from kerascompat.doctor._evidence import Evidence, Owner
    from kerascompat.doctor._finding import Finding


_NOT_IMPORTED = frozenset(
    {
        *("grpcio", "jax", "libclang", "requests", "setuptools", "tensorboard", "tensorflow-estimator"),
        *("tensorflow-io-gcs-filesystem", "wheel"),
    }
)
"""What TensorFlow requires and does without when it is imported."""


def unmet(evidence: Evidence) -> Iterator[Finding]:
    """What TensorFlow, the Kerases and the backend require, and what is there instead."""
    told = _told(evidence)
    for owner in evidence.owners:
        applying = [each for each in (_applying(line, evidence) for line in owner.requires) if each]
        asked = [each for each in applying if not told & {("", each.name), (owner.module, each.name)}]
        named = [(each, _version(each, evidence)) for each in asked]
        is_backend = owner.module in BACKENDS[1:]
        absent = [each for each, version in named if version is None]
        others = [(each, version) for each, version in named if version and not _admits(each, version)]
        for finding in (*_absent(owner, absent), *_other(owner, others, ERROR if is_backend else None)):
            yield finding if _is_used(owner, evidence) else _if_imported(finding, owner)


_MANY = 4
"""From so many on, an installer finds by itself what is missing."""


def _told(evidence: Evidence) -> set[tuple[str, str]]:
    """(module, requirement) of what another finding speaks of; no module stands for every one."""
    notes = evidence.outcome.codes if isinstance(evidence.outcome, Choice) else ()
    return {
        *(("", "numpy") for _ in numpy_2(evidence)),
        *(("", "protobuf") for _ in protobuf(evidence)),
        *(("tf_keras", "tensorflow") for _ in tf_keras_minor(evidence)),
        *(("tensorflow", "keras") for _ in keras_2(evidence)),
        *(("tensorflow", "keras") for code in notes if code == "keras-3-too-new"),
    }


_UNDECLARED = {"numpy": ("scipy", "jax"), "openvino": ("scipy",)}
"""What a backend of Keras imports and Keras does not require (Keras 3.1 to 3.15, `keras/src/backend`)."""


def undeclared(evidence: Evidence) -> Iterator[Finding]:
    """What the chosen backend needs and nobody has declared."""
    outcome, installed = evidence.outcome, dict(evidence.versions)
    backend = outcome.backend if isinstance(outcome, Choice) and not outcome.mocked else ""
    absent = [name for name in _UNDECLARED.get(backend, ()) if name not in installed]
    if absent and installed:
        what = f"Keras imports {' and '.join(absent)} for its {backend} backend, and does not bring it; not installed"
        yield make("requirement-missing", what, f"pip install {' '.join(absent)}")


def _absent(owner: Owner, absent: list[Requirement]) -> Iterator[Finding]:
    if absent:
        names = ", ".join(each.name for each in absent)
        stops = any(normalized(each.name) not in _NOT_IMPORTED for each in absent)
        what = f"{owner} requires {names}; not installed"
        cure = _install(absent) if len(absent) < _MANY else f'pip install "{owner.name}=={owner.version}"'
        yield make("requirement-missing", what, cure, None if stops else NOTE)


def _other(owner: Owner, others: list[tuple[Requirement, str]], severity: Optional[str]) -> Iterator[Finding]:
    """TensorFlow's pins are narrower than what works, and the matrix tells; a backend's are what it was built for."""
    if others:
        texts = ", ".join(f"{each.name}{each.specifier} (found {version})" for each, version in others)
        yield make("requirement-unmet", f"{owner} requires {texts}", _install([each for each, _ in others]), severity)


def _if_imported(finding: Finding, owner: Owner) -> Finding:
    """The finding on what the chosen Keras does not import: no more than a note."""
    cure = f"nothing, as long as nothing imports {owner.module}; else {finding.cure}"
    return replace(finding, severity=NOTE, cure=cure)


def _install(requirements: list[Requirement]) -> str:
    return "pip install " + " ".join(f'"{each.name}{each.specifier}"' for each in requirements)


def _is_used(owner: Owner, evidence: Evidence) -> bool:
    """Whether the import of the chosen Keras imports what that distribution has installed."""
    provider = getattr(evidence.outcome, "provider", "keras")
    backend = getattr(evidence.outcome, "backend", "tensorflow")
    return owner.module in (provider, backend)


def _applying(line: str, evidence: Evidence) -> Optional[Requirement]:
    try:
        requirement = Requirement(line)
    except InvalidRequirement:
        return None  # in the words of an old build tool: nothing can be said
    python = {"python_version": evidence.python, "python_full_version": evidence.facts.python, "extra": ""}
    return requirement if requirement.marker is None or requirement.marker.evaluate(python) else None


def _version(requirement: Requirement, evidence: Evidence) -> Optional[str]:
    """What is installed of it; a rebuild of TensorFlow under another name is TensorFlow."""
    name = normalized(requirement.name)
    installed = dict(evidence.versions)
    others = next((names for names in DISTRIBUTIONS.values() if name in names), ())
    there = evidence.facts.module(name.replace("-", "_"))
    bare = (there.effective_version or "") if there.is_package else None
    return next((installed[each] for each in (name, *others) if each in installed), bare)


def _admits(requirement: Requirement, version: str) -> bool:
    try:
        return requirement.specifier.contains(Version(version), prereleases=True)
    except InvalidVersion:
        return True


def _computes_with_tensorflow(evidence: Evidence) -> bool:
    return not isinstance(evidence.outcome, Choice) or evidence.outcome.backend == "tensorflow"


def _severity(evidence: Evidence) -> Optional[str]:
    """What breaks TensorFlow is a warning where Keras computes with something else."""
    return None if _computes_with_tensorflow(evidence) else WARNING


def _measured(evidence: Evidence, own: str) -> str:
    """The install line that the matrix has verified, where it knows one for this breakage."""
    verdict = evidence.verdict
    return verdict.cure if verdict and verdict.kind == "broken" and verdict.cure else own


def numpy_2(evidence: Evidence) -> Iterator[Finding]:
    """NumPy 2 under a TensorFlow that was compiled for NumPy 1."""
    tensorflow, numpy = evidence.facts.module("tensorflow"), evidence.facts.module("numpy")
    built, found = release(tensorflow.effective_version), release(numpy.effective_version)
    if tensorflow.is_package and built and found and built < (2, 18) and found >= (2, 0):
        text = f"{tensorflow} was built for NumPy 1, and {numpy} is installed"
        own = 'pip install "numpy<2"'
        if not _computes_with_tensorflow(evidence):  # and what it computes with may want NumPy 2
            own = 'nothing, as long as nothing imports tensorflow; else pip install -U "tensorflow>=2.18"'
        yield make("numpy-2-too-early", text, _measured(evidence, own), _severity(evidence))


def protobuf(evidence: Evidence) -> Iterator[Finding]:
    """Code that was generated by a newer protobuf than the one that is installed."""
    installed = _parsed(evidence.protobuf)
    for module, text in evidence.generated:
        generated = _parsed(text)
        if installed and generated and generated > installed:
            there = evidence.facts.module(module)
            used = module == "tensorflow" or getattr(evidence.outcome, "provider", module) == module
            what = f"{there} was built with protobuf {text}, and protobuf {evidence.protobuf} is installed"
            own = f'pip install "protobuf>={text}"'
            if module == "tf_keras":
                own = evidence.install_tf_keras
            severity = _severity(evidence) if used else WARNING
            yield make("protobuf-too-old", what, _measured(evidence, own), severity)


def _parsed(text: Optional[str]) -> Optional[Version]:
    """A version to its patch, which protobuf compares too (`google/protobuf/runtime_version.py`)."""
    try:
        return Version(text) if text is not None else None
    except InvalidVersion:
        return None


def tf_keras_minor(evidence: Evidence) -> Iterator[Finding]:
    """A tf_keras that was made for another TensorFlow."""
    tensorflow, tf_keras = evidence.facts.module("tensorflow"), evidence.facts.module("tf_keras")
    one, other = release(tensorflow.effective_version), release(tf_keras.effective_version)
    if not (tensorflow.is_package and tf_keras.is_package and one and other) or one == other:
        return
    installed = release(tensorflow.version)
    if installed is not None and installed == release(tf_keras.version):
        return  # one of them was upgraded under the running process: a restart mends it
    known = [release(version) for version in evidence.registry.get("tf-keras", {})]
    exists = one in known or not known or one > max(filter(None, known))
    cure = evidence.install_tf_keras if exists else "pip uninstall -y tf-keras"
    text = f"{tf_keras} is made for TensorFlow {other[0]}.{other[1]}, and {tensorflow} is installed"
    yield make("tf-keras-minor", text, cure)


def keras_2(evidence: Evidence) -> Iterator[Finding]:
    """A Keras 2 package on a TensorFlow that it does not work with."""
    tensorflow, keras = evidence.facts.module("tensorflow"), evidence.facts.module("keras")
    built = release(tensorflow.effective_version)
    if not (tensorflow.is_package and keras.is_package and built and generation_of(keras) == 2) or built < (2, 16):
        return
    serves = getattr(evidence.outcome, "provider", "keras") == "tf_keras"
    text = f"{keras} does not work with {tensorflow}"
    if serves:
        text += f"; {evidence.facts.module('tf_keras')} serves"
    yield make("keras-2-too-old", text, 'pip install "keras>=3"', WARNING if serves else None)


def wheels(evidence: Evidence) -> Iterator[Finding]:
    """A TensorFlow that no installer can have found for this Python, or will find."""
    tensorflow = evidence.facts.module("tensorflow")
    releases = evidence.registry.get("tensorflow", {})
    if tensorflow.is_package:
        pythons = releases.get(tensorflow.effective_version or "", {}).get("pythons")
        if pythons is not None and evidence.python not in pythons:
            text = f"{tensorflow} has wheels for Python {', '.join(pythons)}, and this is Python {evidence.python}"
            yield make("no-wheel", text, "nothing, if it is a build of your own; else a new environment", NOTE)
        return
    settled = {version: facts for version, facts in releases.items() if not Version(version).is_prerelease}
    available = [Version(version) for version, facts in settled.items() if evidence.python in facts["pythons"]]
    if settled and not available:
        newest = settled[max(settled, key=Version)]["pythons"]
        text = f"no TensorFlow that was measured has a wheel for Python {evidence.python}"
        cure = f"make an environment with Python {newest[-1]}: uv venv --python {newest[-1]}"
        yield make("no-wheel", text, cure, NOTE if isinstance(evidence.outcome, Choice) else ERROR)
    elif available:
        yield from _missing_minor(evidence, available)


def _missing_minor(evidence: Evidence, available: list[Version]) -> Iterator[Finding]:
    """A Keras 2 package that is left alone on a Python that its TensorFlow does not know."""
    keras = evidence.facts.module("keras")
    version = release(keras.effective_version)
    if not keras.is_package or generation_of(keras) != 2 or version is None:
        return
    if all((each.major, each.minor) != version for each in available):
        text = f"{keras} needs TensorFlow {version[0]}.{version[1]}, which has no wheel for Python {evidence.python}"
        newest = max(available)
        cure = f'pip install "tensorflow=={newest}" "tf-keras=={newest.major}.{newest.minor}.*", which is Keras 2 there'
        yield make("no-wheel", text, cure, ERROR)


def yanked(evidence: Evidence) -> Iterator[Finding]:
    """Releases that their makers have withdrawn."""
    for owner in evidence.owners:
        of_owner = evidence.registry.get(owner.name, {})
        reason = of_owner.get(owner.version, {}).get("yanked")
        if reason:
            later = [version for version, facts in of_owner.items() if Version(version) > Version(owner.version)]
            minor = ".".join(owner.version.split(".")[:2])
            near = [version for version in later if version.startswith(f"{minor}.")] or later
            cure = f'pip install "{owner.name}=={min(near, key=Version)}"' if near else f"pip install -U {owner.name}"
            yield make("yanked", f"{owner} was yanked ({reason})", cure)
