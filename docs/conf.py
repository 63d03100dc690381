"""The documentation site: `python -m nox -s docs` builds it, with warnings as errors and without a network."""

import sys
from pathlib import Path

from kerascompat import __version__

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

project = "kerascompat"
author = "The kerascompat developers"
version = release = __version__

extensions = ["myst_parser", "measured_pages", "pages"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]

# the headings of every page are its anchors, with the names that GitHub gives them
myst_heading_anchors = 4
myst_links_external_new_tab = False

# what a terminal prints is no Python
highlight_language = "text"
nitpicky = True
smartquotes = False

html_theme = "furo"
html_title = f"kerascompat {version}"
html_static_path = ["_static"]
html_css_files = ["measured.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {
    # the rules of this page about contrast, in both modes
    "light_css_variables": {"color-brand-primary": "#0b5394", "color-brand-content": "#0b5394"},
    "dark_css_variables": {"color-brand-primary": "#8ab8ee", "color-brand-content": "#8ab8ee"},
}
