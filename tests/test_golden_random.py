"""Random experiments end as in PyTorch; see tests/golden/compare_random.py, which compares hundreds from outside."""

import json
from pathlib import Path

import numpy as np
import pytest

from playground import codec, exchange
from playground.experiment import Experiment, prepare

GOLDEN = np.load(Path(__file__).parent / "golden" / "random.npz", allow_pickle=False)
CASES = sorted({name.partition("/")[0] for name in GOLDEN.files}, key=int)


def stored(case: str, part: str) -> dict[str, np.ndarray]:
    return {
        name.removeprefix(f"{case}/{part}/"): GOLDEN[name]
        for name in GOLDEN.files
        if name.startswith(f"{case}/{part}/")
    }


@pytest.mark.parametrize("case", CASES)
def test_a_random_experiment_trains_as_in_pytorch(case: str, tmp_path: Path) -> None:
    written = codec.decode(Experiment, json.loads(str(GOLDEN[f"{case}/experiment"])))
    prepared = prepare(exchange.with_data(written, GOLDEN[f"{case}/table"]))
    trainer = prepared.trainer()
    np.savez(tmp_path / "begin.npz", allow_pickle=False, **stored(case, "begin"))
    exchange.load_weights(trainer, tmp_path / "begin.npz")
    records = [trainer.record(), *trainer.run(until_epoch=int(GOLDEN[f"{case}/epochs"]))]
    exchange.save_weights(trainer, tmp_path / "end.npz")
    ours = dict(np.load(tmp_path / "end.npz"))
    ours["losses"] = np.array([record.train.loss[0] for record in records])
    ours["rates"] = np.array([record.learning_rate for record in records[1:]])
    ours["answers"] = trainer.evaluator.answers(prepared.inputs(GOLDEN[f"{case}/asked"]))[1][0].T
    theirs = stored(case, "end")
    assert ours.keys() == theirs.keys()
    for name, values in theirs.items():
        np.testing.assert_allclose(ours[name], values, rtol=1e-9, atol=1e-12, err_msg=name)
