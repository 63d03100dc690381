"""Steps that go through all classes of one kind which the Keras under test offers: found there, not listed here."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from inspect import Parameter, signature

from .outcome import check, each
from .world import BATCH, FEATURES, SAMPLES, is_finite, numbers, samples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any, Optional

    from .world import World

    Member = tuple[str, Callable[[], None]]

# More than the five that the top-k metrics look at.
CLASSES = 6


def optimizers(world: World) -> None:
    """One training step with every optimizer; every learning rate schedule called once."""
    world.needs_training()
    keras = world.keras
    values = {"inner_optimizer": keras.optimizers.Adam(), "optimizer_map": lambda _variable: keras.optimizers.Adam()}
    schedules = {
        "alpha": 0.1,
        "boundaries": [1, 2],
        "decay_rate": 0.9,
        "decay_steps": 10,
        "first_decay_steps": 10,
        "initial_learning_rate": 0.1,
        "values": [0.1, 0.2, 0.3],
    }
    each(
        [
            *_members(keras.optimizers, keras.optimizers.Optimizer, values, partial(_use_optimizer, world)),
            *_members(
                keras.optimizers.schedules,
                keras.optimizers.schedules.LearningRateSchedule,
                schedules,
                partial(_use_schedule, world),
            ),
        ]
    )


def _use_optimizer(world: World, optimizer: Any) -> None:
    keras = world.keras
    model = keras.Sequential([keras.Input(shape=(FEATURES,)), keras.layers.Dense(1)])
    world.compile(model, optimizer=optimizer)
    check(is_finite(model.train_on_batch(*samples())), "the loss is not finite")


def _use_schedule(world: World, schedule: Any) -> None:
    check(is_finite(world.array(schedule(1))), "the rate is not finite")


def losses(world: World) -> None:
    """Every loss called once with data that fits it."""
    keras = world.keras
    each(_members(keras.losses, keras.losses.Loss, {"fn": _distance}, partial(_use_loss, world)))


def _use_loss(world: World, loss: Any) -> None:
    name = type(loss).__name__
    # Sequences of labels are filled up to as many moments as there are predictions, which one backend insists on.
    data = (_sequences(), numbers(2, 5, CLASSES)) if name == "CTC" else _data_for(name)
    check(is_finite(world.array(loss(*data))), "the loss is not finite")


def metrics(world: World) -> None:
    """Every metric updated once, read, and reset."""
    keras = world.keras
    values = {
        "fn": _distance,
        "normalizer": numbers(BATCH, CLASSES) + 1,
        "num_classes": CLASSES,
        "precision": 0.5,
        "recall": 0.5,
        "sensitivity": 0.5,
        "specificity": 0.5,
        "target_class_ids": [0],
    }
    each(_members(keras.metrics, keras.metrics.Metric, values, partial(_use_metric, world)))


def _distance(truth: Any, prediction: Any) -> Any:
    return (truth - prediction) ** 2


def _use_metric(world: World, metric: Any) -> None:
    name = type(metric).__name__
    if name in {"Mean", "Sum", "MeanTensor"}:
        data: tuple[Any, ...] = (numbers(BATCH, CLASSES),)
    elif name in {"IoU", "MeanIoU"}:
        data = _labels(BATCH), _labels(BATCH)
    elif name == "BinaryIoU":
        data = _labels(BATCH) % 2, numbers(BATCH)
    else:
        data = _data_for(name)
    metric.update_state(*data)
    check(is_finite(world.array(metric.result())), "the result is not finite")
    metric.reset_state()


def _data_for(name: str) -> tuple[Any, Any]:
    """Truth and prediction for a loss or metric of that name: labels, or one of several classes, against shares."""
    np = import_module("numpy")
    labels, shares = _labels(BATCH), numbers(BATCH, CLASSES) + 0.1
    shares /= shares.sum(axis=1, keepdims=True)
    if "Sparse" in name or name in {"Circle", "CategoricalGeneralizedCrossEntropy"}:
        return labels, shares
    return np.eye(CLASSES, dtype="float32")[labels], shares


def _sequences() -> Any:
    np = import_module("numpy")
    return np.array([[1, 2, 0, 0, 0], [2, 1, 0, 0, 0]], "int32")


def _labels(count: int) -> Any:
    np = import_module("numpy")
    return np.arange(count, dtype="int32") % CLASSES


def callbacks(world: World) -> None:
    """Every callback used in a training of two epochs; the one that needs a server is only constructed."""
    world.needs_training()
    callbacks = world.keras.callbacks
    values = {
        "backup_dir": world.path("backup"),
        "checkpoint_filepath": world.path("checkpoint"),
        "directory": world.path("orbax"),
        "export_filepath": world.path("exported"),
        "filename": world.path("log.csv"),
        "filepath": world.path("best.keras"),
        "log_dir": world.path("logs"),
        "monitor": "loss",
        "schedule": lambda _epoch, rate: rate * 0.5,
    }
    # One model for nearly all: most of the time goes into the first training of each.
    each(_members(callbacks, callbacks.Callback, values, partial(_use_callback, world, world.model()), _WANTS))


# What a callback needs beside Keras.
_WANTS = {"OrbaxCheckpoint": ("orbax",), "TensorBoard": ("tensorflow", "tensorboard")}

# `RemoteMonitor` needs a server, and the others are what Keras itself adds to every training or to an evaluation.
_ONLY_CONSTRUCTED = {"BaseLogger", "CallbackList", "RemoteMonitor", "SidecarEvaluatorModelExport"}


def _use_callback(world: World, model: Any, callback: Any) -> None:
    if type(callback).__name__ in _ONLY_CONSTRUCTED:
        return
    if type(callback).__name__ == "BackupAndRestore":
        model = world.model()  # Keras 2 cannot train a model once more that was trained with it
    elif type(callback).__name__ == "SwapEMAWeights":
        model = world.model(optimizer=world.keras.optimizers.SGD(use_ema=True))
    world.fit(model, *samples(), epochs=2, batch_size=SAMPLES, callbacks=[callback])


def _members(
    module: Any,
    base: type,
    values: Mapping[str, Any],
    use: Callable[[Any], None],
    wants: Optional[Mapping[str, tuple[str, ...]]] = None,
) -> Iterator[Member]:
    """Each public class of a module below a base, as something that constructs and uses it."""
    seen = {base}
    for name in sorted(dir(module)):
        kind = None if name.startswith("_") else getattr(module, name)
        if not isinstance(kind, type) or not issubclass(kind, base) or kind in seen:
            continue
        seen.add(kind)
        missing = [package for package in (wants or {}).get(name, ()) if find_spec(package) is None]
        needed = _arguments(kind)
        unknown = [argument for argument in needed if argument not in values]
        if missing or unknown:
            print(f"{name} is left out: {', '.join(missing + unknown)}", file=sys.stderr)  # noqa: T201
            continue
        yield name, partial(_construct_and_use, kind, {argument: values[argument] for argument in needed}, use)


def _construct_and_use(kind: type, arguments: Mapping[str, Any], use: Callable[[Any], None]) -> None:
    use(kind(**arguments))


def _arguments(kind: type) -> list[str]:
    """The arguments that a class must be given, and `monitor`, whose default needs validation data."""
    return [
        name for name, parameter in signature(kind).parameters.items() if name == "monitor" or _is_required(parameter)
    ]


def _is_required(parameter: Parameter) -> bool:
    anything = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
    return parameter.default is Parameter.empty and parameter.kind not in anything
