"""Normalisation of a layer: its numbers brought to mean 0 and variance 1, then to a scale that is learned.

All kinds compute y = gamma (x - mean) / sqrt(variance + eps) + beta, with a gamma and a beta for each neuron, and
differ only in what mean and variance are taken over: the batch, for each neuron by itself; or the neurons, all or a
group of them, for each point by itself. The arithmetic, forward and backward, is in `layers.py`.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from playground.i18n import _
from playground.spec import Component, Effect, component, param


def _epsilon() -> Any:
    return param(
        1e-5, label=_("Epsilon"), help=_("A small number that keeps the division from blowing up."), low=0, high=1,
        open_low=True, logarithmic=True, digits=8, effect=Effect.LIVE,
    )  # fmt: skip


class Normalization(Component):
    """Base of the normalisations."""

    __slots__ = ()
    is_there: ClassVar[bool] = True
    has_statistics: ClassVar[bool] = False
    """Whether means and variances of past batches are remembered."""
    eps: float

    @abstractmethod
    def group_count(self, units: int) -> int:
        """In how many groups the neurons are normalised together; 0 where it is over the batch."""


@component("normalization", key="none", label=_("None"))
@dataclass(frozen=True, slots=True)
class NoNormalization(Normalization):
    """Numbers go on as they are."""

    is_there: ClassVar[bool] = False

    def group_count(self, units: int) -> int:
        return 0


@component("normalization", key="batch_norm", label=_("Batch normalisation"))
@dataclass(frozen=True, slots=True)
class BatchNorm(Normalization):
    """Each neuron over the batch (Ioffe & Szegedy 2015), as `torch.nn.BatchNorm1d`.

    While it trains, mean and variance are those of the batch (the variance divided by n). Both are also averaged over
    time, running <- (1 - momentum) running + momentum batch (this variance divided by n - 1), and the running ones are
    used whenever the network only answers. One point alone has no variance: PyTorch refuses such a batch; here it is
    normalised with the running statistics, which it leaves as they are.
    """

    has_statistics: ClassVar[bool] = True
    momentum: float = param(
        0.1, label=_("Momentum"), help=_("How much the newest batch counts in the running statistics."), low=0,
        high=1, open_low=True, digits=4, effect=Effect.LIVE,
    )  # fmt: skip
    eps: float = _epsilon()

    def group_count(self, units: int) -> int:
        return 0


@component("normalization", key="layer_norm", label=_("Layer normalisation"))
@dataclass(frozen=True, slots=True)
class LayerNorm(Normalization):
    """Each point over all neurons of the layer (Ba et al. 2016), as `torch.nn.LayerNorm`: one group."""

    eps: float = _epsilon()

    def group_count(self, units: int) -> int:
        return 1


@component("normalization", key="group_norm", label=_("Group normalisation"))
@dataclass(frozen=True, slots=True)
class GroupNorm(Normalization):
    """Each point over groups of neighbouring neurons (Wu & He 2018), as `torch.nn.GroupNorm`."""

    groups: int = param(
        2, label=_("Groups"), help=_("Into how many equal groups the neurons are divided."), low=1, high=512
    )
    eps: float = _epsilon()

    def group_count(self, units: int) -> int:
        return self.groups


@component("normalization", key="instance_norm", label=_("Instance normalisation"))
@dataclass(frozen=True, slots=True)
class InstanceNorm(Normalization):
    """Each neuron of each point by itself (Ulyanov et al. 2016): groups of one neuron.

    In pictures a neuron has many places to take a mean over. In a dense layer it has a single number, which minus its
    own mean is 0: the layer says beta, whatever the point, and nothing comes through. This is why nobody uses it here.
    """

    eps: float = _epsilon()

    def group_count(self, units: int) -> int:
        return units
