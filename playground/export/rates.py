"""Schedules as a Python function `rate(t)`, where t is the number of the epoch or step from 0."""

from playground.engine.schedules import Schedule
from playground.export.formulas import as_python
from playground.export.pieces import settings

_TEXT: dict[str, str] = {
    "constant": "return {base}",
    "lambda_lr": "epoch = float(t)\nreturn {base} * float({formula})",
    "multiplicative_lr": (
        "whole, rest = divmod(t, 64)  # a product of products, as long runs need it\n"
        "blocks = math.prod(all_factors(64 * block + 1, 64 * block + 64) for block in range(whole))\n"
        "return {base} * (blocks * all_factors(t - rest + 1, t))"
    ),
    "step_lr": "return {base} * {gamma} ** (t // {step_size})",
    "multi_step_lr": "return {base} * {gamma} ** bisect_right({sorted_milestones}, t)",
    "exponential_lr": "return {base} * {gamma} ** t",
    "cosine_annealing_lr": "return {eta_min} + ({base} - {eta_min}) * (1.0 + math.cos(math.pi * t / {T_max})) / 2.0",
    "cosine_annealing_warm_restarts": (
        "start, length = 0, {T_0}\n"
        "if {T_mult} == 1:\n"
        "    start = t - t % length\n"
        "while t >= start + length:\n"
        "    start, length = start + length, length * {T_mult}\n"
        "return {eta_min} + ({base} - {eta_min}) * (1.0 + math.cos(math.pi * (t - start) / length)) / 2.0"
    ),
    "cyclic_lr": (
        "length = 2.0 * {step_size}\n"
        "cycle = math.floor(1.0 + t / length)\n"
        "x = 1.0 + t / length - cycle\n"
        "height = (x / 0.5 if x <= 0.5 else (x - 1.0) / (0.5 - 1.0)) * {height}\n"
        "return {base} + ({max_lr} - {base}) * height"
    ),
    "one_cycle_lr": (
        "first = {max_lr} / {div_factor}\n"
        "last = first / {final_div_factor}\n"
        "top, end = {pct_start} * {total_steps} - 1.0, {total_steps} - 1.0\n"
        "t = min(t, {total_steps} - 1)\n"
        "if t <= top:\n"
        "    return cosine(first, {max_lr}, t / top if top else 1.0)\n"
        "return cosine({max_lr}, last, (t - top) / (end - top))"
    ),
    "reduce_lr_on_plateau": "return max({base} * watch.factor, min({base}, {min_lr}))",
    "linear_lr": (
        "done = min(t, {total_iters}) / {total_iters}\n"
        "return {base} * ({start_factor} + ({end_factor} - {start_factor}) * done)"
    ),
    "polynomial_lr": "return {base} * (1.0 - min(t, {total_iters}) / {total_iters}) ** {power}",
}

_BEFORE: dict[str, str] = {
    "multiplicative_lr": '''
def factor(epoch):
    return float({formula})


def all_factors(first, last):
    return math.prod(factor(float(epoch)) for epoch in range(first, last + 1))
''',
    "one_cycle_lr": '''
def cosine(start, end, done):
    return end + (start - end) * (1.0 + math.cos(math.pi * done)) / 2.0
''',
    "reduce_lr_on_plateau": '''
class Watch:
    best, waited, cooling, factor = math.inf, 0, 0, 1.0

    def observe(self, loss):
        if loss < self.best * (1.0 - {threshold}) or not math.isfinite(self.best):
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
        if self.cooling > 0:
            self.cooling, self.waited = self.cooling - 1, 0
        if self.waited > {patience}:
            factor = min(max(self.factor * {factor}, {min_lr} / {base}), self.factor)
            if {base} * (self.factor - factor) > {least}:
                self.factor = factor
            self.waited, self.cooling = 0, {cooldown}


watch = Watch()
''',
}  # fmt: skip


def rate_function(schedule: Schedule, base: float) -> str:
    """The function, and whatever it needs before it."""
    known = settings(schedule) | {"base": repr(base)}
    if "formula" in known:
        known["formula"] = as_python(getattr(schedule, "formula"), ("epoch",))  # noqa: B009 - two schedules have one
    if schedule.key == "multi_step_lr":
        known["sorted_milestones"] = repr(sorted(getattr(schedule, "milestones")))  # noqa: B009
    if schedule.key == "reduce_lr_on_plateau":
        known["least"] = repr(getattr(schedule, "LEAST_FALL"))  # noqa: B009
    if schedule.key == "cyclic_lr":
        heights = {"triangular2": "math.ldexp(1.0, 1 - cycle)", "exp_range": f"{known['gamma']} ** t"}
        known["height"] = heights.get(getattr(schedule, "mode"), "1.0")  # noqa: B009
    lines = "\n".join(f"    {line}" for line in _TEXT[schedule.key].format(**known).splitlines())
    before = _BEFORE.get(schedule.key, "").format(**known)
    return f"{before}\n\ndef rate(t):\n{lines}\n".lstrip("\n")
