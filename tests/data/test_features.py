from typing import cast

import numpy as np
import pytest

from playground.codec import decode, encode
from playground.data.features import X1, Angle, CosX1, CosX2, Feature, Radius, SinX2, X2Squared, matrix
from playground.spec import family

ALL = cast(dict[str, type[Feature]], family("feature"))


USUAL = [cls for cls in ALL.values() if cls.is_usual]
OTHERS = (Radius(), Angle(), CosX1(), CosX2())


def test_the_usual_features_are_in_the_order_of_the_rival_whose_links_we_read() -> None:
    assert [cls().caption for cls in USUAL] == ["x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂"]
    assert [cls.key for cls in USUAL] == ["x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2"]


def test_each_usual_feature_has_the_value_one_finds_by_hand() -> None:
    inputs = matrix(tuple(cls() for cls in USUAL), np.array([[np.pi / 2, -3.0], [0.0, np.pi / 6]]))
    assert inputs == pytest.approx(
        np.array(
            [
                [1.5707963, -3, 2.4674011, 9, -4.7123890, 1, -0.1411200],
                [0, 0.5235988, 0, 0.2741557, 0, 0, 0.5],
            ]
        )
    )


def test_radius_angle_and_cosines_have_the_values_one_finds_by_hand() -> None:
    inputs = matrix(OTHERS, np.array([[3.0, 4.0], [0.0, -2.0], [-np.pi, 0.0]]))
    assert inputs == pytest.approx(
        np.array([
            [5, 0.9272952, -0.9899925, -0.6536436],
            [2, -np.pi / 2, 1, -0.4161468],
            [np.pi, np.pi, -1, 1],
        ])
    )  # fmt: skip


def test_a_feature_knows_whether_it_looks_at_the_second_coordinate() -> None:
    x = np.random.default_rng(1).uniform(-5, 5, (20, 2))
    moved = x + np.array([0.0, 1.0])
    for cls in ALL.values():
        feature = cls()
        assert feature.needs_x2 == (not np.array_equal(feature.column(x), feature.column(moved))), cls.key


def test_columns_are_in_the_order_asked_for() -> None:
    x = np.array([[2.0, 3.0]])
    assert matrix((X2Squared(), X1()), x).tolist() == [[9, 2]]


def test_no_feature_and_no_point_are_matrices_too() -> None:
    assert matrix((), np.zeros((5, 2))).shape == (5, 0)
    assert matrix((X1(), SinX2()), np.zeros((0, 2))).shape == (0, 2)


def test_the_matrix_does_not_share_memory_with_the_points() -> None:
    x = np.ones((3, 2))
    matrix((X1(),), x)[:] = 7
    assert (x == 1).all()


@pytest.mark.parametrize("cls", ALL.values())
def test_a_file_names_a_feature_by_its_key(cls: type[Feature]) -> None:
    assert encode(cls())["type"] == cls.key
    assert decode(Feature, cls.key) == cls()  # type: ignore[type-abstract]
