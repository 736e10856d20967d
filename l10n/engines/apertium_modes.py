"""Finds what Apertium can translate on this machine: one file per direction, named by ISO 639 codes."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from l10n import locale
from l10n.errors import LocaleError
from l10n.model import Tag

_ISO_639 = """
afr=af ara=ar arg=an aze=az bel=be ben=bn bos=bs bre=br bul=bg cat=ca ces=cs cos=co cym=cy dan=da deu=de
ell=el eng=en epo=eo est=et eus=eu fao=fo fas=fa fin=fi fra=fr fry=fy gla=gd gle=ga glg=gl glv=gv hbs=sh
heb=he hin=hi hrv=hr hun=hu hye=hy ido=io ina=ia ind=id isl=is ita=it jpn=ja kat=ka kaz=kk kir=ky kmr=ku
kor=ko lat=la lav=lv lit=lt mar=mr mkd=mk mlt=mt msa=ms nld=nl nno=nn nob=nb oci=oc pan=pa pol=pl por=pt
ron=ro rus=ru slk=sk slv=sl sme=se spa=es sqi=sq srd=sc srp=sr swa=sw swe=sv tam=ta tat=tt tel=te tgk=tg
tha=th tuk=tk tur=tr uig=ug ukr=uk urd=ur uzb=uz vie=vi zho=zh zlm=ms
"""
"""Three-letter codes of Apertium's languages, and the two-letter ones that locales have."""
_TWO_LETTERS = dict(pair.split("=") for pair in _ISO_639.split())
_NAMES = {"hbs_BS": "bs", "hbs_HR": "hr", "hbs_SR": "sr-Latn"}
"""Apertium's variants of Serbo-Croatian, all in Latin script."""
_MODE = re.compile(r"([a-z]{2,3}(?:_[A-Z]{2})?)-([a-z]{2,3}(?:_[A-Z]{2})?)")
"""Regions only: other variants (`oci_aran`) are Apertium's own."""
_DATA = re.compile(r"/(apertium-[a-z]{2,3}(?:-[a-z]{2,3})?)/")


@dataclass(frozen=True, slots=True)
class Mode:
    """One direction that Apertium translates."""

    name: str
    """As Apertium and its programs call it: `eng-spa`, `spa-eng_US`."""
    source: Tag
    target: Tag
    file: Path

    @property
    def package(self) -> str | None:
        """The package its data is from, as distributions call it: `apertium-eng-spa`. None if unknown."""
        try:
            found = _DATA.search(self.file.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            return None
        return found[1] if found else None


def program() -> str | None:
    """The path of the Apertium program, None where it is not installed."""
    return shutil.which("apertium")


def modes() -> tuple[Mode, ...]:
    """Every direction between languages that CLDR knows, by name. Starts no program."""
    found = program()
    if found is None:
        return ()
    data = os.environ.get("APERTIUM_DATADIR") or Path(found).resolve().parent.parent / "share" / "apertium"
    files = sorted(Path(data, "modes").glob("*.mode"))
    return tuple(filter(None, map(_mode, files)))


def _mode(file: Path) -> Mode | None:
    """The direction that a file is named for; None for other modes, which show stages of the work."""
    name = _MODE.fullmatch(file.stem)
    if name is None:
        return None
    try:
        return Mode(file.stem, _tag(name[1]), _tag(name[2]), file)
    except LocaleError:
        return None


def _tag(code: str) -> Tag:
    language, _, variant = code.partition("_")
    spelled = _NAMES.get(code) or "_".join(filter(None, (_TWO_LETTERS.get(language, language), variant)))
    return locale.parse(spelled)
