"""The program under test: it asks people whether something is big or small."""

import base64
import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen


class Scale:
    def __init__(self, base_url, api_key, callback_url):
        self.base_url = base_url
        self.callback_url = callback_url
        key = base64.b64encode(f"{api_key}:".encode()).decode()
        self.headers = {"authorization": f"Basic {key}", "content-type": "application/json"}

    def create_task(self):
        return self._send(
            "/task/categorization",
            {
                "callback_url": self.callback_url,
                "instruction": "Is it big or small?",
                "attachment_type": "text",
                "attachment": "An ant.",
                "categories": ["big", "small"],
            },
        )

    def get_task(self, task_id):
        return self._send(f"/task/{task_id}")

    def cancel_task(self, task_id):
        return self._send(f"/task/{task_id}/cancel", {})

    def _send(self, path, body=None):
        """Returns the status and the body of the response."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.base_url + path, data, self.headers)
        try:
            with urlopen(request) as response:
                return response.status, json.load(response)
        except HTTPError as error:
            return error.code, json.load(error)
