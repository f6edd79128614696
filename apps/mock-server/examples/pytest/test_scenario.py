import pytest

from scale import Scale


@pytest.fixture
def scale(mock, api_key, callbacks):
    return Scale(mock.urls["scale-v1"], api_key, callbacks.url)


def test_a_task_is_created_and_its_result_arrives(scale, callbacks):
    status, task = scale.create_task()

    callback = callbacks.wait_for(1)

    assert status == 200
    assert callback["task_id"] == task["task_id"]
    assert callback["task"]["status"] == "completed"


def test_a_callback_may_arrive_twice(scale, account, callbacks):
    account.add_fault(target="delivery", kind="duplicate")
    _, task = scale.create_task()

    callbacks.wait_for(2)

    assert [callback["task_id"] for callback in callbacks.received] == [task["task_id"]] * 2


def test_a_receiver_that_was_down_for_three_attempts_gets_the_callback(scale, account, callbacks):
    account.freeze_clock()
    callbacks.answer = lambda count: 503 if count <= 3 else 200
    _, task = scale.create_task()
    callbacks.wait_for(1)

    account.advance_clock(hours=24)

    assert callbacks.statuses == [503, 503, 503, 200]
    assert scale.get_task(task["task_id"])[1]["callback_succeeded"] is True


def test_a_completed_task_cannot_be_canceled(scale, callbacks):
    _, task = scale.create_task()
    callbacks.wait_for(1)

    status, _ = scale.cancel_task(task["task_id"])

    assert status == 500
    assert scale.get_task(task["task_id"])[1]["status"] == "completed"
