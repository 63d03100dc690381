# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.dtensor.experimental.optimizers import *
from keras.dtensor.experimental.optimizers import *

def __getattr__(name: str) -> Any: ...
