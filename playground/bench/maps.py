"""The pictures of a frame: the decision map, and the maps of all neurons."""

from collections.abc import Iterator

from playground.bench.cases import SMALL
from playground.bench.effort import Effort, Measured, Work, summary, take_turns
from playground.data.dataset import DOMAIN
from playground.engine import probes
from playground.engine.probes import grid


def measure(effort: Effort) -> Iterator[Measured]:
    """Milliseconds for each."""
    prepared = SMALL.prepared()
    evaluator = prepared.trainer().evaluator
    large, small = (prepared.inputs(grid(size, *DOMAIN)) for size in (100, 32))
    works: dict[str, Work] = {
        "map.decision": lambda: len(probes.output_map(evaluator, large)),
        "map.neurons": lambda: bool(probes.neuron_maps(evaluator, small)),
    }
    for key, times in zip(works, take_turns(list(works.values()), effort), strict=True):
        yield summary(key, [1e3 * seconds for seconds in times])
