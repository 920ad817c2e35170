"""`python -m playground`: the window, or one of the commands that need none."""

import sys

from playground.cli import main

if __name__ == "__main__":
    sys.exit(main())
