"""What makes a provider's import fail, as far as it is known: the text of the exception, and the cure.

Measured on real installs; each row names the combination that it was seen in.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

from kerascompat._versions import release

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    from kerascompat._facts import Choice


@dataclass(frozen=True)
class Cause:
    """A pattern over `<type>: <text>` of the exceptions in the chain, why, and the command; `{...}` are versions."""

    pattern: str
    why: str
    command: str
    is_setting: bool = False
    """Whether no installation cures it."""


CAUSES = (
    # tf_keras 2.21 on TensorFlow 2.18 and 2.19 (protobuf 5), and 2.20 on 2.16 and 2.17 (protobuf 4)
    Cause(
        r"VersionError: .*Protobuf Gencode/Runtime|cannot import name 'runtime_version' from 'google\.protobuf'",
        "{protobuf_why}",
        "{protobuf}",
    ),
    # NumPy 2 under TensorFlow 2.12-2.16 (ImportError, TypeError), and under 2.17 (SystemError)
    Cause(
        r"numpy\.core\.(umath|multiarray) failed to import|_ARRAY_API not found|compiled using NumPy 1\.x"
        r"|SystemError: initialization of _pywrap|Unable to convert function return value to a Python type",
        "{tensorflow} was built for NumPy 1, and {numpy} is installed",
        'pip install "numpy<2"',
    ),
    # Keras 2.13-2.15 and tf_keras <= 2.15 on TensorFlow >= 2.16
    Cause(
        r"__internal__' has no attribute 'register_load_context_function'",
        "{provider} was made for TensorFlow 2.15 and older, and {tensorflow} is installed",
        "{newer}",
    ),
    # the NumPy and OpenVINO backends need scipy, Keras 3.0 needs jax for NumPy, and do not declare it
    Cause(
        r"No module named '(scipy|jax|tree|optree|h5py|rich|namex|ml_dtypes|absl|packaging)'"
        r"|you need to have `(optree|dm-tree)` installed",
        "{provider} needs {1} here and does not bring it",
        "pip install {1_dist}",
    ),
    # KERAS_BACKEND or keras.json, read by `import tensorflow` through Keras 3
    Cause(
        r"ValueError: Unable to import backend : (\S*)",
        "no Keras has the backend {1!r}",
        "correct KERAS_BACKEND, or the file keras.json",
        is_setting=True,
    ),
    # a tf_keras one or more minors off
    Cause(
        r"tensorflow\S*' has no attribute|cannot import name .* from 'tensorflow",
        "{provider} and {tensorflow} do not fit",
        "{newer}",
    ),
)

_DISTRIBUTIONS = {"tree": "dm-tree", "absl": "absl-py", "ml_dtypes": "ml-dtypes"}


def explain(error: BaseException, choice: Choice, verified: Optional[str] = None) -> str:
    """The cure for a failed import: why, from the first known cause in the exception's chain, and the command.

    Args:
        error: what the import raised.
        choice: what was imported.
        verified: an install line that is better than the cause's own, since it was measured; a setting needs none.
    """
    chain = _chain(error)
    for each in filter(_is_filtered, chain):
        return (
            "a filter of warnings (-W, PYTHONWARNINGS, filterwarnings of pytest) makes an error of this one:"
            f" after that filter, add one that says ignore::{_category(type(each))}"
        )
    for text in (f"{type(each).__name__}: {each}" for each in chain):
        for cause in CAUSES:
            match = re.search(cause.pattern, text)
            if match:
                words = _words(choice, match)
                why, command = (
                    each.format(*("", match.group(match.lastindex or 0)), **words)
                    for each in (cause.why, cause.command)
                )
                return f"{why}: {command if cause.is_setting else verified or command}"
    return verified or (
        f"see the first exception above; reinstall what it names: pip install --force-reinstall {_requirement(choice)}"
    )


def _chain(error: BaseException) -> list[BaseException]:
    """The exception and those it was raised from, the innermost first: TensorFlow hides the true one."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain[::-1]


def _is_filtered(error: BaseException) -> bool:
    """Whether it is a warning that a filter has made an error.

    TensorFlow and what it imports warn while they are imported; a suite with `filterwarnings = error` meets that.
    """
    return isinstance(error, Warning) and any(
        action == "error" and isinstance(error, category) for action, _, category, *_ in warnings.filters
    )


def _category(kind: type) -> str:
    """A category as a filter names it."""
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _words(choice: Choice, match: re.Match[str]) -> dict[str, str]:
    versions = {name: f"{name} {version}" for name, version in choice.versions if version}
    tensorflow = release(choice.version_of("tensorflow"))
    minor = f"{tensorflow[0]}.{tensorflow[1]}" if tensorflow else "2"
    first = match.group(match.lastindex) if match.lastindex else ""
    wants_2 = choice.generation == 2 and (choice.provider == "tf_keras" or choice.surface != "keras")
    newer = f'pip install "tf-keras=={minor}.*"' if wants_2 else "pip install -U keras"
    known = versions.get("tensorflow", "tensorflow")
    protobuf_why, protobuf = f"{known} and the installed protobuf do not fit", "pip install -U protobuf"
    if choice.provider == "tf_keras":
        protobuf_why = f"tf_keras {choice.version} was built for a newer protobuf than {known} brings"
        protobuf = f'pip install "tf-keras=={minor}.*"'
    return {
        "protobuf_why": protobuf_why,
        "protobuf": protobuf,
        "provider": f"{choice.provider} {choice.version}",
        "tensorflow": versions.get("tensorflow", "tensorflow"),
        "numpy": versions.get("numpy", "numpy 2"),
        "newer": newer,
        "1_dist": _DISTRIBUTIONS.get(first, first),
    }


def _requirement(choice: Choice) -> str:
    distribution = choice.provider.replace("_", "-")
    return f'"{distribution}=={choice.version}"' if choice.version else distribution
