"""The scripts of docs/workers.md, real clusters on loopback, and nothing of them left behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

PAGE = Path(__file__).parents[2] / "docs" / "workers.md"
BLOCK = re.compile(r"^```python\n# (\w+\.py)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "KERASCOMPAT_TESTED_BY"
OURS = "child_environment()"
SECONDS = 400


@contextmanager
def _group(command, **options):
    """A process that leads a group of its own, and is ended with it."""
    process = subprocess.Popen(command, start_new_session=True, text=True, **options)
    try:
        yield process
    finally:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            if process.poll() is None:
                os.killpg(process.pid, sign)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(20)


def _left(mark):
    """The processes that were started under this mark and live."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def _free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for(port, process):
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    message = f"nothing listens on port {port}"
    raise RuntimeError(message)


class Place:
    """A folder with the scripts of the page, a home, and the variables that each process starts with."""

    def __init__(self, folder):
        self.folder = folder
        self.scripts = dict(BLOCK.findall(PAGE.read_text(encoding="utf-8")))
        for name, text in self.scripts.items():
            (folder / name).write_text(text, encoding="utf-8")
        self.variables = {
            **os.environ,
            MARK: str(folder),
            "HOME": str(folder),
            "KERAS_HOME": str(folder / "keras"),
            "PYTHONPATH": str(folder),
            "CUDA_VISIBLE_DEVICES": "",
            "RAY_TMPDIR": str(folder),
            "RAY_USAGE_STATS_ENABLED": "0",
            # nobody but these tests is on this loopback; a token would be made in the home by one of two sides
            "RAY_AUTH_MODE": "disabled",
            # off, it is the one switch that makes Ray listen on 127.0.0.1 alone
            "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
        }

    def run(self, text, **variables):
        """Run a script; all that it writes until it ends, or is ended. Nothing of it listens beyond loopback."""
        (self.folder / "main.py").write_text(text, encoding="utf-8")
        environment = {**self.variables, **variables}
        # to a file: a worker that outlived the script would hold a pipe open
        with (self.folder / "output.txt").open("w+", encoding="utf-8") as output:
            options = {"cwd": self.folder, "env": environment, "stdout": output, "stderr": subprocess.STDOUT}
            with _group([sys.executable, "main.py"], **options) as process:
                assert set().union(*self.addresses_until_it_ends(process)) <= {"127.0.0.1"}
            output.seek(0)
            return output.read()

    def addresses_until_it_ends(self, process):
        """Where the processes of this place listen, looked at every other second, for a bounded time."""
        deadline = time.monotonic() + SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            yield self.addresses()
            with suppress(subprocess.TimeoutExpired):
                process.wait(2)

    def addresses(self):
        """Where the processes of this place listen."""
        found = set()
        for process in _left(self.variables[MARK]):
            with suppress(psutil.Error):
                sockets = process.net_connections(kind="inet")
                found |= {each.laddr.ip.replace("::ffff:", "") for each in sockets if each.status == "LISTEN"}
        return found

    @contextmanager
    def started(self, *command, port=None, **variables):
        """A process of a cluster, from when it listens."""
        executable = Path(sys.executable).with_name(command[0])
        environment = {**self.variables, **{name: value for name, value in variables.items() if value is not None}}
        for name in (name for name, value in variables.items() if value is None):
            environment.pop(name, None)
        output = subprocess.DEVNULL
        with _group([executable, *command[1:]], env=environment, stdout=output, stderr=output) as process:
            if port is not None:
                _wait_for(port, process)
            yield process

    @contextmanager
    def dask(self, **variables):
        """A scheduler and a worker with these variables over the usual ones; the address."""
        port = _free_port()
        address = f"tcp://127.0.0.1:{port}"
        # with --no-dashboard they listen on every address all the same
        local = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")
        scheduler = self.started("dask", "scheduler", *local, "--port", str(port), port=port)
        worker = ("dask", "worker", address, *local, "--nthreads", "1", "--local-directory", str(self.folder))
        with scheduler, self.started(*worker, **variables):
            yield address

    @contextmanager
    def ray(self, **variables):
        """A node of Ray with these variables over the usual ones; the address."""
        port = _free_port()
        options = {
            "node-ip-address": "127.0.0.1",
            "port": port,
            "num-cpus": 2,
            "include-dashboard": "false",
            "dashboard-agent-listen-port": _free_port(),
            "temp-dir": self.folder / "ray",
        }
        command = [f"--{name}={value}" for name, value in options.items()]
        with self.started("ray", "start", "--head", "--block", *command, port=port, **variables):
            yield f"127.0.0.1:{port}"


@pytest.fixture(scope="session")
def place():
    # the sockets of Ray lie below it, and the path of a socket has 107 bytes
    folder = Path(tempfile.mkdtemp(prefix="kc-"))
    yield Place(folder)
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def nothing_is_left(place):
    """Each process that a test starts has ended with it."""
    yield
    left = psutil.wait_procs(_left(place.variables[MARK]), timeout=20)[1]
    for process in left:
        with suppress(psutil.Error):
            process.kill()
    assert left == []


def _sides():
    """What the driver has, and what a worker has whose variable is another."""
    keras = f"keras {version('keras')}, generation 3"
    if "TF_USE_LEGACY_KERAS" in os.environ:
        tf_keras = f"tf_keras {version('tf-keras')}, generation 2"
        return SimpleNamespace(
            driver=f"{tf_keras}, on tensorflow {version('tensorflow')}",
            right={"TF_USE_LEGACY_KERAS": "1"},
            contrary={"TF_USE_LEGACY_KERAS": "0"},
            asked=tf_keras,
            found=f"{keras} (the installed keras is generation 3)",
        )
    return SimpleNamespace(
        driver=f"{keras}, on jax {version('jax')}",
        right={"KERAS_BACKEND": "jax"},
        contrary={"KERAS_BACKEND": "numpy"},
        asked=f"the backend jax {version('jax')}",
        found=f"the backend numpy {version('numpy')} (from KERAS_BACKEND)",
    )


ASKED = "kerascompat.keras must be here what it is in the process of the fingerprint"


@pytest.fixture(scope="session")
def sides():
    """The two sides, with the error that a worker raises, and the line that a script prints."""
    sides = _sides()
    sides.cure = "=".join(*sides.right.items())
    sides.error = (
        f"kerascompat.errors.IncompatibleError: {ASKED}: {sides.asked}\n"
        f"  found: {sides.found}\n"
        f"  cure:  start this process with {sides.cure} (kerascompat.child_environment() of the sender has it)\n"
    )
    sides.asked = f"{ASKED}: {sides.asked}\n"
    sides.same = f"True {sides.driver}\n"
    sides.changed = textwrap.dedent(
        f"""
        if __name__ == "__main__":
            import os
            import kerascompat.keras
            os.environ.update({sides.contrary!r})
        """
    )
    return sides


def without_our_line(script):
    """A script of the page without the line that gives the workers their variables."""
    lines = script.splitlines(keepends=True)
    kept = [line for line in lines if OURS not in line]
    assert len(kept) == len(lines) - 1
    return "".join(kept)
