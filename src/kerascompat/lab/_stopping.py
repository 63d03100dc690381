"""How a run is stopped: by an event that every part of it looks at, so that each ends what it has begun."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

from kerascompat.lab._processes import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

# What we start is in sessions of its own: a terminal that closes hangs up on us alone.
_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK") if hasattr(signal, name)
)


@contextlib.contextmanager
def stopping() -> Iterator[threading.Event]:
    """Give the event that Ctrl-C, a termination and a hang-up set while this lasts, however often they come.

    A signal that is ignored (`nohup`) stays so. Outside the main thread nothing sets the event but the caller.

    Raises:
        KeyboardInterrupt: instead of `Stopped`.
    """
    stop = threading.Event()
    before = {}
    if threading.current_thread() is threading.main_thread():
        heeded = [each for each in _SIGNALS if signal.getsignal(each) is not signal.SIG_IGN]
        before = {each: signal.signal(each, lambda *_: stop.set()) for each in heeded}
    try:
        yield stop
    except Stopped:
        raise KeyboardInterrupt from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
