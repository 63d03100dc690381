# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.optimizers.experimental import *
from keras.optimizers.experimental import *

def __getattr__(name: str) -> Any: ...
