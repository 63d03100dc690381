"""A library with types of its own, that gives names of Keras on."""

from kerascompat import keras as keras
from kerascompat.keras.layers import Dense as Dense

__all__ = ["Dense", "Scale", "keras", "scaled"]


class Scale(keras.layers.Layer):
    """A layer of this library."""

    def __init__(self, factor: float) -> None:
        super().__init__()
        self.factor = factor


def scaled(model: keras.Model, factor: float) -> keras.Model:
    """Take a model and give one."""
    return model
