"""Every block of code in the pages is executed, or says why not; what it says that it prints is what it prints.

In an environment with TensorFlow 2.16, Keras 3 and tf_keras: `python -m nox -s docs`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import tomllib
import yaml
from blocks import blocks_of, is_like, pages, parse

HERE = Path(__file__).parent
BLOCKS = {page: blocks_of(page) for page in pages()}


@pytest.fixture
def environment(tmp_path):
    """The variables of a user who has set nothing."""
    (tmp_path / "home").mkdir()
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path / "home"),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "120",
        "CUDA_VISIBLE_DEVICES": "",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_{what}": "a.user@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }


def _in_processes(blocks):
    """Blocks of Python that share a process, with the variables of that process; each command by itself."""
    found = []
    for block in blocks:
        if block.is_file or not block.runs:
            found += [("file", {}, [block])] if block.is_file else []
        elif block.is_shell:
            found.append(("shell", {}, [block]))
        elif found and found[-1][0] == "python" and "new process" not in block.marks:
            found[-1][2].append(block)
        elif "new process" in block.marks:
            variables = dict(each.split("=", 1) for each in block.marks["new process"].split())
            found.append(("python", variables, [block]))
        else:  # a command between two blocks does not end their process: it is run again to this place
            variables, earlier = next(((each[1], each[2]) for each in reversed(found) if each[0] == "python"), ({}, []))
            found.append(("python", variables, [*earlier, block]))
    return found


@pytest.mark.parametrize("page", [page for page, blocks in BLOCKS.items() if any(block.runs for block in blocks)])
def test_the_blocks_of_a_page_do_what_they_say(page, environment, tmp_path):
    folder = tmp_path / "project"
    folder.mkdir()
    for kind, variables, blocks in _in_processes(BLOCKS[page]):
        if kind == "file":
            path = folder / blocks[0].marks["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(blocks[0].text + "\n", encoding="utf-8")
        elif kind == "shell":
            _run_commands(blocks[0], folder, environment)
        else:
            _run_python(blocks, folder, {**environment, **variables}, tmp_path / "blocks.json")


def _run_commands(block, folder, environment):
    for command, written in block.commands:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert is_like(done.stdout, written), f"{block.where}: {command}\n{done.stdout}"


def _run_python(blocks, folder, environment, path):
    path.write_text(
        json.dumps([{"page": each.page, "line": each.line, "text": each.text} for each in blocks]), encoding="utf-8"
    )
    command = [sys.executable, str(HERE / "run_blocks.py"), str(path)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for block, answer in zip(blocks, json.loads(path.read_text(encoding="utf-8"))):
        assert "error" not in answer, f"{block.where}\n{answer['error']}"
        assert "shown" in answer, f"{block.where} was not reached"
        if block.printed is not None:
            assert answer["shown"].splitlines() == block.printed, block.where


def test_each_block_that_is_not_executed_says_why():
    for blocks in BLOCKS.values():
        for block in blocks:
            assert block.marks.get("not executed", "a reason"), f"{block.where}: `not executed` without a reason"
            if "not executed" in block.marks or "new process" in block.marks:
                assert block.is_python or block.is_shell, f"{block.where}: this is no block that would be executed"


READ = {"toml": tomllib.loads, "yaml": yaml.safe_load, "json": json.loads}


@pytest.mark.parametrize("language", READ)
def test_a_file_of_settings_can_be_read(language):
    found = [block for blocks in BLOCKS.values() for block in blocks if block.language == language]
    for block in found:
        assert READ[language](block.text), block.where


def test_a_page_is_taken_apart():
    text = (
        "# Page\n\n```python\nimport a\nprint(a)  # 1\n```\n"
        "\n<!-- not executed: why -->\n\n    $ cmd\n    out\n\n    more\n"
        "\n1. text\n\n   ```toml\n   a = 1\n   ```\n\n<!-- file: a.py -->\n```python\nb = 2\n```\n"
    )
    python, shell, toml, file = parse(text)
    assert (python.line, python.text, python.printed, python.runs) == (4, "import a\nprint(a)  # 1", ["1"], True)
    assert (shell.commands, shell.runs) == ([("cmd", "out\n\nmore")], False)
    assert (toml.language, toml.text) == ("toml", "a = 1")
    assert (file.marks, file.is_python) == ({"file": "a.py"}, False)


@pytest.mark.parametrize(
    ("printed", "written", "expected"),
    [("a b\n", "a b", True), ("a x y b", "a … b", True), ("a\nb\nc", "a\n…\nc", True), ("a b c", "a b", False)],
)
def test_what_is_left_out_is_marked(printed, written, expected):
    assert is_like(printed, written) == expected
