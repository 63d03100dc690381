# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.tree import *
from keras.tree import *

def __getattr__(name: str) -> Any: ...
