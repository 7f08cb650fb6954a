"""The two calls of `requests` that the snippets make, with the address and the token put in; urllib when it is missing."""
import json
import os
import urllib.request

BASE_URL = os.environ["BASE_URL"]
HEADERS = {"Authorization": f"Bearer {os.environ['TOKEN']}"}

try:
    import requests as real
except ImportError:
    real = None


class Answer:
    def __init__(self, body):
        self.body = body

    def json(self):
        return json.loads(self.body)


def call(method, path, body=None):
    if real:
        answer = real.request(method, BASE_URL + path, json=body, headers=HEADERS, timeout=30)
        answer.raise_for_status()
        return answer
    data = None if body is None else json.dumps(body).encode()
    headers = {**HEADERS, **({} if data is None else {"Content-Type": "application/json"})}
    request = urllib.request.Request(BASE_URL + path, data=data, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return Answer(answer.read())


def post(path, json=None):
    return call("POST", path, json)


def get(path):
    return call("GET", path)
