# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.config import *
from keras.config import *

def __getattr__(name: str) -> Any: ...
