"""Chromium without a window, spoken to over a pipe in its own protocol: nothing but the standard library is needed.

The folder of the built site is in `KERASCOMPAT_SITE`.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from itertools import count
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
PATIENCE = 60


def find():
    """The program, None where it is not installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class RefusedError(Exception):
    """What was asked, and what the browser said to it."""


class Browser:
    """One process of Chromium, with a profile of its own.

    Args:
        profile: an empty folder.
        program: the program.
    """

    def __init__(self, profile, program):
        to_browser, self._to = os.pipe()
        self._from, from_browser = os.pipe()
        # the protocol's pipes are the descriptors 3 and 4; a shell puts them there
        script = f'exec "$@" 3<&{to_browser} 4>&{from_browser}'
        command = ["/bin/bash", "-c", script, "bash", program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        self._process = subprocess.Popen(
            command, pass_fds=(to_browser, from_browser), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(to_browser)
        os.close(from_browser)
        self._numbers = count(1)
        self._buffer = b""
        self.events = []

    def call(self, method, session=None, **parameters):
        """Ask for something, and wait for the answer; events that come meanwhile are kept."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RefusedError(method, answer["error"])
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method, session):
        """Wait for an event of a page."""
        while True:
            for event in self.events:
                if event.get("method") == method and event.get("sessionId") == session:
                    return event
            self.events.append(self._read())

    def _read(self):
        end = time.monotonic() + PATIENCE
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._from], [], [], max(0, end - time.monotonic()))
            data = os.read(self._from, 1 << 20) if ready else b""
            if not data:
                raise RefusedError(self._process.args, "no answer")
            self._buffer += data
        line, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(line)

    def page(self, path, *, width=1280, height=900, dark=False, script=True, grey=False):
        """Open a file of the site, and wait until it is loaded."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Page(self, target, session).open(path, width, height, dark=dark, script=script, grey=grey)

    def close(self):
        """End the process."""
        try:
            self.call("Browser.close")
        except (RefusedError, OSError):
            self._process.kill()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)


class Page:
    """One page."""

    def __init__(self, browser, target, session):
        self._browser, self._target, self._session = browser, target, session

    def call(self, method, **parameters):
        """Ask the page for something."""
        return self._browser.call(method, self._session, **parameters)

    def open(self, path, width, height, *, dark, script, grey):
        """Set what the page is looked at with, and load it."""
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        mobile = width < 600
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)
        self.call("Emulation.setTouchEmulationEnabled", enabled=mobile)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        if not script:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        if grey:
            self.call("Emulation.setEmulatedVisionDeficiency", type="achromatopsia")
        name, _, fragment = path.partition("#")
        url = (Path(os.environ["KERASCOMPAT_SITE"]).resolve() / name).as_uri()
        self.call("Page.navigate", url=f"{url}#{fragment}" if fragment else url)
        self._browser.wait_for("Page.loadEventFired", self._session)
        return self

    def run(self, expression):
        """The value of an expression of JavaScript."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RefusedError(expression, answer["exceptionDetails"])
        return answer["result"].get("value")

    def press(self, key, text=""):
        """Press a key."""
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                text=text if kind == "keyDown" else "",
                windowsVirtualKeyCode={"Tab": 9, "Enter": 13, " ": 32}.get(key, 0),
            )

    def type(self, text):
        """Type into what has the focus."""
        self.call("Input.insertText", text=text)

    def picture(self, path, *, whole=False):
        """Write a screenshot."""
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        Path(path).write_bytes(base64.b64decode(shot["data"]))

    def events(self, method):
        """What has happened, by the name of the event."""
        self.run("0")  # what came before this answer is read
        mine = [each for each in self._browser.events if each.get("sessionId") == self._session]
        return [each["params"] for each in mine if each.get("method") == method]

    def close(self):
        """Close it."""
        self._browser.call("Target.closeTarget", targetId=self._target)
