"""One experiment: data, inputs, network, training and seeds, as one frozen configuration that a file can hold.

`prepare` turns it into what the engine trains: the data set, its parts, and the plan of the network.
"""

from playground.experiment.augmenting import Augmenter
from playground.experiment.config import Experiment, height_as_input
from playground.experiment.files import read, to_plain, write
from playground.experiment.preparing import Prepared, prepare, same_points, trains_alike
from playground.experiment.settling import fit_output, legal_losses, legal_outputs, settled
from playground.experiment.tasks import problem_name, task_of, wrong_loss

__all__ = [
    "Augmenter", "Experiment", "Prepared", "fit_output", "height_as_input", "legal_losses", "legal_outputs", "prepare",
    "problem_name", "read", "same_points", "settled", "task_of", "to_plain", "trains_alike", "write", "wrong_loss",
]  # fmt: skip
