# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.visualization import *
from keras.visualization import *

def __getattr__(name: str) -> Any: ...
