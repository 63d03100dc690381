"""The built site in Chromium: the filters, a phone, no colour, no script, no network, the keyboard.

`python -m nox -s docs-browser` builds the site and runs this; pictures are written to `KERASCOMPAT_PICTURES`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from chromium import RefusedError

from kerascompat._history import history, names
from kerascompat._matrix import table

PAGES = sorted(path.name for path in Path(os.environ["KERASCOMPAT_SITE"]).glob("*.html"))
PHONE = {"width": 390, "height": 844}
SHOWN = "[...document.querySelectorAll('tbody tr')].filter((row) => row.getClientRects().length)"
COUNT = "document.querySelector('.kc-count').textContent"
ROWS = [
    (row.releases.tensorflow or "none", table().verdict(row.releases).kind, {step for step, _ in row.failed})
    for row in table().rows
]


def choose(page, label, value):
    """Choose in the field of that label, as a user does."""
    page.run(f"""(() => {{
        const labels = [...document.querySelectorAll('.kc-filters label')];
        const label = labels.find((each) => each.textContent === {label!r});
        const field = document.getElementById(label.htmlFor);
        field.value = {value!r};
        field.dispatchEvent(new Event('input', {{bubbles: true}}));
    }})()""")


def later(page, expression):
    """Its value when the page has done what was asked of it."""
    return page.run(f"new Promise((done) => setTimeout(() => done({expression}), 50))")


def shown(page, column):
    """What stands in a column of the rows that are seen."""
    return page.run(f"{SHOWN}.map((row) => row.cells[{column}].innerText.trim())")


def test_the_grid_has_every_row(visit):
    page = visit("grid.html")
    assert len(shown(page, 0)) == len(ROWS)
    assert page.run(COUNT) == f"{len(ROWS)} of {len(ROWS)} combinations"


@pytest.mark.parametrize("tensorflow", ["2.16.2", "none"])
@pytest.mark.parametrize("verdict", ["verified", "broken"])
def test_fields_narrow_the_grid_together(visit, tensorflow, verdict):
    page = visit("grid.html")
    choose(page, "TensorFlow", tensorflow)
    choose(page, "verdict", verdict)
    expected = [row for row in ROWS if row[:2] == (tensorflow, verdict)]
    assert expected
    assert set(shown(page, 0)) == {tensorflow}
    assert page.run(COUNT) == f"{len(expected)} of {len(ROWS)} combinations"
    assert len(shown(page, 6)) == len(expected)


def test_what_fails_is_found_by_one_of_its_steps(visit):
    page = visit("grid.html")
    choose(page, "what fails", "tflite")
    assert len(shown(page, 0)) == sum("tflite" in failed for _, _, failed in ROWS)


def test_every_field_of_the_grid_has_a_filter(visit):
    page = visit("grid.html")
    heads = page.run("[...document.querySelectorAll('th')].map((each) => each.textContent)")
    assert heads == ["TensorFlow", "Keras", "backend", "NumPy", "protobuf", "Python", "verdict", "what fails"]
    labels = page.run("[...document.querySelectorAll('.kc-filters label')].map((each) => each.textContent)")
    assert labels == ["any text", *heads]
    for label in heads:
        choose(page, label, "")
    for number, label in enumerate(heads):
        options = page.run(f"[...document.querySelectorAll('select')][{number}].options.length")
        assert options > 2, label


def test_any_text_finds_words_in_any_order_and_the_reason_too(visit):
    page = visit("grid.html")
    choose(page, "any text", "runtime_version tf_keras")
    found = len(shown(page, 0))
    assert 0 < found < len(ROWS)
    choose(page, "any text", "tf_keras runtime_version")
    assert len(shown(page, 0)) == found
    choose(page, "any text", "no such thing")
    assert page.run(COUNT) == f"0 of {len(ROWS)} combinations"


def test_what_is_chosen_stands_in_the_address_and_is_taken_from_it(visit):
    page = visit("grid.html")
    choose(page, "TensorFlow", "2.16.2")
    choose(page, "verdict", "broken")
    address = page.run("location.hash")
    assert address == "#TensorFlow=2.16.2&verdict=broken"
    again = visit(f"grid.html{address}")
    assert shown(again, 1) == shown(page, 1)
    page.run("document.querySelector('.kc-filters button').click()")
    assert later(page, "location.hash") == ""
    assert len(shown(page, 0)) == len(ROWS)


def test_the_keyboard_is_enough(visit):
    page = visit("grid.html")
    page.run("document.querySelector('.kc-filters input').focus()")
    page.type("openvino")
    assert set(page.run(f"{SHOWN}.map((row) => row.cells[2].dataset.values)")) == {"openvino"}
    for _ in range(9):
        page.press("Tab")
    assert page.run("document.activeElement.textContent") == "show all"
    page.press("Enter", "\r")
    assert later(page, "document.querySelector('.kc-any input').value") == ""
    page.press("Tab")
    assert page.run("document.activeElement.tagName") == "SUMMARY"
    page.press("Enter", "\r")
    assert page.run("document.activeElement.parentElement.open") is True


def test_labels_and_roles_are_those_of_a_table_with_a_search(visit):
    page = visit("grid.html", **PHONE)
    tree = page.call("Accessibility.getFullAXTree")["nodes"]
    roles = {}
    for node in tree:
        if not node.get("ignored"):
            roles.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
    assert roles["search"][-1] == "Filter the combinations"
    assert len(roles["table"]) == 1
    assert len(roles["row"]) == len(ROWS) + 1
    assert len(roles["cell"]) == len(ROWS) * 8
    assert all(roles["combobox"])
    assert "any text" in roles["searchbox"]
    assert roles["columnheader"][0] == "TensorFlow"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_no_page_is_wider_than_the_window(visit, name, size):
    page = visit(name, **size)
    assert page.run("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.run("window.innerWidth") == size["width"]  # a page that is too wide makes a phone zoom out


@pytest.mark.parametrize(("name", "columns"), [("grid.html", 8), ("find-a-name.html", 5)])
def test_on_a_phone_each_row_is_a_card_that_names_its_fields(visit, name, columns):
    page = visit(name, **PHONE)
    first = f"{SHOWN}[0].cells"
    left = page.run(f"[...{first}].map((cell) => cell.getBoundingClientRect().left)")
    assert left == left[:1] * columns
    heads = page.run(f"[...{first}].map((cell) => getComputedStyle(cell, '::before').content)")
    assert heads == page.run("[...document.querySelectorAll('th')].map((each) => JSON.stringify(each.textContent))")
    cells = "[...document.querySelectorAll('tbody td')]"
    assert page.run(f"{cells}.every((cell) => cell.scrollWidth <= cell.clientWidth + 1)")


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_the_tables_of_numbers_are_read_without_scrolling_sideways(visit, size):
    page = visit("bench.html", **size)
    for selector in (".table-wrapper", "tbody td"):
        every = f"[...document.querySelectorAll('{selector}')]"
        assert page.run(f"{every}.length") > 5
        assert page.run(f"{every}.every((each) => each.scrollWidth <= each.clientWidth + 1)")


def test_without_a_script_the_whole_table_is_there_and_no_field_is(visit):
    for name, rows in (("grid.html", len(ROWS)), ("find-a-name.html", len(names()))):
        page = visit(name, script=False)
        found = page.call("DOM.getDocument", depth=1)["root"]["nodeId"]
        seen = page.call("DOM.querySelectorAll", nodeId=found, selector="tbody tr")["nodeIds"]
        assert len(seen) == rows
        for selector, is_seen in ((".kc-filters", False), (".kc-table", True), (".kc-table tr:last-child", True)):
            node = page.call("DOM.querySelector", nodeId=found, selector=selector)["nodeId"]
            try:
                page.call("DOM.getBoxModel", nodeId=node)
            except RefusedError:
                assert not is_seen, selector
            else:
                assert is_seen, selector


CONTRAST = """(() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const grey = (colour, below) => {
    canvas.fillStyle = below; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!/^rgba.*, 0\\)$|transparent/.test(colour)) return colour;
    }
    return 'white';
  };
  const worst = {};
  const text = ['td', 'td *', 'th', 'label', 'caption', '.kc-count'].map((each) => '.kc-page ' + each).join();
  for (const element of document.querySelectorAll(text)) {
    if (!element.textContent.trim()) continue;
    const below = ground(element), style = getComputedStyle(element);
    const [a, b] = [grey(style.color, below), grey(below, below)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const key = element.className || element.tagName;
    worst[key] = Math.min(worst[key] ?? 99, ratio);
  }
  return worst;
})()"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["grid.html", "find-a-name.html"])
def test_text_stands_out_in_shades_of_grey(visit, name, dark):
    """Contrast is of luminance alone, so it holds for who sees no colour; 4.5 is WCAG's for text."""
    page = visit(name, dark=dark, grey=True)
    assert {key: ratio for key, ratio in page.run(CONTRAST).items() if ratio < 4.5} == {}


