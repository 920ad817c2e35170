"""The configuration of an experiment, and the rules between its parts."""

from collections.abc import Iterator
from dataclasses import dataclass

from playground.data.config import DataConfig
from playground.data.features import X1, X2, Feature
from playground.data.typed_feature import wild
from playground.engine.config import NetworkConfig, TrainingConfig, pairing
from playground.engine.judgement import Judgement
from playground.engine.seeds import Seeds
from playground.experiment.tasks import problem_name, task_of, wrong_loss
from playground.i18n import Text, _
from playground.spec import Configuration, Effect, Violation, param


@dataclass(frozen=True, slots=True)
class Experiment(Configuration):
    """Everything that decides how a run goes; two runs of equal experiments end in equal weights."""

    data: DataConfig = param(DataConfig(), label=_("Data"), help=_("The points and their split."), effect=Effect.DATA)
    features: tuple[Feature, ...] = param(
        (X1(), X2()), label=_("Inputs"), help=_("What the network is told of each point."), shortest=1, longest=12
    )
    network: NetworkConfig = param(NetworkConfig(), label=_("Network"), help=_("Layers and initial weights."))
    training: TrainingConfig = param(
        TrainingConfig(), label=_("Training"), help=_("How the weights are changed."), effect=Effect.LIVE
    )
    seeds: Seeds = param(Seeds(), label=_("Seeds"), help=_("The numbers that chance is drawn from."))
    judgement: Judgement = param(
        Judgement(), label=_("Evaluation"), help=_("How the answers are judged."), effect=Effect.VIEW
    )

    def constraints(self) -> Iterator[Violation]:
        keys = [feature.identity for feature in self.features]
        if len(set(keys)) < len(keys):
            yield Violation("features", _("Inputs must differ from each other: {keys}.", keys=", ".join(keys)))
        if self.data.source.is_curve:
            for feature in self.features:
                if feature.needs_x2:
                    yield Violation("features", height_as_input(feature))
        for index, feature in enumerate(self.features):
            if (message := wild(feature, self.data.axes)) is not None:
                yield Violation(f"features.{index}", message)
        yield from pairing(self.network, self.training)
        task = task_of(self.data.source)
        if task.kind not in self.training.loss.kinds:
            yield Violation("training.loss", wrong_loss(self.training.loss, task))
        if task.kind not in self.network.output.kinds:
            yield Violation(
                "network.output",
                _("{output} can't answer this data set ({problem}).",
                  output=self.network.output.label, problem=problem_name(task)),
            )  # fmt: skip


def height_as_input(feature: Feature) -> Text:
    """Why a feature is refused where the data are a curve."""
    return _("These data ask for the height of a curve, so an input can't look at it ({name}).", name=feature.caption)
