"""The table of what answers, out of what `asked.py` wrote in each environment and `counted.py` counted.

    python tests/surface/table.py --asked FOLDER --counted FILE --into docs/surface.md

The exit code is 1 where a name is missing without an explanation, or fewer names answer than are promised.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from kerascompat.cli.markdown import as_table, splice

BEGIN = "<!-- generated: python -m nox -s surface -->"
KINDS = {
    "provider": "the provider's",
    "sibling": "the sibling's",
    "bridge": "bridges with a use test",
    "explained": "explained",
}
"""What `asked.py` may say of a name, and the heads of the columns."""

ANSWERED = ("provider", "sibling", "bridge")
PROMISED = {3: ("Keras 2", 830), 2: ("Keras 3", 100)}
"""By generation of the provider: whose names, and how many of them must answer."""

SHARE = 0.99
"""Of the uses in libraries, outside `applications`, that must answer under Keras 3."""


def lines_of(name, found):
    """The lines of one environment, one for each set of names."""
    for whose, names in found["names"].items():
        kinds = Counter(answers["kerascompat.keras"] for answers in names.values())
        answered = sum(kinds[kind] for kind in ANSWERED)
        others = [
            str(sum(answers[label] for answers in names.values())) if label in next(iter(names.values())) else ""
            for label in ("tf.keras", "keras")
        ]
        yield [
            name,
            found["choice"],
            f"{whose}: {len(names)}",
            *others,
            f"**{answered}**",
            *(str(kinds[k]) for k in KINDS),
        ]


def share(found, uses, label):
    """The share of the uses outside `applications` that are answered."""
    counted = {name: count for name, count in uses.items() if not name.startswith("applications")}
    answered = sum(count for name, count in counted.items() if found["used"][name].get(label))
    return answered / sum(counted.values())


def wrong(name, found, uses):
    """What must not be in one environment."""
    yield from (f"{name}: {each} is a bridge without a use test" for each in found["without use"])
    for whose, names in found["names"].items():
        kinds = Counter(answers["kerascompat.keras"] for answers in names.values())
        for each, answers in names.items():
            if answers["kerascompat.keras"] not in KINDS:
                yield f"{name}: {each} {answers['kerascompat.keras']}"
        promised, least = PROMISED[found["generation"]]
        answered = sum(kinds[kind] for kind in ANSWERED)
        if whose == promised and answered < least:
            yield f"{name}: {answered} names of {whose} answer, and {least} are promised"
    if found["generation"] == 3 and share(found, uses, "kerascompat.keras") < SHARE:
        yield f"{name}: {share(found, uses, 'kerascompat.keras'):.2%} of the uses answer, and {SHARE:.0%} are promised"


def page(asked, counted):
    """What is generated."""
    head = ["environment", "`kerascompat.keras` is", "names of", "`tf.keras`", "`keras`", "`kerascompat.keras`"]
    rows = [line for name, found in asked.items() for line in lines_of(name, found)]
    uses, libraries = counted["uses"], counted["libraries"]
    total = sum(count for name, count in uses.items() if not name.startswith("applications"))
    apart = {kind: sum(sum(each["uses"][kind].values()) for each in libraries.values()) for kind in ("v1", "frozen")}
    shares = [["environment", "`tf.keras`", "`keras`", "`kerascompat.keras`"]]
    for name, found in asked.items():
        if found["generation"] == 3:
            has = next(iter(found["used"].values()))
            each = [f"{share(found, uses, label):.1%}" if label in has else "" for label in ("tf.keras", "keras")]
            shares.append([name, *each, f"**{share(found, uses, 'kerascompat.keras'):.2%}**"])
    return "\n\n".join(
        [
            as_table([[*head, *KINDS.values()], *rows]),
            f"Weighted by use: {total:,} uses outside `applications` in {len(libraries)} published libraries"
            f" ({', '.join(sorted(libraries))}), and what answers them under Keras 3. Counted are names of Keras"
            f" itself; {apart['frozen']} uses of `tensorflow.python.keras` and {apart['v1']} of `tf.compat.v1.keras`"
            " are not among them.",
            as_table(shares),
        ]
    )


def main(argv=None):
    """Print the table, write it, and say what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--asked", type=Path, required=True)
    parser.add_argument("--counted", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    arguments = parser.parse_args(argv)
    files = sorted(arguments.asked.glob("*.json"), key=lambda file: (not file.stem.startswith("tensorflow"), file.stem))
    asked = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}
    counted = json.loads(arguments.counted.read_text(encoding="utf-8"))
    text = page(asked, counted)
    print(text)
    arguments.into.write_text(splice(arguments.into.read_text(encoding="utf-8"), text, BEGIN), encoding="utf-8")
    faults = [line for name, found in asked.items() for line in wrong(name, found, counted["uses"])]
    for line in faults:
        print(line, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
