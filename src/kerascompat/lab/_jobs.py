"""Many jobs side by side: progress while they run, one that fails costs no other, all end at Ctrl-C."""

from __future__ import annotations

import contextlib
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from kerascompat.lab._processes import Stopped

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping

    from rich.console import Console

T = TypeVar("T")


def run_jobs(
    jobs: Mapping[str, Callable[[threading.Event], T]],
    workers: int,
    ended: Callable[[str, T], str],
    console: Console,
    stop: threading.Event,
) -> dict[str, str]:
    """Run all jobs, `workers` at a time.

    Args:
        jobs: by name; each takes the event that tells it to stop.
        workers: how many run at once.
        ended: takes a job's name and result as soon as it is there, in this thread; returns the line to print.
        console: where progress is shown: live on a terminal, else one line for each job that ends.
        stop: ends the run as soon as it is set.

    Returns:
        By name, the errors of the jobs that failed, or whose result `ended` could not take.

    Raises:
        KeyboardInterrupt: where `stop` was set, after every running job has ended.
    """
    board = _Board(len(jobs))
    lost: dict[str, str] = {}
    pool = ThreadPoolExecutor(max_workers=max(workers, 1), thread_name_prefix="lab")
    with Live(board, console=console, transient=True) if console.is_terminal else contextlib.nullcontext():
        try:
            waiting: dict[Future[T], str] = {
                pool.submit(board.follow, name, job, stop): name for name, job in jobs.items()
            }
            while waiting and not stop.is_set():
                done, _ = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
                for future in [each for each in waiting if each in done and not stop.is_set()]:
                    name = waiting.pop(future)
                    try:
                        line = ended(name, future.result())
                    except Exception as error:  # noqa: BLE001 - whatever it is, it costs this job alone
                        lost[name] = f"{type(error).__name__}: {error}"
                        line = f"{name}: {lost[name]}"
                    board.done += 1
                    console.out(f"[{board.done}/{board.total}] {line}", highlight=False)
        except BaseException:
            stop.set()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    if stop.is_set():
        raise KeyboardInterrupt
    return lost


class _Board:
    """What is running, since when, and how much is done: drawn by rich while it is shown."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.running: dict[str, float] = {}
        self._spinner = Spinner("dots")

    def follow(self, name: str, job: Callable[[threading.Event], Any], stop: threading.Event) -> Any:
        if stop.is_set():
            raise Stopped
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