def test_a_verdict_is_a_word_and_a_sign(visit):
    page = visit("grid.html", grey=True)
    signs = {"verified": "✓ verified", "unsupported": "! unsupported", "broken": "✗ broken"}
    written = page.run("[...document.querySelectorAll('td.kc-verdict')].map((each) => each.innerText.trim())")
    assert sorted(written) == sorted(signs[kind] for _, kind, _ in ROWS)


def test_the_page_is_dark_where_the_system_is(visit):
    colours = [
        visit("grid.html", dark=dark).run("getComputedStyle(document.body).backgroundColor") for dark in (False, True)
    ]
    assert colours[0] == "rgb(255, 255, 255)"
    assert colours[1] != colours[0]


@pytest.mark.parametrize("asked", ["Rescaling", "tf.keras.layers.Rescaling", "layers.rescaling"])
def test_a_name_is_found_as_a_program_writes_it(visit, asked):
    page = visit("find-a-name.html")
    choose(page, "any text", asked)
    assert shown(page, 0)[0] == "layers.Rescaling"


def test_names_are_filtered_by_module_kind_and_keras(visit):
    page = visit("find-a-name.html")
    assert page.run(COUNT) == f"{len(names())} of {len(names())} names; the first 200 are shown"
    choose(page, "module", "ops")
    choose(page, "which Keras", "Keras 2 only")
    assert page.run(COUNT) == f"0 of {len(names())} names"
    choose(page, "which Keras", "Keras 3 only")
    every = [name for name in names() if name.startswith("ops.")]
    assert page.run(COUNT).startswith(f"{len(every)} of ")


