import pytest

from task_mock import new_api_key, start_callback_receiver, start_mock_server


@pytest.fixture(scope="session")
def mock():
    """One server for all tests of a process."""
    with start_mock_server() as server:
        yield server


@pytest.fixture
def api_key():
    """A test key that no other test has."""
    return new_api_key()


@pytest.fixture
def account(mock, api_key):
    """The account of `api_key`. It is forgotten after the test."""
    account = mock.account(api_key)
    yield account
    account.reset()


@pytest.fixture
def callbacks():
    """A receiver for this test only; pass its `url` as `callback_url`."""
    with start_callback_receiver() as receiver:
        yield receiver
