"""Makes golden.npz: networks trained by PyTorch, which the engine must train to the same numbers.

Kept beside the numbers so that anybody can make them again; no test runs it. It knows nothing of our code:

    python -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.13.0 numpy==2.4.6
    /tmp/torch/bin/python tests/golden/make_golden.py

Every run starts from stored weights and passes over the points in their stored order, in batches of 5 of which the last
has 3. A network is stored as one vector: layer after layer the weight matrix with the bias as its last column, row by
row. The arrays are called `<network>/<answer>/start` (size), `.../final` (4 optimizers, 2 strengths of L2, size) and
`.../losses` (4, 2, 10), the mean loss over all points, without L2, after every 20 of 200 steps.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

POINTS, BATCH, STEPS, EVERY = 23, 5, 200, 20
STRENGTHS = (0.0, 0.02)
NETWORKS: dict[str, tuple[tuple[int, ...], type[nn.Module]]] = {
    "tanh": ((4, 2), nn.Tanh),
    "relu": ((6,), nn.ReLU),
    "sigmoid": ((5, 4, 3), nn.Sigmoid),
    "none": ((), nn.Identity),
}
OPTIMIZERS: dict[str, Callable[[Iterator[Tensor]], torch.optim.Optimizer]] = {
    "sgd": lambda theta: torch.optim.SGD(theta, lr=0.05),
    "momentum": lambda theta: torch.optim.SGD(theta, lr=0.03, momentum=0.9),
    "rmsprop": lambda theta: torch.optim.RMSprop(theta, lr=0.01, alpha=0.9, eps=1e-8),
    "adam": lambda theta: torch.optim.Adam(theta, lr=0.02, betas=(0.9, 0.999), eps=1e-8),
}


def half_squared_error(z: Tensor, t: Tensor) -> Tensor:
    return 0.5 * torch.square(torch.tanh(z) - t).sum(dim=1).mean()


ANSWERS: dict[str, tuple[int, str, Callable[[Tensor, Tensor], Tensor]]] = {
    "binary_cross_entropy": (1, "labels", nn.BCEWithLogitsLoss()),
    "cross_entropy": (3, "classes", nn.CrossEntropyLoss()),
    "mse": (1, "values", nn.MSELoss()),
    "half_mse": (1, "labels", half_squared_error),
}


def targets(answer: str, data: dict[str, np.ndarray]) -> Tensor:
    outputs, name, _ = ANSWERS[answer]
    if outputs > 1:
        return torch.tensor(data[name])
    column = torch.tensor(data[name], dtype=torch.float64)[:, None]
    return 2 * column - 1 if answer == "half_mse" else column


def build(units: tuple[int, ...], bend: type[nn.Module], outputs: int) -> nn.Sequential:
    layers: list[nn.Module] = []
    before = 2
    for after in units:
        layers += [nn.Linear(before, after), bend()]
        before = after
    return nn.Sequential(*layers, nn.Linear(before, outputs)).double()


def dense(network: nn.Sequential) -> list[nn.Linear]:
    return [layer for layer in network if isinstance(layer, nn.Linear)]


def flat(network: nn.Sequential) -> np.ndarray:
    parts = [torch.cat([layer.weight, layer.bias[:, None]], dim=1).ravel() for layer in dense(network)]
    return torch.cat(parts).detach().numpy().copy()


def train(network: nn.Sequential, answer: str, optimizer: str, l2: float, x: Tensor, t: Tensor) -> list[float]:
    loss = ANSWERS[answer][2]
    rule = OPTIMIZERS[optimizer](network.parameters())
    losses: list[float] = []
    for step in range(STEPS):
        start = step * BATCH % (-(-POINTS // BATCH) * BATCH)
        rule.zero_grad()
        penalty = sum(torch.square(layer.weight).sum() for layer in dense(network))
        (loss(network(x[start : start + BATCH]), t[start : start + BATCH]) + 0.5 * l2 * penalty).backward()
        rule.step()
        if (step + 1) % EVERY == 0:
            losses.append(loss(network(x), t).item())
    return losses


def main() -> None:
    torch.manual_seed(20)
    rng = np.random.default_rng(20)
    x = rng.normal(0, 2, (POINTS, 2))
    data = {
        "x": x,
        "labels": (x[:, 0] * x[:, 1] > 0).astype(np.int64),
        "classes": rng.integers(0, 3, POINTS),
        "values": np.sin(x[:, 0]) + 0.3 * x[:, 1],
    }
    stored = dict(data)
    for name, (units, bend) in NETWORKS.items():
        for answer, (outputs, _, _) in ANSWERS.items():
            start = build(units, bend, outputs)
            weights = start.state_dict()
            ends, losses = [], []
            for optimizer in OPTIMIZERS:
                for l2 in STRENGTHS:
                    network = build(units, bend, outputs)
                    network.load_state_dict(weights)
                    losses.append(train(network, answer, optimizer, l2, torch.tensor(x), targets(answer, data)))
                    ends.append(flat(network))
            shape = (len(OPTIMIZERS), len(STRENGTHS))
            stored[f"{name}/{answer}/start"] = flat(start)
            stored[f"{name}/{answer}/final"] = np.reshape(ends, (*shape, -1))
            stored[f"{name}/{answer}/losses"] = np.reshape(losses, (*shape, -1))
    np.savez_compressed(Path(__file__).with_name("golden.npz"), **stored)


if __name__ == "__main__":
    main()
