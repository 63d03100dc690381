# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.applications.densenet import *
from keras.applications.densenet import *

def __getattr__(name: str) -> Any: ...
