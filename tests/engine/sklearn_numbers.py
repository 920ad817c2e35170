"""The metrics that scikit-learn found; see tests/golden/make_metrics.py."""

import json
from pathlib import Path
from typing import Any

import numpy as np

_STORED = json.loads((Path(__file__).parents[1] / "golden" / "metrics.json").read_text(encoding="utf-8"))


def cases(kind: str) -> dict[str, dict[str, Any]]:
    """The cases of one kind by name, with every list an array and null not a number."""
    return {name: _arrays(case) for name, case in _STORED[kind].items()}


def _arrays(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _arrays(part) for key, part in value.items()}
    return np.array(value, dtype=np.float64)
