"""The platform over REST, with nothing but Python's own library: a token for each agency, a deadline for each call."""
import json
import os
import urllib.error
import urllib.parse
import urllib.request
import uuid

HTTP = os.environ.get("COORD_HTTP", "http://127.0.0.1:5080")
CLIENTS = os.environ.get("COORD_CLIENTS", ".data/development-clients.json")


class Refused(Exception):
    """A business no: its reason is for programs, its sentence for people."""

    def __init__(self, status):
        details = status.get("details", [])
        self.reason = next((d["reason"] for d in details if "reason" in d), status.get("code", ""))
        super().__init__(f"{self.reason}: {status.get('message', '')}")


class Agency:
    """Calls as one agency."""

    def __init__(self, client):
        with open(CLIENTS, encoding="utf-8") as file:
            secret = json.load(file)["clients"][client]
        form = urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": client, "client_secret": secret})
        with urllib.request.urlopen(f"{HTTP}/connect/token", form.encode(), timeout=10) as answer:
            self.token = json.load(answer)["access_token"]

    def get(self, path, **query):
        suffix = f"?{urllib.parse.urlencode(query, doseq=True)}" if query else ""
        return self._call("GET", f"/v1/{path}{suffix}", None)

    def post(self, path, **body):
        """Each command has a request_id of its own; a repeat of the same one happens once."""
        return self._call("POST", f"/v1/{path}", {"request_id": str(uuid.uuid4()), **body})

    def _call(self, method, path, body):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(HTTP + path, data, {"authorization": f"Bearer {self.token}", "content-type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Refused(json.load(error)) from None
