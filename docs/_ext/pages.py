"""Pages that are read in two places: as files of the repository, and as a site.

A link is written with the name of its file, `[api.md](api.md)`; on the site its text is the title of that page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def titles_in_links(app: Sphinx, doctree: nodes.document, _: str) -> None:
    """Show the title of a page where its file's name is the text of a link."""
    for link in doctree.findall(nodes.reference):
        name, _, suffix = link.astext().rpartition(".")
        title = app.env.titles.get(name)
        if link.get("internal") and suffix == "md" and title is not None:
            link.children = [nodes.inline("", "", *(child.deepcopy() for child in title.children))]


def setup(app: Sphinx) -> dict[str, Any]:
    """Listen for each page."""
    app.connect("doctree-resolved", titles_in_links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
