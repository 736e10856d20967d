"""The memory of what models said: the same answers again, through crashes, damage and other processes."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from function_session import FunctionSession
from l10n.engines.answers import Answer, Link, Query
from l10n.engines.cache import Kept
from l10n.engines.session import Ability, Finished, ask
from l10n.engines.store import Store

ALL: frozenset[Ability] = frozenset({"alignment", "alternatives", "bans", "caution"})


class Recorder:
    """A model that turns letters into capitals two sentences at a time, and writes down what it was asked."""

    def __init__(self, identity: str = "recorder 1", abilities: frozenset[Ability] = ALL) -> None:
        self.identity = identity
        self.abilities = abilities
        self.asked: list[Query] = []
        self.closed = False

    def answers(self, queries: Sequence[Query]) -> Iterator[Finished]:
        for at in range(0, len(queries), 2):
            some = list(enumerate(queries[at : at + 2], at))
            self.asked += [query for _, query in some]
            yield [(index, self.answer(query)) for index, query in some]

    def answer(self, query: Query) -> Answer | None:
        if query.text == "?":
            return None
        links = (Link((0, 1), (0, 1)),) if query.text else ()
        others = tuple(Answer(f"{query.text}{n}", links) for n in range(query.hypotheses - 1))
        return Answer(query.text.upper(), links, others)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def said() -> list[str]:
    """What the store told its user."""
    return []


@pytest.fixture
def store(tmp_path: Path, said: list[str]) -> Store:
    return Store(tmp_path / "mt.sqlite", said.append)


def again(store: Store, said: list[str]) -> Store:
    """The same file in another command."""
    store.close()
    return Store(store._path, said.append)


def texts(*words: str) -> list[Query]:
    return [Query(word) for word in words]


def test_what_was_said_once_is_not_asked_again(store: Store, said: list[str]) -> None:
    first, second = Recorder(), Recorder()
    expected = ask(Kept(first, store), texts("a", "b", "?", "c"))
    assert expected[Query("b")] == Answer("B")
    kept = Kept(second, again(store, said))
    assert kept.missing(texts("c", "d")) == texts("d")
    assert ask(kept, texts("c", "?", "d", "a", "b")) == expected | {Query("d"): Answer("D")}
    assert (second.asked, kept.recalled) == (texts("d"), 4)
    assert said == []


def test_every_finished_batch_is_kept_at_once(store: Store, said: list[str]) -> None:
    answers = Kept(Recorder(), store).answers(texts("a", "b", "c", "d"))
    assert next(answers) == [(0, Answer("A")), (1, Answer("B"))]
    assert Kept(Recorder(), again(store, said)).missing(texts("a", "b", "c", "d")) == texts("c", "d")


@given(
    st.lists(
        st.builds(
            Query,
            st.text(st.characters(), max_size=5),
            st.sampled_from([(), ((0, 1),)]),
            st.booleans(),
            st.integers(1, 3),
            st.sampled_from([(), ("x",)]),
            st.booleans(),
        ),
        unique=True,
    )
)
def test_a_remembered_answer_is_the_answer(queries: list[Query]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder, "mt.sqlite"), pytest.fail)
        fresh = ask(Kept(Recorder(), store), queries)
        model = Recorder()
        assert ask(Kept(model, store), queries) == fresh
        assert model.asked == []
        store.close()


def test_links_are_kept_where_somebody_asked_for_them(store: Store) -> None:
    kept = Kept(Recorder(), store)
    link = Link((0, 1), (0, 1))
    for query, links in (
        (Query("a"), ()),
        (Query("a", aligned=True), (link,)),
        (Query("a", ((0, 1),)), (link,)),
    ):
        for _ in range(2):
            (answer,) = ask(kept, [query]).values()
            assert answer is not None
            assert answer.links == links
    (answer,) = ask(kept, [Query("a", hypotheses=2)]).values()
    assert answer == Answer("A", (), (Answer("a0"),))


def test_other_models_and_other_questions_have_answers_of_their_own(store: Store) -> None:
    one, other = Recorder("a 1"), Recorder("a 2")
    queries = [
        Query("a"),
        Query("a", ((0, 1),)),
        Query("a", aligned=True),
        Query("a", hypotheses=2),
        Query("a", banned=("x",)),
        Query("a", cautious=True),
    ]
    ask(Kept(one, store), queries)
    ask(Kept(other, store), queries)
    assert one.asked == other.asked == queries


def test_what_a_model_does_not_heed_makes_no_difference(store: Store) -> None:
    model = Recorder(abilities=frozenset())
    queries = [Query("a"), Query("a", aligned=True), Query("a", ((0, 1),), hypotheses=2, cautious=True)]
    answers = ask(Kept(model, store), queries)
    assert model.asked == queries[:1]
    assert set(answers.values()) == {Answer("A")}


def test_it_is_the_model_but_for_its_memory(store: Store) -> None:
    model = Recorder()
    kept = Kept(model, store)
    assert (kept.identity, kept.abilities) == (model.identity, model.abilities)
    kept.close()
    assert model.closed
    assert list(kept.answers([])) == []


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE remembered (key, value)")
    connection.close()


def newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 2")
    connection.close()


def torn(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (garbage, "file is not a database"),
        (foreign, "it is not a file of l10n"),
        (newer, "it is of version 2, and this l10n keeps version 1"),
        (torn, "database disk image is malformed"),
    ],
)
def test_a_file_that_is_no_good_is_set_aside_with_a_word(
    damage: object, reason: str, store: Store, said: list[str]
) -> None:
    ask(Kept(Recorder(), store), texts("a"))
    store.close()
    if damage is foreign:
        store._path.unlink()
    damage(store._path)  # type: ignore[operator]
    spoilt = store._path.read_bytes()
    model = Recorder()
    assert ask(Kept(model, store), texts("a")) == {Query("a"): Answer("A")}
    assert ask(Kept(model, store), texts("a")) == {Query("a"): Answer("A")}
    assert model.asked == texts("a")
    assert said == [f"mt.sqlite was set aside as mt.sqlite.old: {reason}; a new one is begun"]
    assert store._path.with_name("mt.sqlite.old").read_bytes() == spoilt


def test_a_value_that_was_damaged_in_its_place_is_not_there(store: Store, said: list[str]) -> None:
    ask(Kept(Recorder(), store), texts("a", "b"))
    store.close()
    with sqlite3.connect(store._path) as connection:
        connection.execute("UPDATE remembered SET value = value || 'x' WHERE number = 1")
    connection.close()
    model = Recorder()
    ask(Kept(model, store), texts("a", "b"))
    assert (model.asked, said) == (texts("a"), [])


def test_without_a_place_for_the_file_it_goes_on_and_says_so_once(tmp_path: Path, said: list[str]) -> None:
    store = Store(tmp_path / "nowhere" / "mt.sqlite", said.append)
    model = Recorder()
    for _ in range(2):
        assert ask(Kept(model, store), texts("a")) == {Query("a"): Answer("A")}
    assert model.asked == texts("a", "a")
    assert said == ["mt.sqlite cannot be used: unable to open database file; translations are not remembered"]


def test_a_spoilt_file_that_cannot_be_moved_is_left(
    store: Store, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    garbage(store._path)
    monkeypatch.setattr(Path, "replace", refuse)
    assert ask(Kept(Recorder(), store), texts("a")) == {Query("a"): Answer("A")}
    assert said == [
        "mt.sqlite cannot be used: file is not a database, and it cannot be moved: Permission denied; "
        "translations are not remembered"
    ]


def test_one_that_is_spoilt_again_at_once_is_given_up(
    store: Store, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who writes another version at the same time."""
    monkeypatch.setattr("l10n.engines.store.KIND", 1 << 40)
    garbage(store._path)
    assert ask(Kept(Recorder(), store), texts("a")) == {Query("a"): Answer("A")}
    assert len(said) == 2
    assert said[1].startswith("mt.sqlite cannot be used: it is not a file of l10n")


