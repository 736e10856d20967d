"""The recipe of the starter model but for the training itself: what is read, shown, packed, and batched."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training import batches, configuration, packed, schedule, variants, vocabulary, weights
from training.configuration import Shape, Training, TrainingError, Variants, Vocabulary
from training.corpus import SYNTHETIC, Pair, split
from training.packed import Packed
from training.positions import positions
from training_corpus import write_corpus

ROOT = Path(__file__).resolve().parent.parent
TOY = Path(__file__).parent / "fixtures" / "training" / "toy.toml"
MASKS = ("⟦0⟧", "⟦1⟧", "⟦2⟧")


def chance(seed: int = 1, before: Pair | None = None) -> variants.Chance:
    return variants.Chance(Random(seed), MASKS, before or Pair("", "", "", ""))


# configuration


def test_the_configuration_of_the_starter_model_is_sound() -> None:
    read = configuration.read(ROOT / "training" / "en-es.toml")
    assert set(read.corpus.licences) == {"A", "B"}
    assert 6 <= read.model.encoder_layers <= 12
    assert read.model.decoder_layers == 2
    assert read.model.width % read.model.heads == 0


def test_a_configuration_may_be_another_one_but_for_some_keys() -> None:
    whole, small = (configuration.read(ROOT / "training" / name) for name in ("en-es.toml", "en-es-cpu.toml"))
    assert (small.model.width, small.model.decoder_layers) == (256, whole.model.decoder_layers)
    assert small.weights["news"] == whole.weights["news"] != small.weights["synthetic"]
    assert (small.corpus, small.development) == (whole.corpus, whole.development)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "width = 64",
            "wide = 64",
            "[model] has no key 'wide'; it has decoder-layers, encoder-layers, feed-",
        ),
        ("[variants]", "[variant]", "there is no 'variant' in a configuration; it has corpus, development, "),
        ("width = 64", "width = 6.4", "[model] width is 6.4"),
        ("width = 64", "", "[model] missing 1 required positional argument: 'width'"),
        ('licences = ["A"]', 'licences = "A"', "[corpus] licences is 'A'"),
        ("[model]", "[model", "Expected ']' at the end of a table declaration (at line 25, column 7)"),
    ],
)
def test_a_mistake_in_a_configuration_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(TOY.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(TrainingError) as caught:
        configuration.read(path)
    assert str(caught.value).startswith(f"{path}: {message}")


def test_a_configuration_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"a\.toml: cannot be read: No such file"):
        configuration.read(tmp_path / "a.toml")


# corpus


def test_only_what_may_be_used_is_trained_on(tmp_path: Path) -> None:
    found = split(write_corpus(tmp_path / "corpus"), configuration.read(TOY))
    assert {pair.tag for pair in found.training} == {"kitchen"}
    assert [pair.source for pair in found.development["news"]] == ["Rain falls today."]


def test_what_a_model_is_judged_by_is_not_trained_on(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "corpus")
    with (folder / "pairs.tsv").open("a", encoding="utf-8") as file:
        file.write("RAIN falls, today!\tLlueve.\tkitchen\n")
    found = split(folder, configuration.read(TOY))
    assert not any("rain" in pair.source.casefold() for pair in found.training)


def test_pairs_of_other_domains_are_held_out(tmp_path: Path) -> None:
    told = configuration.read(TOY)
    told = replace(told, held_out=configuration.HeldOut(20, {"kitchens": ("kitchen",)}))
    found = split(write_corpus(tmp_path / "corpus"), told)
    held = found.development["kitchens"]
    assert len(held) == 20
    assert not {pair.source for pair in held} & {pair.source for pair in found.training}


def test_made_up_sources_are_a_group_of_their_own(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "corpus")
    (folder / "made-up.tsv").write_text("The cat sleep.\tEl gato duerme.\tspeeches\n", encoding="utf-8")
    told = configuration.read(TOY)
    found = split(folder, replace(told, corpus=replace(told.corpus, synthetic="made-up.tsv")))
    assert found.training[-1] == Pair("The cat sleep.", "El gato duerme.", SYNTHETIC, "speeches")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("", "vacío"),
        ("empty", ""),
        ("word " * 81, "palabra " * 80),
        ("one two three four five six seven", "uno dos"),
    ],
)
def test_a_pair_that_is_no_translation_is_left_out(tmp_path: Path, source: str, target: str) -> None:
    folder = write_corpus(tmp_path / "corpus")
    with (folder / "pairs.tsv").open("a", encoding="utf-8") as file:
        file.write(f"{source}\t{target}\tkitchen\n")
    assert len(split(folder, configuration.read(TOY)).training) == 200


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        ("pairs.tsv", "alone\n", "pairs.tsv:203: is no line of source, target and tag"),
        ("pairs.tsv", "one\tuno\tattic\n", "pairs.tsv:203: the tag 'attic' has no line among the sources"),
        (
            "sources.tsv",
            "attic\tgeneral\n",
            "sources.tsv:4: is no line of tag, group, licence class, licence",
        ),
    ],
)
def test_a_damaged_corpus_is_refused(tmp_path: Path, file: str, line: str, message: str) -> None:
    folder = write_corpus(tmp_path / "corpus")
    with (folder / file).open("a", encoding="utf-8") as opened:
        opened.write(line)
    with pytest.raises(TrainingError) as caught:
        split(folder, configuration.read(TOY))
    assert message in str(caught.value)


def test_a_corpus_of_which_nothing_may_be_used_is_refused(tmp_path: Path) -> None:
    told = configuration.read(TOY)
    with pytest.raises(TrainingError, match="has no pair that may be used"):
        split(write_corpus(tmp_path / "corpus"), replace(told, corpus=replace(told.corpus, licences=("B",))))


def test_a_corpus_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"sources\.tsv: cannot be read"):
        split(tmp_path, configuration.read(TOY))


# variants


@pytest.mark.parametrize(
    ("guise", "pair", "shown"),
    [
        (
            "title_case",
            ("The mayor of the town resigns.", "El alcalde dimite."),
            ("The Mayor of the Town Resigns", "El alcalde dimite"),
        ),
        ("title_case", ("Hello there", "Hola"), None),
        ("all_caps", ("The mayor resigns", "El alcalde dimite"), ("THE MAYOR RESIGNS", "EL ALCALDE DIMITE")),
        ("all_caps", ("Mayor", "Alcalde"), None),
        ("unpunctuated", ("He left.", "Se fue."), ("He left", "Se fue")),
        ("unpunctuated", ("He left...", "Se fue..."), None),
        ("unpunctuated", ("He left?", "¿Se fue?"), None),
        ("quoted", ("He “left”.", "Se fue."), None),
        ("renamed", ("The mayor left.", "El alcalde se fue."), None),
        ("renumbered", ("No figures.", "Sin cifras."), None),
        ("joined", ("He left.", "Se fue."), None),
    ],
)
def test_a_pair_is_shown_in_a_guise(guise: str, pair: tuple[str, str], shown: tuple[str, str] | None) -> None:
    found = variants.ALL[guise](Pair(*pair, "news", "a"), chance())
    assert (found and (found.source, found.target)) == shown


def test_names_become_others_on_both_sides() -> None:
    pair = Pair("Xhader saw Marta in Shenjin.", "Xhader vio a Marta en Shenjin.", "news", "a")
    found = variants.renamed(pair, chance())
    assert found is not None
    one, *_, other = found.source.removesuffix(".").split()
    assert found.target.startswith(one)
    assert found.target.endswith(f"{other}.")
    assert not {"Xhader", "Marta", "Shenjin"} & set(found.source.removesuffix(".").split())


def test_figures_become_others_on_both_sides() -> None:
    pair = Pair("In 2019 there were 1,450.", "En 2019 hubo 1.450.", "news", "a")
    found = variants.renumbered(pair, chance())
    assert found is not None
    year = found.source.split()[1]
    assert year != "2019"
    assert found.target == f"En {year} hubo 1.450."


def test_tokens_that_both_sides_share_become_masks() -> None:
    pair = Pair("Run l10n with --all now.", "Ejecuta l10n con --all ahora.", "tech", "a")
    shown = {
        found.source: found.target for seed in range(40) if (found := variants.masked(pair, chance(seed)))
    }
    assert shown["Run ⟦0⟧ with ⟦1⟧ now."] == "Ejecuta ⟦0⟧ con ⟦1⟧ ahora."


@given(st.integers(), st.text("ab ⟦⟧.X9", max_size=12), st.text("ab ⟦⟧.X9", max_size=12))
def test_both_sides_of_a_masked_pair_have_the_same_masks(seed: int, source: str, target: str) -> None:
    pair = Pair(source.replace("⟦", "("), target.replace("⟦", "("), "tech", "a")
    found = variants.masked(pair, chance(seed))
    assert found is not None
    given_, back = (Counter(mask for mask in MASKS if mask in text) for text in (found.source, found.target))
    assert given_
    assert given_ == back


def test_two_sentences_of_one_text_become_one() -> None:
    before, pair = Pair("One.", "Uno.", "news", "a"), Pair("Two.", "Dos.", "news", "a")
    assert variants.joined(pair, chance(before=before)) == Pair("One. Two.", "Uno. Dos.", "news", "a")
    assert variants.joined(pair, chance(before=replace(before, tag="b"))) is None
    long = replace(before, source="word " * 80 + ".")
    assert variants.joined(pair, chance(before=long)) is None


def test_a_made_up_name_is_its_own_translation() -> None:
    found = variants.copied(Pair("One.", "Uno.", "news", "a"), chance())
    assert found is not None
    assert found.source == found.target != "One."


def test_guises_follow_their_pair_the_same_each_time() -> None:
    pairs = [
        Pair(f"The mayor counts {n} boats.", f"El alcalde cuenta {n} barcos.", "news", "a") for n in range(50)
    ]
    made = [replace(pair, group=SYNTHETIC) for pair in pairs]
    shares = Variants(all_caps=0.5, quoted=1)
    shown = list(variants.with_variants(pairs + made, shares, MASKS, 7))
    assert shown == list(variants.with_variants(pairs + made, shares, MASKS, 7))
    assert [pair for pair in shown if pair in pairs + made] == pairs + made
    assert sum(pair.source.isupper() for pair in shown) in range(10, 40)
    assert shown[-50:] == made
    assert list(variants.with_variants([], shares, MASKS, 7)) == []


# vocabulary


@pytest.fixture(scope="module")
def tokenizer() -> object:
    import sentencepiece

    texts = [f"word{n % 50} says “so” on the {n}th day, niño" for n in range(500)]
    return sentencepiece.SentencePieceProcessor(
        model_proto=vocabulary.learnt(iter(texts), Vocabulary(size=340, masks=3))
    )


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("it’s 1.º\u00a0day …", "it's 1.º day ..."),
        ("soft\u00adhy\u200bphen", "softhyphen"),
        ("Shëngjin Шенђин 山", "Shëngjin Шенђин 山"),
        ("a ⟦2⟧ b", "a ⟦2⟧ b"),
    ],
)
def test_every_text_survives_the_vocabulary(tokenizer: object, text: str, back: str) -> None:
    assert tokenizer.decode(tokenizer.encode(text)) == back  # type: ignore[attr-defined]


def test_masks_are_single_pieces(tokenizer: object) -> None:
    pieces = tokenizer.encode("so⟦0⟧, ⟦1⟧ ⟦2⟧", out_type=str)  # type: ignore[attr-defined]
    assert [piece for piece in pieces if "⟦" in piece] == list(MASKS)


def test_texts_with_too_few_pieces_are_told() -> None:
    with pytest.raises(
        TrainingError, match=r"no vocabulary of 5000 pieces can be had: Vocabulary size too high"
    ):
        vocabulary.learnt(iter(["one two three"] * 9), Vocabulary(size=5000))


# packed pairs, batches


sentences = st.lists(st.integers(4, 60_000), min_size=1, max_size=12)
rows = st.lists(st.tuples(sentences, sentences, st.sampled_from(["news", "tech"])), max_size=30)


def pack(found: list[tuple[list[int], list[int], str]]) -> Packed:
    return packed.packed(found, 65_000)


@given(rows)
def test_packed_pairs_are_what_was_packed(
    tmp_path_factory: pytest.TempPathFactory, found: list[tuple[list[int], list[int], str]]
) -> None:
    path = tmp_path_factory.mktemp("packed") / "a.npz.xz"
    packed.write(pack(found), path)
    back = packed.read(path)
    assert back.vocabulary == 65_000
    assert [back.names[group] for group in back.groups] == [group for _, _, group in found]
    for side, own in ((back.source, [row[0] for row in found]), (back.target, [row[1] for row in found])):
        places = zip(side.starts, side.starts[1:], strict=False)
        assert [side.pieces[start:end].tolist() for start, end in places] == own


def test_what_was_not_packed_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="`prepare` writes it"):
        packed.read(tmp_path / "a.npz.xz")


@given(rows, st.integers(10, 40), st.integers(0, 9))
def test_an_epoch_has_every_pair_once_in_batches_that_fit(
    found: list[tuple[list[int], list[int], str]], tokens: int, seed: int
) -> None:
    pairs = pack(found)
    epoch = batches.epoch(pairs, {}, tokens, (seed,))
    assert sorted(place for chosen in epoch for place in chosen) == list(range(len(found)))
    for chosen in epoch:
        longest = max(max(len(found[place][0]), len(found[place][1])) + 1 for place in chosen)
        assert len(chosen) == 1 or longest * len(chosen) <= tokens
    again = batches.epoch(pairs, {}, tokens, (seed,))
    assert all(np.array_equal(one, other) for one, other in zip(epoch, again, strict=True))


def test_groups_are_drawn_by_their_weights() -> None:
    pairs = pack([([5], [6], "news" if place % 2 else "tech") for place in range(2000)])
    epoch = batches.epoch(pairs, {"news": 3, "tech": 0.25}, 50, (1,))
    drawn = Counter(pairs.names[pairs.groups[place]] for chosen in epoch for place in chosen)
    assert drawn["news"] == 3000
    assert 200 < drawn["tech"] < 300


@given(rows.filter(len))
def test_a_batch_has_its_pairs_by_rows(found: list[tuple[list[int], list[int], str]]) -> None:
    made = batches.batch(pack(found), np.arange(len(found)))
    for (source, target, _), *own in zip(found, made.source, made.given, made.wanted, strict=True):
        shown = [[int(piece) for piece in row if piece != vocabulary.PAD] for row in own]
        assert shown == [
            [*source, vocabulary.END],
            [vocabulary.BEGIN, *target][: len(shown[1])],
            [*target, vocabulary.END],
        ]
        assert len(shown[1]) >= len(target)
    assert made.source.shape[1] % 8 == made.wanted.shape[1] % 8 == 0


def test_items_made_ahead_come_in_order_and_with_their_errors() -> None:
    def items() -> Iterator[int]:
        yield from range(20)
        raise KeyError("spoilt")

    ahead = batches.ahead(items(), 3)
    assert list(islice(ahead, 20)) == list(range(20))
    with pytest.raises(KeyError, match="spoilt"):
        next(ahead)
    for item in batches.ahead(iter(range(1000)), 3):
        if item == 5:
            break


# schedule, weights, positions


def test_the_rate_rises_stays_and_falls_to_nothing() -> None:
    training = Training(batch_tokens=1, rate=1.0, minutes=10, warm_up=100, hold=0.5)
    at = [(0, 0), (150, 50), (300, 200), (450, 300), (600, 400)]
    rates = [schedule.rate(training, schedule.progress(training, *place), place[1]) for place in at]
    assert rates == pytest.approx([0.01, 0.51, 1.0, 0.5, 0.0])
    assert schedule.progress(replace(training, updates=400), 60, 300) == 0.75


def test_weights_travel_in_parts(tmp_path: Path) -> None:
    shape = Shape(8, 2, 16, 1, 1)
    own = {
        name: np.full((1500, 2000), value, np.float32) for name, value in (("a", 0.5), ("b", -2), ("c", 3))
    }
    weights.write(tmp_path, shape, {**own, "d": np.ones(4, np.float32)})
    assert all(path.stat().st_size < 15_000_000 for path in tmp_path.glob("weights-*.npz"))
    assert len(list(tmp_path.iterdir())) == 3
    back_shape, back = weights.read(tmp_path)
    assert back_shape == shape
    assert list(back) == ["a", "b", "c", "d"]
    assert all(np.array_equal(back[name], own[name]) for name in own)
    with pytest.raises(TrainingError, match="`train` writes them"):
        weights.read(tmp_path / "elsewhere")


def test_places_are_told_apart() -> None:
    table = positions(64)
    assert table.shape == (512, 64)
    assert table[0].tolist() == [0.0] * 32 + [1.0] * 32
    assert table[3, 0] == pytest.approx(np.sin(3))
    assert len(np.unique(table.round(4), axis=0)) == 512
