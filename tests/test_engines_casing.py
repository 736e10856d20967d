"""Headings that engines leave as they are: found, asked for as sentences, and given their capitals back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.casing import heading, with_capitals
from l10n.model import Tag


def recased(text: str, source: str = "en") -> str | None:
    found = heading(text, Tag(source))
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Getting Started With Machine Learning", "Getting started with machine learning"),
        ("Getting Started with Machine Learning", "Getting started with machine learning"),
        ("What’s New in Version 12", "What’s new in version 12"),
        ("How I Met the Mayor", "How I met the mayor"),
        ("“The Long Road to Rome”", "“The long road to rome”"),
        ("12 Ways to Pack a Bag", "12 Ways to pack a bag"),
        ("Migration: The Long Way Home", "Migration: the long way home"),
        ("See the ⟦0⟧ and Go Home", "See the ⟦0⟧ and go home"),
        # Names of countries and languages, acronyms and names with capitals within stay.
        ("The Albanian Camp in Gjadër", "The Albanian camp in gjadër"),
        ("The NATO Summit in Italy", "The NATO summit in Italy"),
        ("The eBay Guide to McLuhan", "The eBay guide to McLuhan"),
        # All in capitals.
        ("WARNING", "Warning"),
        ("TALKS IN TIRANA ON EU MIGRATION", "Talks in tirana on EU migration"),
        ("THE BBC AND THE COVID19 CRISIS IN ITALY", "The BBC and the COVID19 crisis in Italy"),
        ("WE WENT AND I GO", "We went and I go"),
    ],
)
def test_headings_are_asked_for_in_sentence_case(text: str, sentence: str) -> None:
    assert recased(text) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "", "…", "12:30", "Five people were held.", "the camp", "⟦0⟧", "Camp", "A Camp",
        # As likely names, of people and of others.
        "Edi Rama", "Human Rights Watch", "NATO", "UNHCR", "BBC", "EU", "Bank of Albania", "ABC 12",
    ],
)  # fmt: skip
def test_what_is_no_heading_or_may_be_a_name_is_left_alone(text: str) -> None:
    assert recased(text) is None


def test_title_case_is_a_custom_of_english_and_capitals_are_not() -> None:
    assert recased("Deutsche Bahn Streikt In Berlin", "de") is None
    assert recased("ДОГОВОР О ЛАГЕРУ", "sr") == "Договор о лагеру"
    assert recased("ISTANBUL VE İZMİR", "tr") == "Istanbul ve izmir"


def test_a_text_that_would_get_longer_is_left_alone() -> None:
    assert recased("THE CITY OF İZMİR") is None


@pytest.mark.parametrize(
    ("original", "answer", "target", "restored"),
    [
        ("TALKS IN TIRANA", "conversaciones en tirana", "es", "CONVERSACIONES EN TIRANA"),
        ("TALKS IN TIRANA", "görüşmeler içinde", "tr", "GÖRÜŞMELER İÇİNDE"),
        ("TALKS IN TIRANA", "συνομιλίες στα τίρανα", "el", "ΣΥΝΟΜΙΛΙΕΣ ΣΤΑ ΤΙΡΑΝΑ"),
        ("TALKS IN ⟦0⟧ NOW", "hablan en ⟦0⟧ ya", "es", "HABLAN EN ⟦0⟧ YA"),
        ("Talks in Tirana About the Camp", "conversaciones en tirana sobre el campo", "es",
         "conversaciones en Tirana sobre el campo"),
        ("Learning Python at Home", "aprender python en casa", "es", "aprender Python en casa"),
    ],
)  # fmt: skip
def test_translations_get_the_capitals_of_their_language(
    original: str, answer: str, target: str, restored: str
) -> None:
    found = heading(original, Tag("en"))
    assert found is not None
    assert found.restored(answer, Tag(target)) == restored


@pytest.mark.parametrize(
    ("original", "answer", "target", "expected"),
    [
        ("WARNING: DO NOT TOUCH", "Aviso: no TOCAR", "es", "AVISO: NO TOCAR"),
        ("TYPE `a` OR <b>{n}</b> NOW", "Escribe `a` o <b>{n}</b> ya", "es", "ESCRIBE `a` O <b>{n}</b> YA"),
        ("BREAKING NEWS", "son dakika haberi", "tr", "SON DAKİKA HABERİ"),
        # An acronym, no capitals throughout, nothing to say.
        ("NATO", "la OTAN", "es", "la OTAN"),
        ("NATO and the EU", "la OTAN y la UE", "es", "la OTAN y la UE"),
        ("Breaking News", "Últimas noticias", "es", "Últimas noticias"),
        ("12:30", "las 12:30", "es", "las 12:30"),
    ],
)
def test_a_heading_in_capitals_is_translated_to_capitals(
    original: str, answer: str, target: str, expected: str
) -> None:
    assert with_capitals(original, answer, Tag(target)) == expected


@given(st.text(alphabet="AaBbIiİı ⟦0⟧’ß.-", max_size=30))
def test_places_and_spelling_stay(text: str) -> None:
    for source in ("en", "tr"):
        sentence = recased(text, source)
        assert sentence is None or (len(sentence) == len(text) and sentence != text)
