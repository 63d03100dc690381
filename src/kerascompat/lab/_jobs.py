"""Many jobs side by side: progress while they run, one that fails costs no other, all end at Ctrl-C."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rich.console import Console

T = TypeVar("T")


def run_jobs(
    jobs: Mapping[str, Callable[[threading.Event], T]],
    workers: int,
    ended: Callable[[str, T], str],
    console: Console,
) -> dict[str, str]:
    """Run all jobs, `workers` at a time.

    Args:
        jobs: by name; each takes the event that tells it to stop.
        workers: how many run at once.
        ended: takes a job's name and result as soon as it is there, in this thread; returns the line to print.
        console: where progress is shown: live on a terminal, else one line for each job that ends.

    Returns:
        By name, the errors of the jobs that failed, or whose result `ended` could not take.

    Raises:
        KeyboardInterrupt: on Ctrl-C and on SIGTERM, after every running job has ended.
    """
    stop = threading.Event()
    board = _Board(len(jobs))
    lost: dict[str, str] = {}
    pool = ThreadPoolExecutor(max_workers=max(workers, 1), thread_name_prefix="lab")
    with (
        _terminable(),
        Live(board, console=console, transient=True) if console.is_terminal else contextlib.nullcontext(),
    ):
        try:
            waiting: dict[Future[T], str] = {
                pool.submit(board.follow, name, job, stop): name for name, job in jobs.items()
            }
            while waiting:
                # a wait without end cannot be interrupted on Windows
                done, _ = wait(waiting, timeout=0.5, return_when=FIRST_COMPLETED)
                for future in [each for each in waiting if each in done]:
                    name = waiting.pop(future)
                    try:
                        line = ended(name, future.result())
                    except Exception as error:  # noqa: BLE001 - whatever it is, it costs this job alone
                        lost[name] = f"{type(error).__name__}: {error}"
                        line = f"{name}: {lost[name]}"
                    board.done += 1
                    console.out(f"[{board.done}/{board.total}] {line}", highlight=False)
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
    return lost


class _Board:
    """What is running, since when, and how much is done: drawn by rich while it is shown."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.running: dict[str, float] = {}
        self._spinner = Spinner("dots")

    def follow(self, name: str, job: Callable[[threading.Event], Any], stop: threading.Event) -> Any:
        self.running[name] = time.monotonic()
        try:
            return job(stop)
        finally:
            del self.running[name]

    def __rich__(self) -> Group:
        now = time.monotonic()
        lines = Table.grid(padding=(0, 1))
        for name, since in sorted(self.running.items()):
            lines.add_row(self._spinner, Text(f"{now - since:4.0f} s"), Text(name, no_wrap=True, overflow="ellipsis"))
        bar = Table.grid(padding=(0, 1))
        bar.add_row(ProgressBar(self.total, self.done, width=40), Text(f"{self.done}/{self.total}"))
        return Group(lines, bar)


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """While it lasts, SIGTERM is what Ctrl-C is."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
