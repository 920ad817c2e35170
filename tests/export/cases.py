"""Experiments of every kind for scripts: each optimizer, schedule, activation, loss, and all that changes a step."""

from typing import Any

from playground.data.split import Split
from playground.engine.activations import ReLU, Tanh
from playground.engine.config import Layer
from playground.engine.losses import BinaryCrossEntropy
from playground.engine.noise import Noise
from playground.engine.normalization import BatchNorm, GroupNorm, InstanceNorm, LayerNorm
from playground.engine.outputs import SigmoidOutput
from playground.engine.schedules import (
    CosineAnnealingLR,
    CyclicLR,
    LambdaLR,
    OneCycleLR,
    ReduceLROnPlateau,
)
from playground.engine.stopping import EarlyStopping
from playground.experiment import Experiment, settled
from playground.spec import family
from tests.engine.builders import pairs
from tests.session.support import drawn

SMALL = settled(
    Experiment(),
    {
        "data.source": drawn([float(place % 2) for place in range(43)]),
        "data.split": Split(train=0.7),
        "training.batch_size": 8,
    },
)
THREE = settled(SMALL, {"data.source": drawn([float(place % 3) for place in range(43)], classes=3)})
UNEVEN = settled(SMALL, {"data.source": drawn([float(place % 4 == 0) for place in range(43)])})
NUMBERS = settled(Experiment(), {"data.source": family("dataset")["plane"]()})


def of(start: Experiment = SMALL, **changes: Any) -> Experiment:
    """An experiment with some settings changed; `__` stands for the dot of a path."""
    return settled(start, {path.replace("__", "."): value for path, value in changes.items()})


def cases() -> dict[str, Experiment]:
    """Experiments by name."""
    made = {f"optimizer {key}": of(training__optimizer=kind()) for key, kind in family("optimizer").items()}
    made |= {f"schedule {key}": of(training__schedule=kind()) for key, kind in family("schedule").items()}
    made |= {
        f"activation {key}": of(network__layers=(Layer(4, kind()), Layer(3, kind())))
        for key, kind in family("activation").items()
    }
    made |= {f"initializer {key}": of(network__initializer=kind()) for key, kind in family("initializer").items()}
    for loss, output, kind in pairs():
        start = {"binary": SMALL, "multiclass": THREE, "regression": NUMBERS}[kind.value]
        rate = 0.001 if kind.value == "regression" else 0.01
        made[f"loss {loss.key} {output.key} {kind.value}"] = settled(
            start, {"training.loss": loss, "network.output": output, "training.learning_rate": rate}
        )
    return made | _norms() | _others()


def _norms() -> dict[str, Experiment]:
    made = {}
    for norm in (BatchNorm(), LayerNorm(), GroupNorm(groups=2), InstanceNorm()):
        for position in ("before", "after"):
            layers = (
                Layer(4, Tanh(), norm, position, 0.3, "last"),
                Layer(6, ReLU(), norm, position, 0.2, "before_norm"),
            )
            made[f"norm {norm.key} {position}"] = of(network__layers=layers)
    made["norm with a batch of one"] = of(
        network__layers=(Layer(4, Tanh(), BatchNorm()),), training__batch_size=29,
    )  # fmt: skip
    return made


