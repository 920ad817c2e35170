"""The confusion matrix and what follows from it, against the lecture, scikit-learn and what must hold."""

from math import isnan

import numpy as np
import pytest

from playground.engine.confusion import Outcomes, confusion, cost, each, macro, mcc, micro, outcomes, share_right

from .sklearn_numbers import cases

LECTURE = Outcomes(tp=100, fp=70, fn=30, tn=800)
LABELS = cases("labels")
CLASSES = {"two": 2, "four": 4, "never_predicted": 3, "not_there": 3}
NOTHING_UNDEFINED = ("two", "four")
BETAS = (0.5, 1.0, 2.0)


def matrix_of(name: str) -> np.ndarray:
    return confusion(LABELS[name]["predicted"], LABELS[name]["labels"], CLASSES[name])


def expect(found: object, wanted: object) -> None:
    np.testing.assert_allclose(found, wanted, rtol=1e-12)


def test_the_lecture_s_thousand_points() -> None:
    assert LECTURE.n == 1000
    assert round(LECTURE.accuracy, 3) == 0.900
    assert round(LECTURE.recall, 3) == 0.769
    assert round(LECTURE.precision, 3) == 0.588
    assert round(LECTURE.specificity, 3) == 0.920
    assert round(LECTURE.f1, 3) == 0.667


@pytest.mark.parametrize(
    ("outcome", "precision", "recall", "f1"),
    [(Outcomes(1710, 90, 190, 10), 0.95, 0.90, 0.924), (Outcomes(1666, 34, 294, 6), 0.98, 0.85, 0.910)],
)
def test_the_lecture_s_f_scores(outcome: Outcomes, precision: float, recall: float, f1: float) -> None:
    assert outcome.precision == precision
    assert outcome.recall == recall
    assert round(outcome.f1, 3) == f1


def test_rows_are_true_classes_and_columns_predicted_ones() -> None:
    matrix = confusion(predicted=np.array([1.0, 1.0, 2.0]), labels=np.array([0.0, 0.0, 2.0]), classes=3)
    assert matrix.dtype == np.int64
    assert matrix.tolist() == [[0, 2, 0], [0, 0, 0], [0, 0, 1]]


@pytest.mark.parametrize("name", LABELS)
def test_the_matrix_is_that_of_scikit_learn_and_adds_up_to_the_number_of_points(name: str) -> None:
    assert matrix_of(name).tolist() == LABELS[name]["confusion"].tolist()
    assert matrix_of(name).sum() == len(LABELS[name]["labels"])
    assert all(part.n == len(LABELS[name]["labels"]) for part in each(matrix_of(name)))


@pytest.mark.parametrize("name", LABELS)
def test_every_class_has_the_rates_that_scikit_learn_finds(name: str) -> None:
    wanted, parts = LABELS[name]["each"], each(matrix_of(name))
    expect([part.precision for part in parts], wanted["precision"])
    expect([part.recall for part in parts], wanted["recall"])
    expect([part.specificity for part in parts], wanted["specificity"])
    expect([[part.f(beta) for part in parts] for beta in BETAS], wanted["f"])
    defined = [not isnan(part.mcc) for part in parts]
    expect([part.mcc for part in parts if not isnan(part.mcc)], wanted["mcc"][defined])


@pytest.mark.parametrize("name", LABELS)
def test_all_classes_in_one_heap_have_the_rates_that_scikit_learn_finds(name: str) -> None:
    wanted, heap = LABELS[name]["micro"], micro(matrix_of(name))
    expect((heap.precision, heap.recall), (wanted["precision"], wanted["recall"]))
    expect([heap.f(beta) for beta in BETAS], wanted["f"])


@pytest.mark.parametrize("name", NOTHING_UNDEFINED)
def test_means_over_the_classes_are_those_of_scikit_learn(name: str) -> None:
    wanted, means = LABELS[name]["macro"], macro(matrix_of(name))
    expect((means.precision, means.recall), (wanted["precision"], wanted["recall"]))
    expect([means.f(beta) for beta in BETAS], wanted["f"])
    expect(means.specificity, LABELS[name]["each"]["specificity"].mean())
    expect(means.balanced_accuracy, LABELS[name]["balanced_accuracy"])


@pytest.mark.parametrize("name", LABELS)
def test_accuracy_and_correlation_are_those_of_scikit_learn(name: str) -> None:
    expect(share_right(matrix_of(name)), LABELS[name]["accuracy"])
    expect(mcc(matrix_of(name)), LABELS[name]["mcc"])


def test_two_classes_balance_the_same_from_either_side() -> None:
    matrix = matrix_of("two")
    negative, positive = each(matrix)
    assert positive.balanced_accuracy == negative.balanced_accuracy
    assert positive.balanced_accuracy == pytest.approx(macro(matrix).balanced_accuracy)
    assert positive.mcc == negative.mcc == pytest.approx(mcc(matrix))
    assert positive.recall == negative.specificity


