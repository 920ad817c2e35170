import threading

from playground.session.commands import Pause, Play
from playground.session.frame import Frame, Wants
from playground.session.mailbox import Mailbox


def test_commands_come_in_the_order_they_were_sent() -> None:
    mailbox = Mailbox()
    sent = [Play(), Pause(), Play(epochs=3)]
    for command in sent:
        mailbox.send(command)
    assert list(mailbox.commands()) == sent
    assert list(mailbox.commands()) == []


def test_commands_that_were_not_fetched_yet_stay() -> None:
    mailbox = Mailbox()
    mailbox.send(Play())
    mailbox.send(Pause())
    assert next(iter(mailbox.commands())) == Play()
    assert list(mailbox.commands()) == [Pause()]


def test_the_newest_frame_replaces_one_that_nobody_fetched_and_is_taken_once() -> None:
    mailbox = Mailbox()
    for generation in (1, 2, 3):
        mailbox.put(Frame(generation))
    frame = mailbox.take()
    assert frame is not None
    assert frame.generation == 3
    assert mailbox.take() is None


def test_a_credit_is_used_up_by_one_frame_and_the_newest_counts() -> None:
    mailbox = Mailbox()
    mailbox.credit(Wants(map_size=5))
    mailbox.credit(Wants(curves=True))
    assert mailbox.take_credit() == Wants(curves=True)
    assert mailbox.take_credit() is None


def test_wants_of_several_views_are_put_together() -> None:
    both = Wants(map_size=100, neuron=(1, 2)) | Wants(map_size=50, neuron_map_size=8, curves=True, neuron=(0, 0))
    assert both == Wants(100, 8, (1, 2), weights=False, curves=True)


def test_whoever_waits_is_woken_by_news_of_any_kind() -> None:
    for news in (lambda box: box.send(Play()), lambda box: box.credit(Wants()), lambda box: box.close()):
        mailbox = Mailbox()
        waiting = threading.Thread(target=mailbox.wait, args=(None,))
        waiting.start()
        news(mailbox)
        waiting.join(timeout=5.0)
        assert not waiting.is_alive()


def test_news_that_came_before_the_wait_are_not_slept_through() -> None:
    mailbox = Mailbox()
    mailbox.send(Play())
    mailbox.wait(None)
    assert list(mailbox.commands()) == [Play()]


def test_a_wait_ends_after_its_time() -> None:
    Mailbox().wait(0.001)


def test_no_frame_and_no_command_is_lost_between_two_threads() -> None:
    mailbox, commands, count = Mailbox(), [], 5000

    def train() -> None:
        while len(commands) < count:
            commands.extend(mailbox.commands())
            if mailbox.take_credit() is not None:
                mailbox.put(Frame(generation=len(commands)))
        mailbox.put(Frame(generation=count))

    thread = threading.Thread(target=train)
    thread.start()
    seen = []
    for number in range(count):
        mailbox.send(Play(steps=number))
        mailbox.credit(Wants())
        frame = mailbox.take()
        if frame is not None:
            seen.append(frame.generation)
    thread.join(timeout=10.0)
    last = mailbox.take()
    assert last is not None
    assert last.generation == count
    assert [command.steps for command in commands] == list(range(count))
    assert seen == sorted(seen)
