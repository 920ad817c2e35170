"""A desktop playground: draw data, build a small neural network, and watch it learn."""

import os

__version__ = "0.1.0"

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    # Read when NumPy is loaded. The networks here are too small to be worth sharing out: threads of a library would
    # wait for each other in a busy loop, and take the processor from the window and from the training itself.
    os.environ.setdefault(_name, "1")
