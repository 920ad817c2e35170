import pytest

from playground import tree
from playground.data.dataset import Dataset
from playground.data.generators import Circle, Spiral
from playground.data.points import Points
from playground.engine.activations import ReLU
from playground.engine.config import Layer
from playground.engine.optimizers import SGD, Adam
from playground.experiment import Experiment
from playground.spec import Effect, SpecError

BASE = Experiment()
DRAWN = Points(Dataset.numbered([[1.0, 2.0]], [0.25]))


def test_a_value_is_read_by_its_path() -> None:
    assert tree.get(BASE, "training.optimizer.beta1") == 0.9
    assert tree.get(BASE, "network.layers.1.units") == 2
    assert tree.get(BASE, "") is BASE


@pytest.mark.parametrize(
    "path",
    ["trainig", "training.optimizer.alpha", "network.layers.2", "network.layers.-1", "network.layers.x", "training."],
)
def test_a_path_that_leads_nowhere_is_an_error(path: str) -> None:
    with pytest.raises(KeyError):
        tree.get(BASE, path)
    with pytest.raises(KeyError):
        tree.put(BASE, path, 1)


def test_a_copy_has_the_new_value_and_shares_everything_beside_the_path() -> None:
    changed = tree.put(BASE, "network.layers.1.units", 7)
    assert tree.get(changed, "network.layers.1.units") == 7
    assert tree.get(BASE, "network.layers.1.units") == 2
    assert changed.training is BASE.training
    assert changed.network.layers[0] is BASE.network.layers[0]


def test_several_values_are_replaced_in_order() -> None:
    changed = tree.put_all(BASE, {"network.layers": (Layer(3), Layer(3)), "network.layers.1.units": 9})
    assert [layer.units for layer in changed.network.layers] == [3, 9]


def test_a_copy_with_an_illegal_value_can_not_be_made() -> None:
    with pytest.raises(SpecError, match="Neurons must be 1 or more"):
        tree.put(BASE, "network.layers.1.units", 0)


def test_a_setting_is_found_with_its_declaration() -> None:
    assert str(tree.declaration(BASE, "training.optimizer.beta1").param.label) == "Beta 1"
    assert tree.declaration(BASE, "network.layers.0").name == "layers"
    with pytest.raises(KeyError):
        tree.declaration(BASE, "")


def test_a_walk_comes_to_every_leaf_once_and_each_path_leads_back() -> None:
    found = [(path, value) for path, value, _ in tree.walk(BASE)]
    paths = [path for path, _ in found]
    assert len(set(paths)) == len(paths)
    assert {"data.seed", "network.layers.1.activation", "training.optimizer.beta2"} - set(paths) == {
        "network.layers.1.activation"  # a component without settings has no leaf of its own
    }
    assert all(tree.get(BASE, path) == value for path, value in found)


def test_nothing_differs_between_equal_configurations() -> None:
    assert tree.diff(BASE, Experiment()) == ()
    assert tree.cost(()) is Effect.VIEW


@pytest.mark.parametrize(
    ("path", "value", "effect"),
    [
        ("training.learning_rate", 0.5, Effect.LIVE),
        ("training.optimizer.beta1", 0.5, Effect.LIVE),
        ("training.optimizer", SGD(), Effect.OPTIMIZER),
        ("network.layers.0.units", 9, Effect.NETWORK),
        ("network.layers.0.activation", ReLU(), Effect.NETWORK),
        ("network.bias", 0.5, Effect.WEIGHTS),
        ("seeds.weights", 5, Effect.WEIGHTS),
        ("data.source.noise", 0.2, Effect.DATA),
        ("data.source", Spiral(), Effect.DATA),
    ],
)
def test_a_change_is_told_with_its_place_and_its_cost(path: str, value: object, effect: Effect) -> None:
    (change,) = tree.diff(BASE, tree.put(BASE, path, value))
    assert (change.path, change.new, change.effect) == (path, value, effect)
    assert change.old == tree.get(BASE, path)


def test_a_longer_list_is_one_change() -> None:
    (change,) = tree.diff(BASE, tree.put(BASE, "network.layers", (Layer(4),) * 3))
    assert (change.path, change.effect) == ("network.layers", Effect.NETWORK)


def test_the_costliest_change_decides() -> None:
    changed = tree.put_all(BASE, {"training.learning_rate": 0.5, "network.bias": 1.0, "training.optimizer": SGD()})
    changes = tree.diff(BASE, changed)
    assert [change.path for change in changes] == ["network.bias", "training.optimizer", "training.learning_rate"]
    assert tree.cost(changes) is Effect.WEIGHTS


def test_points_that_were_drawn_differ_as_a_whole() -> None:
    one = tree.put(Circle(), "", DRAWN)
    other = Points(Dataset.numbered([[1.0, 2.0]], [0.5]))
    assert tree.diff(one, Points(Dataset.numbered([[1.0, 2.0]], [0.25]))) == ()
    assert tree.diff(one, other) == ()  # they have no setting that could differ, ...
    before, after = (tree.put(BASE.data, "source", source) for source in (one, other))
    (change,) = tree.diff(before, after)  # ... so it is told where they stand
    assert (change.path, change.effect) == ("source", Effect.DATA)


def test_the_same_optimizer_with_another_setting_is_not_another_optimizer() -> None:
    (change,) = tree.diff(BASE, tree.put(BASE, "training.optimizer", Adam(beta2=0.99)))
    assert change.path == "training.optimizer.beta2"
