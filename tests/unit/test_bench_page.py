"""The page of numbers: what a benchmark hands over is what stands there. No time is asserted anywhere."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "bench"))

import page  # noqa: E402 - it lies beside the benchmarks
import rows  # noqa: E402 - as above

ONE = rows.row("Import", "`ours`", "`theirs`", "ms", [1, 2, 3, 4], [10, 20, 30, 80], "Python 3.11.7")
NUMBERS = {0: "0", 0.00092: "0.00092", 0.0544: "0.054", 0.518: "0.52", 9.94: "9.94", 15.62: "15.6", 2392.4: "2,392"}


@pytest.mark.parametrize(("value", "text"), NUMBERS.items())
def test_a_number_has_the_digits_that_count(value, text):
    assert page.number(value) == text


def test_the_ratio_is_that_of_each_pair_and_not_of_the_medians():
    assert ONE.ratio[1] == pytest.approx(0.1)
    assert ONE.ours[1] / ONE.other[1] == pytest.approx(0.1)
    uneven = rows.row("Import", "a", "b", "ms", [1, 2, 30], [10, 4, 30], "")
    assert uneven.ratio[1] == pytest.approx(0.5)
    assert uneven.ours[1] / uneven.other[1] == pytest.approx(0.2)


def test_rows_come_back_as_they_were_handed_over(tmp_path, capsys):
    other = rows.row("Doctor", "`a`", "`b`", "s", [1, 2, 3], [1, 2, 3], "")
    rows.hand_over([other], tmp_path / "01.json")
    rows.hand_over([ONE], tmp_path / "00.json")
    assert json.loads((tmp_path / "00.json").read_text(encoding="utf-8"))[0]["count"] == 4
    assert rows.read(tmp_path) == [ONE, other]
    assert "Import: `ours` against `theirs` (Python 3.11.7)" in capsys.readouterr().out


def test_the_page_has_the_machine_and_a_table_for_each_part():
    assert page.page([ONE], ["Machine: one.", "One run."]).splitlines() == [
        "- Machine: one.",
        "- One run.",
        "",
        "## Import",
        "",
        "Measured with Python 3.11.7, 4 pairs.",
        "",
        "| what | instead | ours | the other | ratio |",
        "|---|---|---|---|---|",
        "| `ours` | `theirs` | 2.50 ms<br>(1.25–3.75) | 25.0 ms<br>(12.5–67.5) | 0.10<br>(0.062–0.10) |",
    ]


def test_what_the_rows_of_a_table_share_stands_above_it_and_what_they_do_not_in_the_row():
    others = [replace(ONE, where="Python 3.11.7, jax 0.10.2"), replace(ONE, where="Python 3.11.7", count=9)]
    text = page.page([ONE, *others], [])
    assert "\nMeasured with Python 3.11.7.\n" in text
    assert [line.split(" | ")[0] for line in text.splitlines()[-3:]] == [
        "| `ours` (4 pairs)",
        "| `ours` (jax 0.10.2, 4 pairs)",
        "| `ours` (9 pairs)",
    ]
    assert "Measured" not in page.page([ONE, replace(ONE, where="Python 3.9.18", count=9)], [])


def test_the_page_of_this_repository_was_written_by_the_session():
    text = (ROOT / "docs/bench.md").read_text(encoding="utf-8")
    _, begin, rest = text.partition(page.BEGIN)
    assert begin, "docs/bench.md names the session that writes it"
    for part in ("Import", "Attribute access", "Decision", "Doctor", "Migrate", "A name that is missing"):
        assert f"\n## {part}\n" in rest
    for said in ("Machine: ", "One run, begun ", "Load average "):
        assert f"\n- {said}" in rest