def test_a_name_that_is_asked_for_comes_before_those_that_contain_it(visit):
    page = visit("find-a-name.html")
    choose(page, "any text", "losses.mse")
    assert shown(page, 0)[0] == "losses.mse"


# of each the package that lacks it in Keras 3: `kerascompat.keras` has all of them
ONLY = {
    "losses.mse": ("tf.keras", "Keras 3.0 and newer: only as tf.keras.losses.mse"),
    "backend.abs": ("tf.keras", "Keras 3.0 and newer: only as tf.keras.backend.abs"),
    "saving": ("keras", "Keras 3.0 and newer: only as keras.saving"),
    "metrics.mean_squared_error": ("keras", "Keras 3.3 and newer: only as keras.metrics.mean_squared_error"),
}


@pytest.mark.parametrize("name", ONLY)
@pytest.mark.parametrize("root", ["", "keras.", "tf.keras."])
@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_a_name_that_only_one_of_keras_and_tf_keras_has_says_so(visit, name, root, size):
    page = visit("find-a-name.html", **size)
    choose(page, "any text", f"{root}{name}")
    assert shown(page, 0)[0] == name
    assert shown(page, 3)[0].split("\n")[-1] == ONLY[name][1]


@pytest.mark.parametrize(("root", "other"), [("keras", "tf.keras"), ("tf.keras", "keras")])
def test_what_only_one_of_keras_and_tf_keras_has_is_a_filter(visit, root, other):
    page = visit("find-a-name.html")
    choose(page, "which Keras", f"Keras 3, as {root} only")
    expected = [name for name in names() if lacks(name, root, other)]
    assert page.run(COUNT) == f"{len(expected)} of {len(names())} names"
    assert sorted(shown(page, 0)) == sorted(expected)
    assert {name for name, (only, _) in ONLY.items() if only == root} <= set(expected)


def lacks(name, root, other):
    """Whether a Keras 3 has the name in one place and lacks it in the other."""
    return any(minor[0] == "3" for minor in {*history(name).minors(root)} - {*history(name).minors(other)})


def test_no_such_name_is_said_with_what_to_try(visit):
    page = visit("find-a-name.html")
    choose(page, "any text", "layers.Dnse")
    assert page.run(COUNT) == f"0 of {len(names())} names; no such name: try a shorter part"
    assert page.run("document.querySelector('.kc-count').ariaLive") == "polite"
    choose(page, "any text", "Dense")
    assert "no such name" not in page.run(COUNT)


@pytest.mark.parametrize("name", ["grid", "find-a-name", "index", "both-generations", "bench"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_pictures_to_look_at(visit, name, dark, size):
    folder = Path(os.environ["KERASCOMPAT_PICTURES"])
    folder.mkdir(parents=True, exist_ok=True)
    page = visit(f"{name}.html", dark=dark, **size)
    path = folder / f"{name}-{size['width']}-{'dark' if dark else 'light'}.png"
    page.picture(path)
    assert path.stat().st_size > 10_000
