"""A table of contents that names pages which may not be there yet: those that are not are left out, silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.directives.other import TocTree

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class TocTreeOfPagesThatExist(TocTree):
    """`toctree`, for pages that are optional."""

    def run(self) -> list[nodes.Node]:
        """Leave out what is not there."""
        found = self.env.found_docs
        self.content = [line for line in self.content if line.strip() in found]  # type: ignore[assignment]
        return super().run()


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directive."""
    app.add_directive("toctree-of-pages-that-exist", TocTreeOfPagesThatExist)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
