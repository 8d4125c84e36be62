"""Whether a sentence tells of what a question asks to have happened: that people died, that homes
burnt down.

The close reader was fitted on questions over Wikipedia. To it, sixty firefighters who fought a fire
answer how many died in it: any count of people does. So of what is asked most, and where a wrong
count is worst, a sentence has to say something of it, or it is no answer.
"""

import re
from dataclasses import dataclass

WORDS = r"(?:(?!(?:after|before|when|while|since|until|who|which|that|because)\b)[^\s,;:?]+ )"
"""A word and a blank, of one clause."""
ANY = r"(?:any(?:one|body)?|some(?:one|body)|there|people)\b"
WAS = r"(?:was|were|are|got|(?:have|has|had) been)"
WHETHER = r"^\W*(?:and |but |so )?(?:was|were|did|does|do|has|have|had|is|are)\b"
WAS_IT = r"^\W*(?:and |but |so )?(?:was|were|has|have|is|are)\b"
NEVER = r"(?!)"
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
NOBODY = (
    r"\b(?:(?:nobody|no[- ]one|none of (?:them|those (?:on board|inside|involved)))(?: else)?"
    r" (?:(?:was|were|has been|had been|is|got|seems to have been|appears to have been) )?"
    r"(?:\w+ )?(?:{verbs})|(?:no|without)(?: \w+)?(?: or| and)?(?: \w+)? (?:{nouns}))\b"
)
"""A sentence that says that it happened to nobody."""
UNHARMED = r"|\b(?:unharmed|unhurt|uninjured|unscathed|alive and well)\b"
HOMES = re.compile(
    r"\b(?:homes?|houses?|households|dwellings?|cottages?|flats?|apartments?|buildings?|properties"
    r"|residences?|bungalows?|cabins?|farmhouses?|huts?|villas?)\b",
    re.IGNORECASE,
)
"""What may count where it is asked for homes, and trams may not."""


