"""People of a sandbox, who ask its server over TLS with certificates of their own."""
import http.client
import json
import ssl
import time
import urllib.parse


class Sandbox:
    def __init__(self, folder):
        self.folder = folder
        with open(folder + "/sandbox.json", encoding="utf-8") as file:
            self.said = json.load(file)
        self.people = {}

    def __getitem__(self, name):
        if name not in self.people:
            self.people[name] = Person(self.said, name)
        return self.people[name]


class Person:
    def __init__(self, said, name):
        self.name = name
        self.id = said["actors"][name]["id"]
        self.niss = said["actors"][name]["niss"]
        self.role = said["actors"][name]["role"]
        self.context = ssl.create_default_context(cafile=said["ca"])
        self.context.load_cert_chain(said["actors"][name]["cert"], said["actors"][name]["key"])
        self.url = urllib.parse.urlsplit(said["url"])
        self.connection = None
        self.keys = 0

    def ask_once(self, method, path, body, headers):
        if self.connection is None:
            self.connection = http.client.HTTPSConnection(
                self.url.hostname, self.url.port, context=self.context, timeout=60)
        try:
            self.connection.request(method, path, body=body, headers=headers)
            answer = self.connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise

    def ask(self, method, path, body=None, headers=None):
        """Status, headers, bytes. Whoever is told to wait waits."""
        sent = {"TNW-Role": self.role, **(headers or {})}
        if method == "POST" and "Idempotency-Key" not in sent:
            self.keys += 1
            sent["Idempotency-Key"] = f"{self.name}-{self.keys}"
        if body is not None and not isinstance(body, bytes):
            sent["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        while True:
            status, got, answer = self.ask_once(method, path, body, sent)
            if status not in (429, 503):
                return status, got, answer
            time.sleep(0.2)

    def does(self, method, path, body=None, status=(200, 201, 204), **headers):
        """What has to work. Returns what the answer says, with its tag as `etag`."""
        got = self.ask(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        if got[0] not in status:
            raise SystemExit(f"{self.name}: {method} {path}: {got[0]} {got[2].decode()[:2000]}")
        said = json.loads(got[2]) if got[2] and "json" in (got[1]["Content-Type"] or "") else {}
        return {**said, "etag": got[1]["ETag"]} if isinstance(said, dict) else said

    def post(self, path, body=None, **headers):
        return self.does("POST", path, body, **headers)

    def refused(self, method, path, body=None):
        status, _, answer = self.ask(method, path, body)
        if status < 400:
            raise SystemExit(f"{self.name}: {method} {path}: should have been refused: {answer.decode()[:2000]}")
