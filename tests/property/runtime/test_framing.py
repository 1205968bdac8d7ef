from __future__ import annotations

import socket

import grpc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivium.services.runtime.errors import from_plain, plain
from trivium.services.runtime.frames import (
    BrokenFrameError,
    Frame,
    FrameDecoder,
    Kind,
    encode,
    pack,
    read_frame,
    unpack,
)
from trivium.services.runtime.operation import Fault, Violation

frames = st.lists(st.builds(Frame, st.sampled_from(Kind), st.binary(max_size=300)), max_size=8)
violations = st.lists(st.builds(Violation, st.text(), st.text(), st.text()), max_size=3).map(tuple)
faults = st.builds(
    Fault,
    st.sampled_from(grpc.StatusCode),
    st.text(),
    st.text(),
    violations,
    violations,
    st.lists(st.tuples(st.text(), st.text()), max_size=3).map(tuple),
    st.none() | st.floats(min_value=0, allow_nan=False, allow_infinity=False),
)


@given(frames, st.lists(st.integers(1, 50), min_size=1))
def test_frames_are_found_however_the_bytes_are_cut(sent: list[Frame], cuts: list[int]) -> None:
    data = b"".join(encode(frame.kind, frame.payload) for frame in sent)
    decoder, got, position, turn = FrameDecoder(1000), [], 0, 0
    while position < len(data):
        step = cuts[turn % len(cuts)]
        got += decoder.feed(data[position : position + step])
        position, turn = position + step, turn + 1
    assert got == sent


@given(frames)
def test_a_blocking_reader_reads_the_same(sent: list[Frame]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for frame in sent:
            theirs.sendall(encode(frame.kind, frame.payload))
        theirs.shutdown(socket.SHUT_WR)
        got = []
        while (frame := read_frame(ours, 1000)) is not None:
            got.append(frame)
    assert got == sent


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_frames_or_broken_and_nothing_else(data: bytes) -> None:
    try:
        got = list(FrameDecoder(100).feed(data))
    except BrokenFrameError:
        return
    assert data.startswith(b"".join(encode(frame.kind, frame.payload) for frame in got))


@given(st.integers(101, 2**32 - 1))
def test_a_frame_that_is_too_long_is_refused_before_it_is_there(length: int) -> None:
    prefix = bytes([Kind.MESSAGE]) + length.to_bytes(4, "big")
    with pytest.raises(BrokenFrameError):
        list(FrameDecoder(100).feed(prefix))


@given(st.dictionaries(st.text(), st.none() | st.integers() | st.text() | st.booleans()), st.binary())
def test_a_header_and_a_body_come_back(header: dict[str, object], body: bytes) -> None:
    assert unpack(pack(header, body)) == (header, body)


@given(st.binary(max_size=100))
def test_an_arbitrary_payload_unpacks_or_is_broken_and_nothing_else(payload: bytes) -> None:
    try:
        header, body = unpack(payload)
    except BrokenFrameError:
        return
    assert isinstance(header, dict)
    assert payload.endswith(body)


@given(faults)
def test_a_fault_crosses_a_pipe_unchanged(fault: Fault) -> None:
    header, _ = unpack(pack(plain(fault)))
    assert from_plain(header) == fault
