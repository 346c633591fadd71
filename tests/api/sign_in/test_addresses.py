import ipaddress

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from api.sign_in.addresses import address_of

PROXIES = (ipaddress.ip_network("10.0.0.0/24"), ipaddress.ip_network("fd00::/8"))


def asked(host, *forwarded):
    headers = [(b"x-forwarded-for", value.encode("latin-1", "replace")) for value in forwarded]
    return Request({"type": "http", "client": (host, 5000) if host else None, "headers": headers})


@pytest.mark.parametrize(
    ("host", "forwarded", "address"),
    [
        ("192.0.2.7", (), "192.0.2.7"),
        ("192.0.2.7", ("198.51.100.1",), "192.0.2.7"),  # not from a proxy of ours
        ("10.0.0.4", ("198.51.100.1",), "198.51.100.1"),
        ("10.0.0.4", ("203.0.113.9, 198.51.100.1",), "198.51.100.1"),  # what the caller put before it is not believed
        ("10.0.0.4", ("203.0.113.9", "198.51.100.1, 10.0.0.5"), "198.51.100.1"),
        ("10.0.0.4", (), "10.0.0.4"),
        ("10.0.0.4", ("onzin",), "onbekend"),
        ("10.0.0.4", ("198.51.100.1, onzin",), "onbekend"),
        ("2001:db8:1:2:3:4:5:6", (), "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.4", ("198.51.100.1",), "198.51.100.1"),
        ("fd00::1", ("2001:db8:1:2::9",), "2001:db8:1:2::/64"),
        ("", (), "onbekend"),
        ("testclient", (), "onbekend"),
    ],
)
def test_an_address_is_that_of_the_socket_or_what_known_proxies_say(host, forwarded, address):
    assert address_of(asked(host, *forwarded), PROXIES) == address


def test_without_proxies_no_header_is_believed():
    assert address_of(asked("10.0.0.4", "198.51.100.1"), ()) == "10.0.0.4"


@given(st.text(max_size=60))
def test_a_header_of_who_is_no_proxy_never_counts(text):
    assert address_of(asked("192.0.2.7", text), PROXIES) == "192.0.2.7"


@given(st.text(max_size=60))
def test_no_header_is_an_error_of_ours(text):
    assert address_of(asked("10.0.0.4", text), PROXIES)
