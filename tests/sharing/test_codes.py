"""Codes give back the very experiment, are short, find mistakes, and cost little when they are hostile."""

import random

import pytest

from playground import tree
from playground.data.dataset import ClassStyle, Dataset
from playground.data.generators import Circle, Moons
from playground.data.points import Points
from playground.data.several_sets import ManyRings
from playground.engine.activations import ReLU
from playground.engine.config import Layer
from playground.engine.normalization import BatchNorm
from playground.engine.optimizers import RMSprop
from playground.engine.schedules import CosineAnnealingLR
from playground.examples import EXAMPLES
from playground.experiment import Experiment, settled
from playground.sharing.base32 import ALPHABET, letters_of, number_of
from playground.sharing.codes import LARGEST_SHORT_SEED, SHORTEST, _pack, code_of, experiment_of, looks_like_code
from playground.spec import SpecError

SHIPPED = [Experiment(), *(example.read() for example in EXAMPLES)]

CHANGED = tree.put_all(
    Experiment(),
    {
        "data.source": Moons(samples=300, noise=0.2),
        "network.layers": (Layer(8, ReLU(), BatchNorm()), Layer(3)),
        "training.optimizer": RMSprop(),
        "training.schedule": CosineAnnealingLR(),
        "seeds.weights": 999_999_999,
    },
)

CATS = (ClassStyle("cats", 4), ClassStyle("dogs", 5, 9))
NAMED = tree.put(Experiment(), "data.source", Circle(styles=CATS))
THREE_RINGS = next(example for example in EXAMPLES if example.key == "three-rings").read()

STORED = {
    "1QY0-0010-001T-3W20": Experiment(),
    "1QY0-0010-001N-F36F-4VH5-M00T-3R1Y": tree.put(Experiment(), "training.learning_rate", 0.03),
    "1QY0-0010-001N-F392-MKJ2-FSJN-RWBG-1B61-9NTP-JEC8-WKGZ-R1ZM-F972-EE4N-G61A-6E93-6AP0-8N8W-M5R8-S82X-C70S-D1SC-"
    "0F74-XR2C-0G67-0J46-8H7C-WW1Q-A1Y7-6ZK9-BR43-JNTJ-SD9R-090Q-57V1-QTGR-TN9B-9PD8-0G0T-3FCV":
        settled(Experiment(), {"data.source": ManyRings(count=4, label_noise=0.1)}),
    "16N0-0010-001N-F36X-FVS5-M00C-TVTF": tree.put(THREE_RINGS, "training.batch_size", 7),
}  # fmt: skip
"""Codes that are on blackboards: they must mean the same for ever, or `codes.VERSION` must rise."""


def refusal(code: str) -> str:
    with pytest.raises(SpecError) as caught:
        experiment_of(code)
    return str(caught.value)


@pytest.mark.parametrize("experiment", [*SHIPPED, CHANGED, NAMED])
def test_a_code_gives_back_the_same_experiment(experiment: Experiment) -> None:
    assert experiment_of(code_of(experiment)) == experiment


@pytest.mark.parametrize("start", SHIPPED)
@pytest.mark.parametrize("seed", [0, 1, LARGEST_SHORT_SEED])
def test_a_shipped_experiment_with_any_seeds_has_sixteen_characters(start: Experiment, seed: int) -> None:
    experiment = tree.put_all(start, {"data.seed": seed, "seeds.weights": seed})
    code = code_of(experiment)
    assert len(code.replace("-", "")) == SHORTEST
    assert experiment_of(code) == experiment


def test_one_changed_setting_makes_the_code_a_little_longer() -> None:
    assert len(code_of(tree.put(Experiment(), "training.learning_rate", 0.03)).replace("-", "")) <= 28


@pytest.mark.parametrize(("code", "experiment"), STORED.items())
def test_a_code_means_the_same_for_ever(code: str, experiment: Experiment) -> None:
    assert experiment_of(code) == experiment


def test_small_letters_spaces_and_look_alikes_are_read() -> None:
    code = code_of(SHIPPED[1])
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert experiment_of(sloppy) == SHIPPED[1]
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else "–" for sign in code)
    assert experiment_of(wide) == SHIPPED[1]


def test_every_single_mistyped_character_is_found() -> None:
    letters = code_of(CHANGED).replace("-", "")
    for place, letter in enumerate(letters):
        for other in ALPHABET.replace(letter, ""):
            assert "mistyped" in refusal(letters[:place] + other + letters[place + 1 :])


def test_every_exchange_of_two_characters_is_found() -> None:
    letters = code_of(CHANGED).replace("-", "")
    for first in range(len(letters)):
        for second in range(first + 1, len(letters)):
            if letters[first] != letters[second]:
                swapped = list(letters)
                swapped[first], swapped[second] = swapped[second], swapped[first]
                assert "mistyped" in refusal("".join(swapped))


def test_a_stranger_a_short_one_and_a_newer_one_are_refused_in_words() -> None:
    assert "(!)" in refusal("1QY0-0010-001T-3W2!")
    assert "at least 16 characters" in refusal("1QY0")
    body = "2" + code_of(Experiment()).replace("-", "")[1:-3]
    assert "another version" in refusal(body + letters_of(number_of(body) % 32_749, 3))


def test_drawn_points_need_a_file() -> None:
    drawn = tree.put(
        Experiment(), "data.source", Points(Dataset.numbered([[0, 0]], [0], Experiment().data.source.classes))
    )
    with pytest.raises(SpecError, match="drawn by hand"):
        code_of(drawn)


def test_letters_by_chance_with_a_right_check_are_an_experiment_or_refused() -> None:
    chance = random.Random(5)
    start = code_of(Experiment()).replace("-", "")
    outcomes = set()
    for _round in range(2000):
        body = start[:-5] + "".join(chance.choices(ALPHABET, k=chance.randrange(1, 60))) + start[-5:-3]
        try:
            outcomes.add(type(experiment_of(body + letters_of(number_of(body) % 32_749, 3))))
        except SpecError:
            outcomes.add(SpecError)
    assert outcomes <= {SpecError, Experiment}


def test_an_illegal_value_in_a_code_is_refused_with_its_rule() -> None:
    packed = _pack({"training.learning_rate": -1})
    start = code_of(Experiment()).replace("-", "")
    body = start[:-5] + packed + start[-5:-3]
    assert "Learning rate must be more than 0, not -1" in refusal(body + letters_of(number_of(body) % 32_749, 3))


def test_a_code_that_unpacks_to_too_much_is_refused() -> None:
    start = code_of(Experiment()).replace("-", "")
    body = start[:-5] + _pack({"x": "0" * 200_000}) + start[-5:-3]
    assert "no code of this program" in refusal(body + letters_of(number_of(body) % 32_749, 3))


def test_a_link_is_no_code() -> None:
    assert not looks_like_code("https://playground.tensorflow.org/#activation=tanh")
    assert looks_like_code("1QY0 0010 001T 3W20")
