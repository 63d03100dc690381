"""What came out of a cell, kept for the next run."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from kerascompat.lab._results import Result, Results


def test_a_result_that_the_disk_has_no_room_for_is_named_and_the_run_goes_on(tmp_path, monkeypatch):
    said = []
    results = Results(tmp_path, said.append)
    kept = Result("first", "passed", "exit code 0", task="t")
    results.save(kept)

    def full(_path, _data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        results.save(Result("second", "passed", "exit code 0", task="t"))
        results.save(Result("first", "failed", "exit code 1", task="t"))
    text = os.strerror(errno.ENOSPC)
    assert [line.partition(": ")[0] for line in said] == [
        "the result of second is not kept",
        "the result of first is not kept",
    ]
    assert all(text in line for line in said)
    assert results.load("first", "t", 1) == kept
    assert results.load("second", "t", 1) is None
    assert os.listdir(tmp_path) == ["first.json"]
