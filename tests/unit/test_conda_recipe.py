"""The conda recipe requires what `pyproject.toml` does, and builds it with the same build backend."""

from __future__ import annotations

import re
from pathlib import Path

import tomlkit
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import kerascompat

ROOT = Path(__file__).resolve().parents[2]
DECLARED = tomlkit.parse((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = DECLARED["project"]


def recipe():
    """The recipe with its own context filled in."""
    text = (ROOT / "docs" / "conda" / "recipe.yaml").read_text(encoding="utf-8")
    context = yaml.safe_load(text)["context"]
    return yaml.safe_load(re.sub(r"\$\{\{ (\w+) \}\}", lambda found: context.get(found[1], found[0]), text))


def specifiers(requirements):
    """By name, the versions that a list of a recipe allows."""
    parts = (each.partition(" ") for each in requirements)
    return {name: SpecifierSet(f"=={rest}" if rest[:1].isdigit() else rest) for name, _, rest in parts}


def test_it_requires_at_run_time_what_the_project_does():
    declared = {each.name: each for each in map(Requirement, PROJECT["dependencies"])}
    expected = {name: each.specifier for name, each in declared.items()}

    assert specifiers(recipe()["requirements"]["run"]) == {
        "python": SpecifierSet(PROJECT["requires-python"]),
        **expected,
    }
    # a noarch package has one list for all Pythons: a marker is dropped, and may say nothing but which Python
    assert {str(each.marker) for each in declared.values() if each.marker} == {'python_version < "3.10"'}


def test_it_is_built_by_the_build_backend_of_the_project():
    (required,) = map(Requirement, DECLARED["build-system"]["requires"])

    assert specifiers(recipe()["requirements"]["host"]) == {
        "python": SpecifierSet("==3.9.*"),
        "pip": SpecifierSet(),
        required.name: required.specifier,
    }


def test_it_says_of_the_package_what_the_project_does():
    found = recipe()

    assert found["package"] == {"name": PROJECT["name"], "version": kerascompat.__version__}
    assert found["about"]["summary"] == PROJECT["description"]
    assert found["about"]["license"] == PROJECT["license"]
    assert [found["about"]["license_file"]] == PROJECT["license-files"]
    assert found["build"]["noarch"] == "python"
    scripts = [" = ".join(item) for item in PROJECT["scripts"].items()]
    assert found["build"]["python"]["entry_points"] == scripts
