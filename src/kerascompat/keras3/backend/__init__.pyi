# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.backend import *
from keras.backend import *

def __getattr__(name: str) -> Any: ...
