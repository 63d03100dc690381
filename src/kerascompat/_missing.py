"""What is said of a name that no provider and no bridge answers: which Keras has it, and what to use instead."""

from __future__ import annotations

from kerascompat._history import history, measured
from kerascompat.bridges import bridges
from kerascompat.bridges._instead import instead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Optional

    from kerascompat._facts import Choice
    from kerascompat._history import History

_KERAS = ("keras", "tf.keras")
_TF_KERAS = ("tf_keras", "tf_keras/tf.keras")


def known_of(path: str, choice: Choice, surface: str) -> tuple[str, str]:
    """What is found of a missing name, and what to do about it.

    Args:
        path: the name below the surface.
        choice: what the surface gives.
        surface: the name of the surface's root module.
    """
    parent = f"{surface}.{path}".rpartition(".")[0]
    if f"{path}.".startswith("src."):
        found = f"{choice} has no such name; private modules differ between releases"
        return found, f"take it from a public module; dir({parent}) lists the names that there are"
    known = history(path)
    if known is None:
        every = measured()["keras"]
        found = f"{choice} has no such name; it is public in no Keras from {every[0]} to {every[-1]}"
        return found, f"dir({parent}) lists the names that there are"
    found = f"{choice} has no such name; it is in {known.where()}"
    if choice.surface == "v1.keras":
        return found, _beyond_tensorflow_1(known)
    ways = [_for_the_bridge(path, choice), instead(path, choice.generation), _elsewhere(known, choice)]
    return found, "; or ".join(filter(None, ways))


def _beyond_tensorflow_1(known: History) -> str:
    """Where else a name is that the API of TensorFlow 1 lacks."""
    is_of_2 = known.minors(*_TF_KERAS) or any(minor.startswith("2.") for minor in known.minors(*_KERAS))
    return f"import kerascompat.keras{2 if is_of_2 else 3}, which is not of TensorFlow 1"


def _for_the_bridge(path: str, choice: Choice) -> Optional[str]:
    """What would make a bridge answer that is there for other backends, or leads to what only newer releases have."""
    bridge = bridges(choice.generation).get(path)
    if bridge is None or bridge.is_module:
        return None
    if not bridge.serves(choice.backend):
        return f"export KERAS_BACKEND={bridge.backends[0]}, where `{bridge.target}` answers"
    target = history(bridge.target)
    return f"upgrade: `{bridge.target}` answers, which is in {target.where()}" if target else None


def _elsewhere(known: History, choice: Choice) -> str:
    """The release or the surface that has the name: of the same generation where one has it, else of the other."""
    of_keras = known.minors(*_KERAS)
    of_2 = [minor for minor in of_keras if minor.startswith("2.")]
    of_3 = [minor for minor in of_keras if not minor.startswith("2.")]
    of_tf_keras = known.minors(*_TF_KERAS)
    if choice.generation == 3 and of_3:
        return f'pip install "keras>={of_3[0]}"' if _is_kept(of_3) else f'pip install "keras=={of_3[-1]}.*"'
    if choice.generation == 2 and choice.provider == "keras" and of_2:
        return f'pip install "tensorflow=={of_2[-1]}.*"'
    if choice.generation == 2 and of_3:
        since = "3" if of_3[0] == "3.0" else f"{of_3[0]} or newer"
        return f"import kerascompat.keras3, where Keras {since if _is_kept(of_3) else of_3[-1]} is installed"
    if of_tf_keras:
        newest = measured()["tf_keras"][-1]
        pin = "tf-keras" if of_tf_keras[-1] == newest and choice.generation == 3 else f'"tf-keras=={of_tf_keras[-1]}.*"'
        return f"import kerascompat.keras2, where {pin} is installed"
    return (
        f'pip install "tensorflow=={of_2[-1]}.*"' if of_2 else "import kerascompat.v1.keras, where Keras 2 is installed"
    )


def _is_kept(minors: Sequence[str]) -> bool:
    """Whether the newest Keras has a name still."""
    return minors[-1] == measured()["keras"][-1]
