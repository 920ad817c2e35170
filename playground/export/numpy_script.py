"""A stand-alone NumPy script that trains as the program does, to the last bit, with only the parts that are needed."""

import hashlib
from collections.abc import Iterator

from playground.engine import disturbance, learner
from playground.engine.initializers import Initializer
from playground.engine.stopping import EarlyStopping
from playground.engine.tasks import Kind
from playground.export import course, header, layers, numpy_judging, pieces
from playground.export.rates import rate_function
from playground.export.replay import Run
from playground.export.stepping import keeps_sums, memory, update
from playground.i18n import _

DRAWS: dict[str, str] = {
    "xavier_uniform": "rng.uniform(-np.sqrt(6.0 / (inputs + outputs)), np.sqrt(6.0 / (inputs + outputs)), shape)",
    "xavier_normal": "rng.normal(0.0, np.sqrt(2.0 / (inputs + outputs)), shape)",
    "he_uniform": "rng.uniform(-np.sqrt(6.0 / inputs), np.sqrt(6.0 / inputs), shape)",
    "he_normal": "rng.normal(0.0, np.sqrt(2.0 / inputs), shape)",
    "lecun_normal": "rng.normal(0.0, np.sqrt(1.0 / inputs), shape)",
    "orthogonal": "orthogonal(shape, rng)",
    "uniform": "rng.uniform(-{limit}, {limit}, shape)",
    "normal": "rng.normal(0.0, {deviation}, shape)",
    "constant": "np.full(shape, {value})",
    "zeros": "np.zeros(shape)",
    "ones": "np.ones(shape)",
}
"""How the weights of a layer are drawn."""

_ORTHOGONAL = '''
def orthogonal(shape, rng):
    q, r = np.linalg.qr(rng.normal(size=(max(shape), min(shape))))
    q = q * np.sign(np.diag(r))
    return q if shape[0] >= shape[1] else q.T
'''  # fmt: skip


def numpy_script(run: Run, title: str) -> str:
    """The script of a run. Raises SpecError for one that a script can't repeat."""
    header.refuse_children(run.prepared)
    return _Writer(run, title).text()


