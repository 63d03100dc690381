"""What is known of one name: which Keras has it, and what `kerascompat.keras` gives for it under the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Optional

from kerascompat._facts import SURFACES
from kerascompat._history import History, history, measured, names, provider_of, spans_of
from kerascompat.bridges import bridges
from kerascompat.bridges._instead import instead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROOTS = (
    *(f"kerascompat.{surface}" for surface in SURFACES),
    *(f"{package}{api}.keras" for package in ("tensorflow", "tf") for api in ("", ".compat.v1", ".compat.v2")),
    "tf_keras",
    "keras",
)
_LEGACY = ("tf_keras", "tf_keras/tf.keras")


@dataclass(frozen=True)
class Answer:
    """What a name gives on the Keras of one generation.

    Attributes:
        kind: `provider` (every measured release has it), `some` (some releases have it), `bridge` or `missing`.
        text: what answers or what to use instead, as a phrase; empty where there is nothing to say.
        target: what a bridge leads to, as in `Bridge`.
        backends: the backends that the bridge is for; empty for all.
    """

    kind: str
    text: str = ""
    target: Optional[str] = None
    backends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A name, its history, and what it gives by generation; nothing where only the API of TensorFlow 1 has it."""

    history: History
    answers: tuple[tuple[int, Answer], ...]

    @property
    def name(self) -> str:
        """Its path below the root."""
        return self.history.name

    def line(self) -> str:
        """Everything in one line."""
        parts = places(self.history)
        for generation, answer in self.answers:
            if answer.kind in ("bridge", "missing"):
                parts.append(f"not in Keras {generation}{f': {answer.text}' if answer.text else ''}")
        return f"`{self.name}`: {'; '.join(parts)}"


def entry(name: str) -> Optional[Entry]:
    """What is known of a name, None where no Keras has it."""
    known = history(name)
    if known is None:
        return None
    is_of_tensorflow_1 = not (known.minors("keras", "tf.keras") or known.minors(*_LEGACY))
    return Entry(known, () if is_of_tensorflow_1 else tuple((each, _answer(known, each)) for each in (2, 3)))


def where(known: History) -> str:
    """Which Keras has a name, in short: `Keras 2.12–2.15, tf_keras`."""
    every = measured()
    minors = known.minors("keras", "tf.keras")
    parts = [f"Keras {_span(*span, newest=every['keras'][-1])}" for span in spans_of(minors, every["keras"])]
    legacy = known.minors(*_LEGACY)
    if tuple(legacy) == every["tf_keras"]:
        parts.append("tf_keras")
    else:
        spans = spans_of(legacy, every["tf_keras"])
        parts += [f"tf_keras {_span(*span, newest=every['tf_keras'][-1])}" for span in spans]
    return ", ".join(parts) or "only tf.compat.v1.keras of Keras 2"


def apart(known: History) -> Iterator[tuple[str, History]]:
    """Where only one of `keras` and `tf.keras` has a name: that one, and the releases."""
    for one, other in (("keras", "tf.keras"), ("tf_keras", "tf_keras/tf.keras")):
        for view, lacking in ((one, other), (other, one)):
            minors = set(known.minors(view)).difference(known.minors(lacking))
            if minors:
                spans = spans_of(minors, measured()[provider_of(view)])
                yield view.rpartition("/")[2], replace(known, kinds=((known.kind, ((view, spans),)),))


def places(known: History) -> list[str]:
    """Which Keras has a name, then where only one of `keras` and `tf.keras` has it."""
    return [where(known), *(f"{where(releases)}: only as `{root}.{known.name}`" for root, releases in apart(known))]


def _span(first: str, last: str, newest: str) -> str:
    if last == newest:
        return f"{first} and newer" if first != "2.12" else f"{first}–{last}"
    return first if first == last else f"{first}–{last}"


def _answer(known: History, generation: int) -> Answer:
    has = [minor for minor in known.minors("keras", "tf.keras") if int(minor[0]) == generation]
    every = [minor for minor in measured()["keras"] if int(minor[0]) == generation]
    if has == every:
        return Answer("provider")
    bridge = bridges(generation).get(known.name)
    if bridge is not None:
        kind = "some" if has else "bridge"
        if bridge.is_module:
            return Answer(kind, "a module of bridges")
        text = f"kerascompat answers with {_described(bridge.target)}"
        if bridge.is_alias:
            text = f"use `{bridge.target}`{_everywhere(bridge.target)}"
        only = f", on {' and '.join(bridge.backends)} only" if bridge.backends else ""
        return Answer(kind, f"{text}{only}", bridge.target, bridge.backends)
    return Answer("some") if has else Answer("missing", instead(known.name, generation) or "")


def _described(target: str) -> str:
    module, _, name = target.partition(":")
    return "a function of its own" if module.startswith("kerascompat") else f"{module}.{name}"


def _everywhere(name: str) -> str:
    known = history(name)
    is_everywhere = known is not None and tuple(known.minors("keras", "tf.keras")) == measured()["keras"]
    return ", everywhere" if is_everywhere else ""


def private_home(name: str) -> Optional[str]:
    """The public name that a private one is answered with, None where it is none that libraries import."""
    bridge = bridges(3).get(name)
    return bridge.target if bridge is not None and bridge.is_private and not bridge.is_module else None


def below_root(text: str) -> str:
    """A name as a program writes it, without its root: `layers.Dense` for `tf.keras.layers.Dense`."""
    root = next((root for root in _ROOTS if text.startswith(f"{root}.")), "")
    return text[len(root) + 1 :] if root else text


def find(text: str) -> list[str]:
    """The names that a text means: the name itself, those that end with it, or those that contain it."""
    every = sorted(names(), key=lambda name: name.startswith("__"))
    if text in every:
        return [text]
    if not any(letter.isalnum() for letter in text):
        return []
    exact = [name for name in every if name.endswith(f".{text}")]
    return exact or [name for name in every if text.lower() in name.lower()]


def alike(text: str) -> Sequence[str]:
    """Names whose last part is spelt much like that of one that is unknown: those of its module, else of any."""
    module, _, last = text.rpartition(".")
    by_last: dict[str, list[str]] = {}
    for name in names():
        by_last.setdefault(name.rpartition(".")[2], []).append(name)
    close = [name for each in get_close_matches(last, by_last, n=3) for name in by_last[each]]
    return [name for name in close if name.rpartition(".")[0] == module] or close[:3]
