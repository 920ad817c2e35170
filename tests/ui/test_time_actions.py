"""The time machine by menu and key: each entry can be chosen exactly where it would do something."""

from window_maker import Desk

ENTRIES = ("look_back", "look_forward", "present", "branch")


def enabled(desk: Desk) -> set[str]:
    return {key for key in ENTRIES if desk.window.actions_[key].isEnabled()}


def train(desk: Desk, epochs: int) -> None:
    desk.session.play(epochs)
    desk.until(lambda: not desk.session.running)
    desk.until(lambda: desk.child("epoch.number").text() == f"{epochs:07,}")


def test_before_the_first_epoch_there_is_nothing_to_look_back_at(desk: Desk) -> None:
    desk.beat(4)
    assert enabled(desk) == set()


def test_one_looks_back_and_forward_by_an_epoch_and_comes_to_the_present_again(desk: Desk) -> None:
    train(desk, 5)
    assert enabled(desk) == {"look_back"}
    number = desk.child("epoch.number")
    for key, epoch in (("look_back", 4), ("look_back", 3), ("look_forward", 4), ("present", 5)):
        desk.window.actions_[key].trigger()
        desk.until(lambda epoch=epoch: number.text() == f"{epoch:07,}")
        desk.until(lambda epoch=epoch: ("branch" in enabled(desk)) == (epoch < 5))
    assert enabled(desk) == {"look_back"}


def test_going_on_from_an_earlier_epoch_is_an_entry_too(desk: Desk) -> None:
    train(desk, 5)
    desk.window.actions_["look_back"].trigger()
    desk.until(lambda: "branch" in enabled(desk))
    desk.window.actions_["branch"].trigger()
    desk.until(lambda: "branch" not in enabled(desk))
    assert desk.child("epoch.number").text() == "000,004"
    desk.session.undo()
    desk.until(lambda: desk.child("epoch.number").text() == "000,005")
