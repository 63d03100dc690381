# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.experimental import *
from keras.experimental import *

def __getattr__(name: str) -> Any: ...
