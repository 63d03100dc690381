"""The devices."""

from __future__ import annotations

import tensorflow as tf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional


def list_devices(device_type: Optional[str] = None) -> list[str]:
    """The devices of a type, as `gpu:0`; for None the accelerators, or where there is none, the processors."""
    found = tf.config.list_logical_devices(device_type.upper() if device_type else None)
    if device_type is None:
        found = [device for device in found if device.device_type != "CPU"] or found
    return [f"{device.device_type.lower()}:{device.name.rpartition(':')[2]}" for device in found]
