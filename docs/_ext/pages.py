"""Pages that are read in two places: as files of the repository, and as a site.

A link is written with the name of its file, `[api.md](api.md)`; on the site its text is the title of that page. And a
table of contents may name pages which are not there yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.directives.other import TocTree

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class TocTreeOfPagesThatExist(TocTree):
    """`toctree`, for pages that are optional: what is not there is left out."""

    def run(self) -> list[nodes.Node]:
        """Leave out what is not there."""
        self.content = [line for line in self.content if line.strip() in self.env.found_docs]  # type: ignore[assignment]
        return super().run() if self.content else []


def titles_in_links(app: Sphinx, doctree: nodes.document, _: str) -> None:
    """Show the title of a page where its file's name is the text of a link."""
    for link in doctree.findall(nodes.reference):
        name, _, suffix = link.astext().rpartition(".")
        title = app.env.titles.get(name)
        if link.get("internal") and suffix == "md" and title is not None:
            link.children = [nodes.inline("", "", *(child.deepcopy() for child in title.children))]


def setup(app: Sphinx) -> dict[str, Any]:
    """Add both."""
    app.add_directive("toctree-of-pages-that-exist", TocTreeOfPagesThatExist)
    app.connect("doctree-resolved", titles_in_links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
