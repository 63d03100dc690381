"""What gives tf_keras its `keras_export`, of the large TensorFlow, with what matters of the types that 2.21 has."""

from __future__ import annotations

import functools
from typing import Protocol, TypeVar

T = TypeVar("T")


class api_export:  # noqa: N801 - as it is named there
    def __init__(self, *args: str, **others: object) -> None:
        self.arguments = args, others

    def __call__(self, func: T) -> T:
        return func


class ExportType(Protocol):
    def __call__(self, *v2: str, **others: object) -> api_export: ...


keras_export: ExportType = functools.partial(api_export, api_name="keras")
