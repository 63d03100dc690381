"""Every use of a name. What a checker says with the settings is what Keras's own sources make it say, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional, TypeVar

import exporting
import kerascompat.keras.layers as L
from exporting import Scale, scaled
from kerascompat import keras
from kerascompat.keras.callbacks import Callback
from kerascompat.keras.layers import Dense, Layer
from kerascompat.keras.optimizers.schedules import LearningRateSchedule

if TYPE_CHECKING:
    from kerascompat.keras import Model as Imported

ModelT = TypeVar("ModelT", bound=keras.Model)
LayerT = TypeVar("LayerT", bound="keras.layers.Layer")

default: Optional[keras.optimizers.Optimizer] = None
layers: list[keras.layers.Layer] = []


class ByChain(keras.layers.Layer):
    pass


class ByName(Layer):
    pass


class ByModule(L.Layer):
    pass


class Of(keras.Model):
    pass


class Stop(Callback):
    def on_epoch_end(self, epoch: int, logs: Optional[dict[str, float]] = None) -> None:
        model: keras.Model = self.model  # said: pyright reportAssignmentType, mypy@tf_keras assignment
        model.stop_training = bool(logs)


class Schedule(LearningRateSchedule):
    def __call__(self, step: Any) -> Any:
        return step


class Twice(Scale):
    def __init__(self) -> None:
        super().__init__(2.0)


class ThroughAnother(exporting.keras.layers.Layer):
    pass


def same(model: ModelT) -> ModelT:
    return model


def first(found: list[LayerT]) -> LayerT:
    return found[0]


def quoted(model: "keras.Model", loss: "Optional[keras.losses.Loss]" = None) -> "keras.Model":
    return scaled(model, 2.0)


def imported(model: Imported) -> Imported:
    return model


def built(units: int) -> keras.Model:
    model = keras.Sequential([keras.layers.Dense(units), Dense(units, activation="relu"), L.Dropout(0.5)])
    model.add(ByChain())
    model.add(Twice())
    model.compile(optimizer=keras.optimizers.Adam(0.1), loss=keras.losses.MeanSquaredError())
    return model


def count(model: object) -> int:
    if isinstance(model, keras.Model):
        return len(model.layers)
    if isinstance(model, (Dense, keras.layers.Dropout)):
        return 1
    return 0


same(Of())
first([ByName()])
ByName().count_params()  # said: mypy no-untyped-call
