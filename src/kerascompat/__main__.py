"""`python -m kerascompat`."""

import sys

from kerascompat.cli import main

if __name__ == "__main__":
    sys.exit(main())
