"""Every measured row, put through the resolver and the loader's errors: nothing that worked is refused."""

from __future__ import annotations

import pytest
from given import keras, plain, tensorflow, tf_keras, world

from kerascompat import _environment, _hazards, _loader, _matrix, _verdicts
from kerascompat._facts import Choice
from kerascompat._resolver import decide

TABLE = _matrix.table()
IMPORTED = [row for row in TABLE.rows if row.imports]
FAILED = [row for row in TABLE.rows if not row.imports]


def name(row):
    return row.asked.partition("--python ")[2]


def choose(row, monkeypatch):
    """What the resolver chooses where the row was measured."""
    releases = row.releases
    modules = [plain("numpy", releases.numpy)]
    if releases.tensorflow:
        modules.append(tensorflow(releases.tensorflow))
    if releases.provider == "tf_keras":
        modules.append(tf_keras(releases.version))
        modules += [keras("3.15.1")] if "--without keras" not in row.asked else []
    else:
        modules.append(keras(releases.version))
    if releases.backend_version:
        modules.append(plain(releases.backend, releases.backend_version))
    backend = releases.backend if "KERAS_BACKEND" in row.asked else None
    monkeypatch.setattr(_environment, "python_version", lambda: f"{releases.python}.0")
    monkeypatch.setattr(_environment, "is_as_measured", lambda: True)
    beside = {"protobuf": releases.protobuf}
    monkeypatch.setattr(_environment, "version_below", lambda _package, module: beside.get(module))
    return decide(world(*modules, legacy=row.variable, backend=backend))


def test_there_are_rows_of_both_kinds():
    assert len(TABLE.rows) >= 150
    assert len(FAILED) >= 20


@pytest.mark.parametrize("row", TABLE.rows, ids=name)
def test_the_resolver_chooses_what_was_measured(row, monkeypatch):
    choice = choose(row, monkeypatch)
    assert isinstance(choice, Choice)
    releases = row.releases
    assert (choice.provider, choice.version, choice.backend) == (releases.provider, releases.version, releases.backend)
    assert _verdicts.releases_of(choice) == releases


@pytest.mark.parametrize("row", IMPORTED, ids=name)
def test_what_could_be_imported_is_not_refused(row, monkeypatch):
    choice = choose(row, monkeypatch)
    assert _verdicts.refusal(choice) is None
    assert _verdicts.of_failed_import(choice) is None


@pytest.mark.parametrize("row", FAILED, ids=name)
def test_what_could_not_be_imported_gets_its_reason_and_a_verified_combination(row, monkeypatch):
    choice = choose(row, monkeypatch)
    error = dict(row.failed)["import"]
    if _hazards.find(choice) is None:
        raised = _loader._import_error(choice, RuntimeError("as it came"))
        assert raised.found.startswith("RuntimeError: as it came; measured: ")
    else:
        raised = _loader.error_of(_verdicts.refusal(choice))
        assert raised.cure.endswith(f"set {_hazards.SWITCH}=1 to import all the same")
    assert f"import fails: {error} (measured on Python {row.releases.python}, " in raised.found
    nearest = TABLE.nearest(row.releases)
    assert TABLE.verdict(nearest.releases).kind == "verified"
    first = f"tensorflow=={nearest.releases.tensorflow}" if row.releases.tensorflow else "keras=="
    assert f'pip install "{first}' in raised.cure


@pytest.mark.parametrize("row", TABLE.rows, ids=name)
def test_a_row_is_what_its_verdict_speaks_of(row):
    verdict = TABLE.verdict(row.releases)
    assert verdict.kind in ("verified", "broken", "unsupported")
    if not row.imports:
        assert verdict.kind == "broken"
    if not row.failed:
        assert verdict.kind != "broken"


@pytest.mark.parametrize("row", TABLE.rows, ids=name)
def test_a_row_says_how_to_measure_it_again(row):
    command = row.command.split()
    assert command[:3] == ["kerascompat", "lab", "probe"]
    named = {word.strip("'") for word in command}
    for distribution, version in (("numpy", row.releases.numpy), ("tensorflow", row.releases.tensorflow)):
        assert version is None or f"{distribution}=={version}" in named
    assert len(row.log) == 16
    assert set(dict(row.failed)) | set(row.absent) <= set(TABLE.steps)


def test_the_table_is_as_wide_as_it_is_long():
    def minor(text):
        return None if text is None else tuple(text.split(".")[:2])

    distinct = {
        (minor(r.tensorflow), r.provider, minor(r.version), r.backend, r.numpy.split(".")[0])
        for r in (row.releases for row in TABLE.rows)
    }
    failing = {
        (minor(r.tensorflow), r.provider, minor(r.version), r.backend, r.numpy.split(".")[0])
        for r in (row.releases for row in TABLE.rows if row.failed)
    }
    assert len(distinct) >= 90
    assert len(failing) >= 30
