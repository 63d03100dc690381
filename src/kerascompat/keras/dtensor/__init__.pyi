# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.dtensor import *
from keras.dtensor import *

from kerascompat.keras.dtensor import experimental as experimental

def __getattr__(name: str) -> Any: ...
