# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.export import *
from keras.export import *

def __getattr__(name: str) -> Any: ...