def _others() -> dict[str, Experiment]:
    rmsprop = family("optimizer")["rmsprop"]
    patient = EarlyStopping(patience=2, min_delta=0.02, restore_best_weights=True)
    normed = (Layer(4, Tanh(), BatchNorm()),)
    return {
        "no hidden layer": of(network__layers=()),
        "one curve": of(Experiment(), data__source=family("dataset")["wave"]()),
        "float32": of(network__precision="float32", network__layers=(Layer(4, Tanh(), BatchNorm(), dropout=0.2),)),
        "float32 nadam": of(network__precision="float32", training__optimizer=family("optimizer")["nadam"]()),
        "float32 gelu": of(network__precision="float32", network__layers=(Layer(4, family("activation")["gelu"]()),)),
        "factors by nadam": of(training__optimizer=family("optimizer")["nadam"](),
                               training__schedule=family("schedule")["multiplicative_lr"]()),
        "plateau, weighed": of(THREE, training__schedule=ReduceLROnPlateau(patience=0, threshold=0.5),
                               training__class_weights="balanced", training__label_smoothing=0.1),
        "plateau with a penalty": of(training__schedule=ReduceLROnPlateau(patience=0, threshold=0.02),
                                     training__l2=0.3),
        "centred": of(training__optimizer=rmsprop(centred=True)),
        "l1 and l2": of(training__l1=0.01, training__l2=0.02),
        "l2 per point": of(training__l2=0.5, training__l2_form="per_point"),
        "weight decay": of(training__l2=0.02, training__l2_form="pytorch", training__l1=0.01),
        "clipping": of(training__clip_norm=0.1, training__clip_value=0.05, training__max_norm=0.8),
        "all noise": of(training__noise=Noise(0.1, 0.05, 0.1, 0.01)),
        "all noise, several": of(THREE, training__noise=Noise(0.1, 0.05, 0.1, 0.01)),
        "all noise, numbers": of(NUMBERS, training__noise=Noise(0.1, 0.05, 0.1, 0.01)),
        "smooth": of(training__label_smoothing=0.1),
        "smooth and weighed": of(THREE, training__label_smoothing=0.1, training__class_weights="balanced"),
        "weighed": of(training__class_weights="balanced", training__loss=BinaryCrossEntropy()),
        "weighed, several": of(THREE, training__class_weights="balanced"),
        "balanced batches": of(training__balanced_batches=True),
        "classes in turn": of(THREE, training__balanced_batches=True, training__reshuffle=False),
        "over-sampled": of(UNEVEN, training__resampling="over"),
        "under-sampled": of(UNEVEN, training__resampling="under", training__whole_set=True),
        "over-sampled, stored order": of(UNEVEN, training__resampling="over", training__reshuffle=False),
        "under-sampled, stored order": of(UNEVEN, training__resampling="under", training__reshuffle=False),
        "stored order": of(training__reshuffle=False),
        "whole set": of(training__whole_set=True),
        "scaled inputs": of(
            data__scaling=family("scaling")["standardise"](),
            features=(family("feature")["x1"](), family("feature")["sin_x2"]())),
        "typed input": of(features=(family("feature")["x1"](), family("feature")["formula"]("x1 ** 2 * x2"))),
        "no validation": of(data__split=Split(train=1.0)),
        "cosine": of(training__schedule=CosineAnnealingLR(T_max=3, eta_min=0.001)),
        "cycle": of(training__schedule=CyclicLR(step_size=4, mode="triangular2")),
        "one cycle": of(training__schedule=OneCycleLR(total_steps=20)),
        "formula": of(training__schedule=LambdaLR("1 / (1 + epoch) + 0.1 * sin(2 * epoch)^2")),
        "plateau": of(training__schedule=ReduceLROnPlateau(patience=0, threshold=0.5, cooldown=1)),
        "plateau without validation": of(training__schedule=ReduceLROnPlateau(patience=0, threshold=0.9),
                                         data__split=Split(train=1.0)),
        "early stop": of(training__early_stopping=patient, network__layers=normed),
        "early stop by score": of(training__early_stopping=EarlyStopping(
            monitor="train_score", patience=2, use_baseline=True, baseline=0.9, start_from_epoch=1)),
        "many points": of(Experiment(), data__source=family("dataset")["circle"](samples=2000),
                          network__layers=(Layer(3),), training__batch_size=500,
                          training__early_stopping=EarlyStopping(patience=50)),
        "sigmoid with half mse": of(network__output=SigmoidOutput()),
    }  # fmt: skip