def test_reading_writes_nothing(store: Store, said: list[str], tmp_path: Path) -> None:
    reader = Store(store._path, said.append, reading=True)
    ask(Kept(Recorder(), reader), texts("a"))
    assert list(tmp_path.iterdir()) == []
    ask(Kept(Recorder(), store), texts("a"))
    assert Kept(Recorder(), reader).missing(texts("a", "b")) == texts("b")
    reader.close()
    store.close()
    garbage(store._path)
    assert Kept(Recorder(), reader).missing(texts("a")) == texts("a")
    assert said == ["mt.sqlite cannot be used: file is not a database; translations are not remembered"]


FULL = """
import resource, sys
from pathlib import Path
from l10n.engines.store import Store
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
store = Store(Path(sys.argv[1]), print)
for number in range(3):
    store.keep({b"%d" % number: b"x" * 100_000})
print(len(store.recall([b"0", b"1", b"2"])))
"""


def test_a_full_disk_stops_the_memory_and_not_the_work(tmp_path: Path) -> None:
    words = [sys.executable, "-c", FULL, str(tmp_path / "mt.sqlite")]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    note, count = done.stdout.splitlines()
    assert "translations are not remembered" in note
    assert count == "0"
    assert len(Store(tmp_path / "mt.sqlite", pytest.fail).recall([b"0", b"1", b"2"])) == 1


