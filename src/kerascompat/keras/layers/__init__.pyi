# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.layers import *
from keras.layers import *

from kerascompat.keras.layers import experimental as experimental

def __getattr__(name: str) -> Any: ...
