# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.losses import *
from keras.losses import *

def __getattr__(name: str) -> Any: ...