WRITER = """
import sys
from pathlib import Path
from l10n.engines.store import Store
store = Store(Path(sys.argv[1]), sys.exit)
for number in range(200):
    store.keep({b"%s %d" % (sys.argv[2].encode(), number): b"value"})
"""


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "mt.sqlite"
    words = [sys.executable, "-c", WRITER, str(path)]
    writers = [subprocess.Popen([*words, name]) for name in ("a", "b")]
    assert [writer.wait() for writer in writers] == [0, 0]
    keys = [b"%s %d" % (name, number) for name in (b"a", b"b") for number in range(200)]
    assert len(Store(path, pytest.fail).recall(keys)) == 400


def test_many_may_make_the_file_at_once(tmp_path: Path) -> None:
    said: list[str] = []
    together = Barrier(3)

    def make(name: bytes) -> None:
        for number in range(60):
            store = Store(tmp_path / f"{number}.sqlite", said.append)
            together.wait()
            store.keep({name: b"value"})
            store.close()

    makers = [Thread(target=make, args=(name,)) for name in (b"a", b"b", b"c")]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert said == []
    assert len(Store(tmp_path / "7.sqlite", pytest.fail).recall([b"a", b"b", b"c"])) == 3


ENDLESS = """
import sys
from pathlib import Path
from l10n.engines.store import Store
store = Store(Path(sys.argv[1]), sys.exit)
number = 0
while True:
    store.keep({b"%d" % each: b"value" * 50 for each in range(number, number + 7)})
    number += 7
    print(number, flush=True)
"""


def test_what_was_kept_survives_the_death_of_the_process(tmp_path: Path) -> None:
    path = tmp_path / "mt.sqlite"
    kept = 0
    for _ in range(5):
        words = [sys.executable, "-c", ENDLESS, str(path)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                kept = int(line)
                if kept >= 200:
                    process.kill()
        store = Store(path, pytest.fail)
        assert len(store.recall([b"%d" % number for number in range(kept)])) == kept
        store.close()


def test_what_is_too_large_loses_what_was_kept_first(store: Store, said: list[str]) -> None:
    for number in range(10):
        store.keep({b"%d" % number: b"x" * 10_000})
    store.close()
    small = Store(store._path, said.append, most=50_000)
    small.keep({})
    small.keep({b"new": b""})
    keys = [b"%d" % number for number in range(10)]
    assert sorted(small.recall([*keys, b"new"])) == [b"5", b"6", b"7", b"8", b"9", b"new"]
    small.close()
    assert len(Store(store._path, said.append, most=80_000).recall(keys)) == 5
    assert said == []


def test_another_thread_may_take_over(store: Store) -> None:
    store.keep({b"a": b"1"})
    found: list[dict[bytes, bytes]] = []
    thread = Thread(target=lambda: found.append(store.recall([b"a", b"b"])))
    thread.start()
    thread.join()
    assert found == [{b"a": b"1"}]


def test_a_function_can_be_remembered(store: Store) -> None:
    kept = Kept(FunctionSession(lambda queries: [Answer(q.text) for q in queries], "copy 1"), store)
    assert ask(kept, texts("a", "b")) == {Query("a"): Answer("a"), Query("b"): Answer("b")}


def test_what_cannot_be_kept_leaves_nothing_half_done(store: Store, said: list[str]) -> None:
    store.keep({b"a": b"1"})
    with pytest.raises(TypeError):
        store.keep({b"a": b"2", b"b": None})  # type: ignore[dict-item]
    assert store.recall([b"a", b"b"]) == {b"a": b"1"}
    assert said == []
