"""`manage.py serve` and `manage.py draw_ladder`: what they do, print and refuse."""

import io
import os
import signal
import socket
import threading
import time
import urllib.request
import xml.etree.ElementTree as ET

import pytest
from django.core.management import CommandError, call_command

from salaries.models import Survey

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
LONGEST = 120.0
"""Seconds until it must have answered, on a machine with other work in hand."""


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def interrupt_once_served(address: str, answers: list[bytes], ended: threading.Event) -> None:
    """Ask until the server answers, then press Ctrl-C; not at all where it ended before that."""
    deadline = time.monotonic() + LONGEST
    while not (answers or ended.is_set()) and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
                answers.append(answer.read())
        except OSError:
            time.sleep(0.05)
    if not ended.is_set():
        os.kill(os.getpid(), signal.SIGINT)


def serve(port: int) -> tuple[str, list[bytes]]:
    """What `serve` printed until it was interrupted, and what it answered."""
    out, answers, ended = io.StringIO(), list[bytes](), threading.Event()
    address = f"http://127.0.0.1:{port}/healthz"
    user = threading.Thread(target=interrupt_once_served, args=(address, answers, ended))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
    try:
        user.start()
        call_command("serve", port=port, stdout=out)
    except KeyboardInterrupt:
        pytest.fail(f"not served within {LONGEST} seconds; printed: {out.getvalue()}")
    finally:
        ended.set()
        user.join()
        signal.signal(signal.SIGINT, before)
    return out.getvalue(), answers


def test_serve_loads_the_shipped_table_where_there_is_none_and_prints_its_address(
    free_port: int,
) -> None:
    Survey.objects.all().delete()
    printed, answers = serve(free_port)
    assert answers == [b"ok\n"]
    assert "Loaded hh_ranges.csv: 96 rows" in printed
    assert f"http://127.0.0.1:{free_port}/" in printed


def test_serve_leaves_a_loaded_survey_alone(free_port: int) -> None:
    printed, answers = serve(free_port)
    assert (answers, "Loaded" in printed) == ([b"ok\n"], False)


def test_serve_says_what_to_do_when_its_port_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Cannot listen on 127.0.0.1:{port}.*--port 8001"):
            call_command("serve", port=port)


@pytest.mark.parametrize("port", [0, -1, 65_536, 99_999, 10**30])
def test_serve_refuses_a_port_that_cannot_be(port: int) -> None:
    with pytest.raises(CommandError, match=f"no port {port}"):
        call_command("serve", port=port)


def test_serve_refuses_a_host_that_is_not_its_own(free_port: int) -> None:
    with pytest.raises(CommandError, match="Cannot listen on 192"):
        call_command("serve", host="192.0.2.1", port=free_port)


def draw(*offer: str) -> ET.Element:
    out = io.StringIO()
    call_command("draw_ladder", *offer, stdout=out)
    return ET.fromstring(out.getvalue())  # noqa: S314 - our own drawing


def test_a_ladder_is_drawn_as_a_file_of_its_own() -> None:
    drawn = draw("moscow", "agency", "3", "52000")
    texts = ["".join(text.itertext()).replace("\u00a0", " ") for text in drawn.iter(f"{SVG}text")]
    assert drawn.tag == f"{SVG}svg"
    assert {"52 000", "30 000–35 000", "median 55 000"} <= set(texts)
    assert any("Superjob" in text and "March 2015" in text for text in texts)


def test_a_ladder_of_a_wrong_offer_is_refused_field_by_field() -> None:
    with pytest.raises(CommandError) as refused:
        draw("atlantis", "agency", "3", "30,000")
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == ["city", "amount"]


def test_a_ladder_without_a_survey_says_what_to_run() -> None:
    Survey.objects.all().delete()
    with pytest.raises(CommandError, match="load_ranges"):
        draw("moscow", "agency", "3", "52000")
