"""What was said long ago goes with the night, a portion at a time; what is still needed stays."""

import pytest

from directory.models import Account
from reminders import pruning
from reminders.models import Delivery, DeliveryState, Digest, Notice, Reminder
from reminders.pruning import Pruned, prune
from reminders.services import recompute
from tests.reminders.test_telling import days, noon
from tests.world import TODAY

pytestmark = [pytest.mark.sql, pytest.mark.django_db]
KEPT = 400
LONG_AGO = TODAY - days(KEPT + 1)


@pytest.fixture
def account(world):
    return Account.objects.order_by("pk").first()


@pytest.fixture
def matter(world):
    def make(closed_on, subject=1):
        words = {"grade": "校", "clause": "本校办法", "title": "事项", "url": "/", "notice_days": [30]}
        days_of = {"due_on": TODAY, "shown_from": LONG_AGO, "opened_on": LONG_AGO, "closed_on": closed_on}
        place = {"source": "tests.gone", "subject_id": subject, "unit": world.units["0101"]}
        return Reminder.objects.create(**place, **days_of, **words)

    return make


def say(reminder, account, *turns, on=LONG_AGO):
    for turn in turns:
        Notice.objects.create(reminder=reminder, account=account, level=0, turn=turn, told_on=on)


def kept():
    return set(Notice.objects.values_list("turn", flat=True))


@pytest.mark.parametrize(
    ("closed", "said", "left"),
    [
        (KEPT + 1, KEPT + 1, set()),
        (KEPT, KEPT + 1, {2}),
        (KEPT + 1, KEPT, {1, 2}),
        (None, KEPT + 1, {2}),
        (None, KEPT, {1, 2}),
    ],
    ids=["closed long ago", "closed on the first kept day", "said on the first kept day", "open", "open, said lately"],
)
def test_notices_of_closed_matters_go_and_the_last_one_of_an_open_matter_stays(matter, account, closed, said, left):
    reminder = matter(TODAY - days(closed) if closed else None)
    say(reminder, account, 1, 2, on=TODAY - days(said))
    prune(on=TODAY)
    assert kept() == left


def test_a_notice_whose_matter_is_gone_goes_too(matter, account):
    reminder = matter(None)
    say(reminder, account, 1)
    Reminder.objects.filter(pk=reminder.pk)._raw_delete("default")
    assert prune(on=TODAY).notices == 1


def test_a_night_forgets_no_more_than_its_portion(matter, account, monkeypatch):
    monkeypatch.setattr(pruning, "NOTICES", 2)
    say(matter(LONG_AGO), account, 1, 2, 3, 4, 5)
    assert [prune(on=TODAY).notices for _ in range(4)] == [2, 2, 1, 0]


@pytest.mark.parametrize("state", DeliveryState)
def test_a_digest_stays_while_a_message_of_it_is_under_way_or_has_failed(account, state):
    for day in (LONG_AGO, LONG_AGO + days(1)):
        digest = Digest.objects.create(account=account, day=day, counts={}, total=1, late=0, reported=0)
        key = f"00000000-0000-0000-0000-0000000000{day:%d}"
        Delivery.objects.create(digest=digest, channel="mail", key=key, state=state, due_at=noon(day))
    needed = state in (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.FAILED)
    assert prune(on=TODAY) == Pruned(digests=0 if needed else 1)
    assert Digest.objects.count() == Delivery.objects.count() == (2 if needed else 1)


def test_the_night_does_it_and_a_run_for_another_day_does_not(matter, account):
    say(matter(LONG_AGO), account, 1)
    recompute(on=TODAY + days(1), at=noon(TODAY))
    assert kept() == {1}
    run = recompute(on=TODAY, at=noon(TODAY))
    assert run.failures == {}
    assert not Notice.objects.filter(told_on=LONG_AGO).exists()
