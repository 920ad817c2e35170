"""PyTorch and Keras scripts end at our weights, to 1e-6 or better, where the library is there to run them."""

from pathlib import Path

import pytest

from playground.engine.optimizers import SGD
from playground.experiment import Experiment, prepare, settled
from playground.export.keras_script import keras_script
from playground.export.replay import train
from playground.export.torch_script import torch_script
from playground.spec import SpecError
from tests.export.cases import SMALL, cases, of
from tests.export.elsewhere import differences

REFUSED = {"norm with a batch of one", "norm instance_norm before", "norm instance_norm after", "all noise",
           "all noise, several", "all noise, numbers"}  # fmt: skip
REFUSED_BY_KERAS = REFUSED | {"optimizer nadam", "float32 nadam", "factors by nadam", "weight decay",
                              "clipping"}  # fmt: skip
ABOUT = {"float32": 1e-4, "float32 gelu": 1e-5, "float32 nadam": 1e-5, "optimizer rmsprop": 1e-5, "centred": 1e-5}
"""Seven digits, and Keras's epsilon inside a root, are worth no more than this."""


def calm(name: str, experiment: Experiment) -> Experiment:
    """With a norm some slopes are nothing but rounding, which Adam would make as large as any other; so plain SGD."""
    has_norm = any(layer.normalization.is_there for layer in experiment.network.layers)
    return settled(experiment, {"training.optimizer": SGD()}) if has_norm else experiment


@pytest.fixture(scope="module")
def by_torch(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """How far PyTorch is from us, case by case."""
    calmed = {name: calm(name, one) for name, one in cases().items()}
    return differences("torch", torch_script, calmed, tmp_path_factory.mktemp("torch"), 5)


@pytest.fixture(scope="module")
def by_keras(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """How far Keras is from us, case by case."""
    calmed = {name: calm(name, one) for name, one in cases().items()}
    return differences("keras", keras_script, calmed, tmp_path_factory.mktemp("keras"), 5)


@pytest.mark.parametrize("name", sorted(set(cases()) - REFUSED))
def test_pytorch_trains_the_same_network(name: str, by_torch: dict[str, object]) -> None:
    difference = by_torch[name]
    assert isinstance(difference, float), difference
    assert difference < ABOUT.get(name, 1e-8)


@pytest.mark.parametrize("name", sorted(set(cases()) - REFUSED_BY_KERAS))
def test_keras_trains_the_same_network(name: str, by_keras: dict[str, object]) -> None:
    difference = by_keras[name]
    assert isinstance(difference, float), difference
    assert difference < ABOUT.get(name, 1e-6)


@pytest.mark.parametrize("name", sorted(cases()))
def test_every_script_is_python_or_refused_with_a_sentence(name: str) -> None:
    run = train(prepare(cases()[name]), 1)
    for write, refused in ((torch_script, REFUSED), (keras_script, REFUSED_BY_KERAS)):
        if name in refused:
            with pytest.raises(SpecError, match=r"export|Export"):
                write(run, "A test")
        else:
            compile(write(run, "A test"), name, "exec")


def test_no_test_point_is_in_a_script() -> None:
    prepared = prepare(of(data__split__test=0.3, data__split__train=0.4))
    sealed = [repr(x) for x in prepared.dataset.x[prepared.parts.test, 0].tolist()]
    run = train(prepared, 1)
    for write in (torch_script, keras_script):
        assert not [x for x in sealed if x in write(run, "A test")]


def test_a_restored_best_epoch_is_where_the_script_ends() -> None:
    run = train(prepare(cases()["early stop"]), 50)
    assert run.trainer.stopped is not None
    assert f"EPOCHS = {run.trainer.stopped.best_epoch}\n" in torch_script(run, "A test")
    assert "EPOCHS = 1\n" in torch_script(train(prepare(SMALL), 1), Path("a").name)
