"""What a report tells of its user: nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerascompat.doctor._private import deep, strip, stripper

ROWS = {
    "the home directory": ("/home/mallory/.keras/keras.json", "~/.keras/keras.json"),
    "the home directory by itself": ("in /home/mallory", "in ~"),
    "the home directory in quotes": ("'/home/mallory/x', \"/home/mallory\"", "'~/x', \"~\""),
    "the home directory in a list of a path": ("/home/mallory/a:/home/mallory/b", "~/a:~/b"),
    "what the home directory is a link to": ("/data/homes/mallory/x", "~/x"),
    "the home of somebody else": ("/home/eve/x and /Users/eve/y and C:\\Users\\eve\\z", None),
    "a home with more letters of a name": ("/home/mallory-old/x", "/home/USER/x"),
    "the name elsewhere in a path": ("/scratch/mallory/env/lib", "/scratch/USER/env/lib"),
    "the name within a part of a path": (
        "/tmp/pytest-of-mallory/a and /w/u_Mallory/b",
        "/tmp/pytest-of-USER/a and /w/u_USER/b",
    ),
    "the name in a mail": ("/data/mallory@lab/env", "/data/USER@lab/env"),
    "the name in a message": ("user=mallory was refused", "user=USER was refused"),
    "another login": ("/x/m.lory/y", "/x/USER/y"),
    "a word that begins like the name": ("/opt/malloryx/lib", "/opt/malloryx/lib"),
    "a URL of a file": ("file:///home/mallory/x.whl", "file://~/x.whl"),
}
HOMES = ("/home/mallory", "/data/homes/mallory")


@pytest.mark.parametrize("row", ROWS)
def test_the_home_and_the_name_are_taken_out(row):
    text, stripped = ROWS[row]
    expected = stripped or text.replace("eve", "USER")
    assert strip(text, HOMES, ("mallory", "m.lory")) == expected


def test_windows_paths_are_taken_out_in_any_case():
    text = r"C:\Users\Mallory\.keras\keras.json and c:\users\mallory\x and D:\work\MALLORY\y"
    stripped = r"~\.keras\keras.json and ~\x and D:\work\USER\y"
    assert strip(text, (r"C:\Users\Mallory",), ("Mallory",)) == stripped


@pytest.mark.parametrize("home", ["/", "", "//"])
def test_a_home_that_is_none_takes_nothing_out(home):
    assert strip("/usr/lib/python3", (home,)) == "/usr/lib/python3"


@pytest.mark.parametrize("name", ["root", "user", "keras", "python", "jo", ""])
def test_a_name_that_is_a_word_of_many_reports_stays(name):
    assert strip(f"/x/{name}/y", ("/nowhere",), (name,)) == f"/x/{name}/y"


@pytest.mark.parametrize(
    ("variable", "value"),
    [("LOGNAME", "mallory"), ("SUDO_USER", "mallory"), ("USERNAME", r"CORP\mallory"), ("USER", "mallory@corp")],
)
def test_every_name_that_the_system_knows_is_taken_out(monkeypatch, tmp_path, variable, value):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME", "SUDO_USER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(variable, value)
    assert stripper()("/x/mallory/y") == "/x/USER/y"


def test_a_home_that_is_a_link_is_taken_out_on_both_of_its_sides(monkeypatch, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.setenv("HOME", str(tmp_path / "link"))
    assert stripper()(f"{tmp_path}/link/a {tmp_path}/real/a") == "~/a ~/a"


def test_every_text_of_a_nested_value_is_changed_and_nothing_else():
    value = {"a": ["x", ("x", 1)], "b": {"x": None}, "c": 2.5}
    assert deep(value, str.upper) == {"a": ["X", ["X", 1]], "b": {"x": None}, "c": 2.5}


@given(st.text(), st.text())
def test_no_path_below_the_home_survives(before, after):
    assert "/home/mallory/" not in strip(f"{before}/home/mallory/{after}", HOMES, ("mallory",))
