"""The mock server as a process of its own, and a receiver of callbacks. It needs the standard library only."""

import json
import subprocess
import threading
import uuid
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode
from urllib.request import Request, urlopen

# Not npx, which would be the process to end, and leave the server running.
COMMAND = "node_modules/.bin/task-mock"


class MockServer:
    """A mock server that is listening."""

    def __init__(self, listening):
        self.urls = {api["id"]: api["urls"][0] for api in listening["apis"]}
        self.control_url = listening["health"].removesuffix("/health")

    def account(self, api_key):
        return Account(self.control_url, api_key)


class Account:
    """Controls the account of an API key, through the control API of the mock server."""

    def __init__(self, control_url, api_key):
        self.control_url = control_url
        self.api_key = api_key

    def add_fault(self, **fault):
        return self._post("faults", fault)

    def freeze_clock(self):
        return self._post("clock/freeze")

    def advance_clock(self, **duration):
        return self._post("clock/advance", duration)

    def reset(self):
        self._post("reset")

    def _post(self, path, body=None):
        url = f"{self.control_url}/{path}?{urlencode({'account': self.api_key})}"
        headers = {"content-type": "application/json"}
        data = json.dumps(body).encode() if body else b""
        with urlopen(Request(url, data, headers if body else {}, method="POST")) as response:
            return json.loads(response.read() or b"null")


class CallbackReceiver:
    """What has arrived, and how it is answered."""

    def __init__(self):
        self.received = []
        self.statuses = []
        self.answer = lambda count: 200
        self._arrived = threading.Condition()

    def receive(self, body):
        with self._arrived:
            self.received.append(body)
            self.statuses.append(self.answer(len(self.received)))
            self._arrived.notify_all()
            return self.statuses[-1]

    def wait_for(self, count, timeout=5):
        """Waits until this number of callbacks has arrived, and returns the last of them."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(self.received) >= count, timeout):
                raise TimeoutError(f"Only {len(self.received)} of {count} callbacks arrived.")
            return self.received[count - 1]


@contextmanager
def start_mock_server(*options):
    """Starts a mock server on a free port, and ends it."""
    process = subprocess.Popen([COMMAND, "--port", "0", *options], stdout=subprocess.PIPE)
    try:
        # The first line has the URLs. It is there once the server is listening, and missing if it could not start.
        line = process.stdout.readline()
        if not line:
            raise RuntimeError("The mock server did not start: see its error above.")
        # The server goes on without a reader of its log.
        process.stdout.close()
        yield MockServer(json.loads(line))
    finally:
        process.terminate()
        process.wait()


@contextmanager
def start_callback_receiver():
    """Starts a receiver on a free port of this machine, and ends it."""
    receiver = CallbackReceiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            self.send_response(receiver.receive(json.loads(body)))
            self.end_headers()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver.url = f"http://127.0.0.1:{server.server_port}/callback"
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield receiver
        server.shutdown()


def new_api_key():
    """A test key that no other test has."""
    return f"test_{uuid.uuid4()}"