@dataclass(frozen=True, slots=True)
class Happening:
    """The words of a question for it, those of which a sentence that tells of it has one, and of
    one that says that it happened to nobody."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    nobody: re.Pattern[str]

    def is_told(self, sentence: str) -> bool:
        """Whether a sentence tells of it."""
        return bool(self.told.search(sentence) or self.nobody.search(sentence))


def is_of_long_ago(sentence: str, year: int) -> bool:
    """Whether a sentence names years of which none is near that in which it was published."""
    years = [int(one) for one in YEAR.findall(sentence)]
    return bool(years) and max(years) < year - 1


def _happening(
    verbs: str, nouns: str, told: str, nobody: str = NEVER, who: str = NEVER
) -> Happening:
    """What is asked and told of by some words, given as regular expressions.

    Args:
        verbs, nouns: of a question for it.
        told: of a sentence that tells of it.
        nobody: of one that says that it happened to nobody.
        who: verbs of which whoever does it is the one to whom it happens: died.
    """
    return Happening(
        re.compile(
            rf"\bhow many {WORDS}{{0,3}}?(?:{WAS} )?(?<!to )(?:{verbs})\b"
            rf"|\bwho (?:else )?(?:{WAS} (?:{verbs})|{who})\b"
            rf"|\bhow many {WORDS}{{1,2}}did {WORDS}*?(?<!to )(?:{verbs})\b"
            rf"|(?:\bhow many|\bnumber of|\bany) (?:\w+ )?(?:{nouns})\b"
            rf"|\b(?:there|what (?:is|was)) {WORDS}*?(?:{nouns})\b"
            rf"|{WHETHER} {WORDS}*?{ANY} {WORDS}*?(?<!to )(?:{verbs})\b"
            rf"|{WAS_IT} {WORDS}{{1,5}}?(?<!to )(?:{verbs})\b"
            rf"|{WHETHER} {WORDS}*?(?:{verbs}) (?:any(?:one|body)?|people)\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{told})\b", re.IGNORECASE),
        re.compile(nobody, re.IGNORECASE),
    )


HURT = r"injured?|hurt|harmed|wounded"
INJURIES = r"casualties|injuries|injury"
DEATHS = r"deaths?|fatalities|loss of life|lives (?:were |had been )?lost"
DEATH = (
    r"die[sd]?|dying|dead(?:ly)?|deaths?|kill\w*|fatal\w*|perish\w*|drown\w*|murder\w*|shot"
    r"|casualt\w+|victims?|(?:los|cost|claim|t(?:ake|ook))\w*(?: \w+){0,3} li(?:fe|ves)|tolls?"
    r"|loss of life|bod(?:y|ies)|corpses?|burial|buried|mourn\w*|crushed|suffocated|electrocuted"
    r"|surviv\w+|human remains|succumbed|massacred?|slain|executed"
)
HARM = (
    rf"{DEATH}|stabbed|trapped|poison\w*|injur\w+|hurt|harm\w*|wound\w*|alive|escap\w+"
    r"|hospital\w*|clinic|ambulances?|treat(?:ed|ment)|paramedics?|burns|bruis\w+|fractur\w+"
    r"|(?:broken?|sprained) (?:his|her|their|an?|bones?|legs?|arms?|ribs?|wrists?)|concuss\w+"
    r"|hypotherm\w*|intensive care"
)
HAPPENINGS = (
    _happening(
        r"missing|unaccounted for|still trapped",
        NEVER,
        r"missing|unaccounted|trace|trapped|search\w*|found|disappear\w+|whereabouts|lost",
        NOBODY.format(verbs="missing|unaccounted for|trapped", nouns="trace"),
    ),
    _happening(
        r"died?|dead|kill(?:ed)?|perish(?:ed)?|drown(?:ed)?|lo(?:se|st) their li\w+",
        r"deaths|fatalities|victims|(?<=death )toll",
        DEATH,
        NOBODY.format(
            verbs=rf"{HURT}|killed|die[ds]?|dead|lost (?:his|her|their) li\w+",
            nouns=rf"{INJURIES}|{DEATHS}",
        )
        + UNHARMED,
        who="died|drowned|perished|lost their lives",
    ),
    _happening(
        rf"{HURT}|hospitali[sz]ed|(?:taken|sent|go|went|brought) to (?:a |the )?hospital",
        r"casualties|injuries",
        HARM,
        NOBODY.format(verbs=HURT, nouns=INJURIES) + UNHARMED,
    ),
    _happening(
        r"destroy(?:ed)?|burn(?:t|ed)|gutted|flattened|razed|wrecked",
        NEVER,
        r"destr\w+|burn\w*|gutted|flatten\w*|raz\w+|wreck\w*|demoli\w+|level+ed|los[etsi]\w*"
        r"|ruin\w*|collaps\w+|swept|ash(?:es)?|flames?|consumed|rubble|torn down|pulled down"
        r"|standing|uninhabitable|obliterated|devast\w+",
    ),
    _happening(
        r"arrest(?:ed)?|detain(?:ed)?|taken into custody",
        r"arrests|detentions",
        r"arrest\w*|detain\w*|detention|custody|held|holding|caught|seiz\w+|charged|apprehend\w+|jailed"
        r"|handcuff\w*|cuffed|taken (?:in|away)|led away|picked up|captured|behind bars"
        r"|round(?:ed|ing)? up|bail\w*",
        NOBODY.format(verbs="arrested|detained", nouns="arrests|detentions"),
    ),
    _happening(
        r"evacuated?|displaced|(?:flee|fled)",
        r"evacuations|evacuees",
        r"evac\w+|mov\w+|left|leave|leaving|fle[ed]\w*|flight|homeless\w*|displac\w+|shelter\w*"
        r"|rehous\w+|cleared|rescued|escap\w+|safety|accommodat\w+|refuge\w*|brought|emptied"
        r"|out of",
    ),
)


def is_of_homes(question: str) -> bool:
    """Whether a question asks how many homes there are of that."""
    return bool(re.search(rf"\bhow many (?:\w+ )?{HOMES.pattern}", question, re.IGNORECASE))


def asked(question: str) -> Happening | None:
    """What a question asks to have happened to people or homes; `None` for any other question."""
    return next((one for one in HAPPENINGS if one.asked.search(question)), None)
