"""Runs scripts by a Python that has another library, named by an environment variable or this one itself."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from playground.engine.network import named_parameters
from playground.experiment import Experiment, prepare
from playground.export.replay import Run, train
from playground.spec import SpecError

RUN_ALL = """
import contextlib, io, json, runpy, sys, warnings
import numpy as np
warnings.simplefilter("ignore")
READ = {"torch": lambda model: [p.detach().numpy() for p in model.parameters()],
        "keras": lambda model: [np.asarray(w.numpy()) for w in model.trainable_weights]}[sys.argv[1]]
for path in sys.argv[2:]:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            model = runpy.run_path(path)["model"]
        flat = np.concatenate([w.T.ravel() if sys.argv[1] == "keras" else w.ravel() for w in READ(model)])
        print(json.dumps(flat.astype(float).tolist()))
    except Exception as error:
        print(json.dumps(f"{type(error).__name__}: {error}"))
"""


def python_with(library: str) -> str:
    """The Python to run scripts with; skips the test where there is none."""
    named = os.environ.get(f"PLAYGROUND_{library.upper()}_PYTHON")
    if named is None and importlib.util.find_spec(library) is None:
        pytest.skip(
            f"{library} is not installed here; PLAYGROUND_{library.upper()}_PYTHON can name a Python that has it"
        )
    return named or sys.executable


def ours(run: Run) -> np.ndarray:
    """Our parameters in the order in which PyTorch and Keras list them."""
    trainer = run.trainer
    named = named_parameters(trainer.plan, trainer.theta[0].astype(np.float64))
    return np.concatenate([values.ravel() for values in named.values()])


def differences(library: str, write: object, experiments: dict[str, Experiment], folder: Path, epochs: int) -> dict:
    """The largest difference of a parameter for each experiment; None where the script is refused, or an error."""
    python = python_with(library)
    runs: dict[str, Run] = {}
    found: dict[str, object] = {}
    for place, (name, experiment) in enumerate(experiments.items()):
        run = train(prepare(experiment), epochs)
        try:
            script = write(run, "A test")  # type: ignore[operator]
        except SpecError:
            found[name] = None
            continue
        runs[name] = run
        (folder / f"{place:03}.py").write_text(script, encoding="utf-8")
    paths = [str(path) for path in sorted(folder.glob("*.py"))]
    done = subprocess.run(
        [python, "-c", RUN_ALL, library, *paths], capture_output=True, text=True, timeout=300, check=True,
        env={**os.environ, "KERAS_BACKEND": "torch"},
    )  # fmt: skip
    for (name, run), line in zip(runs.items(), done.stdout.splitlines(), strict=True):
        theirs = json.loads(line)
        found[name] = theirs if isinstance(theirs, str) else float(np.abs(np.array(theirs) - ours(run)).max())
    return found