@pytest.mark.parametrize("seed", range(20))
def test_micro_rates_are_the_accuracy(seed: int) -> None:
    rng = np.random.default_rng(seed)
    labels, predicted = rng.integers(0, 5, (2, 37)).astype(np.float64)
    matrix = confusion(predicted, labels, 5)
    heap, right = micro(matrix), share_right(matrix)
    assert right == (labels == predicted).mean()
    expect((heap.precision, heap.recall, heap.f1), (right, right, right))
    for way in ("tp", "fp", "fn", "tn"):
        assert getattr(heap, way) == sum(getattr(part, way) for part in each(matrix))


def test_the_order_of_the_points_changes_nothing() -> None:
    case, order = LABELS["four"], np.random.default_rng(0).permutation(80)
    shuffled = confusion(case["predicted"][order], case["labels"][order], 4)
    assert shuffled.tolist() == matrix_of("four").tolist()


@pytest.mark.parametrize("beta", [0.5, 1.0, 2.0, 3.7])
def test_f_lies_between_precision_and_recall_as_their_weighted_harmonic_mean(beta: float) -> None:
    weights = np.array([1.0, beta**2])
    harmonic = weights.sum() / (weights / [LECTURE.precision, LECTURE.recall]).sum()
    assert LECTURE.f(beta) == pytest.approx(harmonic)


def test_a_large_beta_asks_for_recall_and_a_small_one_for_precision() -> None:
    assert LECTURE.f(1e6) == pytest.approx(LECTURE.recall)
    assert LECTURE.f(0.0) == LECTURE.precision


def test_who_calls_nobody_positive_has_no_precision_and_no_correlation_but_finds_nothing() -> None:
    blind = Outcomes(tp=0, fp=0, fn=1, tn=999)
    assert blind.accuracy == 0.999
    assert isnan(blind.precision)
    assert isnan(blind.mcc)
    assert (blind.recall, blind.f1, blind.balanced_accuracy) == (0.0, 0.0, 0.5)


def test_where_nobody_is_positive_there_is_no_recall() -> None:
    nobody = Outcomes(tp=0, fp=5, fn=0, tn=5)
    assert isnan(nobody.recall)
    assert isnan(nobody.balanced_accuracy)
    assert (nobody.precision, nobody.f1, nobody.specificity) == (0.0, 0.0, 0.5)


def test_where_everybody_is_positive_there_is_no_specificity() -> None:
    everybody = Outcomes(tp=3, fp=0, fn=2, tn=0)
    assert isnan(everybody.specificity)
    assert isnan(everybody.balanced_accuracy)


def test_where_nobody_is_or_is_called_positive_there_is_no_f() -> None:
    assert isnan(Outcomes(tp=0, fp=0, fn=0, tn=7).f1)


def test_no_points_leave_everything_undefined() -> None:
    matrix = confusion(np.empty(0), np.empty(0), 3)
    assert matrix.tolist() == [[0] * 3] * 3
    for rates in (*each(matrix), micro(matrix), macro(matrix)):
        numbers = (rates.accuracy, rates.precision, rates.recall, rates.specificity, rates.balanced_accuracy, rates.f1)
        assert all(map(isnan, numbers))
    assert isnan(share_right(matrix))
    assert isnan(mcc(matrix))


def test_a_mean_that_lacks_a_class_is_undefined_rather_than_flattering() -> None:
    assert isnan(macro(matrix_of("never_predicted")).precision)
    assert not isnan(macro(matrix_of("never_predicted")).recall)
    assert isnan(macro(matrix_of("not_there")).recall)
    assert isnan(macro(matrix_of("not_there")).balanced_accuracy)
    assert not isnan(macro(matrix_of("not_there")).precision)


def test_a_right_answer_for_every_point_is_perfect_and_a_wrong_one_the_opposite() -> None:
    assert mcc(np.array([[30, 0], [0, 12]])) == 1.0
    assert mcc(np.array([[0, 30], [12, 0]])) == -1.0
    assert mcc(np.array([[5, 0, 0], [0, 9, 0], [0, 0, 2]])) == 1.0


def test_the_correlation_of_a_hundred_million_points_does_not_overflow() -> None:
    small = np.array([[800, 70], [30, 100]])
    assert mcc(small * 100_000) == pytest.approx(mcc(small))
    assert outcomes(small * 100_000).mcc == pytest.approx(LECTURE.mcc)


def test_the_price_of_each_error_decides_which_answers_are_better() -> None:
    careful, strict = np.array([[80, 20], [1, 9]]), np.array([[99, 1], [8, 2]])
    spam, disease = np.array([[0.0, 10.0], [1.0, 0.0]]), np.array([[0.0, 1.0], [100.0, 0.0]])
    assert cost(careful, spam) == 201.0
    assert cost(strict, spam) == 18.0
    assert cost(careful, disease) == 120.0
    assert cost(strict, disease) == 801.0


@pytest.mark.parametrize("label", [-1.0, 3.0])
def test_a_label_that_is_no_class_is_refused(label: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 2"):
        confusion(np.array([0.0]), np.array([label]), 3)


def test_a_matrix_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        matrix_of("two")[0, 0] = 5
