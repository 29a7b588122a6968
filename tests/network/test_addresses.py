"""Which addresses are asked, and which never are."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

from refcheck.network.addresses import Guard, RefusedError, host_of, masked
from refcheck.network.exchange import Failure

PRIVATE = [
    "127.0.0.1",
    "127.8.9.1",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "fec0::1",
    "::ffff:0:7f00:1",
    "64:ff9b:1::1",
    "3fff::1",
    "192.0.0.192",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(RefusedError) as refused:
        Guard().vet(ipaddress.ip_address(address))
    assert refused.value.failure is Failure.UNSAFE


@pytest.mark.parametrize("address", ["8.8.8.8", "157.150.185.92", "2606:4700::6810:84e5"])
def test_a_public_address_is_asked(address: str) -> None:
    Guard().vet(ipaddress.ip_address(address))


def test_the_user_may_allow_a_network() -> None:
    guard = Guard(networks=(ipaddress.ip_network("10.1.0.0/16"),))
    guard.vet(ipaddress.ip_address("10.1.2.3"))
    with pytest.raises(RefusedError):
        guard.vet(ipaddress.ip_address("10.2.0.1"))


@pytest.mark.parametrize(
    ("url", "failure"),
    [
        ("ftp://un.org/", Failure.MALFORMED),
        ("javascript:alert(1)", Failure.MALFORMED),
        ("file:///etc/passwd", Failure.MALFORMED),
        ("https://", Failure.MALFORMED),
        ("https://user:secret@un.org/", Failure.MALFORMED),
        ("https://un.org/\r\nHost: x", Failure.MALFORMED),
        ("https://un.org:99999/", Failure.MALFORMED),
        ("https://[::1/", Failure.MALFORMED),
        ("https://un.org/" + "a" * 9_000, Failure.MALFORMED),
        ("https://un.org:8443/", Failure.UNSAFE),
        ("http://127.0.0.1/", Failure.UNSAFE),
        ("http://[::ffff:169.254.169.254]/", Failure.UNSAFE),
        ("http://169.254.169.254/latest/meta-data/", Failure.UNSAFE),
    ],
)
def test_what_is_never_sent(url: str, failure: Failure) -> None:
    with pytest.raises(RefusedError) as refused:
        Guard().target(url)
    assert refused.value.failure is failure


@pytest.mark.parametrize("host", ["0x7f000001", "2130706433", "0177.0.0.1", "127.1", "localhost"])
def test_other_spellings_of_loopback_are_refused_when_they_are_looked_up(host: str) -> None:
    with pytest.raises(RefusedError):
        Guard().look_up(host, 80, trusted=False)


def test_one_private_address_refuses_a_name_that_has_public_ones_too() -> None:
    def resolver(host: str, port: int, **_: Any) -> Any:
        del host
        return [(socket.AF_INET, 1, 6, "", ("8.8.8.8", port)), (socket.AF_INET, 1, 6, "", ("127.0.0.1", port))]

    with pytest.raises(RefusedError):
        Guard(resolver=resolver).look_up("mixed.test", 80, trusted=False)


@pytest.mark.parametrize(("works", "failure"), [(True, Failure.NAME), (False, Failure.LOOKUP)])
def test_an_unknown_name_says_something_only_where_other_names_are_found(works: bool, failure: Failure) -> None:
    def resolver(host: str, port: int, **_: Any) -> Any:
        if host == "gone.invalid" or not works:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [(socket.AF_INET, 1, 6, "", ("8.8.8.8", port))]

    with pytest.raises(RefusedError) as refused:
        Guard(resolver=resolver).look_up("gone.invalid", 80, trusted=False)
    assert refused.value.failure is failure


def test_a_host_that_another_server_answers_for_keeps_its_name() -> None:
    target = Guard(hosts={"un.org": "http://127.0.0.1:8123/x"}).target("https://UN.org/a?b=c#d")
    assert (target.url, target.host_header, target.trusted) == ("http://127.0.0.1:8123/x/a?b=c", "un.org", True)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://user:secret@un.org/a@b", "https://***@un.org/a@b"),
        ("https://un.org/user@x", "https://un.org/user@x"),
        ("https://token@un.org", "https://***@un.org"),
    ],
)
def test_credentials_are_masked(url: str, shown: str) -> None:
    assert masked(url) == shown


def test_the_host_of_an_address() -> None:
    assert host_of("https://WWW.UN.org.:443/x") == "www.un.org"
    assert host_of("nonsense") == ""
