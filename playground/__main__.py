"""`python -m playground`: the window, or one of the commands that need none."""

import sys

from playground.quickstart import resting_collector

with resting_collector():
    from playground.cli import main

if __name__ == "__main__":
    sys.exit(main())
