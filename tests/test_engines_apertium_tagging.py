"""The filter that makes a tagger say of a text what it says of it alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines import apertium_tagging
from l10n.engines.apertium_tagging import TaggerError, main, relay

TAGGER = """
import os, sys
text, spoilt = b"", False
while some := os.read(0, 100):
    *texts, text = (text + some).split(b"\\0")
    for each in texts:
        if each == b"die":
            sys.exit("Ouch.")
        os.write(1, (each.upper() if spoilt else each) + b"\\0")
        if b"!" in each:
            spoilt = True
"""
"""A tagger that says something else of all texts after one with an exclamation mark, and tells of it."""
LOUD = TAGGER.replace("os.write(1", 'b"!" in each and os.write(2, b"What is that?"); os.write(1')


def relayed(folder: Path, data: bytes, tagger: str = LOUD) -> bytes:
    """What comes out of the filter for what goes in."""
    (folder / "in").write_bytes(data)
    source = os.open(folder / "in", os.O_RDONLY)
    sink = os.open(folder / "out", os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
    try:
        relay(source, sink, [sys.executable, "-I", "-S", "-c", tagger])
    finally:
        os.close(source)
        os.close(sink)
    return (folder / "out").read_bytes()


def test_a_tagger_that_complained_is_not_asked_again(tmp_path: Path) -> None:
    texts = b"one\0two!\0three\0four!\0five!\0\0six\0"
    assert relayed(tmp_path, texts, TAGGER) == b"one\0two!\0THREE\0FOUR!\0FIVE!\0\0SIX\0"
    assert relayed(tmp_path, texts) == texts


def test_nothing_is_made_of_nothing(tmp_path: Path) -> None:
    assert relayed(tmp_path, b"") == b""
    assert relayed(tmp_path, b"without an end") == b""


def test_a_text_may_be_larger_than_what_fits_between_processes(tmp_path: Path) -> None:
    text = b"white house " * 15_000 + b"\0"
    assert relayed(tmp_path, 2 * text) == 2 * text


def test_a_tagger_that_ends_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TaggerError, match=r"^Ouch\.$"):
        relayed(tmp_path, b"one\0die\0two\0")


FILTER = [sys.executable, apertium_tagging.__file__, sys.executable, "-I", "-S", "-c", LOUD]


@pytest.mark.parametrize(
    ("data", "code", "said"), [(b"a!\0b\0", 0, b"a!\0b\0"), (b"a\0die\0", 1, b"a\0"), (b"", 0, b"")]
)
def test_it_is_a_filter(data: bytes, code: int, said: bytes) -> None:
    done = subprocess.run(FILTER, input=data, capture_output=True)
    assert (done.returncode, done.stdout) == (code, said)
    assert done.stderr == (b"Ouch.\n" if code else b"")


def test_it_tells_what_the_tagger_said_last(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").write_bytes(b"die\0")
    source = os.open(tmp_path / "in", os.O_RDONLY)
    try:
        assert main([sys.executable, "-I", "-S", "-c", TAGGER], source) == 1
    finally:
        os.close(source)
    assert capsys.readouterr().err == "Ouch.\n"


def test_it_ends_quietly_where_nobody_reads_on() -> None:
    source, reader, writer = os.open("/dev/zero", os.O_RDONLY), *os.pipe()
    os.close(reader)
    try:
        assert main([sys.executable, "-I", "-S", "-c", TAGGER], source, writer) == 1
    finally:
        os.close(source)
        os.close(writer)


@pytest.mark.needs_apertium
@settings(max_examples=10)
@given(order=st.permutations(range(4)))
def test_the_real_tagger_says_the_same_in_any_order(
    order: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    model = Path("/usr/share/apertium/apertium-eng-spa/eng-spa.prob")
    if not model.exists():
        pytest.skip("apertium-eng-spa is not installed")
    texts = [
        b"^I/prpers<prn><subj><p1><mf><sg>/i<num><mf><sg>$^./.<sent>$",
        b"^SPAN/SPAN<vblex><inf>/SPAN<vblex><pres>/SPIN<vblex><past>$^./.<sent>$",
        b"^Nielsen/*Nielsen$ ^said/say<vblex><past>/say<vblex><pp>$^./.<sent>$",
        b"^for/for<pr>$ ^PBS/*PBS$ ^worried/worry<vblex><past>/worry<vblex><pp>$^./.<sent>$",
    ]
    command = [sys.executable, apertium_tagging.__file__, "apertium-tagger", "-z", "-d", "-g", str(model)]

    def said(numbers: list[int]) -> list[bytes]:
        data = b"".join(texts[number] + b"\0" for number in numbers)
        return subprocess.run(command, input=data, capture_output=True, check=True).stdout.split(b"\0")[:-1]

    expected = said([0, 1, 2, 3])
    assert said(order) == [expected[number] for number in order]
