# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.saving import *
from keras.saving import *

def __getattr__(name: str) -> Any: ...
