"""Workers whose variables differ: refused by `verify`, and right with the lines of docs/workers.md.

The scripts are those of the page. What a test adds to them keeps them on loopback, or says where a cluster is.
"""

from __future__ import annotations

import pytest
from conftest import ASKED, without_our_line

DASHBOARDS = "dashboard_address='127.0.0.1:0', worker_dashboard_address='127.0.0.1:0'"

# script -> what keeps it on loopback, or small
INHERITING = {
    "train_with_multiprocessing.py": ("", ""),
    "train_with_joblib.py": ("", ""),
    "train_with_local_dask.py": ("LocalCluster(", f"LocalCluster({DASHBOARDS}, "),
    "train_with_ray.py": ("ray.init(", "ray.init(num_cpus=2, include_dashboard=False, "),
}
LATE = "cure:  start this process anew: what is installed and set here is right, and came after the import of "


def local(place, name):
    script, (old, new) = place.scripts[name], INHERITING[name]
    assert old in script
    return script.replace(old, new, 1) if old else script


def test_the_page_has_these_scripts(place):
    assert set(place.scripts) == {*INHERITING, "training.py", "train_with_dask.py", "train_with_spark.py"}


# ---- workers that inherit the variables of the process that starts them ---------------------------------------------


@pytest.mark.parametrize("name", INHERITING)
def test_a_variable_that_was_changed_since_gives_workers_another_keras(place, sides, name):
    output = place.run(sides.changed + without_our_line(local(place, name)))

    assert sides.error in output
    assert sides.same not in output


@pytest.mark.parametrize("name", INHERITING)
def test_with_our_line_they_have_the_same_and_train(place, sides, name):
    output = place.run(sides.changed + local(place, name))

    assert output.count(sides.same) == 2, output


# ---- workers that were started elsewhere ----------------------------------------------------------------------------


@pytest.fixture
def dask(place):
    """Run the script of the page, changed by `change`, on a cluster with these variables."""

    def run(change=str, **variables):
        with place.dask(**variables) as address:
            script = place.scripts["train_with_dask.py"]
            assert "tcp://scheduler:8786" in script
            return place.run(change(script.replace("tcp://scheduler:8786", address)))

    return run


@pytest.fixture
def ray(place):
    """The same, on a node of Ray."""

    def run(change=str, **variables):
        with place.ray(**variables) as address:
            return place.run(change(place.scripts["train_with_ray.py"]), RAY_ADDRESS=address)

    return run


@pytest.fixture(params=["dask", "ray"])
def on_cluster(request):
    return request.getfixturevalue(request.param)


def test_a_cluster_with_other_variables_has_another_keras(on_cluster, sides):
    output = on_cluster(without_our_line, **sides.contrary)

    assert sides.error in output
    assert sides.same not in output


def test_with_our_line_its_workers_have_the_same_and_train(on_cluster, sides):
    output = on_cluster(**sides.contrary)

    assert output.count(sides.same) == 2, output


def test_a_cluster_without_the_variable_is_refused_with_both_sides(dask, sides):
    output = dask(without_our_line, **dict.fromkeys(sides.contrary))

    assert f"{ASKED}: " in output
    assert f"start this process with {sides.cure} " in output


def test_workers_that_are_started_with_the_variables_need_no_line(dask, sides):
    output = dask(without_our_line, **sides.right)

    assert output.count(sides.same) == 2, output


# ---- what the page says not to do -----------------------------------------------------------------------------------


def test_an_initializer_comes_after_what_the_main_module_imports(place, sides):
    script = without_our_line(place.scripts["train_with_multiprocessing.py"]).replace("Pool(2)", "Pool(1, initialise)")
    top = f"import os\nimport kerascompat.keras\ndef initialise(): os.environ.update({sides.right!r})\n"

    output = place.run(top + sides.changed + script)

    assert sides.asked in output
    assert LATE in output


def test_workers_of_joblib_keep_the_variables_that_they_were_started_with(place, sides):
    script = place.scripts["train_with_joblib.py"]
    early = "    Parallel(n_jobs=2)(delayed(abs)(number) for number in range(4))\n"
    start = 'if __name__ == "__main__":\n'
    ended = "    from joblib.externals.loky import get_reusable_executor\n    get_reusable_executor().shutdown()\n"
    assert start in script

    running = place.run(sides.changed + script.replace(start, start + early))
    anew = place.run(sides.changed + script.replace(start, start + early + ended))

    assert sides.error in running
    assert anew.count(sides.same) == 2, anew


def test_the_env_of_a_local_dask_cluster_comes_after_what_the_main_module_imports(place, sides):
    script = without_our_line(local(place, "train_with_local_dask.py"))
    script = script.replace("LocalCluster(", f"LocalCluster(env={sides.right!r}, ")

    output = place.run("import kerascompat.keras\n" + sides.changed + script)

    assert sides.asked in output
    assert LATE in output
