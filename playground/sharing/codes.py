"""An experiment as a code that can be read aloud and typed, such as `1QY0-0010-001T-3W20`.

A code names the shipped experiment it begins with, the seeds of its points and of its weights, and then only what was
changed. The check at its end finds every single mistyped character and every two that were exchanged.

    version  start  data seed  weights seed  changes  start's check  check
    1        2      4          4             any      2              3       letters of base 32
"""

import json
import zlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from playground import codec, tree
from playground.data.points import Points
from playground.examples import EXAMPLES
from playground.experiment import Experiment
from playground.i18n import Text, _
from playground.sharing.base32 import ALPHABET, bytes_of, letters_of, letters_of_bytes, number_of, typed
from playground.sharing.difference import difference, put_back
from playground.spec import SpecError, Violation

VERSION = 1
SHORTEST, LONGEST = 16, 20_000
LARGEST_SHORT_SEED = 32**4 - 1
LONGEST_CHANGES = 100_000
"""So many bytes of changes are unpacked at most: what a hostile code can cost."""

_USUAL = "usual"
"""Stands for the experiment that the program starts with."""
_SEEDS = ("data.seed", "seeds.weights")
_PRIME = 32_749
"""The largest prime below 2^15. A code modulo a prime above 32 changes with every single letter and every exchange."""
_FREQUENT = (
    b'"features":[{"type":"x1_squared"},{"type":"x2_squared"},{"type":"x1_x2"},{"type":"sin_x1"},{"type":"sin_x2"}],'
    b'"training.schedule":{"type":"cosine_annealing_lr","training.early_stopping":{"type":"early_stopping",'
    b'"monitor":"validation_loss","network.initializer":{"type":"he_uniform","network.output":{"type":"softmax"},'
    b'"training.loss":{"type":"cross_entropy"},"training.noise.inputs":"training.label_smoothing":"training.clip_norm":'
    b'"data.split.seed":"data.split.test":"data.split.train":"training.l1":"training.l2":"seeds.order":"seeds.dropout":'
    b'"data.source":{"type":"gaussians","samples":400,"noise":0.1,"balance":0.5},"data.source":{"type":"spiral",'
    b'"network.layers.0.units":"network.layers":[{"units":8,"activation":{"type":"relu"},"normalization":'
    b'{"type":"batch_norm","eps":1e-05,"momentum":0.1},"norm_position":"before","dropout":0.0,"dropout_position":'
    b'"last"},{"units":4,"activation":{"type":"tanh"},"normalization":{"type":"none"},"norm_position":"before",'
    b'"dropout":0.0,"dropout_position":"last"}],"data.source.samples":"data.source.noise":"training.batch_size":'
    b'"training.learning_rate":0.01,"training.optimizer":{"type":"adam","beta1":0.9,"beta2":0.999,"eps":1e-08},'
)
"""What the changes of most experiments are made of, for the compressor. Part of the format: it never changes."""

POINTS_NEED_A_FILE = _("A code holds settings and seeds, but no points drawn by hand or read from a file. "
                       "Save the project and share the file instead.")  # fmt: skip


def code_of(experiment: Experiment) -> str:
    """The shortest code of an experiment. Raises SpecError for points drawn by hand, which no code holds."""
    if isinstance(experiment.data.source, Points):
        raise SpecError((Violation("data.source", POINTS_NEED_A_FILE),))
    body = min((_body(key, start, experiment) for key, start in _starts().items()), key=len)
    letters = body + letters_of(number_of(body) % _PRIME, 3)
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def experiment_of(code: str) -> Experiment:
    """The experiment of a code. Raises SpecError with a sentence for a code that is none, or is not whole."""
    body = _verified(typed(code))
    if number_of(body[0]) != VERSION:
        raise _refusal(_("This code was made by another version of the program, which this one can't read."))
    starts = {_key_hash(key): start for key, start in _starts().items()}
    start = starts.get(number_of(body[1:3]))
    if start is None or number_of(body[-2:]) != _start_check(start):
        raise _refusal(_("This code begins with an experiment that this version of the program does not have."))
    seeds = (number_of(body[3:7]), number_of(body[7:11]))
    seeded = tree.put_all(start, dict(zip(_SEEDS, seeds, strict=True)))
    try:
        plain = put_back(codec.encode(seeded), _unpack(body[11:-2]))
    except LookupError as error:
        raise _refusal(_BROKEN) from error
    return codec.decode(Experiment, plain)


def looks_like_code(words: str) -> bool:
    """Whether a text may be meant as a code.

    >>> looks_like_code("1x5v 0001 0001 c8sr"), looks_like_code("https://example.org/")
    (True, False)
    """
    letters = typed(words)
    return len(letters) >= SHORTEST and set(letters) <= set(ALPHABET)


@cache
def _starts() -> Mapping[str, Experiment]:
    """The experiments that a code may begin with, read once."""
    return {_USUAL: Experiment()} | {example.key: example.read() for example in EXAMPLES}


def _body(key: str, start: Experiment, experiment: Experiment) -> str:
    """A code without its check, told as changes of one shipped experiment."""
    seeds = [min(tree.get(experiment, path), LARGEST_SHORT_SEED) for path in _SEEDS]
    seeded = tree.put_all(start, dict(zip(_SEEDS, seeds, strict=True)))
    changes = difference(codec.encode(seeded), codec.encode(experiment))
    head = letters_of(VERSION, 1) + letters_of(_key_hash(key), 2)
    return head + "".join(letters_of(seed, 4) for seed in seeds) + _pack(changes) + letters_of(_start_check(start), 2)


def _pack(changes: dict[str, Any]) -> str:
    if not changes:
        return ""
    words = json.dumps(changes, ensure_ascii=False, separators=(",", ":")).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _FREQUENT)
    return letters_of_bytes(packer.compress(words) + packer.flush())


def _unpack(letters: str) -> dict[str, Any]:
    if not letters:
        return {}
    unpacker = zlib.decompressobj(-15, _FREQUENT)
    try:
        changes = json.loads(unpacker.decompress(bytes_of(letters), LONGEST_CHANGES))
    except (zlib.error, ValueError, RecursionError) as error:
        raise _refusal(_BROKEN) from error
    if not unpacker.eof or not isinstance(changes, dict):
        raise _refusal(_BROKEN)
    return changes


_BROKEN = _("This is no code of this program, or a part of it is missing.")


def _verified(letters: str) -> str:
    """The letters of a code without its check."""
    stranger = next((sign for sign in letters if sign not in ALPHABET), None)
    if stranger is not None:
        raise _refusal(_("A code has digits and letters from A to Z without U, but no other signs ({sign}).",
                         sign=stranger))  # fmt: skip
    if not SHORTEST <= len(letters) <= LONGEST:
        raise _refusal(_("A code has at least {least} characters; this one has {n}.", least=SHORTEST, n=len(letters))
                       if len(letters) < SHORTEST else _BROKEN)  # fmt: skip
    if number_of(letters[:-3]) % _PRIME != number_of(letters[-3:]):
        raise _refusal(_("A character of this code is mistyped or missing."))
    return letters[:-3]


def _refusal(words: Text) -> SpecError:
    return SpecError((Violation("", words),))


def _key_hash(key: str) -> int:
    return zlib.crc32(key.encode()) % 1024


@cache
def _start_check(start: Experiment) -> int:
    """A number that differs when a shipped experiment was changed. Settings it does not speak of have no part in it."""
    beyond_usual = difference(codec.encode(Experiment()), codec.encode(start))
    return zlib.crc32(json.dumps(beyond_usual, sort_keys=True).encode()) % 1024
