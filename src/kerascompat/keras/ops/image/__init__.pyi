# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.ops.image import *
from keras.ops.image import *

def __getattr__(name: str) -> Any: ...