class _Writer:
    """Puts the parts of one script together."""

    def __init__(self, run: Run, title: str) -> None:
        self.run, self.title, self.prepared = run, title, run.prepared
        experiment = run.prepared.experiment
        self.network, self.training, self.seeds = experiment.network, experiment.training, experiment.seeds
        self.plan, self.task = run.prepared.plan, run.prepared.data.task
        self.dtype = f", np.{self.network.precision}" if self.network.precision != "float64" else ""
        self.weighs, self.uneven = course.weighs(run.prepared), course.is_uneven(run.prepared)

    def text(self) -> str:
        kind = _("Trains a small network with NumPy alone, and ends at the same weights as Neural Playground.")
        parts = [
            header.heading(_("The points")) + header.points(self.prepared, validation=True), self._targets(),
            header.heading(_("The network")) + self._parameters(), self._weights(),
            header.heading(_("Forward, and backward by the chain rule")) + self._answer(), self._learn(),
            header.heading(_("One step")) + self._step(),
            header.heading(_("The learning rate")) + rate_function(self.training.schedule, self.training.learning_rate),
            header.heading(_("How good it is")) + numpy_judging.judging(self.prepared, self.weighs),
            header.heading(_("Training")) + self._training(), self._end(),
        ]  # fmt: skip
        body = "\n\n".join(part.strip("\n") if place % 1 else part for place, part in enumerate(parts))
        head = pieces.helpers(body, self.uneven).strip("\n")
        needed = [
            ("hashlib", "import hashlib"), ("math", "import math"),
            ("bisect_right", "from bisect import bisect_right"), ("crc32", "from zlib import crc32"),
        ]  # fmt: skip
        whole = f"{head}\n{body}"
        imports = [line for name, line in needed if f"{name}." in whole or f"{name}(" in whole]
        start = "\n".join([header.docstring(self.prepared, self.title, kind), *imports, *([""] * bool(imports)),
                           "import numpy as np", "", ""])  # fmt: skip
        return header.tidy(f"{start}\n{head}\n{body}\n")

    # The points and the network --------------------------------------------------------------------------------------

    def _targets(self) -> str:
        """The rows of inputs with ones, and the targets, as the network is trained with them."""
        lines = [
            header.comment(_("points as columns, with a last row of ones, which the biases multiply")),
            "def columns(inputs):",
            "    return np.vstack([inputs.T, np.ones(len(inputs))])",
            "",
            "",
            *course.targets(self.prepared),
            "",
            "",
            "X, T = columns(INPUTS), targets(LABELS)",
            "N = len(LABELS)",
            *course.class_weights(self.prepared),
        ]
        return "\n".join(["", *lines])

    def _parameters(self) -> str:
        lines = [
            header.comment(_("all parameters lie in one row, of which the matrices are parts; the last column of a "
                             "matrix is the bias")),
            f"theta = np.empty({self.plan.size}{self.dtype})",
            *layers.views(self.plan, "theta"),
            "g = np.zeros_like(theta)",
            *layers.views(self.plan, "g", "d"),
            *layers.statistics(self.plan, self.dtype),
        ]  # fmt: skip
        letters = memory(self.training.optimizer)
        if letters:
            lines.append(header.comment(
                _("what the optimizer remembers: sums, not means; their factors 1 - beta come with the step")
                if keeps_sums(self.training.optimizer) else _("what the optimizer remembers")
            ))  # fmt: skip
            lines.append(f"{', '.join(letters)} = {', '.join('np.zeros_like(theta)' for _letter in letters)}")
        if self._needs_mask():
            lines += [
                header.comment(_("which parameters are weights, and no biases")),
                "is_weight = np.zeros_like(theta)",
                "for start, stop, rows in "
                + repr([(part.start, part.stop, part.rows) for part in self._matrices()]) + ":",
                "    is_weight[start:stop].reshape(rows, -1)[:, :-1] = 1.0",
            ]  # fmt: skip
        return "\n".join(lines)

    def _matrices(self) -> list[layers.Slice]:
        return [part for part in layers.slices(self.plan) if part.name.startswith("W")]

    def _needs_mask(self) -> bool:
        training = self.training
        pulls = training.l2 and training.l2_form != "pytorch"
        return bool(training.l1 or pulls or training.noise.weights)

    def _weights(self) -> str:
        """The initial weights, drawn from the seed."""
        initializer: Initializer = self.network.initializer
        draw = DRAWS[initializer.key].format(**pieces.settings(initializer))
        lines = [_ORTHOGONAL.strip("\n"), "", ""] if initializer.key == "orthogonal" else []
        names = ", ".join(part.name for part in self._matrices())
        lines += [
            f"for layer, W in enumerate([{names}]):",
            "    shape = outputs, inputs = W.shape[0], W.shape[1] - 1",
            f'    rng = stream(f"weights of layer {{layer}}", {self.seeds.weights})',
            f"    W[:, :-1] = {draw}",
            f"    W[:, -1] = {self.network.bias!r}",
        ]
        for part in layers.slices(self.plan):
            if not part.name.startswith("W"):
                lines.append(f"{part.name}[:] = {1.0 if part.name.startswith('gamma') else 0.0}")
        return "\n".join(["", "", *lines])

    # A step ----------------------------------------------------------------------------------------------------------

    def _answer(self) -> str:
        body = [f"    {line}" for line in layers.forward(self.plan, learns=False)]
        return "\n".join(["def answer(x):", *body, "    return z, a"])

    def _learn(self) -> str:
        training = self.training
        back = [
            *pieces.delta(training.loss, self.plan.output, self.plan.outputs, self.uneven),
            *layers.backward(self.plan),
        ]
        lines = [*layers.forward(self.plan, learns=True), *back]
        words = header.comment(_("puts the gradient of the mean loss of a batch into g"))
        return "\n".join(["", words, "def learn(x, t, share):", *(f"    {line}" for line in lines)])

    def _step(self) -> str:
        lines = [*self._disturb(), "learn(x, t, share)", *self._after(), *update(self.training.optimizer)]
        if self.training.max_norm:
            lines += [
                f"for W in ({', '.join(part.name for part in self._matrices())},):",
                "    length = np.sqrt(np.square(W[:, :-1]).sum(axis=-1, keepdims=True))",
                f"    W[:, :-1] *= np.minimum(length, {self.training.max_norm!r}) / (length + 1e-7)",
            ]
        changed = f"    global {', '.join(('theta', 'g', *memory(self.training.optimizer)))}\n"
        head = "\n".join([*self._streams(), "", "", "def take_step(x, t, share, lr, step):"]).lstrip("\n")
        return f"{head}\n{changed}" + "\n".join(f"    {line}" for line in lines)

    def _streams(self) -> list[str]:
        """The random streams of a step."""
        noise, seeds = self.training.noise, self.seeds
        wanted = (
            ("dropout", learner.DROPOUT, seeds.dropout, any(layer.dropout for layer in self.plan.hidden)),
            ("input_noise", disturbance.INPUTS, seeds.noise, noise.inputs),
            ("weight_noise", disturbance.WEIGHTS, seeds.noise, noise.weights),
            ("label_noise", disturbance.LABELS, seeds.noise, noise.labels),
            ("gradient_noise", disturbance.GRADIENTS, seeds.noise, noise.gradients),
        )
        return [f'{name} = stream("{title}", {seed})' for name, title, seed, is_on in wanted if is_on]

    def _disturb(self) -> Iterator[str]:
        noise = self.training.noise
        if noise.inputs:
            yield f"x[:-1] += {noise.inputs!r} * input_noise.standard_normal(x[:-1].shape).astype(x.dtype)"
        if noise.labels:
            yield from self._mislabel(repr(noise.labels))
        if noise.weights:
            yield "quiet = theta.copy()"
            yield (f"theta += {noise.weights!r} * weight_noise.standard_normal(theta.shape).astype(theta.dtype)"
                   " * is_weight")  # fmt: skip

    def _mislabel(self, share: str) -> Iterator[str]:
        if self.task.kind is Kind.REGRESSION:
            yield f"t += {share} * label_noise.standard_normal(t.shape).astype(t.dtype)"
            return
        yield f"false = label_noise.random(t.shape[1]) < {share}"
        if self.task.kind is Kind.BINARY:
            yield f"t[:, false] = 1.0 + {self.plan.output.low!r} - t[:, false]"
            return
        yield "steps = label_noise.integers(1, len(t), t.shape[1])[false]"
        yield "rows = (np.arange(len(t))[:, np.newaxis] - steps) % len(t)"
        yield "t[:, false] = np.take_along_axis(t[:, false], rows, axis=0)"

    def _after(self) -> Iterator[str]:
        """What happens to the gradient before the optimizer gets it."""
        training = self.training
        if training.noise.weights:
            yield "theta[:] = quiet"
        if training.l1:
            yield f"g += np.sign(theta) * is_weight * {training.l1!r}"
        if training.l2 and training.l2_form != "pytorch":
            strength = training.l2 / max(self.prepared.data.train.n, 1) if training.l2_form == "per_point" else None
            words = repr(training.l2) if strength is None else f"({training.l2!r} / N)"
            yield f"g += theta * is_weight * {words}"
        if training.clip_norm:
            yield "length = np.sqrt(np.square(g).sum(keepdims=True))"
            yield f"g *= np.minimum({training.clip_norm!r} / (length + 1e-6), 1.0)"
        if training.clip_value:
            yield f"np.clip(g, -{training.clip_value!r}, {training.clip_value!r}, out=g)"
        if training.noise.gradients:
            yield f"g += {training.noise.gradients!r} * gradient_noise.standard_normal(g.shape).astype(g.dtype)"
        if training.l2 and training.l2_form == "pytorch":
            yield f"g += theta * {training.l2!r}"

    # The epochs ------------------------------------------------------------------------------------------------------

    def _training(self) -> str:
        training = self.training
        by_step, watches = training.schedule.by_step, training.schedule.watches
        stopping = training.early_stopping
        cast = f".astype(np.{self.network.precision})" if self.dtype else ""
        lines = [
            f"EPOCHS = {self.run.epochs + self.run.ends_inside_an_epoch}",
            f"BATCH = {header.batch_size(self.prepared)}",
        ]
        if self.run.ends_inside_an_epoch:
            lines += [header.comment(_("the run ends inside its last epoch")), f"STEPS = {self.run.trainer.step}"]
        lines += ["step = 0", *course.order_stream(self.prepared)]
        if isinstance(stopping, EarlyStopping):
            lines += numpy_judging.before_stopping(stopping)
        lines += ["", "for epoch in range(1, EPOCHS + 1):", *course.order(self.prepared)]
        lines += [f"    x, t = X[:, order]{cast}, T[:, order]{cast}"]
        if self.weighs:
            lines.append(f"    w = POINT_WEIGHTS[:, order]{cast}")
        if not by_step:
            lines.append("    lr = rate(epoch - 1)")
        lines.append("    for start in range(0, len(order), BATCH):")
        if self.run.ends_inside_an_epoch:
            lines += ["        if step == STEPS:", "            break"]
        lines.append("        batch = slice(start, start + BATCH)")
        if by_step:
            lines.append("        lr = rate(step)")
        if self.weighs:
            lines.append("        share = w[:, batch] / w[:, batch].sum(axis=-1, keepdims=True)")
        else:
            lines.append("        share = 1.0 / len(order[batch])")
        lines += ["        step += 1", "        take_step(x[:, batch].copy(), t[:, batch].copy(), share, lr, step)"]
        after = list(self._after_epoch(watches, stopping))
        return "\n".join([*lines, *(f"    {line}" for line in after)])

    def _after_epoch(self, watches: bool, stopping: object) -> Iterator[str]:
        if watches:
            part = "VALIDATION_" if self.prepared.data.validation.n else ""
            yield f"watch.observe(loss_and_score({part}INPUTS, {part}LABELS)[0])"
        if isinstance(stopping, EarlyStopping):
            yield from numpy_judging.stopping_lines(stopping, self.prepared)

    def _end(self) -> str:
        digest = hashlib.sha256(self.run.trainer.theta.tobytes()).hexdigest()
        loss = float(self.run.records[-1].train.loss[0]) if not self.run.ends_inside_an_epoch else None
        here, there = str(_("training loss:")), str(_("in Neural Playground:"))
        bits = str(_("weights as in Neural Playground, to the last bit:"))
        compared = "" if loss is None else f", {there!r}, {loss!r}"
        return "\n".join([
            "",
            "loss, score = loss_and_score(INPUTS, LABELS)",
            f"print({here!r}, loss{compared})",
            f'SAME = "{digest}"',
            "same = hashlib.sha256(theta.tobytes()).hexdigest() == SAME",
            f"print({bits!r}, same)",
        ])  # fmt: skip
