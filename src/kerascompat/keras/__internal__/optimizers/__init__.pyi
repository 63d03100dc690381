# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.__internal__.optimizers import *
from keras.api.__internal__.optimizers import *

def __getattr__(name: str) -> Any: ...
