"""What is put right in a machine's translation, one slip at a time; and human translations, left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.glossary_terms import LOCALES
from l10n.engines.repairs import repaired
from l10n.engines.sentences import held
from l10n.model import Tag


def of(source: str, translation: str, target: str = "es", origin: str = "en") -> str:
    return repaired(source, translation, (Tag(origin), Tag(target)))


@pytest.mark.parametrize(
    ("source", "translation", "better"),
    [
        ("The camp.", " El campo. ", "El campo."),
        ("The new camp.", "El  nuevo   campo.", "El nuevo campo."),
        ("The new camp.", "El nuevo\n  campo.", "El nuevo campo."),
        ("The new camp.", "El\tnuevo campo.", "El nuevo campo."),
        ("Yes, the camp.", "Sí , el campo .", "Sí, el campo."),
        ("The camp (old)", "El campo ( viejo)", "El campo (viejo)"),
        ('He said "The camp".', 'Dijo " el campo ".', 'Dijo "el campo".'),
        ('"Do you see?', '" Ves?', '"¿Ves?'),
        # Left alone: code, spaces that the source has, results, fractions of a name.
        ("Type `a  b` now.", "Escribe `a  b` ya.", "Escribe `a  b` ya."),
        ("The  camp.", "El  campo.", "El  campo."),
        ("The camp , yes.", "El campo , sí.", "El campo , sí."),
        ("A\nb", "A\nb", "A\nb"),
        ("They won 10-6.", "Ganaron 10 : 6.", "Ganaron 10 : 6."),
        ("It runs on .NET", "Usa .NET", "Usa .NET"),
        ('A 5" pipe " x', 'Un 5" tubo " x', 'Un 5" tubo " x'),
        ('So "x" is', 'Así "x" es `" y "`', 'Así "x" es `" y "`'),
        ('The `"x" y`', 'El `"x" y` " z', 'El `"x" y` " z'),
    ],
)
def test_spaces(source: str, translation: str, better: str) -> None:
    assert of(source, translation) == better


@pytest.mark.parametrize(
    ("source", "translation", "target", "better"),
    [
        ("He said so.", "Lo lo dijo.", "es", "Lo dijo."),
        ("He said so.", "Lo dijo dijo dijo.", "es", "Lo dijo dijo dijo."),
        ("That that is, is.", "Lo lo que es, es.", "es", "Lo que es, es."),
        ("The the camp", "El el campo", "es", "El el campo"),
        ("Grade A here", "El el grado un Un ya", "es", "El grado un Un ya"),
        ("So the `x` x", "Lo lo casa `x` casa", "es", "Lo casa `x` casa"),
        ("We met.", "Nous nous sommes vus.", "fr", "Nous nous sommes vus."),
        ("Slowly", "Yavaş yavaş", "tr", "Yavaş yavaş"),
    ],
)
def test_words_that_stand_twice(source: str, translation: str, target: str, better: str) -> None:
    assert of(source, translation, target) == better


@pytest.mark.parametrize(
    ("source", "translation", "target", "better"),
    [
        ("The camp", "el campo", "es", "El campo"),
        ("“The camp", "“el campo", "es", "“El campo"),
        ("And the boys", "y los chicos", "es", "Y los chicos"),
        ("**The** camp", "**el** campo", "es", "**El** campo"),
        ("Ice", "ijs", "nl", "IJs"),
        ("Ankara is open", "istasyon açık", "tr", "İstasyon açık"),
        ("Work", "ǆep", "hr", "Ǆep"),
        ("old camps", "Campos viejos", "es", "campos viejos"),
        ("work", "Iş", "tr", "ış"),
        ("and camps", "Y campos", "es", "y campos"),
        ("`code` and `b`", "`code` Y `b`", "es", "`code` y `b`"),
        ("{n} new camps", "{n} Campos nuevos", "es", "{n} campos nuevos"),
        ("the hour", "L'ora", "it", "l'ora"),
        ("a camp", "El.", "es", "el."),
        # Left alone: names and acronyms, nouns of German, what does not begin with a letter, code.
        ("iPhone sales", "Ventas de iPhone", "es", "Ventas de iPhone"),
        ("the EU camp", "UE campo", "es", "UE campo"),
        ("camp Gjadër", "Gjadër", "sq", "Gjadër"),
        ("eBay said", "eBay dijo", "es", "eBay dijo"),
        ("Needs_x is set", "needs_y vale", "es", "needs_y vale"),
        ("EBay said", "eBay dijo", "es", "EBay dijo"),
        ("a house", "Haus", "de", "Haus"),
        ("to Belgrade", "Beogradu", "hr", "Beogradu"),
        ("to Belgrade", "Београду", "sr", "Београду"),
        ("camps in Belgrade", "Kampovi u Beogradu", "hr", "kampovi u Beogradu"),
        ("in Belgrade", "У Београду", "sr", "у Београду"),
        ("soy médico", "I'm a doctor", "en", "I'm a doctor"),
        ("voy", "I go", "en", "I go"),
        ("radiografía", "X-ray", "en", "X-ray"),
        ("letra a", "A. b", "en", "A. b"),
        ("`code`: is", "`code`: Es", "es", "`code`: Es"),
        ("`code` of EU", "`code` UE", "es", "`code` UE"),
        ("`code` of it", "De `code`", "es", "De `code`"),
        ("Five camps", "5 campos", "es", "5 campos"),
        ("5 Camps", "campos: 5", "es", "campos: 5"),
        ("`code` Is", "`code` es", "es", "`code` es"),
        ("The camp", "المخيم", "ar", "المخيم"),
        ("难民营", "el campo", "es", "el campo"),
        ("", "", "es", ""),
    ],
)
def test_the_first_letter(source: str, translation: str, target: str, better: str) -> None:
    assert of(source, translation, target) == better


@pytest.mark.parametrize(
    ("source", "translation", "target", "better"),
    [
        ("It was revoked.", "Fue revocado...", "es", "Fue revocado."),
        ("It was revoked.", "Fue revocado…", "es", "Fue revocado."),
        ("In the “US”.", "En los “EE. UU..”", "es", "En los “EE. UU.”"),
        ("They left.", "Se fueron", "es", "Se fueron."),
        ("They left.", "वे चले गए", "hi", "वे चले गए।"),
        ("They left.", "他们走了", "zh", "他们走了。"),
        ("They left.", "พวกเขาไป", "th", "พวกเขาไป"),
        ("They left", "Se fueron.", "es", "Se fueron"),
        ("(They left.)", "(Se fueron)", "es", "(Se fueron.)"),
        ("They left (late).", "Se fueron (tarde)", "es", "Se fueron (tarde)."),
        ("**They left (late).**", "**Se fueron (tarde)**", "es", "**Se fueron (tarde).**"),
        ("**They left.**", "**Se fueron**", "es", "**Se fueron.**"),
        ("“They left.”", "„Otišli su“", "sr-Latn", "„Otišli su.“"),
        ("“They left.”", "«Se fueron»", "es", "«Se fueron»."),
        ("He saw “They left.”", "Vio «Se fueron»", "es", "Vio «Se fueron»."),
        ("“Why?”", "«Por qué»", "es", "«¿Por qué?»"),
        ("Did they go?", "¿Se fueron.", "es", "¿Se fueron?"),
        ("Did they go?", "Se fueron?", "es", "¿Se fueron?"),
        ("Did they go?", "**Se** fueron", "es", "**¿Se** fueron?"),
        ("{n}, right?", "{n}, verdad", "es", "¿{n}, verdad?"),
        ("Go!", "Vete!", "es", "¡Vete!"),
        ("If so, go!", "Si es así, ¡vete!", "es", "Si es así, ¡vete!"),
        ("They what?!", "Qué?!", "es", "¡¿Qué?!"),
        ("They what?!", "¿Qué?!", "es", "¿Qué?!"),
        ('He asked: "Why?"', 'Preguntó: "Por qué?"', "es", 'Preguntó: "¿Por qué?"'),
        ("He asked “Why?", "Preguntó “Por qué?", "es", "Preguntó “¿Por qué?"),
        ("Is it “so”?", "Es “así”?", "es", "¿Es “así”?"),
        ("**Note:** this!", "**Nota:** esto!", "es", "**Nota:** ¡esto!"),
        ("Which: this or that?", "Cuál: esto o eso?", "es", "¿Cuál: esto o eso?"),
        ("He said: <q>Why?</q>", "Dijo: <q>Por qué?</q>", "es", "Dijo: <q>¿Por qué?</q>"),
        ("So: <b>why</b> not?", "Así: <b>por qué</b> no?", "es", "Así: ¿<b>por qué</b> no?"),
        ("So: why <b>not?</b>", "Así: por qué <b>no?</b>", "es", "Así: ¿por qué <b>no?</b>"),
        ("Note: `x`?", "Nota: `x`?", "es", "Nota: ¿`x`?"),
        ("`a: b`?", "`a: b`?", "es", "¿`a: b`?"),
        ('The `"x` key?', 'La tecla `"x`?', "es", '¿La tecla `"x`?'),
        ("Did they go?", "Έφυγαν", "el", "Έφυγαν;"),
        ("Did they go?", "Έφυγαν?", "el", "Έφυγαν;"),
        ("Did they go?", "هل ذهبوا?", "ar", "هل ذهبوا؟"),
        ("Did they go?", "行きましたか。", "ja", "行きましたか。"),
        ("Did they go?", "Գնացին", "hy", "Գնացին"),
        ("Go!", "去", "zh", "去！"),
        ("They said:", "Dijeron.", "es", "Dijeron:"),
        ("They went on…", "Siguieron", "es", "Siguieron…"),
        ("They went on...", "Siguieron.", "es", "Siguieron..."),
        ("They went on...", "Siguieron…", "es", "Siguieron…"),
        # Left alone: abbreviations, ordinals, other marks, marks that say as much.
        ("in the U.S", "en EE. UU.", "es", "en EE. UU."),
        ("pens, paper and so on", "bolígrafos, papel etc.", "es", "bolígrafos, papel etc."),
        ("on the 3rd", "am 3.", "de", "am 3."),
        ("Then", "Entonces,", "es", "Entonces,"),
        ("They left,", "Se fueron", "es", "Se fueron"),
        ("They left.", "Se fueron!", "es", "¡Se fueron!"),
        ("They left.", "Se fueron `ya`", "es", "Se fueron `ya`"),
        ("Do they?", "¿Se fueron a EE. UU.", "es", "¿Se fueron a EE. UU."),
    ],
)
def test_the_last_mark(source: str, translation: str, target: str, better: str) -> None:
    assert of(source, translation, target) == better


@pytest.mark.parametrize(
    ("translation", "target", "better"),
    [
        ("Il dit : «oui» !", "fr", "Il dit\u00a0: «\u00a0oui\u00a0»\u00a0!"),
        ("Quoi? Non; oui: si!", "fr", "Quoi\u00a0? Non\u00a0; oui\u00a0: si\u00a0!"),
        ("Quoi\u202f?", "fr", "Quoi\u202f?"),
        ("À 10:30, voir `a ? b` !", "fr", "À 10:30, voir `a ? b`\u00a0!"),
        ("Oui , non .", "fr", "Oui, non."),
        ("Quoi?", "fr-CA", "Quoi?"),
    ],
)
def test_french_has_spaces_that_no_line_breaks_at(translation: str, target: str, better: str) -> None:
    assert of(translation.replace(" ,", ",").replace(" .", "."), translation, target, "it") == better


@pytest.mark.parametrize("name", sorted(LOCALES))
def test_human_translations_stay_as_they_are(name: str, shared_data: Callable[[str], Path]) -> None:
    english, lines = (
        (shared_data("ntrex-dev") / f"{one}.txt").read_text("utf-8").splitlines() for one in ("eng", name)
    )
    changed = [
        line
        for source, line in zip(english, lines, strict=True)
        # Typed without care for no-break spaces in French.
        if of(source, line, LOCALES[name]).replace("\u00a0", " ")
        != line.replace("\u00a0", " ").replace("\u202f", " ")
    ]
    # Double spaces, headings with a full stop, sentences without one, small letters after a cut.
    assert len(changed) < 0.035 * len(lines)


TEXTS = st.lists(
    st.sampled_from([*"ae .?!:…¿“”«»()5,\n", "El", "casa", "  ", "*b*", "`c d`", "{n}"]),
    max_size=12,
).map("".join)


@pytest.mark.parametrize("target", ["es", "fr", "el", "zh", "tr", "de"])
@given(source=TEXTS, translation=TEXTS)
def test_repairs_lose_no_word_and_have_no_more_to_do_afterwards(
    target: str, source: str, translation: str
) -> None:
    once = of(source, translation, target)
    assert of(source, once, target) == once
    if held(translation) == held(translation.strip()):
        assert {text for kind, text, _ in held(once) if kind in ("code", "placeholder")} == {
            text for kind, text, _ in held(translation) if kind in ("code", "placeholder")
        }
