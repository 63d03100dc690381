"""The proof by trial: the import, made in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from kerascompat._facts import Choice
from kerascompat.doctor._kinds import make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kerascompat.doctor._evidence import Evidence
    from kerascompat.doctor._finding import Finding

SECONDS = 300
_MARK = "kerascompat-trial:"
_SCRIPT = f"""
import importlib, json, sys, warnings
warnings.simplefilter("ignore")
answer = {{}}
try:
    import kerascompat
    keras = importlib.import_module("kerascompat." + sys.argv[1])
    keras.layers.Dense
    choice = kerascompat.resolve(sys.argv[1])
    answer["choice"] = [choice.provider, choice.version, choice.backend]
except kerascompat.KerasCompatError as error:
    answer["error"] = [error.asked, error.found, error.cure]
except BaseException as error:
    answer["error"] = ["the import failed", type(error).__name__ + ": " + str(error), ""]
print({_MARK!r} + json.dumps(answer))
"""


def trial(evidence: Evidence) -> Iterator[Finding]:
    """What the import gives in a process of its own, where it is not what was decided.

    The process has the same variables and the same path. The import does what it always does: Keras writes
    `keras.json` where there is none.
    """
    answer = _run(evidence.outcome.surface)
    if "error" in answer:
        asked, found, cure = answer["error"]
        if isinstance(evidence.outcome, Choice):
            yield make("import-failed", f"{asked}; found: {found}", cure or "kerascompat explain reads its traceback")
        return
    outcome = evidence.outcome
    decided = [outcome.provider, outcome.version, outcome.backend] if isinstance(outcome, Choice) else None
    if answer["choice"] != decided:
        got = "{} {}, on {}".format(*answer["choice"])
        wanted = str(outcome) if isinstance(outcome, Choice) else "a refusal"
        yield make("import-differs", f"decided: {wanted}; imported: {got}", "restart Python")


def _run(surface: str) -> dict[str, Any]:
    path = [entry for entry in sys.path if entry]
    script = f"import sys\nsys.path[:] = {path!r}\n{_SCRIPT}"
    command = [sys.executable, "-c", script, surface]
    try:
        done = subprocess.run(  # noqa: S603 - our own script
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return {"error": ["the import did not end", f"nothing after {SECONDS} seconds", ""]}
    except OSError as error:
        return {"error": ["no process could be started", str(error), ""]}
    _, mark, answer = done.stdout.rpartition(_MARK)
    if not mark:
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        how = f"signal {-done.returncode}" if done.returncode < 0 else f"exit code {done.returncode}"
        return {"error": ["the import ended its process", f"{how}: {last}", ""]}
    parsed: dict[str, Any] = json.loads(answer.partition("\n")[0])
    return parsed
