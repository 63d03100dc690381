"""What a type checker must be told, since it cannot run the choice: `kerascompat mypy-args` and `pyright-config`."""
