"""Verdicts: what a table of measured rows says of a combination. Tables written here; the real one is in `data/`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kerascompat._matrix import Releases, Row, Table

STACK = Releases("3.11", "2.16.2", "keras", "3.10.0", "tensorflow", None, "1.26.4", "4.25.9")
LEGACY = replace(STACK, provider="tf_keras", version="2.16.0")
ALONE = Releases("3.11", None, "keras", "3.10.0", "jax", "0.10.2", "2.4.6", None)
ERROR = "AttributeError: it is gone"
NUMPY = "AttributeError: `np.Inf` was removed"

REGISTRY = {
    "tensorflow": {
        "2.15.1": {"requires": ["keras<2.16,>=2.15.0", "numpy<2.0.0,>=1.23.5"], "pythons": ["3.9", "3.10", "3.11"]},
        "2.16.2": {"requires": ["keras>=3.0.0", "numpy<2.0.0,>=1.23.5"], "pythons": ["3.9", "3.10", "3.11", "3.12"]},
        "2.17.1": {
            "requires": ["keras>=3.2.0", 'numpy<2.0.0,>=1.26.0; python_version >= "3.12"'],
            "pythons": ["3.9", "3.10", "3.11", "3.12"],
        },
    },
    "keras": {"3.10.0": {"requires_python": ">=3.9"}, "3.15.1": {"requires_python": ">=3.11"}},
    "tf-keras": {
        "2.16.0": {"requires": ["tensorflow<2.17,>=2.16"], "requires_python": ">=3.9"},
        "2.17.0": {"requires": ["tensorflow<2.18,>=2.17"], "requires_python": ">=3.9"},
    },
}


def row(releases, *, date="2026-11-21", **failed):
    """A measured row; `callbacks="text"` failed, everything else passed."""
    error = next(iter(failed.values()), None)
    return Row(releases, None, tuple(failed.items()), error, (), date, f"asked {releases}", "command", "log")


def table(*rows):
    return Table(("import", "callbacks", "save_h5"), rows, REGISTRY)


def verdict(releases, *rows):
    return table(*rows).verdict(releases)


def test_what_passed_everything_is_verified():
    found = verdict(STACK, row(STACK))
    assert (found.kind, found.cure, found.limits) == ("verified", None, ())
    assert found.reason == "every step passes (measured on Python 3.11, 2026-11-21)"
    assert found.measured == "2026-11-21"


def test_a_step_beside_the_common_way_is_a_limit_and_breaks_nothing():
    found = verdict(STACK, row(STACK, save_h5=ERROR, tflite=ERROR))
    assert (found.kind, found.limits) == ("verified", ("save_h5", "tflite"))
    assert found.reason.startswith("every step but save_h5, tflite passes (")


def test_a_step_that_the_combination_breaks_is_its_reason():
    two = replace(STACK, numpy="2.0.2")
    found = verdict(two, row(STACK), row(two, callbacks=NUMPY, save_h5=ERROR))
    assert found.kind == "broken"
    assert found.reason == f"callbacks fails: {NUMPY} (measured on Python 3.11, 2026-11-21)"
    assert found.limits == ("save_h5",)


def test_a_step_that_fails_wherever_the_release_was_measured_says_nothing_of_the_combination():
    elsewhere = replace(STACK, tensorflow="2.17.1")
    rows = (row(STACK, metrics=ERROR), row(elsewhere, metrics=ERROR))
    assert (verdict(STACK, *rows).kind, verdict(STACK, *rows).limits) == ("verified", ("metrics",))
    assert verdict(STACK, rows[0], row(elsewhere)).kind == "broken"
    assert verdict(STACK, rows[0]).kind == "broken"


def test_what_was_seen_under_numpy_2_alone_may_be_its_doing():
    rows = [row(replace(STACK, tensorflow=each, numpy="2.0.2"), callbacks=NUMPY) for each in ("2.16.2", "2.17.1")]
    assert verdict(rows[0].releases, *rows).kind == "broken"


@pytest.mark.parametrize("step", ["import", "parity", "sequential", "functional", "subclassed", "fit_arrays"])
def test_nothing_excuses_a_basic_step(step):
    rows = [row(replace(STACK, tensorflow=each), **{step: ERROR}) for each in ("2.16.2", "2.17.1")]
    assert verdict(STACK, *rows).kind == "broken"


def test_what_was_not_measured_and_is_within_the_pins_is_untested():
    assert verdict(STACK).kind == "untested"
    assert verdict(STACK).reason == "not measured in exactly these releases"


class TestAgainstThePins:
    OLD = replace(STACK, tensorflow="2.15.1")

    def test_what_was_not_measured_is_unsupported_and_names_the_pin(self):
        found = verdict(self.OLD)
        assert found.kind == "unsupported"
        assert found.reason == "not measured; tensorflow 2.15.1 declares keras<2.16,>=2.15.0"

    def test_what_was_measured_and_works_is_unsupported_and_says_that_it_works(self):
        found = verdict(self.OLD, row(self.OLD))
        assert found.kind == "unsupported"
        assert found.reason.startswith("tensorflow 2.15.1 declares keras<2.16,>=2.15.0; every step passes (measured")

    def test_what_was_measured_and_breaks_is_broken(self):
        assert verdict(self.OLD, row(self.OLD, **{"import": ERROR})).kind == "broken"

    @pytest.mark.parametrize(
        ("releases", "reason"),
        [
            (replace(STACK, numpy="2.0.2"), "tensorflow 2.16.2 declares numpy<2.0.0,>=1.23.5"),
            (replace(LEGACY, version="2.17.0"), "tf-keras 2.17.0 declares tensorflow<2.18,>=2.17"),
            (replace(STACK, python="3.13"), "tensorflow 2.16.2 has no wheel for Python 3.13"),
            (replace(STACK, version="2.15.0"), "tensorflow 2.16.2 declares keras>=3.0.0"),
        ],
    )
    def test_each_declaration_counts(self, releases, reason):
        assert verdict(releases).reason == f"not measured; {reason}"

    def test_a_declaration_for_another_python_does_not_count(self):
        new = replace(STACK, tensorflow="2.17.1", numpy="2.0.2")
        assert verdict(new).kind == "untested"
        assert verdict(replace(new, python="3.12")).kind == "unsupported"

    def test_a_tensorflow_declares_nothing_of_tf_keras(self):
        assert verdict(LEGACY).kind == "untested"


class TestARowSpeaksOnlyForItsReleases:
    @pytest.mark.parametrize(
        "change",
        [
            {"tensorflow": "2.16.1"},
            {"tensorflow": "2.16.2+nv24.5"},
            {"tensorflow": None},
            {"version": "3.10.1"},
            {"version": "3.10.0+local"},
            {"version": None},
            {"backend": "jax"},
            {"numpy": "2.0.2"},
            {"protobuf": "5.29.5"},
            {"protobuf": "4.25.8"},
        ],
    )
    def test_any_other_is_untested(self, change):
        other = replace(STACK, **change)
        assert Table((), (row(STACK),)).verdict(other).kind == "untested"

    def test_another_release_of_the_backend_is_untested(self):
        assert verdict(ALONE, row(ALONE)).kind == "verified"
        assert verdict(replace(ALONE, backend_version="0.10.3"), row(ALONE)).kind == "untested"

    @pytest.mark.parametrize(
        "change",
        [
            {"numpy": "1.24.3"},
            {"numpy": None},
            {"protobuf": "4.25.10"},
            {"protobuf": None},
            {"python": "3.12"},
            {"tensorflow": "2.16.2.0"},
        ],
    )
    def test_a_patch_of_numpy_or_protobuf_or_another_python_is_spoken_for(self, change):
        assert verdict(replace(STACK, **change), row(STACK)).kind == "verified"

    @pytest.mark.parametrize(
        ("protobuf", "kind"), [("4.25.8", "broken"), ("4.25.9", "broken"), ("4.25.10", "untested")]
    )
    def test_an_import_that_failed_fails_with_an_older_protobuf_too(self, protobuf, kind):
        assert verdict(replace(STACK, protobuf=protobuf), row(STACK, **{"import": ERROR})).kind == kind

    def test_two_spellings_of_a_pre_release_are_one(self):
        measured = replace(STACK, tensorflow="2.22.0rc0")
        assert verdict(replace(measured, tensorflow="2.22.0-rc0"), row(measured)).kind == "verified"

    def test_a_text_that_is_no_version_is_untested(self):
        assert verdict(replace(STACK, version="custom build"), row(STACK)).kind == "untested"

    def test_the_very_same_numpy_goes_before_another_of_its_major_version(self):
        early, late = replace(STACK, numpy="2.0.2"), replace(STACK, numpy="2.4.6")
        rows = (row(early, callbacks=ERROR), row(late), row(STACK))
        assert verdict(early, *rows).kind == "broken"
        assert verdict(late, *rows).kind == "unsupported"

    def test_rows_that_disagree_do_not_speak_for_what_lies_between(self):
        early, late = replace(STACK, numpy="2.0.2"), replace(STACK, numpy="2.4.6")
        between = replace(STACK, numpy="2.2.6", tensorflow="2.17.1")
        rows = [
            row(replace(each, tensorflow="2.17.1"), **failed) for each, failed in ((early, {"losses": "x"}), (late, {}))
        ]
        assert verdict(between, *rows).kind == "untested"

    def test_the_same_python_goes_before_another(self):
        other = replace(STACK, python="3.12")
        rows = (row(other, callbacks=ERROR), row(STACK))
        assert verdict(STACK, *rows).kind == "verified"
        assert verdict(other, *rows).kind == "broken"
        assert verdict(replace(STACK, python="3.10"), *rows).kind == "untested"


class TestTheCure:
    BROKEN = replace(LEGACY, version="2.17.0")

    def cure(self, releases, *rows):
        return verdict(releases, row(releases, **{"import": ERROR}), *rows).cure

    def test_is_the_nearest_verified_combination_as_an_install_line(self):
        assert self.cure(self.BROKEN, row(LEGACY)) == 'pip install "tensorflow==2.16.2" "tf-keras==2.16.0"'

    def test_there_is_none_where_nothing_is_verified(self):
        assert self.cure(self.BROKEN) is None

    def test_keeps_tensorflow_rather_than_the_keras(self):
        moved = replace(LEGACY, tensorflow="2.17.1", version="2.17.0")
        assert self.cure(self.BROKEN, row(moved), row(LEGACY)) == 'pip install "tensorflow==2.16.2" "tf-keras==2.16.0"'

    def test_takes_the_newest_where_the_distance_is_equal(self):
        older, newer = replace(STACK, version="3.9.0"), replace(STACK, version="3.11.0")
        assert self.cure(STACK, row(older), row(newer)) == 'pip install "tensorflow==2.16.2" "keras==3.11.0"'

    def test_of_tf_keras_stays_in_its_generation(self):
        assert self.cure(self.BROKEN, row(STACK)) is None

    def test_of_keras_is_the_newest_of_the_other_generation_where_none_of_its_own_fits(self):
        old = replace(STACK, version="2.15.0")
        rows = [row(STACK), row(replace(STACK, version="3.15.1")), row(LEGACY)]
        assert self.cure(old, *rows) == 'pip install "tensorflow==2.16.2" "keras==3.15.1"'

    def test_stays_in_the_generation_that_is_asked_for(self):
        old = replace(STACK, version="2.15.0")
        found = table(row(old, **{"import": ERROR}), row(STACK), row(LEGACY)).verdict(old, generation=2)
        assert found.cure == 'pip install "tensorflow==2.16.2" "tf-keras==2.16.0"'

    def test_stays_on_the_backend(self):
        assert self.cure(ALONE, row(STACK)) is None
        jax = replace(ALONE, backend_version="0.5.3")
        assert self.cure(ALONE, row(jax)) == 'pip install "keras==3.10.0" "jax==0.5.3" "jaxlib==0.5.3"'

    def test_keeps_the_backend_rather_than_the_keras_and_takes_the_nearest_and_newest(self):
        broken = replace(ALONE, version="3.5.0", backend_version="0.5.3")
        same, near, far = (replace(broken, backend_version=each) for each in ("0.5.3", "0.4.34", "0.4.28"))
        moved = replace(same, version="3.6.0")
        assert '"jax==0.4.34"' in self.cure(broken, row(far), row(near))
        assert '"keras==3.6.0" "jax==0.5.3"' in self.cure(broken, row(far), row(near), row(moved))

    def test_of_a_build_with_a_local_label_names_the_release(self):
        torch = replace(ALONE, backend="torch", backend_version="2.13.0+cpu")
        assert self.cure(replace(torch, version="3.9.0"), row(torch)) == 'pip install "keras==3.10.0" "torch==2.13.0"'

    def test_names_numpy_and_protobuf_where_their_major_version_must_change(self):
        two = replace(STACK, numpy="2.0.2", protobuf="5.29.5")
        line = 'pip install "tensorflow==2.16.2" "keras==3.10.0" "numpy==1.*" "protobuf==4.*"'
        assert self.cure(two, row(STACK)) == line

    def test_is_of_the_same_package_since_another_is_not_chosen_where_it_is_merely_installed(self):
        broken = replace(STACK, version="3.9.0")
        assert self.cure(broken, row(LEGACY)) is None
        assert self.cure(broken, row(LEGACY), row(STACK)) == 'pip install "tensorflow==2.16.2" "keras==3.10.0"'

    def test_of_a_tf_keras_that_no_variable_chooses_is_the_keras_that_is_chosen(self):
        old = replace(LEGACY, tensorflow="2.15.1")
        early = replace(old, tensorflow="2.14.1", version="2.14.1")
        rows = [row(old), row(replace(early, provider="keras", version="2.14.0"))]
        assert self.cure(early, *rows) == 'pip install "tensorflow==2.14.1" "keras==2.14.0"'

    def test_names_a_release_of_the_backend_on_the_measured_python_alone(self):
        assert self.cure(replace(ALONE, python="3.10", version="3.9.0"), row(ALONE)) is None

    def test_is_never_what_is_against_the_pins_or_a_pre_release(self):
        against = replace(STACK, tensorflow="2.15.1")
        pre = replace(STACK, tensorflow="2.22.0rc0")
        assert self.cure(replace(STACK, version="3.9.0"), row(against), row(pre)) is None

    def test_can_be_installed_on_the_users_python(self):
        broken = replace(STACK, python="3.10", version="3.9.0")
        newest = replace(STACK, version="3.15.1")
        assert self.cure(broken, row(newest)) is None
        assert self.cure(broken, row(newest), row(STACK)) == 'pip install "tensorflow==2.16.2" "keras==3.10.0"'


def test_a_missing_or_damaged_table_is_an_empty_one(tmp_path, monkeypatch):
    from kerascompat import _matrix

    for text in (None, "", "{", "[]", '{"schema": 99}', '{"schema": 1, "steps": [], "rows": [{}]}'):
        if text is not None:
            (tmp_path / "matrix.json").write_text(text)
            (tmp_path / "registry.json").write_text('{"distributions": {}}')
        monkeypatch.setattr(_matrix, "FOLDER", str(tmp_path))
        _matrix.table.cache_clear()
        assert _matrix.table().rows == ()
        with pytest.raises((OSError, ValueError)):
            _matrix.read_table(str(tmp_path))
    _matrix.table.cache_clear()
