"""What is said of a name that no provider and no bridge answers: which Keras has it, and what to use instead."""

from __future__ import annotations

from kerascompat._history import history, measured
from kerascompat.bridges import bridges
from kerascompat.bridges._instead import instead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    from kerascompat._facts import Choice
    from kerascompat._history import History


def known_of(path: str, choice: Choice, surface: str) -> tuple[str, str]:
    """What is found of a missing name, and what to do about it.

    Args:
        path: the name below the surface.
        choice: what the surface gives.
        surface: the name of the surface's root module.
    """
    known = history(path)
    if known is None:
        every = measured()["keras"]
        parent = f"{surface}.{path}".rpartition(".")[0]
        found = f"{choice} has no such name; it is in no Keras from {every[0]} to {every[-1]}"
        return found, f"dir({parent}) lists the names that there are"
    ways = [_for_the_bridge(path, choice), instead(path, choice.generation), _elsewhere(known, choice)]
    return f"{choice} has no such name; it is in {known.where()}", "; or ".join(filter(None, ways))


def _for_the_bridge(path: str, choice: Choice) -> Optional[str]:
    """What would make a bridge answer that is there for other backends, or leads to what only newer releases have."""
    bridge = bridges(choice.generation).get(path)
    if bridge is None:
        return None
    if not bridge.serves(choice.backend):
        return f"export KERAS_BACKEND={bridge.backends[0]}, where `{bridge.target}` answers"
    target = history(bridge.target)
    return f"upgrade: `{bridge.target}` answers, which is in {target.where()}" if target else None


def _elsewhere(known: History, choice: Choice) -> str:
    """The surface or the release that has the name."""
    keras = known.minors("keras", "tf.keras")
    same = [minor for minor in keras if int(minor[0]) == choice.generation]
    if same and choice.generation == 3:
        is_there_now = keras[-1] == measured()["keras"][-1]
        return f'pip install "keras>={same[0]}"' if is_there_now else f'pip install "keras=={same[-1]}.*"'
    if same and choice.provider == "keras":
        return f'pip install "tensorflow=={same[-1]}.*"'
    if keras or known.minors("tf_keras", "tf_keras/tf.keras"):
        needed = "Keras 3" if choice.generation == 2 else "tf-keras"
        return f"import kerascompat.keras{5 - choice.generation}, where {needed} is installed"
    return "import kerascompat.v1.keras, where Keras 2 is installed"
