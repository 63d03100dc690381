# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.metrics.experimental import *
from keras.metrics.experimental import *

def __getattr__(name: str) -> Any: ...
