"""Makes mixup.json: losses of mixed points worked out by PyTorch, and their gradients, which the engine must find too.

Kept beside the numbers so that anybody can make them again; no test runs it. It knows nothing of our code:

    python -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.13 numpy==2.4.6
    /tmp/torch/bin/python tests/golden/make_mixup.py

The formula is that of the paper (Zhang et al. 2018): share * loss(z, y_a) + (1 - share) * loss(z, y_b), each point's
loss with the weight of its own class, divided by the sum of all weights.
"""

import json
from pathlib import Path

import torch
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, mse_loss

torch.set_default_dtype(torch.float64)
N, CLASSES = 12, 3


def case(kind: str, is_weighted: bool) -> dict:
    classes = {"softmax": CLASSES, "sigmoid": 2, "linear": 0}[kind]
    y = torch.randint(0, classes, (N,)) if classes else torch.randn(N)
    partners = torch.randint(0, N, (N,))
    share = torch.distributions.Beta(0.4, 0.4).sample((N,))
    z = torch.randn(CLASSES if kind == "softmax" else 1, N, requires_grad=True)
    if is_weighted:
        weights = (N / (classes * torch.bincount(y, minlength=classes).clamp(min=1))).to(z.dtype)[y]
    else:
        weights = torch.ones(N)

    def loss(targets: torch.Tensor) -> torch.Tensor:
        if kind == "softmax":
            return cross_entropy(z.T, targets, reduction="none")
        if kind == "sigmoid":
            return binary_cross_entropy_with_logits(z[0], targets.to(z.dtype), reduction="none")
        return mse_loss(z[0], targets, reduction="none")

    own, other = share * weights, (1 - share) * weights[partners]
    if kind == "linear":  # not linear in the target: the target itself is mixed
        total = loss(share * y + (1 - share) * y[partners]).mean()
    else:
        total = (own * loss(y) + other * loss(y[partners])).sum() / (own + other).sum()
    total.backward()
    return {
        "kind": kind, "weighted": is_weighted, "y": y.tolist(), "partners": partners.tolist(), "share": share.tolist(),
        "z": z.detach().tolist(), "loss": total.item(), "gradient": z.grad.tolist(),
    }  # fmt: skip


def main() -> None:
    torch.manual_seed(20261121)
    kinds = [("softmax", False), ("softmax", True), ("sigmoid", False), ("sigmoid", True), ("linear", False)]
    path = Path(__file__).with_name("mixup.json")
    path.write_text(json.dumps([case(*kind) for kind in kinds]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
