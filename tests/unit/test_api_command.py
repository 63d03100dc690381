"""`kerascompat api`: what it says of a name, and the pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kerascompat import cli
from kerascompat._history import names
from kerascompat.api import _pages
from kerascompat.api._entry import below_root, entry
from kerascompat.api._signatures import calls_of
from kerascompat.bridges import bridges
from kerascompat.cli.markdown import splice

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def api(capsys):
    def run(*arguments):
        code = cli.main(["api", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "layers.experimental.preprocessing.Rescaling",
            "`layers.experimental.preprocessing.Rescaling`: Keras 2.12–2.15, tf_keras; Keras 2.12: only as"
            " `tf.keras.layers.experimental.preprocessing.Rescaling`; not in Keras 3: use `layers.Rescaling`,"
            " everywhere",
        ),
        ("layers.Dense", "`layers.Dense`: Keras 2.12–3.15, tf_keras"),
        (
            "losses.mse",
            "`losses.mse`: Keras 2.12–3.15, tf_keras; Keras 3.0 and newer: only as `tf.keras.losses.mse`",
        ),
        (
            "utils.to_ordinal",
            "`utils.to_ordinal`: Keras 2.12–2.15, tf_keras; not in Keras 3: kerascompat answers with a function of its"
            " own",
        ),
        ("ops.add", "`ops.add`: Keras 3.0 and newer; not in Keras 2: use tf.math, tf.nn, tf.linalg and tf.image"),
        ("Layer", "`Layer`: Keras 3.0 and newer; not in Keras 2: use `layers.Layer`, everywhere"),
        ("Variable", "`Variable`: Keras 3.0 and newer; not in Keras 2: kerascompat answers with tensorflow.Variable"),
        ("applications.ResNetRS50", "`applications.ResNetRS50`: Keras 2.12–2.15, tf_keras; not in Keras 3"),
        ("AbsMaxQuantizer", "`AbsMaxQuantizer`: Keras 3.1–3.2; not in Keras 2"),
        ("layers.CuDNNLSTM", "`layers.CuDNNLSTM`: only tf.compat.v1.keras of Keras 2"),
    ],
)
def test_a_name_is_said_in_one_line(api, name, line):
    code, out, _ = api(name)
    assert (code, out.splitlines()[0]) == (0, line)


@pytest.mark.parametrize(
    "root",
    [
        "keras",
        "tf.keras",
        "tensorflow.keras",
        "tf_keras",
        "kerascompat.keras",
        "kerascompat.keras2",
        "tf.compat.v1.keras",
    ],
)
def test_a_name_may_stand_as_in_a_program(api, root):
    assert api(f"{root}.layers.Dense") == api("layers.Dense")
    assert below_root(f"{root}.layers.Dense") == "layers.Dense"


def test_the_details_have_the_views_and_each_call_with_its_releases(api):
    _, out, _ = api("layers.LeakyReLU")
    assert "  class    2.12 to 3.15   tf.keras\n" in out
    assert "  LeakyReLU(alpha=0.3, **kwargs)\n           keras 2.12 to 2.15; tf_keras 2.14 to 2.21\n" in out
    assert "  LeakyReLU(negative_slope=0.3, **kwargs)\n           keras 3.0 to 3.15\n" in out


def test_a_last_part_is_enough_and_a_part_of_a_name_finds_several(api):
    code, out, _ = api("EarlyStopping")
    assert (code, out.splitlines()[0]) == (0, "`callbacks.EarlyStopping`: Keras 2.12–3.15, tf_keras")
    code, out, _ = api("pooling")
    assert code == 0
    assert out.splitlines()[0] == "`layers.AdaptiveAveragePooling1D`: Keras 3.13 and newer; not in Keras 2"
    assert out.splitlines()[20:] == ["and 10 more"]


@pytest.mark.parametrize("name", ["Model.fit", "layers.Dense.get_weights", "tf.keras.Model.fit"])
def test_a_method_is_named_by_its_class_or_found_at_the_base(api, name):
    code, out, _ = api(name)
    assert code == 0
    assert f"{name.rpartition('.')[2]}(" in out


def test_an_unknown_name_is_an_error_that_names_its_neighbours(api):
    code, out, _ = api("layers.Desne")
    assert code == 1
    assert out == "`layers.Desne`: no Keras that was measured has it; `layers.Dense` is near\n"


@pytest.mark.parametrize("name", ["", ".", "keras.", "`"])
def test_what_is_no_name_finds_nothing(api, name):
    code, out, _ = api(name)
    assert (code, out) == (1, f"`{name}`: no Keras that was measured has it\n")


def test_a_private_name_that_libraries_import_is_known(api):
    code, out, _ = api("keras.engine.topology.Layer")
    assert (code, out) == (0, "`engine.topology.Layer`: private; kerascompat answers with `layers.Layer`\n")


def test_a_module_has_no_methods(api):
    assert "methods" not in api("ops")[1]


def test_a_file_is_for_a_page(api, tmp_path):
    assert api("--into", str(tmp_path / "x"), "Dense") == (
        2,
        "",
        "kerascompat api: --into takes a page: --page names\n",
    )


def test_without_a_name_there_is_nothing_to_say(api):
    assert api() == (2, "", "kerascompat api: name something: kerascompat api layers.Dense\n")


def test_json_has_what_is_known(api):
    code, out, _ = api("--json", "tf.keras.activations.relu6", "Model.predict", "utils.np_utils.to_categorical", "nope")
    found = json.loads(out)
    assert (code, found["schema"]) == (1, 1)
    assert found["asked"] == {
        "tf.keras.activations.relu6": ["activations.relu6"],
        "Model.predict": ["Model.predict"],
        "utils.np_utils.to_categorical": ["utils.np_utils.to_categorical"],
        "nope": [],
    }
    assert found["names"]["utils.np_utils.to_categorical"] == {"kind": "private", "target": "utils.to_categorical"}
    assert found["names"]["activations.relu6"] == {
        "kinds": {"function": {"tf.keras": [["3.0", "3.15"]], "keras": [["3.0", "3.15"]]}},
        "answers": {
            "2": {
                "kind": "bridge",
                "text": "kerascompat answers with a function of its own",
                "target": "kerascompat.bridges.on_keras_2.activations:relu6",
                "backends": [],
            },
            "3": {"kind": "provider", "text": "", "target": None, "backends": []},
        },
        "calls": {"(x)": {"keras": [["3.0", "3.15"]]}},
    }
    assert found["names"]["Model.predict"]["kind"] == "method"


def test_all_prints_a_line_for_each_name(api):
    code, out, _ = api("--all")
    assert code == 0
    assert len(out.splitlines()) == len(names())


def test_every_name_has_an_answer_in_each_generation():
    kinds = {answer.kind for name in names() for _, answer in entry(name).answers}
    assert kinds == {"provider", "some", "bridge", "missing"}


def test_functions_tell_how_they_are_called():
    known = [name for name in names() if entry(name).history.kind == "function"]
    silent = [name for name in known if not calls_of(name)]
    assert len(known) > 900
    assert len(silent) < 30, silent


@pytest.mark.parametrize(("page", "write"), [("names", _pages.names_page), ("bridges", _pages.bridges_page)])
def test_a_page_is_what_the_tables_give_now(page, write):
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    assert text == splice(text, write()), "run: python -m nox -s tables"


def test_every_bridge_is_listed_in_the_docs():
    page = (ROOT / "docs" / "bridges.md").read_text(encoding="utf-8")
    for generation in (2, 3):
        for bridge in bridges(generation).values():
            assert bridge.is_module or f"`{bridge.name.removeprefix('src.')}`" in page


def test_a_page_is_written_between_the_markers_of_a_file_alone(api, tmp_path):
    page = tmp_path / "names.md"
    page.write_text("# Mine\n")
    code, _, err = api("--page", "names", "--into", str(page))
    assert code == 2
    assert err.startswith(f"kerascompat api: {page}: the page lacks the lines ")
    assert page.read_text() == "# Mine\n"
