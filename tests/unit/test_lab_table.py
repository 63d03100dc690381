"""The file of measured rows: written whole, in one order, and read back as it was."""

from __future__ import annotations

import json
import os
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from kerascompat._matrix import FOLDER, Releases, Row, Table, read_table
from kerascompat.lab import _table

STEPS = ("import", "fit_arrays", "export")
ROW = Row(
    Releases("3.11", "2.16.2", "keras", "3.10.0", "tensorflow", None, "1.26.4", "4.25.9"),
    None,
    (("fit_arrays", 'ValueError: "ä" and \n'), ("export", "KeyError: 1")),
    "ValueError: the first",
    ("export",),
    "2026-11-21",
    "kerascompat lab probe tensorflow==2.16.2",
    "kerascompat lab probe keras==3.10.0 tensorflow==2.16.2",
    "0123456789abcdef",
)
ALONE = Releases("3.12", None, "keras", "3.10.0", "jax", "0.10.2", "2.4.6", None)


def row(asked, **releases):
    return replace(ROW, asked=asked, releases=replace(ROW.releases, **releases))


@pytest.fixture
def folder(tmp_path):
    shutil.copy(os.path.join(FOLDER, "registry.json"), tmp_path)
    return tmp_path


def written(folder, *rows):
    table = Table(STEPS)
    for each in rows:
        table = _table.with_row(table, each)
    _table.write(table, folder / "matrix.json")
    return (folder / "matrix.json").read_text(encoding="utf-8")


def test_what_is_written_is_read_back(folder):
    rows = (replace(ROW, releases=ALONE, asked="alone", failed=(), error=None, absent=()), ROW)
    written(folder, *rows)
    table = read_table(str(folder))
    assert table.steps == STEPS
    assert table.rows == rows


def test_what_is_read_and_written_is_the_same_text(folder):
    text = written(folder, ROW, row("other", version="3.9.0"))
    _table.write(read_table(str(folder)), folder / "matrix.json")
    assert (folder / "matrix.json").read_text(encoding="utf-8") == text


def test_each_row_is_one_line(folder):
    text = written(folder, ROW, row("other"), row("third"))
    lines = text.splitlines()
    assert lines[:3] == ['{"schema": 1,', '"steps": ["import", "fit_arrays", "export"],', '"rows": [']
    assert [json.loads(line.rstrip(","))["asked"] for line in lines[3:-1]] == [ROW.asked, "other", "third"]
    assert lines[-1] == "]}"
    assert text.endswith("\n")


def test_a_table_without_rows_is_a_table(folder):
    written(folder)
    assert read_table(str(folder)).rows == ()


def test_a_row_is_flat_plain_data():
    assert _table.as_json(ROW) == {
        "python": "3.11",
        "tensorflow": "2.16.2",
        "provider": "keras",
        "version": "3.10.0",
        "backend": "tensorflow",
        "backend_version": None,
        "numpy": "1.26.4",
        "protobuf": "4.25.9",
        "variable": None,
        "failed": {"fit_arrays": 'ValueError: "ä" and \n', "export": "KeyError: 1"},
        "error": "ValueError: the first",
        "absent": ["export"],
        "date": "2026-11-21",
        "asked": "kerascompat lab probe tensorflow==2.16.2",
        "command": "kerascompat lab probe keras==3.10.0 tensorflow==2.16.2",
        "log": "0123456789abcdef",
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"tensorflow": None}, {"tensorflow": "2.9.0"}, id="no TensorFlow"),
        pytest.param({"tensorflow": "2.9.0"}, {"tensorflow": "2.16.0"}, id="TensorFlow, as a version"),
        pytest.param({"tensorflow": "2.22.0rc0"}, {"tensorflow": "2.22.0"}, id="a pre-release"),
        pytest.param({"provider": "keras", "version": "9"}, {"provider": "tf_keras", "version": "1"}, id="provider"),
        pytest.param({"version": "3.9.0"}, {"version": "3.10.0"}, id="its version"),
        pytest.param({"version": None}, {"version": "3.0.0"}, id="an unknown version"),
        pytest.param({"backend": "jax"}, {"backend": "torch"}, id="backend"),
        pytest.param({"backend_version": "0.4.9"}, {"backend_version": "0.4.10"}, id="the backend's version"),
        pytest.param({"python": "3.9"}, {"python": "3.10"}, id="Python"),
        pytest.param({"numpy": None}, {"numpy": "1.26.4"}, id="NumPy"),
    ],
)
def test_rows_are_sorted_by_release_whatever_came_first(first, second):
    rows = (row("z", **first), row("a", **second))
    for order in (rows, rows[::-1]):
        table = Table(STEPS)
        for each in order:
            table = _table.with_row(table, each)
        assert table.rows == rows


def test_equal_releases_are_sorted_by_what_was_asked():
    table = _table.with_row(Table(STEPS, [row("b")]), row("a"))
    assert [each.asked for each in table.rows] == ["a", "b"]


def test_a_row_for_the_same_words_takes_the_place_of_the_old_one():
    other = row("other")
    again = row(ROW.asked, version="3.11.0")
    table = _table.with_row(Table(STEPS, [ROW, other], {"keras": {}}), again)
    assert set(table.rows) == {again, other}
    assert (table.steps, table.registry) == (STEPS, {"keras": {}})


@pytest.mark.parametrize("method", ["write_bytes", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(folder, monkeypatch, method):
    def refuse(*_arguments, **_options):
        message = "the disk is full"
        raise OSError(message)

    text = written(folder, ROW)
    monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(OSError, match="the disk is full"):
        _table.write(Table(STEPS), folder / "matrix.json")
    assert (folder / "matrix.json").read_text(encoding="utf-8") == text
    assert sorted(os.listdir(folder)) == ["matrix.json", "registry.json"]


def test_who_reads_while_it_is_written_never_sees_a_part(folder):
    texts = {written(folder, *(row(f"{kind}{each}") for each in range(200))) for kind in "ab"}
    tables = [Table(STEPS, [row(f"{kind}{each}") for each in range(200)]) for kind in "ab"]
    is_over = threading.Event()
    seen = set()

    def look():
        while not is_over.is_set():
            seen.add((folder / "matrix.json").read_text(encoding="utf-8"))

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(10):
        for table in tables:
            _table.write(Table(STEPS, sorted(table.rows, key=lambda each: each.asked)), folder / "matrix.json")
    is_over.set()
    reader.join()
    assert seen
    assert seen <= texts
