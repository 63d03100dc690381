# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.metrics import *
from keras.metrics import *

def __getattr__(name: str) -> Any: ...
