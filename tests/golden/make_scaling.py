"""Makes scaling.json: inputs scaled by scikit-learn, which our scaling must reach too.

Kept beside the numbers so that anybody can make them again; no test runs it. It knows nothing of our code:

    python -m venv /tmp/sklearn && /tmp/sklearn/bin/pip install scikit-learn==1.9.1 numpy==2.4.6
    /tmp/sklearn/bin/python tests/golden/make_scaling.py

Each case holds the training inputs, other inputs, and what each scaler, fitted on the first, makes of both.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

SCALERS = {
    "standardise": StandardScaler(),
    "min_max": MinMaxScaler(),
    "min_max from -1 to 1": MinMaxScaler(feature_range=(-1, 1)),
    "robust": RobustScaler(),
}
RANDOM = np.random.default_rng(20261121)


def inputs(n: int) -> np.ndarray:
    """Normal, far from zero, tiny, skewed, and constant inputs."""
    normal = RANDOM.normal(0, 3, n)
    skewed = np.exp(RANDOM.normal(0, 1.5, n))
    return np.column_stack([normal, 1000 + RANDOM.normal(0, 0.5, n), 1e-6 * normal, skewed, np.full(n, 7.3)])


def main() -> None:
    cases = []
    for n in (1, 2, 7, 40):
        train, other = inputs(n), inputs(5)
        made = {
            name: [scaler.fit(train).transform(part).tolist() for part in (train, other)]
            for name, scaler in SCALERS.items()
        }
        cases.append({"train": train.tolist(), "other": other.tolist(), "scaled": made})
    path = Path(__file__).with_name("scaling.json")
    path.write_text(json.dumps(cases) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
