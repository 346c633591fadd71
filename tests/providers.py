"""Providers of OpenID Connect as processes on this machine, each ended by the test that started it."""

import contextlib
import socket
import subprocess
import sys
import time

import httpx
from joserfc.jwk import RSAKey

READY_S = 30


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextlib.contextmanager
def running(*command, ready):
    """A process that answers at `ready`, until the end of the block."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + READY_S
        while True:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(ready, timeout=2, trust_env=False).status_code == 200:
                    break
            assert process.poll() is None, f"{command} ended with {process.returncode}"
            assert time.monotonic() < end, f"{command} does not answer"
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class StrictProvider:
    """The provider of tests/strict_provider.py, whose private key the tests have, to sign whatever they want with."""

    def __init__(self, issuer):
        self.issuer = issuer
        self.key = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
        self.client_keys = {"keys": []}
        self.tell()

    def tell(self, *, claims=None, header=None, raw=None, metadata=None):
        """Say what the next ID tokens hold; None takes a claim out."""
        following = {"claims": claims or {}, "header": header or {}}
        told = {
            "next": following | ({"raw": raw} if raw else {}),
            "metadata": metadata or {},
            "client_keys": self.client_keys,
            "key": self.key.as_dict(private=True),
        }
        httpx.put(f"{self.issuer}/control", json=told, trust_env=False).raise_for_status()

    def rotate(self, kid):
        self.key = RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})
        self.tell()

    @property
    def seen(self):
        return httpx.get(f"{self.issuer}/seen", trust_env=False).json()["seen"]

    @property
    def asked(self):
        return httpx.get(f"{self.issuer}/seen", trust_env=False).json()["asked"]


@contextlib.contextmanager
def strict_provider():
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    command = (sys.executable, "-m", "tests.strict_provider", str(port))
    with running(*command, ready=f"{issuer}/.well-known/openid-configuration"):
        yield StrictProvider(issuer)


@contextlib.contextmanager
def mock_provider():
    """The provider of the package oidc-provider-mock; it takes any client, any secret and any person."""
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    command = (sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce")
    with running(*command, "true", ready=f"{issuer}/.well-known/openid-configuration"):
        yield issuer
