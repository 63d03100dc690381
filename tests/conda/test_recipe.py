"""The conda recipe as rattler-build reads it: every field is known, and it renders to one package."""

from __future__ import annotations

from pathlib import Path

import pytest
from rattler_build import RecipeParseError, Stage0Recipe, VariantConfig

RECIPE = Path(__file__).resolve().parents[2] / "docs" / "conda" / "recipe.yaml"


@pytest.mark.parametrize("python_min", [None, "3.9", "3.10"])
def test_it_renders_to_one_package_for_every_python(python_min):
    variants = VariantConfig({"python_min": [python_min]} if python_min else None)

    (rendered,) = Stage0Recipe.from_file(RECIPE).render(variants)

    made = rendered.recipe.to_dict()
    assert made["package"]["name"] == "kerascompat"
    assert made["build"]["noarch"] == "python"
    assert made["build"]["python"]["entry_points"] == ["kerascompat = kerascompat.cli:main"]
    assert made["requirements"]["host"] == ["python 3.9.*", "pip", "hatchling >=1.27"]
    assert made["requirements"]["run"] == ["python >=3.9", "packaging >=22.0", "importlib-metadata >=4.10"]
    assert [sorted(test) for test in made["tests"]] == [["python"], ["script"]]


@pytest.mark.parametrize(
    ("right", "wrong"), [("noarch: python", "noarch: pyhton"), ("license_file:", "licence_file:"), ("  run:", "  ran:")]
)
def test_a_field_that_is_misspelt_is_found(tmp_path, right, wrong):
    text = RECIPE.read_text(encoding="utf-8")
    assert text.count(right) == 1
    (tmp_path / "recipe.yaml").write_text(text.replace(right, wrong), encoding="utf-8")

    with pytest.raises(RecipeParseError):
        Stage0Recipe.from_file(tmp_path / "recipe.yaml")
