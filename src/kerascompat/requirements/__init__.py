"""`kerascompat requirements`: one set of pins that the matrix has verified, for pip, uv, pyproject.toml or conda."""
