"""A file is fetched from a stranger's server, a real one, that may be slow, large, false or somewhere it should not be."""

import ipaddress
import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dorset_lsp.common.fetching import Limits, NotFetched, fetch, may_be_reached, why_not
from tests.factories.servers import partner

HERE = [ipaddress.ip_network("127.0.0.0/8")]
LIMITS = Limits(seconds=5, bytes=1000, allowed=HERE)
PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "192.0.2.1", "::", "::1", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:c000:200::f5ff:fffe",
)  # fmt: skip


@pytest.fixture
def server():
    with partner() as told:
        yield told


def refusal(address, limits=LIMITS):
    with pytest.raises(NotFetched) as told:
        fetch(address, limits=limits)
    return str(told.value)


def test_a_file_comes_as_it_is(server):
    server.files["/figures.csv"] = b"code,value\nNI 1,5\n"

    assert fetch(server.address("/figures.csv"), limits=LIMITS) == b"code,value\nNI 1,5\n"


@pytest.mark.parametrize("text", PRIVATE)
def test_addresses_of_no_public_network_are_refused_however_they_are_written(text):
    assert may_be_reached(ipaddress.ip_address(text)) is False


@pytest.mark.parametrize("text", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_may_be_reached(text):
    assert may_be_reached(ipaddress.ip_address(text)) is True


@given(st.ip_addresses(v=4))
def test_an_address_within_another_is_judged_as_it_would_be_alone(inner):
    ways = (f"::ffff:{inner}", f"64:ff9b::{int(inner) >> 16:x}:{int(inner) & 0xFFFF:x}")

    assert {may_be_reached(ipaddress.ip_address(way)) for way in ways} == {may_be_reached(inner)}


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433", "127.1"]
)
def test_this_machine_is_not_asked_by_any_of_its_names(server, host):
    server.files["/"] = b"secret"
    told = refusal(server.address("/", host), Limits(seconds=5, bytes=1000))

    assert (told.endswith("lies in a private network, which is not asked."), server.asked) == (True, [])


def test_the_connection_goes_to_the_address_that_was_checked(server, monkeypatch):
    """The name answers with a harmless address once, and with this machine ever after."""
    server.files["/"] = b"secret"
    answers = iter(["203.0.114.1"])
    real = socket.getaddrinfo

    def resolve(host, port, *rest, **more):
        if host != "rebinding.example":
            return real(host, port, *rest, **more)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers, "127.0.0.1"), port))]

    connected = []

    def connect(address, *rest, **more):
        connected.append(address)
        raise TimeoutError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    refusal(server.address("/", "rebinding.example"), Limits(seconds=1, bytes=1000))

    assert (connected, server.asked) == ([("203.0.114.1", server.port)], [])


def test_a_name_with_one_private_address_among_its_own_is_refused(server, monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (text, 80)) for text in ("8.8.8.8", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    assert "private network" in refusal("http://two.example/", Limits(seconds=1, bytes=1000))


def test_the_server_is_asked_by_its_name_though_the_connection_goes_to_an_address(server):
    server.files["/"] = b"x"
    fetch(server.address("/", "localhost"), limits=Limits(5, 1000, [*HERE, ipaddress.ip_network("::1/128")]))

    assert server.asked == [("/", f"localhost:{server.port}")]


def test_it_follows_the_server_to_another_path_of_the_same_host(server):
    server.files["/new.csv"] = b"new"
    server.leads("/old.csv", "/new.csv")

    assert fetch(server.address("/old.csv"), limits=LIMITS) == b"new"


@pytest.mark.parametrize(
    "elsewhere",
    ["http://example.org/x.csv", "//127.0.0.2:{port}/x", "http://127.0.0.1:1/x", "file:///etc/passwd"],
)
def test_it_does_not_follow_off_the_host(server, elsewhere):
    server.leads("/", elsewhere.format(port=server.port))

    refusal(server.address("/"))
    assert len(server.asked) == 1


def test_it_does_not_go_round_in_circles(server):
    server.leads("/", "/")

    assert refusal(server.address("/")) == "The server leads on more than 3 times."


def test_a_file_that_is_too_large_is_refused_and_not_read_to_its_end(server):
    server.files["/"] = b"x" * 1_000_000

    assert refusal(server.address("/")) == "The file is larger than 1,000 bytes."


@pytest.mark.parametrize("in_the_headers", [False, True])
def test_a_server_that_drips_is_given_up_at_the_deadline(server, in_the_headers):
    server.drips("/", in_the_headers=in_the_headers)

    assert (
        refusal(server.address("/"), Limits(0.4, 1000, HERE))
        == "The file did not come whole within 0.4 seconds."
    )


def test_a_server_that_says_nothing_is_given_up_at_the_deadline(server):
    server.files["/"] = lambda handler: time.sleep(1.5)

    assert "did not come whole" in refusal(server.address("/"), Limits(0.3, 1000, HERE))


def test_half_a_file_is_no_file(server):
    def cut(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "500")
        handler.end_headers()
        handler.wfile.write(b"half")

    server.files["/"] = cut

    assert refusal(server.address("/")) == "“127.0.0.1” does not answer as a server should."


def test_a_packed_file_is_not_unpacked(server):
    def packed(handler):
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.end_headers()

    server.files["/"] = packed

    assert refusal(server.address("/")) == "The server sends the file packed, which it was not asked to."


def test_a_file_that_is_not_there_is_told(server):
    assert refusal(server.address("/none.csv")) == "The server answers with 404, not with a file."


@pytest.mark.parametrize(
    "address",
    ["", "ftp://example.org/x", "file:///etc/passwd", "https://", "http://a:b@example.org/", "http://example.org:x/", "http://example.org/ä",
     "http://example.org/a b", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_address_of_a_file_on_the_web_is_refused_before_anything_is_asked(address):
    assert why_not(address) != ""
