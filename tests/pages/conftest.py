"""The pages, in the environment that these tests run in; how many blocks were executed is said at the end."""

from __future__ import annotations

from blocks import blocks_of, pages


def pytest_terminal_summary(terminalreporter):
    every = [block for page in pages() for block in blocks_of(page) if block.is_python or block.is_shell]
    for name, kind in (("Python", "is_python"), ("shell", "is_shell")):
        mine = [block for block in every if getattr(block, kind)]
        run = sum(block.runs for block in mine)
        terminalreporter.write_line(f"{name} blocks: {run} executed, {len(mine) - run} not executed")
    for block in every:
        if not block.runs:
            terminalreporter.write_line(f"  {block.where}: {block.marks['not executed']}")
