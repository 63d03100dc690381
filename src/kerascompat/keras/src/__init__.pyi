# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.src import *
from keras.src import *

def __getattr__(name: str) -> Any: ...
