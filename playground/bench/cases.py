"""The networks that the benchmark trains."""

from dataclasses import dataclass, replace

from playground.engine.activations import Tanh
from playground.engine.config import Layer, NetworkConfig, TrainingConfig
from playground.engine.optimizers import Adam
from playground.experiment import Experiment, Prepared, prepare


@dataclass(frozen=True, slots=True)
class Case:
    """Hidden layers and batch size, and how many times faster than the others a step is promised to be."""

    key: str
    units: tuple[int, ...]
    batch: int
    torch: float
    sklearn: float | None = None
    precision: str = "float64"

    @property
    def label(self) -> str:
        """The sizes and the precision, as the table names them."""
        return f"{self.key}, {self.precision}"

    def experiment(self) -> Experiment:
        """The usual data and inputs, Tanh and Adam, with these sizes."""
        return experiment(self.units, self.batch, self.precision)

    def prepared(self) -> Prepared:
        """The experiment with its points."""
        return prepare(self.experiment())


SMALL = Case("2-8-8-1/10", (8, 8), 10, torch=25.0, sklearn=12.0)
CASES: tuple[Case, ...] = (
    SMALL,
    Case("2-4-2-1/10", (4, 2), 10, torch=25.0),
    Case("2-8×6-1/10", (8,) * 6, 10, torch=25.0),
    Case("2-32-32-1/32", (32, 32), 32, torch=20.0, precision="float32"),
    Case("2-64-64-64-1/32", (64, 64, 64), 32, torch=10.0, precision="float32"),
    Case("2-256-256-1/128", (256, 256), 128, torch=1.5, precision="float32"),
)
"""All compared at the same precision: the larger networks at PyTorch's own, single precision."""


def experiment(
    units: tuple[int, ...], batch: int, precision: str = "float64", samples: int | None = None
) -> Experiment:
    """An experiment with hidden layers of so many tanh units, trained by Adam."""
    usual = Experiment()
    data = usual.data
    if samples is not None:
        data = replace(data, source=replace(data.source, samples=samples))  # type: ignore[call-arg]
    layers = tuple(Layer(count, Tanh()) for count in units)
    return replace(
        usual,
        data=data,
        network=NetworkConfig(layers, precision=precision),
        training=TrainingConfig(optimizer=Adam(), learning_rate=0.003, batch_size=batch),
    )
