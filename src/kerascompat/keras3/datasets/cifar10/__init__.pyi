# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.datasets.cifar10 import *
from keras.datasets.cifar10 import *

def __getattr__(name: str) -> Any: ...
