"""What a session of an Argos package heeds, and what it promises."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copy_model import Kind, made_up_sentences, write_bpe_package, write_package
from l10n.engines.alignment import places
from l10n.engines.answers import Answer, Link, Query
from l10n.engines.argos import ArgosEngine
from l10n.engines.argos_model import AHEAD
from l10n.engines.argos_session import LONGEST_SENTENCE, PackageSession
from l10n.engines.argos_tokens import Tokens, vocabulary
from l10n.engines.installed import InstalledPackage, described
from l10n.engines.session import Opening, Session, ask
from l10n.model import Tag
from l10n.ports import QUALITIES, Quality
from random_model import write_random_package

EN, ES = Tag("en"), Tag("es")


def package(folder: Path) -> InstalledPackage:
    found = described(folder)
    assert found is not None
    return found


def session(folder: Path, quality: Quality = "normal") -> PackageSession:
    return PackageSession(package(folder), quality, "0123abcd")


def answer(folder: Path, query: Query) -> Answer | None:
    return ask(session(folder), [query])[query]


def text(folder: Path, query: Query) -> str:
    found = answer(folder, query)
    return "" if found is None else found.text


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory) -> PackageSession:
    """A session whose answers are noise, for all tests."""
    return session(write_random_package(tmp_path_factory.mktemp("noise") / "x"))


QUERIES = [Query(sentence) for sentence in made_up_sentences()[:1600:16]]


def test_a_query_has_the_same_answer_alone_and_with_others(noise: PackageSession) -> None:
    together = ask(noise, QUERIES)
    assert len({found.text for found in together.values() if found}) > 10
    for query in QUERIES[::12]:
        assert ask(noise, [query]) == {query: together[query]}


def test_an_answer_is_the_same_with_its_links(noise: PackageSession) -> None:
    plain = ask(noise, QUERIES)
    aligned = ask(noise, [Query(query.text, aligned=True) for query in QUERIES])
    for query, found in zip(plain.values(), aligned.values(), strict=True):
        assert (query and query.text) == (found and found.text)


@pytest.mark.parametrize("hypotheses", [1, 4])
def test_links_are_the_same_alone_and_with_others(noise: PackageSession, hypotheses: int) -> None:
    asked = [
        Query(query.text, aligned=index % 3 > 0, hypotheses=hypotheses) for index, query in enumerate(QUERIES)
    ]
    together = ask(noise, asked)
    assert any(found and any(link.target[0] == 0 for link in found.links) for found in together.values())
    for query in asked[::7]:
        assert ask(noise, [query]) == {query: together[query]}


def test_what_a_model_has_no_word_for_is_taken_from_the_source(tmp_path: Path) -> None:
    import ctranslate2
    from argostranslate.package import Package

    folder = write_random_package(tmp_path / "x", unknown=6)
    opened, tokens = session(folder), Tokens(Package(folder).tokenizer)
    translator = ctranslate2.Translator(str(folder / "model"), compute_type="int8")
    together = {query: found for query, found in ask(opened, QUERIES).items() if found}
    assert len(together) > 10
    for query, found in together.items():
        (alone,) = translator.translate_batch(
            [tokens.encode(query.text)], beam_size=2, length_penalty=0.2, replace_unknowns=True
        )
        assert found.text == tokens.decode(alone.hypotheses[0])
        assert ask(opened, [query]) == {query: found}


def test_texts_of_the_same_tokens_are_translated_once(
    copy_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ctranslate2

    seen: list[list[str]] = []

    class Watched(ctranslate2.Translator):  # type: ignore[misc]
        def translate_batch(self, source: Any, *args: Any, **options: Any) -> Any:
            if options["beam_size"] > 1:
                seen.extend(source[:1])
            return super().translate_batch(source, *args, **options)

    monkeypatch.setattr(ctranslate2, "Translator", Watched)
    queries = [Query("the house"), Query("the  house"), Query("the house", pairs=((4, 9),))]
    answers = ask(session(copy_package), queries)
    assert [found and found.text for found in answers.values()] == ["the house"] * 3
    assert [bool(found and found.links) for found in answers.values()] == [False, False, True]
    assert len(seen) == 1


def test_alternatives_come_in_order_and_the_best_is_the_answer(noise: PackageSession) -> None:
    asked = [Query(query.text, hypotheses=4, aligned=True) for query in QUERIES]
    answers = [found for found in ask(noise, asked).values() if found]
    several = [found for found in answers if found.others]
    assert several
    for found in several:
        texts = [found.text, *(other.text for other in found.others)]
        assert len(texts) <= 4
        assert not any(other.others for other in found.others)


def test_banned_words_are_not_in_an_answer(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "x")
    query = Query("The mayor sees the house at noon.")
    assert text(folder, query) == query.text
    for banned in ("house", "House", "the house"):
        said = text(folder, Query(query.text, banned=(banned,)))
        assert said
        assert not re.search(rf"\b{banned}\b", said, re.IGNORECASE)


def test_what_is_banned_in_vain_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_package(tmp_path / "x")
    monkeypatch.setattr(Tokens, "banned", lambda tokens, words: ())
    assert answer(folder, Query("The mayor sees the house.", banned=("house",))) is None
    assert text(folder, Query("The mayor sees the house.", banned=("hous",))) == "The mayor sees the house."


def test_words_are_banned_in_every_case_and_cut(tmp_path: Path) -> None:
    from argostranslate.package import Package

    folder = write_package(tmp_path / "x")
    runs = Tokens(Package(folder).tokenizer).banned(["house", "at"])
    assert ("▁house",) in runs
    assert ("house",) in runs
    assert ("▁at",) in runs
    assert ("at",) not in runs
    assert {"".join(run) for run in runs} >= {"▁House", "▁HOUSE", "▁AT", "House"}
    assert len(set(runs)) == len(runs)


def test_models_that_know_several_ways_to_cut_a_word_get_all_banned(tmp_path: Path) -> None:
    import io

    import sentencepiece
    from argostranslate.tokenizer import SentencePieceTokenizer

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(made_up_sentences()),
        model_writer=model,
        vocab_size=150,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (tmp_path / "unigram.model").write_bytes(model.getvalue())
    tokens = Tokens(SentencePieceTokenizer(tmp_path / "unigram.model"))
    ways = {run for run in tokens.banned(["village"]) if "".join(run) == "▁village"}
    assert len(ways) > 1


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("shared_vocabulary.json", '["<unk>", "▁casa"]'),
        ("target_vocabulary.json", '["<unk>", "▁casa"]'),
        ("shared_vocabulary.txt", "<unk>\n▁casa"),
        ("target_vocabulary.txt", "<unk>\n▁casa"),
    ],
)
def test_the_vocabulary_of_a_model_is_in_one_of_several_files(
    tmp_path: Path, file: str, content: str
) -> None:
    (tmp_path / file).write_text(content, encoding="utf-8")
    assert vocabulary(tmp_path) == {"<unk>", "▁casa"}


def test_a_model_without_a_vocabulary_file_can_ban_nothing(tmp_path: Path) -> None:
    assert vocabulary(tmp_path) == frozenset()


def test_words_are_banned_in_byte_pairs(tmp_path: Path) -> None:
    from argostranslate.package import Package

    folder = write_bpe_package(tmp_path / "x")
    runs = Tokens(Package(folder).tokenizer).banned(["sees"])
    assert ("s@@", "e@@", "e@@", "s") in runs
    said = text(folder, Query("The mayor sees it.", banned=("sees",)))
    assert "sees" not in said


def test_a_cautious_answer_does_not_repeat_itself(noise: PackageSession) -> None:
    plain = ask(noise, QUERIES)
    cautious = ask(noise, [Query(query.text, cautious=True) for query in QUERIES])
    assert sum(map(bool, cautious.values())) > sum(map(bool, plain.values()))


def test_a_cautious_answer_repeats_what_its_source_repeats(copy_package: Path) -> None:
    repeated = "the mayor sees the old bridge and the crew sees the old bridge too"
    for source in (repeated, "the the the"):
        assert text(copy_package, Query(source, cautious=True)) == source


def test_a_long_sentence_is_translated_clause_by_clause(copy_package: Path) -> None:
    clause = "the mayor sees the old bridge"
    sentence = ", ".join([clause] * 80)
    assert text(copy_package, Query(sentence)) == sentence
    assert text(copy_package, Query(f"The house, {sentence}.")) == f"The house, {sentence}."
    found = answer(copy_package, Query(sentence, aligned=True, hypotheses=2))
    assert found is not None
    assert {sentence[slice(*link.source)] for link in found.links} >= {"mayor", "bridge"}
    assert all(link.source == link.target for link in found.links)


def test_a_clause_without_an_answer_leaves_its_sentence_without(
    copy_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tokens, "banned", lambda tokens, words: ())
    clauses = ["the mayor sees the old bridge"] * 60
    good, bad = ", ".join(clauses), ", ".join([*clauses, "the crew counts two lamps"])
    asked = [Query(good, banned=("lamps",)), Query(bad, banned=("lamps",))]
    assert [bool(found) for found in ask(session(copy_package), asked).values()] == [True, False]


@pytest.mark.parametrize("nothing", ["", "  ", " ".join(["the crew"] * LONGEST_SENTENCE)])
def test_what_cannot_be_asked_has_no_answer(copy_package: Path, nothing: str) -> None:
    assert answer(copy_package, Query(nothing)) is None


def test_links_lead_to_characters_that_are_in_bytes() -> None:
    tokens = Tokens(_Bytes())
    pieces = ["▁See", "▁", "<0xE6>", "<0x9D>", "<0xB1>", "!"]
    assert tokens.spelt(pieces) == ["▁See", "▁", "", "", "東", "!"]
    assert places("See 東!", tokens.spelt(pieces)) == [(0, 3), None, None, None, (4, 5), (5, 6)]


class _Bytes:
    def lazy_processor(self) -> "_Bytes":
        return self

    def encode(self, text: str) -> list[str]:
        return [text]


def test_a_package_with_bytes_for_rare_characters_is_served(tmp_path: Path, byte_package: Path) -> None:
    said = answer(byte_package, Query("the house 東 at noon", aligned=True))
    assert said is not None
    assert said.text == "the house 東 at noon"
    assert Link((10, 11), (10, 11)) in said.links


@pytest.fixture
def byte_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return write_package(tmp_path / "bytes", Kind(bytes=True))


def test_a_session_is_told_from_others_by_all_that_changes_its_answers(
    copy_package: Path, packages: Path
) -> None:
    write_package(packages / "x")
    engine = ArgosEngine()
    openings = [Opening(quality, verified=lambda folder: "1f") for quality in QUALITIES]
    openings.append(Opening(verified=lambda folder: "2e"))
    identities = [engine.open(EN, ES, opening).identity for opening in openings]
    assert len(set(identities)) == len(identities)
    for identity in identities:
        assert re.fullmatch(
            r"argos translate-en_es 1\.9 (1f|2e) int8 beam=[124] penalty=0\.2 .* ctranslate2=[\d.]+", identity
        )


def test_every_quality_translates(copy_package: Path) -> None:
    query = Query("The mayor sees the house.")
    for quality in QUALITIES:
        assert ask(session(copy_package, quality), [query])[query] == Answer(query.text)


def test_a_model_is_loaded_when_something_is_asked(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "x")
    model = (folder / "model" / "model.bin").read_bytes()
    (folder / "model" / "model.bin").write_bytes(b"broken")
    opened = session(folder)
    assert list(opened.answers([])) == []
    (folder / "model" / "model.bin").write_bytes(model)
    assert ask(opened, [Query("the house")]) == {Query("the house"): Answer("the house")}
    (folder / "model" / "model.bin").write_bytes(b"broken")
    assert ask(opened, [Query("a door")]) == {Query("a door"): Answer("a door")}
    opened.close()


def test_who_stops_asking_for_batches_gets_no_more(
    copy_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ctranslate2

    asked = 0

    class Watched(ctranslate2.Translator):  # type: ignore[misc]
        def translate_batch(self, source: Any, *args: Any, **options: Any) -> Any:
            nonlocal asked
            asked += 1
            return super().translate_batch(source, *args, **options)

    monkeypatch.setattr(ctranslate2, "Translator", Watched)
    monkeypatch.setattr("l10n.engines.argos_model._cores", lambda: 1)
    monkeypatch.setattr("l10n.engines.argos_model.BATCH_TOKENS", 1)
    opened = session(copy_package)
    batches: Iterator[Any] = opened.answers(QUERIES)
    assert len(next(batches)) == 1
    batches.close()  # type: ignore[attr-defined]
    opened.close()
    assert asked <= 1 + AHEAD


def test_each_batch_tells_of_its_own_queries(copy_package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("l10n.engines.argos_model.BATCH_TOKENS", 64)
    found: dict[int, str] = {}
    opened: Session = session(copy_package)
    for batch in opened.answers(QUERIES):
        assert batch
        for index, said in batch:
            assert index not in found
            assert said is not None
            found[index] = said.text
    assert found == {index: query.text for index, query in enumerate(QUERIES)}


def test_the_metadata_of_a_package_decide_its_prefix(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "x", Kind(prefix=">>spa<<"))
    assert json.loads((folder / "metadata.json").read_text())["target_prefix"] == ">>spa<<"
    found = answer(folder, Query("the mayor sees", aligned=True))
    assert found is not None
    assert found.text == "mayor sees"
    assert found.links == (Link((4, 9), (0, 5)), Link((10, 14), (6, 10)))
