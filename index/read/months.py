"""Months and days of the week in eleven languages, so that a date in words is read in English."""

import re
from unicodedata import normalize

NAMES = {
    "Jan": "january januar jänner januari janvier enero gennaio janeiro styczeń stycznia"
    " jän janv ene gen sty",
    "Feb": "february februar februari février febrero febbraio fevereiro luty lutego"
    " févr fév fev lut",
    "Mar": "march märz maart mars marts marzo março marzec marca mär mrt",
    "Apr": "april avril abril aprile kwiecień kwietnia avr abr kwi",
    "May": "mai mei maj mayo maggio maio maja mag",
    "Jun": "june juni juin junio giugno junho czerwiec czerwca giu cze",
    "Jul": "july juli juillet julio luglio julho lipiec lipca juil juill lug",
    "Aug": "august augusti augustus août agosto sierpień sierpnia ago sie",
    "Sep": "september septembre septiembre setiembre settembre setembro wrzesień września"
    " sept set wrz",
    "Oct": "october oktober octobre octubre ottobre outubro październik października"
    " okt ott out paź",
    "Nov": "november novembre noviembre novembro",
    "Dec": "december dezember desember décembre diciembre dicembre dezembro grudzień grudnia"
    " dez des déc dic gru",
}
"""The months of English, German, French, Spanish, Italian, Portuguese, Dutch, Danish, Norwegian,
Swedish and Polish, as the Unicode CLDR (47) has them. What is another month in another language of
Europe is left out: listopad, in full and short, is November in Polish and October in Croatian, lip
July and June."""

MONTHS = {word: month for month, words in NAMES.items() for word in (month.lower(), *words.split())}

DAYS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so"
    " lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim"
    " lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab"
    " segunda terça quarta quinta sexta seg ter qua qui sex"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo"
    " mandag tirsdag onsdag torsdag fredag lørdag søndag man tir tirs ons tor tors fre lør søn"
    " måndag tisdag lördag söndag mån tis lör sön"
    " poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt wto śr śro czw pt pią sob"
    " niedz nie"
)
WEEKDAYS = frozenset(DAYS.split())
"""The days of the week in these languages but English, in which dates are read as they are."""

BESIDE = frozenset({"de", "del", "den", "der", "el", "il", "kl", "le", "uhr", "um"})
"""What stands between the parts of a date in them."""

LEADING = re.compile(r"([^\W\d_]+)(?:-feira)?[.,]*\s+")
ORDINAL = re.compile(r"(?<=\d)(?:er|[.ºª°])(?=\s)")
WORD = re.compile(r"[^\W\d_]+")


def in_english(text: str) -> str:
    """A date with the name of its month in English, and without a day of the week in front.

    One that names no month, or several, is left as it is. Where a word is a month and a day of the
    week (mar), it is the day if another month follows.
    """
    text = normalize("NFC", text)
    leading = LEADING.match(text)
    if leading and leading[1].casefold() in WEEKDAYS and months(text[leading.end() :]):
        text = text[leading.end() :]
    if months(text) != 1:
        return text
    return WORD.sub(lambda word: english(word[0]), ORDINAL.sub("", text))


def months(text: str) -> int:
    """How many months a text names."""
    return sum(word.casefold() in MONTHS for word in WORD.findall(text))


def english(word: str) -> str:
    """A word of a date in English, "" where it says nothing."""
    plain = word.casefold()
    return "" if plain in BESIDE else MONTHS.get(plain, word)
