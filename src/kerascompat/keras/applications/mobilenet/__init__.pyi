# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.applications.mobilenet import *
from keras.applications.mobilenet import *

def __getattr__(name: str) -> Any: ...
