"""What differs between two plain values, and putting it back."""

import pytest

from playground.sharing.difference import difference, put_back

OLD = {"type": "a", "rate": 0.1, "layers": [{"units": 4}, {"units": 2}]}


@pytest.mark.parametrize(
    ("new", "changes"),
    [
        (OLD, {}),
        ({**OLD, "rate": 0.2}, {"rate": 0.2}),
        ({**OLD, "layers": [{"units": 4}, {"units": 3}]}, {"layers.1.units": 3}),
        ({**OLD, "layers": [{"units": 4}]}, {"layers": [{"units": 4}]}),
        ({"type": "b", "rate": 0.1, "layers": []}, {"": {"type": "b", "rate": 0.1, "layers": []}}),
        ("else", {"": "else"}),
    ],
)
def test_only_what_differs_is_told_and_brings_the_new_value(new: object, changes: dict[str, object]) -> None:
    assert difference(OLD, new) == changes
    assert put_back(OLD, changes) == new


@pytest.mark.parametrize("path", ["speed", "rate.high", "layers.2", "layers.-1", "layers.x", "layers.1.x", "layers.²"])
def test_a_path_that_leads_nowhere_is_an_error(path: str) -> None:
    with pytest.raises(LookupError):
        put_back(OLD, {path: 1})
