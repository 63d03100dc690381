"""scikit-learn's digits, a network for them, and the same network trained in NumPy alone.

Initial weights from NumPy, plain SGD, and no shuffling leave nothing to a provider but arithmetic in float32. The
network is therefore trained here once more without any Keras, and every provider must come to the same predictions.
"""

from __future__ import annotations

from functools import cache

import numpy as np

UNITS = 32
CLASSES = 10
EPOCHS = 8
BATCH = 32
RATE = 0.3

ACCURACY = 352 / 360
"""On the test digits, after training: the same for every provider and backend.

With these initial weights no digit is a close call (the two likeliest classes are at least 0.08 apart), so that the
last bits of float32 do not matter.
"""


@cache
def data():
    """(images, labels) to train on, (images, labels) to test on."""
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    order = np.random.RandomState(0).permutation(len(images))
    images, labels = (images[order] / 16).astype("float32"), labels[order].astype("int32")
    return (images[:1437], labels[:1437]), (images[1437:], labels[1437:])


def initial_weights():
    """Kernel and bias of the hidden and of the last layer."""
    random = np.random.RandomState(12)
    return [
        random.normal(0, 0.1, (64, UNITS)).astype("float32"),
        np.zeros(UNITS, "float32"),
        random.normal(0, 0.1, (UNITS, CLASSES)).astype("float32"),
        np.zeros(CLASSES, "float32"),
    ]


def batches():
    """The training data in the order that `fit(shuffle=False)` takes it, once an epoch."""
    (images, labels), _ = data()
    for start in range(0, len(images), BATCH):
        yield images[start : start + BATCH], labels[start : start + BATCH]


def predict(weights, images):
    """The probabilities that the network with these weights gives, and its hidden layer."""
    kernel, bias, last_kernel, last_bias = weights
    hidden = np.maximum(images @ kernel + bias, 0)
    logits = hidden @ last_kernel + last_bias
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True), hidden


@cache
def trained_weights():
    """The weights after `EPOCHS` epochs of plain gradient descent."""
    weights = initial_weights()
    for _ in range(EPOCHS):
        for images, labels in batches():
            probabilities, hidden = predict(weights, images)
            error = (probabilities - np.eye(CLASSES, dtype="float32")[labels]) / len(labels)
            below = (error @ weights[2].T) * (hidden > 0)
            gradients = [images.T @ below, below.sum(axis=0), hidden.T @ error, error.sum(axis=0)]
            weights = [weight - np.float32(RATE) * gradient for weight, gradient in zip(weights, gradients)]
    return weights


def accuracy(probabilities):
    """The share of the test digits that these probabilities name rightly."""
    _, (_, labels) = data()
    return float((np.argmax(probabilities, axis=1) == labels).mean())
