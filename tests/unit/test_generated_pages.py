"""What is generated from the matrix is in the pages, as it is now."""

from __future__ import annotations

from pathlib import Path

import pytest

from kerascompat._matrix import table
from kerascompat.lab.probe.command import STEPS
from kerascompat.matrix import _pages

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("name", "write"), [("docs/matrix.md", _pages.page), ("README.md", _pages.summary)])
def test_a_page_is_what_the_matrix_gives_now(name, write):
    page = (ROOT / name).read_text(encoding="utf-8")
    assert page == _pages.splice(page, write(table())), "run: python -m nox -s tables"


def test_the_steps_are_documented_in_their_order():
    page = (ROOT / "docs/matrix.md").read_text(encoding="utf-8")
    written = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `") and line.endswith(" |")]
    steps = [name for name in written if name in STEPS]
    assert steps == list(STEPS) == list(table().steps)
    for name, step in STEPS.items():
        assert f"| `{name}` | {step.__doc__.strip().splitlines()[0].rstrip('.')} |" in page
