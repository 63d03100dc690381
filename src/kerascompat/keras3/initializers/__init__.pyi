# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.initializers import *
from keras.initializers import *

def __getattr__(name: str) -> Any: ...
