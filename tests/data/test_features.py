from typing import cast

import numpy as np
import pytest

from playground.codec import decode, encode
from playground.data.features import X1, Feature, SinX2, X2Squared, matrix
from playground.spec import family

ALL = cast(dict[str, type[Feature]], family("feature"))


def test_the_features_are_in_the_order_of_the_rival_whose_links_we_read() -> None:
    assert [cls.symbol for cls in ALL.values()] == ["x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂"]
    assert [*ALL] == ["x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2"]


def test_each_feature_has_the_value_one_finds_by_hand() -> None:
    inputs = matrix(tuple(cls() for cls in ALL.values()), np.array([[np.pi / 2, -3.0], [0.0, np.pi / 6]]))
    assert inputs == pytest.approx(
        np.array(
            [
                [1.5707963, -3, 2.4674011, 9, -4.7123890, 1, -0.1411200],
                [0, 0.5235988, 0, 0.2741557, 0, 0, 0.5],
            ]
        )
    )


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
    assert encode(cls()) == {"type": cls.key}
    assert decode(Feature, cls.key) == cls()  # type: ignore[type-abstract]


def test_the_label_of_a_feature_is_its_symbol() -> None:
    assert [str(cls.label) for cls in ALL.values()] == [cls.symbol for cls in ALL.values()]
