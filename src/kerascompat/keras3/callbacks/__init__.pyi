# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.callbacks import *
from keras.callbacks import *

def __getattr__(name: str) -> Any: ...
