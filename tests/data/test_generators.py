from itertools import pairwise

import numpy as np
import pytest

import playground.data  # noqa: F401 - declares the families
from playground.codec import decode, encode
from playground.data.dataset import DOMAIN, Dataset
from playground.data.generators import Circle, ExclusiveOr, Gaussians, Moons, Rare, Spiral, VeryRare
from playground.data.regression_sets import FormulaSurface, MultiGaussian, Plane, Ripples, Saddle, Surface
from playground.data.several_sets import Blobs, Many, ManyRings, NestedMoons, Rings, Spirals
from playground.data.shape_sets import Above, Checkerboard, Sine, Squares, Stripes, SwissRoll, YinYang
from playground.data.sources import Generated, Labelled, Source
from playground.data.split import Split, parts
from playground.spec import Effect, SpecError, family, params

ALL: list[type[Generated]] = [cls for cls in family("dataset").values() if issubclass(cls, Generated)]
LABELLED: list[type[Labelled]] = [cls for cls in ALL if issubclass(cls, Labelled)]
BALANCED = [cls for cls in LABELLED if "balance" in params(cls)]


def made(source: Source, seed: int = 0) -> Dataset:
    return source.make(np.random.default_rng(seed))


def radii(data: Dataset, label: int) -> np.ndarray:
    return np.hypot(*data.x[data.labels == label].T)


def test_the_family_is_in_the_order_on_screen() -> None:
    assert [*family("dataset")] == [
        *("circle", "xor", "gaussians", "spiral", "moons", "rare", "very_rare"),
        *("checkerboard", "stripes", "squares", "yin_yang", "swiss_roll", "sine", "above"),
        *("rings", "blobs", "spirals", "nested_moons", "many_rings"),
        *("plane", "multi_gaussian", "saddle", "ripples", "surface"),
        *("line", "wave", "cubic", "bell", "stairs", "curve", "points"),
    ]


# What holds for every generated set


@pytest.mark.parametrize("cls", ALL)
def test_every_setting_makes_the_data_anew_but_for_the_names_of_classes(cls: type[Generated]) -> None:
    assert {name for name, item in params(cls).items() if item.param.effect is not Effect.DATA} <= {"styles"}


@pytest.mark.parametrize("cls", ALL)
@pytest.mark.parametrize("noise", [None, 0.0, 0.5])
@pytest.mark.parametrize("samples", [8, 400, 997])
def test_there_are_exactly_as_many_points_as_asked_for_and_all_within_the_domain(
    cls: type[Generated], noise: float | None, samples: int
) -> None:
    source = cls(samples=samples) if noise is None else cls(samples=samples, noise=noise)  # type: ignore[call-arg]
    data = made(source)
    assert data.n == samples
    assert data.x.min() >= DOMAIN[0]
    assert data.x.max() <= DOMAIN[1]
    assert data.classes == source.classes


@pytest.mark.parametrize("cls", ALL)
def test_the_same_seed_gives_the_same_points_and_another_seed_others(cls: type[Generated]) -> None:
    assert made(cls(), 5) == made(cls(), 5)
    assert made(cls(), 5) != made(cls(), 6)


@pytest.mark.parametrize("cls", ALL)
def test_no_randomness_but_the_generator_given_is_used_or_disturbed(cls: type[Generated]) -> None:
    np.random.seed(1)
    expected = np.random.random()
    np.random.seed(1)
    data = made(cls())
    assert np.random.random() == expected
    assert made(cls()) == data


@pytest.mark.parametrize("cls", ALL)
def test_a_file_gives_back_the_same_settings(cls: type[Generated]) -> None:
    source = cls(samples=123, noise=0.25)  # type: ignore[call-arg]
    assert decode(Source, encode(source)) == source  # type: ignore[type-abstract]
    assert decode(Source, cls.key) == cls()  # type: ignore[type-abstract]


