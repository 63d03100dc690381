"""`kerascompat matrix` and `kerascompat matrix check`: what they print, and their exit codes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import kerascompat
from kerascompat import _api, _environment, cli
from kerascompat._matrix import Releases, Row, Table
from kerascompat.cli.markdown import END, START, splice
from kerascompat.errors import NotInstalledError
from kerascompat.matrix import _pages, command

STACK = Releases("3.11", "2.18.1", "keras", "3.10.0", "tensorflow", None, "2.0.2", "5.29.5")
OLD = replace(STACK, tensorflow="2.15.1", version="2.15.0", numpy="1.26.4", protobuf="4.25.9")
SAME = replace(STACK, provider="tf_keras", version="2.18.0")
OFF = replace(STACK, provider="tf_keras", version="2.17.0")
FAR = replace(STACK, provider="tf_keras", version="2.21.0")
JAX = Releases("3.11", None, "keras", "3.10.0", "jax", "0.10.2", "2.4.6", None)
NUMPY_1 = replace(STACK, numpy="1.26.4")

REGISTRY = {
    "tensorflow": {"2.15.1": {}, "2.18.0": {}, "2.18.1": {}},
    "keras": {"2.15.0": {}, "3.10.0": {}, "3.15.1": {}},
    "tf-keras": {
        "2.17.0": {"requires": ["tensorflow<2.18,>=2.17"]},
        "2.18.0": {"requires": ["tensorflow<2.19,>=2.18"]},
        "2.19.0": {"requires": ["tensorflow<2.20,>=2.19"]},
    },
}


def row(releases, asked=None, variable=None, **failed):
    asked = asked or f"kerascompat lab probe --python {releases.python} tensorflow=={releases.tensorflow}"
    return Row(releases, variable, tuple(failed.items()), None, (), "2026-11-21", asked, "command", "0" * 16)


TABLE = Table(
    ("import", "callbacks", "save_h5"),
    (
        row(OLD),
        row(STACK, save_h5="ValueError: 'mse'"),
        row(replace(STACK, python="3.12"), save_h5="ValueError: 'mse'"),
        row(NUMPY_1, asked="kerascompat lab probe numpy==1.26.4", callbacks="Boom: 1"),
        row(SAME, asked="tensorflow==2.18.1 tf-keras==2.18.0", variable="1"),
        row(OFF, asked="--force tensorflow==2.18.1", callbacks="AttributeError: np.Inf"),
        row(FAR, asked="--force tensorflow==2.18.1", **{"import": "VersionError: too new"}),
        row(JAX, asked="jax"),
    ),
    REGISTRY,
)


@pytest.fixture
def matrix(monkeypatch, capsys):
    """The command on this table; its exit code, output and errors."""
    monkeypatch.setattr(command, "_measured", lambda: TABLE)
    monkeypatch.setattr(_environment, "python_version", lambda: "3.11.7")

    def run(*arguments):
        try:
            code = cli.main(["matrix", *arguments])
        except SystemExit as end:
            code = end.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_all_rows_are_printed_with_their_verdicts(matrix):
    code, out, _ = matrix()
    assert code == 0
    assert out == (
        "verified    keras 2.15.0, tensorflow 2.15.1, numpy 1.26.4, protobuf 4.25.9, Python 3.11: works\n"
        "verified    keras 3.10.0, tensorflow 2.18.1, numpy 2.0.2, protobuf 5.29.5, Python 3.11: works but save_h5\n"
        "verified    keras 3.10.0, tensorflow 2.18.1, numpy 2.0.2, protobuf 5.29.5, Python 3.12: works but save_h5\n"
        "broken      keras 3.10.0, tensorflow 2.18.1, numpy 1.26.4, protobuf 5.29.5, Python 3.11: fails: callbacks\n"
        "verified    tf_keras 2.18.0, tensorflow 2.18.1, numpy 2.0.2, protobuf 5.29.5, Python 3.11: works\n"
        "broken      tf_keras 2.17.0, tensorflow 2.18.1, numpy 2.0.2, protobuf 5.29.5, Python 3.11: fails: callbacks\n"
        "broken      tf_keras 2.21.0, tensorflow 2.18.1, numpy 2.0.2, protobuf 5.29.5, Python 3.11: no import\n"
        "verified    keras 3.10.0, jax 0.10.2, numpy 2.4.6, Python 3.11: works\n"
        "8 of 8 measured combinations\n"
    )


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--tensorflow", "2.18"], 6),
        (["--tensorflow", "2.18.1"], 6),
        (["--tensorflow", "2.1"], 0),
        (["--tensorflow", "none"], 1),
        (["--tf-keras", "2.17"], 1),
        (["--keras", "3"], 4),
        (["--keras", "3", "--python", "3.12"], 1),
        (["--numpy", "2"], 6),
        (["--backend", "jax"], 1),
        (["--jax", "0.10"], 1),
        (["--verdict", "broken"], 3),
        (["--verdict", "broken", "--tf-keras", "2"], 2),
    ],
)
def test_filters_name_releases_by_their_beginning(matrix, filters, found):
    _, out, _ = matrix(*filters)
    assert out.splitlines()[-1] == f"{found} of 8 measured combinations"


def test_json_has_the_rows_the_steps_and_a_schema_number(matrix):
    _, out, _ = matrix("--json", "--tf-keras", "2.21")
    data = json.loads(out)
    assert (data["schema"], data["steps"]) == (1, ["import", "callbacks", "save_h5"])
    [found] = data["rows"]
    assert found["releases"]["version"] == "2.21.0"
    assert found["failed"] == {"import": "VersionError: too new"}
    assert found["verdict"]["kind"] == "broken"


class TestCheck:
    def test_a_verified_combination_is_success(self, matrix):
        assert matrix("check", "--tensorflow", "2.18", "--tf-keras", "2.18") == (
            0,
            "verified: tf_keras 2.18.0, tensorflow 2.18.1, numpy 2.0.2, protobuf 5.29.5, Python 3.11\n"
            "  every step passes (measured on Python 3.11, 2026-11-21)\n",
            "",
        )

    def test_a_broken_one_is_not_and_has_its_reason_and_cure(self, matrix):
        assert matrix("check", "--tensorflow", "2.18", "--tf-keras", "2.21") == (
            1,
            "broken: tf_keras 2.21.0, tensorflow 2.18.1, numpy 2.0.2, protobuf 5.29.5, Python 3.11\n"
            "  import fails: VersionError: too new (measured on Python 3.11, 2026-11-21)\n"
            '  cure: pip install "tensorflow==2.18.1" "tf-keras==2.18.0"\n',
            "",
        )

    def test_one_that_was_not_measured_is_named_by_its_newest_releases(self, matrix):
        code, out, _ = matrix("check", "--tensorflow", "2.18", "--keras", "3.15", "--python", "3.12")
        assert (code, out) == (
            1,
            "untested: keras 3.15.1, tensorflow 2.18.1, Python 3.12\n  not measured in exactly these releases\n",
        )

    def test_one_against_the_pins_says_which(self, matrix):
        code, out, _ = matrix("check", "--tensorflow", "2.18.1", "--tf-keras", "2.19")
        assert code == 1
        assert out.startswith("unsupported: tf_keras 2.19.0, tensorflow 2.18.1, Python 3.11\n")
        assert "  not measured; tf-keras 2.19.0 declares tensorflow<2.20,>=2.19\n" in out

    def test_several_are_verified_only_together(self, matrix):
        assert matrix("check", "--tensorflow", "2.18", "--tf-keras", "2.18")[0] == 0
        assert matrix("check", "--tensorflow", "2.18", "--tf-keras", "2")[0] == 1

    def test_a_numpy_that_was_asked_for_speaks_only_where_it_is_named(self, matrix):
        assert matrix("check", "--tensorflow", "2.18", "--keras", "3.10")[0] == 0
        assert matrix("check", "--tensorflow", "2.18", "--keras", "3.10", "--numpy", "1")[0] == 1

    def test_what_is_named_before_the_word_counts_too(self, matrix):
        after = matrix("check", "--tensorflow", "2.18", "--tf-keras", "2.21", "--json")
        assert matrix("--tensorflow", "2.18", "--json", "check", "--tf-keras", "2.21") == after

    def test_without_a_keras_the_refusal_is_json_too(self, matrix, monkeypatch):
        words = {"asked": "asked", "found": "found", "cure": "cure", "code": "no-keras"}

        def refuse(_surface="keras"):
            raise NotInstalledError(**words)

        monkeypatch.setattr(_api, "resolve", refuse)
        monkeypatch.setattr(kerascompat, "resolve", refuse, raising=False)
        code, out, _ = matrix("check", "--json")
        assert (code, json.loads(out)) == (1, {"schema": 1, "refused": words})
        assert matrix("check")[:2] == (1, "asked\n  found: found\n  cure:  cure\n")

    def test_a_backend_without_tensorflow_is_named_by_its_package(self, matrix):
        assert matrix("check", "--keras", "3.10", "--jax", "0.10")[0] == 0
        code, out, _ = matrix("check", "--keras", "3.10", "--jax", "0.9")
        assert (code, out.splitlines()[0]) == (1, "untested: keras 3.10.0, jax 0.9, Python 3.11")

    def test_json_has_the_verdict(self, matrix):
        code, out, _ = matrix("check", "--tensorflow", "2.18", "--tf-keras", "2.17", "--json")
        data = json.loads(out)
        [answer] = data["checked"]
        assert data["schema"] == 1
        assert (code, answer["verdict"]["kind"], answer["releases"]["version"]) == (1, "broken", "2.17.0")

    @pytest.mark.parametrize(
        ("arguments", "text"),
        [
            (["--tensorflow", "2.18"], "name the Keras too: --keras 3.10 or --tf-keras 2.18"),
            (["--tensorflow", "two", "--keras", "3"], "--tensorflow two: that is no version"),
            (["--keras", "3", "--tf-keras", "2"], "one of --keras and --tf-keras, not both"),
            (["--keras", "3", "--jax", "0.4", "--torch", "2"], "one of --jax and --torch, not both"),
        ],
    )
    def test_a_question_without_sense_is_refused(self, matrix, arguments, text):
        assert matrix("check", *arguments) == (2, "", f"kerascompat matrix: {text}\n")


@pytest.mark.parametrize("arguments", [(), ("check",), ("check", "--keras", "3"), ("--markdown",), ("--summary",)])
def test_a_damaged_table_is_named(monkeypatch, capsys, tmp_path, arguments):
    (tmp_path / "matrix.json").write_text("{")
    monkeypatch.setattr(command, "FOLDER", str(tmp_path))
    assert cli.main(["matrix", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"kerascompat matrix: the measured table in {tmp_path} cannot be read: Expecting")


@pytest.mark.parametrize("write", [_pages.page, _pages.summary])
def test_a_table_without_rows_is_a_page_without_rows(write):
    assert "0 combinations, measured never on Linux, CPU: 0 verified" in write(Table())


class TestPages:
    def test_a_page_is_replaced_between_its_markers_alone(self):
        page = f"# Mine\n\n{START}\nold\n{END}\n\nafter\n"
        assert splice(page, "new") == f"# Mine\n\n{START}\n\nnew\n\n{END}\n\nafter\n"

    @pytest.mark.parametrize("page", ["", START, f"{END} {START}"])
    def test_a_page_without_markers_is_refused(self, page):
        with pytest.raises(ValueError, match="the page lacks the lines"):
            splice(page, "new")

    def test_a_file_without_markers_is_an_error_and_stays(self, matrix, tmp_path):
        path = tmp_path / "page.md"
        path.write_text("mine\n")
        code, _, errors = matrix("--summary", "--into", str(path))
        assert (code, path.read_text()) == (2, "mine\n")
        assert errors.startswith("kerascompat matrix: ")

    def test_a_file_with_markers_gets_the_short_table(self, matrix, tmp_path):
        path = tmp_path / "page.md"
        path.write_text(f"{START}{END}")
        assert matrix("--summary", "--into", str(path))[0] == 0
        assert path.read_text() == f"{START}\n\n{_pages.summary(TABLE)}\n\n{END}"

    def test_the_short_table_has_a_line_for_each_tensorflow(self):
        assert _pages.summary(TABLE) == (
            "| TensorFlow | with the Keras it brings | with tf_keras of its minor version | Python |\n"
            "|---|---|---|---|\n"
            "| 2.15.1 | keras 2.15.0: works |  | 3.11 |\n"
            "| 2.18.1 | keras 3.10.0: works but save_h5 | tf_keras 2.18.0: works | 3.11, 3.12 |\n\n"
            "8 combinations, measured 2026-11-21 on Linux, CPU: 5 verified, 0 unsupported, 3 broken."
        )

    def test_a_grid_tells_numpys_major_versions_apart_where_they_differ(self):
        assert "| 3.10.0 | NumPy 2: works but save_h5; NumPy 1: fails: callbacks |" in _pages.page(TABLE)

    def test_a_grid_has_a_line_and_a_column_for_each_release(self):
        assert (
            "|  | 2.17.0 | 2.18.0 | 2.21.0 |\n|---|---|---|---|\n| 2.18.1 | fails: callbacks | works | no import |"
        ) in _pages.page(TABLE)

    def test_the_listing_has_every_row(self):
        listing = _pages.page(TABLE).partition("## Every row")[2]
        assert listing.count("\n| 2.") + listing.count("\n|  | keras") == len(TABLE.rows)
        assert "\n| 2.18.1 | tf_keras 2.21.0 | tensorflow | 2.0.2 | 5.29.5 | 3.11 | broken | import |" in listing
