"""Lines of a page that are another at each look: how long ago, how long to read, how many did what.

They say nothing that an article does, and would make each look at it a change. Known are those of
English and of some languages beside; of any other they stay in the text.
"""

import re

LONGEST = 100
"""Characters of a paragraph that can be such a line."""

NUMBER = r"\d[\d.,\s]*[km]?"
TIME = (
    r"(?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|h|days?|weeks?|months?|years?"
    r"|sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?"
    r"|secondes?|heures?|jours?|semaines?|mois|ans?"
    r"|segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?|años?"
    r"|sekunder?|minutt(?:er)?|minuter|timer?|timmar|dager?|dagar|uker?|veckor)\.?"
)
SPAN = rf"(?:{NUMBER}|an?\s|one\s|eine[mrn]?\s|une?\s|una?\s|en\s|et\s)\s*{TIME}"
SAID = (
    r"(?:(?:last\s+)?(?:updated|published|posted|modified|edited)|aktualisiert|veröffentlicht"
    r"|mis\s+à\s+jour|publié|actualizado|publicado|oppdatert|publisert|opdateret|uppdaterad):?\s+"
)
AGO = (
    rf"(?:{SAID})?(?:(?:about\s+)?{SPAN}\s+ago|(?:just|right)\s+now|(?:a\s+few\s+)?moments?\s+ago"
    rf"|vor\s+{SPAN}|il\s+y\s+a\s+{SPAN}|hace\s+{SPAN}|(?:for\s+)?{SPAN}\s+siden"
    rf"|(?:för\s+)?{SPAN}\s+sedan)"
)
MINUTES = rf"{NUMBER}\s*-?\s*min(?:ut(?:e|es|en|os|ter)?)?\.?"
READING = (
    rf"{MINUTES}\s+(?:of\s+)?read(?:ing)?(?:\s+time)?|(?:estimated\s+)?read(?:ing)?\s*time:?\s*{MINUTES}"
    rf"|{MINUTES}\s+lesezeit|lesezeit:?\s*(?:ca\.\s*)?{MINUTES}"
    rf"|{MINUTES}\s+de\s+(?:lecture|lectura)|t(?:emps|iempo)\s+de\s+lect(?:ure|ura)\s*:?\s*{MINUTES}"
    rf"|{MINUTES}\s+lesetid|lesetid:?\s*{MINUTES}"
)
THINGS = (
    r"(?:comments?|views?|reads?|shares?|likes?|reactions?|repl(?:y|ies)|responses?|retweets?"
    r"|reposts?|claps?|kommentare?|aufrufe|commentaires?|vues?|partages?|comentarios?|visitas?"
    r"|kommentar(?:er)?|visning(?:er|ar))"
)
DID = (
    r"(?:people|persons|readers?|users?|others)\s+(?:have\s+|are\s+)?"
    r"(?:likes?|liked|loved?|read|reading|viewed|viewing|shared|recommend(?:ed)?)"
    r"(?:\s+this(?:\s+(?:article|page|post|story))?)?(?:\s+(?:right\s+)?now)?"
)
COUNT = (
    rf"{NUMBER}\s*{THINGS}|{THINGS}\s*:?\s*\(?\s*{NUMBER}\s*\)?|no\s+comments(?:\s+yet)?"
    rf"|{NUMBER}\s*{DID}"
)
COUNTER = re.compile(rf"(?:{AGO}|{READING}|{COUNT})\s*[.!]?", re.IGNORECASE)
BETWEEN = re.compile(r"[|·•∙‧/–—\n]|(?:^|\s)-\s", re.MULTILINE)


def without_counters(text: str) -> str:
    """`text` without the paragraphs that only count or say how long ago something was."""
    return "\n\n".join(each for each in text.split("\n\n") if not is_counter(each))


def is_counter(paragraph: str) -> bool:
    """Whether a paragraph is made of such words alone: "4 min read · 113 views"."""
    if len(paragraph) > LONGEST or not any(mark.isalnum() for mark in paragraph):
        return False
    pieces = filter(None, (each.strip() for each in BETWEEN.split(paragraph)))
    return all(COUNTER.fullmatch(piece) for piece in pieces)