@pytest.mark.parametrize("cls", LABELLED)
def test_points_come_in_a_random_order(cls: type[Labelled]) -> None:
    labels = made(cls(samples=1000)).labels
    changes = np.count_nonzero(np.diff(labels))
    shares = np.bincount(labels) / 1000
    expected = 999 * (1 - np.sum(shares**2))
    assert abs(changes - expected) < 5 * np.sqrt(expected)


@pytest.mark.parametrize("cls", BALANCED)
def test_classes_are_equally_large_when_nothing_else_is_said(cls: type[Labelled]) -> None:
    counts = made(cls()).counts
    assert counts.sum() == 400
    assert counts.max() - counts.min() <= 1


@pytest.mark.parametrize("noise", [0.0, 0.5])
@pytest.mark.parametrize("cls", BALANCED)
def test_the_balance_is_the_share_of_the_first_class_whatever_the_noise(cls: type[Labelled], noise: float) -> None:
    counts = made(cls(balance=0.2, noise=noise)).counts  # type: ignore[call-arg]
    assert counts[0] == 80
    assert set(counts[1:]) == {320 // (cls().class_count - 1)}


@pytest.mark.parametrize("cls", BALANCED)
@pytest.mark.parametrize("balance", [0.05, 0.95])
def test_the_smallest_set_has_a_point_of_each_class(cls: type[Labelled], balance: float) -> None:
    smallest = cls(samples=cls().class_count, balance=balance, noise=0.5)  # type: ignore[call-arg]
    assert set(made(smallest).counts) == {1}


@pytest.mark.parametrize("cls", [Rings, Blobs])
def test_two_points_are_too_few_for_three_classes(cls: type[Labelled]) -> None:
    with pytest.raises(SpecError, match="samples: This data set has 3 classes and needs a point for each, so 2 points"):
        cls(samples=2)


def test_a_wrong_setting_is_refused_with_its_name_and_limit() -> None:
    with pytest.raises(SpecError, match=r"noise: Border noise must be 0\.5 or less, not 0\.6"):
        Circle(noise=0.6)


# The geometry of each set


def test_the_circle_is_a_disc_inside_a_ring() -> None:
    data = made(Circle(samples=4000))
    inner, outer = radii(data, 1), radii(data, 0)
    assert inner.max() <= 2.5
    assert outer.min() >= 3.5
    assert outer.max() <= 5
    assert inner.mean() == pytest.approx(1.25, abs=0.05)  # uniform in the radius, so denser towards the middle
    assert outer.mean() == pytest.approx(4.25, abs=0.05)


@pytest.mark.parametrize(
    "source",
    [Circle(samples=8000), Rings(samples=8000), ManyRings(samples=8000), YinYang(samples=8000)],
    ids=lambda source: source.key,
)
def test_round_sets_are_equally_dense_in_all_directions(source: Source) -> None:
    x = made(source).x
    to_the_right, upwards = (x / np.hypot(*x.T)[:, None]).mean(axis=0)
    assert abs(to_the_right) < 0.03  # a mean of 8,000 has a standard deviation of 0.008
    assert abs(upwards) < 0.03


def test_noise_in_the_circle_changes_labels_and_leaves_the_gap_empty() -> None:
    data = made(Circle(samples=4000, noise=0.3))
    radius = np.hypot(*data.x.T)
    assert not ((radius > 2.5) & (radius < 3.5)).any()
    assert (radii(data, 1) > 3.5).any()
    assert (radii(data, 0) < 2.5).any()


def test_a_little_noise_cannot_reach_across_the_gap_of_the_circle() -> None:
    assert radii(made(Circle(samples=4000, noise=0.14)), 1).max() <= 2.5  # a shift of 0.7 on each axis is at most 0.99


def test_exclusive_or_has_the_second_class_where_the_signs_agree() -> None:
    data = made(ExclusiveOr(samples=4000))
    assert ((data.x[:, 0] * data.x[:, 1] > 0) == (data.labels == 1)).all()
    assert np.abs(data.x).min() >= 0.3
    assert np.abs(data.x).max() <= 5.3


def test_noise_in_exclusive_or_only_touches_points_near_an_axis() -> None:
    data = made(ExclusiveOr(samples=4000, noise=0.2))
    wrong = (data.x[:, 0] * data.x[:, 1] > 0) != (data.labels == 1)
    assert wrong.any()
    assert np.abs(data.x[wrong]).min(axis=1).max() <= 1
    assert np.abs(data.x).min() >= 0.3


@pytest.mark.parametrize(("noise", "variance"), [(0.0, 0.5), (0.1, 1.2)])
def test_the_gaussians_have_the_centres_and_the_variance_of_the_formula(noise: float, variance: float) -> None:
    data = made(Gaussians(samples=10_000, noise=noise))
    for label, centre in ((0, -2.0), (1, 2.0)):
        cloud = data.x[data.labels == label]
        assert cloud.mean(axis=0) == pytest.approx([centre, centre], abs=0.06)
        assert cloud.var(axis=0) == pytest.approx([variance, variance], rel=0.06)


def test_wide_gaussians_do_not_pile_up_at_the_border() -> None:
    x = made(Gaussians(samples=10_000, noise=0.5)).x
    assert not (np.abs(x) == DOMAIN[1]).any()
    assert np.count_nonzero(np.abs(x) > 5.9) < np.count_nonzero((np.abs(x) > 5.7) & (np.abs(x) < 5.9))


def test_the_arms_of_the_spiral_turn_by_one_and_three_quarters_and_face_each_other() -> None:
    data = made(Spiral(samples=800))
    arms = [data.x[data.labels == label] for label in (0, 1)]
    arms = [arm[np.argsort(np.hypot(*arm.T))] for arm in arms]
    assert arms[0] == pytest.approx(-arms[1], abs=1e-9)
    radius = np.hypot(*arms[1].T)
    assert np.diff(radius) == pytest.approx(np.full(399, 5 / 400))
    angle = np.unwrap(
        np.arctan2(arms[1][1:, 0], arms[1][1:, 1])
    )  # from the upward axis, as sin is the first coordinate
    assert 0 < angle[0] < 0.1  # the second class sets out upwards, and turns clockwise
    assert angle[-1] - angle[0] == pytest.approx(1.75 * 2 * np.pi * 398 / 400)


def test_noise_moves_the_points_of_the_spiral_by_no_more_than_itself() -> None:
    still, noisy = made(Spiral(), 3), made(Spiral(noise=0.4), 3)
    nearest = np.abs(noisy.x[:, None] - still.x).max(axis=2).min(axis=1)
    assert 0 < nearest.max() <= 0.4


def test_the_moons_are_half_circles_that_reach_into_each_other() -> None:
    data = made(Moons(noise=0))
    first, second = (data.x[data.labels == label] for label in (0, 1))
    assert np.hypot(*(first - [-1.5, -0.75]).T) == pytest.approx(np.full(200, 3))
    assert np.hypot(*(second - [1.5, 0.75]).T) == pytest.approx(np.full(200, 3))
    assert first[:, 1].min() >= -0.75
    assert second[:, 1].max() <= 0.75


def test_the_rings_lie_one_around_the_other() -> None:
    data = made(Rings())
    middle = [radii(data, label) for label in range(3)]
    assert middle[0].max() < middle[1].min()
    assert middle[1].max() < middle[2].min()
    assert max(np.ptp(radius) for radius in middle) <= 0.7 + 1e-12


def test_the_blobs_are_a_third_of_a_turn_apart() -> None:
    data = made(Blobs(samples=9000, noise=0))
    centres = np.array([data.x[data.labels == label].mean(axis=0) for label in range(3)])
    sides = [np.linalg.norm(centres[a] - centres[b]) for a, b in ((0, 1), (1, 2), (2, 0))]
    assert sides == pytest.approx([3 * np.sqrt(3)] * 3, abs=0.08)
    assert data.x[data.labels == 0].std(axis=0) == pytest.approx([0.5, 0.5], rel=0.05)


def test_neighbours_on_the_checkerboard_differ() -> None:
    board = Checkerboard()
    centres = np.array([(x, y) for x in (-3.75, -1.25, 1.25, 3.75) for y in (-3.75, -1.25, 1.25, 3.75)])
    squares = board.region(centres).reshape(4, 4)
    assert squares[0, 0] == squares[3, 3] == 0
    assert (squares[1:] != squares[:-1]).all()
    assert (squares[:, 1:] != squares[:, :-1]).all()
    data = made(board)
    nearest = np.linalg.norm(data.x[:, None] - centres, axis=2).argmin(axis=1)
    assert (squares.reshape(-1)[nearest] == data.labels).all()


def test_the_stripes_alternate_from_left_to_right() -> None:
    data = made(Stripes(samples=2000))
    for left, label in ((-5.0, 0), (-2.5, 1), (0.0, 0), (2.5, 1)):
        inside = (data.x[:, 0] > left) & (data.x[:, 0] < left + 2.5)
        assert inside.any()
        assert (data.labels[inside] == label).all()


def test_the_sine_border_is_linear_in_the_feature_sin_x1() -> None:
    data = made(Sine(samples=2000))
    height = data.x[:, 1] - 2 * np.sin(data.x[:, 0])
    assert height[data.labels == 1].min() > height[data.labels == 0].max()


def test_the_exclusive_or_can_be_turned_and_stays_on_the_map() -> None:
    data = made(ExclusiveOr(samples=2000, turn=45))
    along, across = (data.x @ np.array([1, 1])) / np.sqrt(2), (data.x @ np.array([-1, 1])) / np.sqrt(2)
    assert ((along * across >= 0) == (data.labels == 0)).all() or ((along * across >= 0) == (data.labels == 1)).all()
    assert np.minimum(np.abs(along), np.abs(across)).min() >= 0.3 - 1e-9
    assert np.abs(data.x).max() <= DOMAIN[1]


@pytest.mark.parametrize("turns", [0.25, 3.0])
def test_the_arms_of_a_spiral_turn_as_often_as_asked_for(turns: float) -> None:
    data = made(Spiral(samples=2000, turns=turns))
    arm = data.x[data.labels == 1]
    arm = arm[np.argsort(np.hypot(*arm.T))][1:]
    angle = np.unwrap(np.arctan2(arm[:, 0], arm[:, 1]))
    assert (angle[-1] - angle[0]) / (2 * np.pi) == pytest.approx(turns, rel=0.01)


@pytest.mark.parametrize("squares", [2, 3, 8])
def test_the_checkerboard_has_as_many_squares_as_asked_for(squares: int) -> None:
    board = Checkerboard(squares=squares)
    places = np.linspace(-5 + 1e-6, 5 - 1e-6, 401)
    row = board.region(np.column_stack([places, np.full(401, -4.99)]))
    assert np.count_nonzero(np.diff(row)) == squares - 1
    assert row[0] == 0


def test_concentric_squares_take_turns_from_the_middle_outwards() -> None:
    subject = Squares(rings=4)
    right = subject.region(np.array([[0.5, 0.0], [2.0, 1.0], [3.0, -3.0], [1.0, 4.5]]))
    assert right.tolist() == [0, 1, 0, 1]


def test_yin_and_yang_are_each_other_turned_by_half_a_turn() -> None:
    subject, rng = YinYang(), np.random.default_rng(1)
    x = subject.places(rng, 4000)
    assert np.hypot(*x.T).max() <= 5
    assert (subject.region(x) == 1 - subject.region(-x)).all()
    assert subject.region(np.array([[0.0, 2.5], [0.0, -2.5], [0.0, 4.9], [0.0, -4.9]])).tolist() == [0, 1, 1, 0]


def test_the_pieces_of_the_swiss_roll_take_turns_from_the_inside_outwards() -> None:
    data = made(SwissRoll(samples=4000, pieces=6, noise=0))
    radius = np.hypot(*data.x.T)
    piece = np.floor((radius / 5 * 3 - 1) / 2 * 6 - 1e-9).astype(int)
    assert (np.clip(piece, 0, 5) % 2 == data.labels).all()


def test_points_lie_above_or_below_the_typed_curve() -> None:
    data = made(Above(curve="x ** 2 / 5 - 2", samples=2000))
    assert ((data.x[:, 1] > data.x[:, 0] ** 2 / 5 - 2) == (data.labels == 1)).all()


def test_where_the_typed_curve_has_no_value_all_is_below() -> None:
    data = made(Above(curve="log(x)", samples=2000))
    assert (data.labels[data.x[:, 0] <= 0] == 0).all()


@pytest.mark.parametrize(
    ("curve", "words"),
    [
        ("", "curve: A number, a name, a function or ( is missing here. (at character 1)"),
        ("x1", "x1 is not known here. Known: e, pi, x;"),
        ("2 * sin(x", "A closing bracket ) is missing here. (at character 10)"),
        ("x.real", ". has no place in a formula. (at character 2)"),
        ("9", "nearly all of it is on one side"),
        ("1 / 0", "nearly all of it is on one side"),
        ("9 ** 9 ** 9 ** 9", "nearly all of it is on one side"),
        ("log(-1 - x * x)", "nearly all of it is on one side"),
    ],
)
def test_a_curve_that_divides_nothing_is_refused_in_words(curve: str, words: str) -> None:
    with pytest.raises(SpecError) as caught:
        Above(curve=curve)
    assert words in str(caught.value)


@pytest.mark.parametrize("count", [2, 5, 8])
def test_the_arms_of_several_spirals_are_turned_copies_of_each_other(count: int) -> None:
    data = made(Spirals(samples=100 * count, count=count))
    arms = [data.x[data.labels == label] for label in range(count)]
    arms = [arm[np.argsort(np.hypot(*arm.T))] for arm in arms]
    angle = -2 * np.pi / count  # with the clock
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    for before, after in pairwise(arms):
        assert before @ turn == pytest.approx(after, abs=1e-9)


@pytest.mark.parametrize("count", [2, 3, 8])
def test_several_rings_do_not_touch(count: int) -> None:
    data = made(ManyRings(samples=1000, count=count))
    edges = [(radii(data, label).min(), radii(data, label).max()) for label in range(count)]
    assert all(inner[1] < outer[0] for inner, outer in pairwise(edges))
    assert edges[-1][1] <= 5


@pytest.mark.parametrize("count", [2, 3, 8])
def test_several_moons_are_a_chain_of_half_circles(count: int) -> None:
    data = made(NestedMoons(samples=1000, count=count))
    radius = 10 / (count + 1)
    for label in range(count):
        moon = data.x[data.labels == label]
        way = 1 if label % 2 == 0 else -1
        centre = np.array([radius * (label - (count - 1) / 2), -way * radius / 4])
        assert np.hypot(*(moon - centre).T) == pytest.approx(np.full(len(moon), radius))
        assert ((moon - centre)[:, 1] * way >= -1e-9).all()
    assert np.abs(data.x[:, 0]).max() <= 5


@pytest.mark.parametrize("cls", [cls for cls in LABELLED if issubclass(cls, Many)])
@pytest.mark.parametrize("count", [2, 3, 8])
def test_several_classes_have_equal_shares(cls: type[Many], count: int) -> None:
    assert set(made(cls(samples=60 * count, count=count)).counts) == {60}


def test_each_class_may_be_smaller_than_the_one_before() -> None:
    for cls in (Spirals, NestedMoons, ManyRings):
        assert made(cls(samples=700, count=3, evenness=0.5)).counts.tolist() == [400, 200, 100]


def test_one_in_a_thousand_has_rare_points_in_every_part() -> None:
    data = made(VeryRare())
    assert data.counts.tolist() == [7992, 8]
    found = parts(data, Split(0.6, 0.2))
    assert all((data.labels[part] == 1).any() for part in (found.train, found.validation, found.test))


@pytest.mark.parametrize(("share", "rare"), [(0.05, 20), (0.2, 80), (0.001, 1)])
def test_the_rare_class_is_the_second_and_never_empty(share: float, rare: int) -> None:
    assert made(Rare(rare_share=share)).counts.tolist() == [400 - rare, rare]


def test_two_points_of_the_rare_set_are_one_of_each() -> None:
    assert made(Rare(samples=2, rare_share=0.001)).counts.tolist() == [1, 1]


# Regression


def test_the_plane_rises_by_a_tenth_along_each_axis() -> None:
    data = made(Plane())
    slopes, residual, *_ = np.linalg.lstsq(np.column_stack([data.x, np.ones(400)]), data.y, rcond=None)
    assert slopes == pytest.approx([0.1, 0.1, 0])
    assert residual == pytest.approx([0], abs=1e-20)
    assert not data.is_classification


def test_noise_on_the_plane_changes_values_by_what_the_shift_can_do() -> None:
    data = made(Plane(samples=4000, noise=0.25))
    error = data.y - data.x.sum(axis=1) / 10
    assert 0.2 < np.abs(error).max() <= 2 * 6 * 0.25 / 10
    assert error.mean() == pytest.approx(0, abs=0.01)


def test_the_six_cones_have_their_peaks_and_signs() -> None:
    peaks = {(-4, 2.5): 1, (0, 2.5): -1, (4, 2.5): 1, (-4, -2.5): -1, (0, -2.5): 1, (4, -2.5): -1}
    places = np.array([*peaks], float)
    heights = MultiGaussian().height
    assert heights(places).tolist() == [*peaks.values()]
    assert heights(places + np.array([0, 1])) == pytest.approx(0.5 * np.array([*peaks.values()]))
    assert heights(places + np.array([0, 2])) == pytest.approx(np.zeros(6))
    assert heights(np.array([[-2.0, 2.5], [0.0, 0.0], [6.0, 6.0]])) == pytest.approx(np.zeros(3))


@pytest.mark.parametrize(
    ("surface", "place", "value"),
    [
        (Saddle(), (4.0, -5.0), -1.0),
        (Ripples(waves=2), (0.0, 0.0), 1.0),
        (Ripples(waves=2), (0.75, 0.0), 0.0),
        (FormulaSurface(surface="x1 ^ 2 - x2"), (3.0, 2.0), 7.0),
        (FormulaSurface(surface="2"), (1.0, 1.0), 2.0),
    ],
)
def test_surfaces_have_the_values_of_their_formulas(surface: Surface, place: tuple[float, float], value: float) -> None:
    assert surface.height(np.array([place])) == pytest.approx([value], abs=1e-12)


def test_value_noise_has_its_standard_deviation_and_leaves_the_places() -> None:
    still, noisy = made(Plane(samples=10_000), 2), made(Plane(samples=10_000, value_noise=0.3), 2)
    assert (still.x == noisy.x).all()
    assert (noisy.y - still.y).std() == pytest.approx(0.3, rel=0.03)


@pytest.mark.parametrize(
    ("surface", "words"),
    [
        ("1 / x1", "no value, or one beyond 1000, at x1 = 0, x2 = 0"),
        ("exp(exp(x1))", "no value, or one beyond 1000, at x1 = "),
        ("1 / 0", "no value"),
        ("x3", "x3 is not known here"),
        ("x1[0]", "[ has no place in a formula. (at character 3)"),
    ],
)
def test_a_surface_that_is_not_there_everywhere_is_refused_in_words(surface: str, words: str) -> None:
    with pytest.raises(SpecError) as caught:
        FormulaSurface(surface=surface)
    assert words in str(caught.value)
