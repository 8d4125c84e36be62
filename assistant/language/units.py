"""Units and currencies as they are written, and how much of one is another."""

import re

DOLLARS = {
    "aud": ("australian", r"a(?:u|us)?\$|(?-i:AUD)"),
    "cad": ("canadian", r"ca?n?\$|(?-i:CAD)"),
    "nzd": ("new zealand", r"nz\$|(?-i:NZD)"),
    "hkd": ("hong kong", r"hk\$|(?-i:HKD)"),
    "sgd": ("singapore(?:an)?", r"s\$|(?-i:SGD)"),
}
"""Dollars of their own, whose they are and how they are written; all others are American."""
CURRENCIES = {
    **{name: rf"{sign}|{whose} dollars?" for name, (whose, sign) in DOLLARS.items()},
    "usd": r"us\$|\$us|\$|u\.?s\.? dollars?|american dollars?|dollars?|(?-i:USD)|bucks",
    "gbp": r"£|pounds? sterling|(?-i:GBP)|quid",
    "eur": r"€|euros?|(?-i:EUR)",
    "jpy": r"¥|(?:japanese )?yen|(?-i:JPY)",
    "inr": r"₹|(?:indian )?rupees?|(?-i:INR|Rs\.?)",
    "cny": r"(?:chinese )?yuan|renminbi|(?-i:CNY|RMB)",
    "chf": r"(?:swiss )?francs?|(?-i:CHF|SFr\.?)",
    "ils": r"₪|(?:israeli |new )?shekels?|(?-i:NIS|ILS)",
    "pesos": r"₱|(?:mexican |philippine |argentine )?pesos?|(?-i:MXN|PHP|P(?=\s?\d))",
    "krw": r"₩|(?:south korean |korean )won|(?<=\d[\d,]\d{3}\s)won|(?-i:KRW)",
    "thb": r"(?:thai )?baht|(?-i:THB)",
    "zar": r"(?:south african )?rand|(?-i:ZAR)",
    "brl": r"r\$|(?:brazilian )?reais|(?-i:BRL)",
    "pln": r"(?:polish )?z[lł]oty(?:ch|s)?|(?-i:PLN)",
    "huf": r"(?:hungarian )?forints?|(?-i:HUF)",
    "rub": r"₽|(?:russian )?rou?bles?|(?-i:RUB)",
    "uah": r"(?:ukrainian )?hryvnias?|(?-i:UAH)",
    "lira": r"₺|(?:turkish )?liras?",
    "idr": r"(?:indonesian )?rupiahs?|(?-i:IDR|Rp)",
    "myr": r"(?:malaysian )?ringgit|(?-i:MYR|RM)",
    "ngn": r"₦|(?:nigerian )?nairas?|(?-i:NGN)",
    "dirhams": r"dirhams?|(?-i:AED)",
    "riyals": r"riyals?|(?-i:SAR)",
    "crowns": r"(?:(?:swedish|norwegian|danish|czech|icelandic) )?(?:crowns?|kroner|krone|kronor"
    r"|kronas?|korunas?)|(?-i:SEK|NOK|DKK|CZK|ISK)",
    "cents": r"cents?|pence|p\b(?!\.?\s?m\b)",
}
_CODES = (
    r"(?<!\w)(?-i:AUD|CAD|NZD|HKD|SGD|USD|GBP|EUR|JPY|INR|CNY|RMB|CHF|NIS|ILS|MXN|PHP|KRW|THB|ZAR"
    r"|BRL|PLN|HUF|RUB|UAH|IDR|MYR|NGN|AED|SAR|SEK|NOK|DKK|CZK|ISK|SFr\.?|Rs\.?|Rp|RM|P(?=\s?\d))"
)
SIGN = rf"us\$|\$us|(?<!\w)(?:a(?:u|us)?|ca?n?|nz|hk|s|r)\$|[$£€¥₹₪₱₩₽₺₦]|{_CODES}"
"""What stands before an amount of money."""
GLUED_SIGN = re.compile(rf"({_CODES})(?=\d)", re.IGNORECASE)
"""A code that stands at its amount without a blank."""
_SQUARE, _METRE = r"(?:square|sq\.?)[\s-]", r"met(?:er|re)s?"
MEASURES = {
    "mph": ("speed", 1.609344, r"miles (?:per|an) hour|mph"),
    "km/h": ("speed", 1, r"kilomet(?:er|re)s (?:per|an) hour|km/h|kmh|kph"),
    "metre a second": ("speed", 3.6, rf"{_METRE} (?:per|a) second|m/s"),
    "knot": ("speed", 1.852, r"knots?|kts?"),
    "kilowatt hour": ("energy", 1, r"kilowatt[\s-]hours?|kwh"),
    "megawatt hour": ("energy", 1e3, r"megawatt[\s-]hours?|mwh"),
    "gigawatt hour": ("energy", 1e6, r"gigawatt[\s-]hours?|gwh"),
    "terawatt hour": ("energy", 1e9, r"terawatt[\s-]hours?|twh"),
    "watt": ("power", 0.001, r"watts?|(?-i:W)"),
    "kilowatt": ("power", 1, r"kilowatts?|(?-i:kW)"),
    "megawatt": ("power", 1e3, r"megawatts?|(?-i:MW)"),
    "gigawatt": ("power", 1e6, r"gigawatts?|(?-i:GW)"),
    "kilobyte": ("data", 0.001, r"kilobytes?|(?-i:[kK]B)"),
    "megabyte": ("data", 1, r"megabytes?|(?-i:MB)"),
    "gigabyte": ("data", 1e3, r"gigabytes?|(?-i:GB)"),
    "terabyte": ("data", 1e6, r"terabytes?|(?-i:TB)"),
    "second": ("time", 1, r"seconds?|secs?"),
    "minute": ("time", 60, r"minutes?|mins?"),
    "hour": ("time", 3600, r"hours?|hrs?"),
    "day": ("time", 86_400, r"days?"),
    "week": ("time", 604_800, r"weeks?"),
    "month": ("time", 2_629_800, r"months?"),
    "age": ("time", 31_557_600, r"years?[\s-]olds?"),
    "year": ("time", 31_557_600, r"years?|yrs?|(?<=(?:st|nd|rd|th)\s)(?:anniversary|birthday)"),
    "decade": ("time", 315_576_000, r"decades?"),
    "century": ("time", 3_155_760_000, r"centur(?:y|ies)"),
    "millimetre": ("length", 0.001, r"millimet(?:er|re)s?|mm"),
    "centimetre": ("length", 0.01, r"centimet(?:er|re)s?|cm"),
    "metre": ("length", 1, rf"{_METRE}|(?<=\d\s)(?-i:m)"),
    "kilometre": ("length", 1000, r"kilomet(?:er|re)s?|km"),
    "inch": ("length", 0.0254, r"inch(?:es)?"),
    "foot": ("length", 0.3048, r"foot|feet|ft"),
    "yard": ("length", 0.9144, r"yards?"),
    "mile": ("length", 1609.344, r"miles?|mi"),
    "nautical mile": ("length", 1852, r"nautical miles?"),
    "milligram": ("mass", 1e-6, r"milligrams?|mg"),
    "gram": ("mass", 0.001, r"grams?"),
    "kilogram": ("mass", 1, r"kilo(?:gram)?s?|kg"),
    "ounce": ("mass", 0.02835, r"ounces?|oz"),
    "pound": ("mass", 0.4536, r"lbs?|pounds?"),
    "tonne": ("mass", 1000, r"(?:metric )?(?:tonnes?|tons?)"),
    "square metre": ("area", 1, rf"{_SQUARE}{_METRE}|sq\.? ?m|m²"),
    "square kilometre": ("area", 1e6, rf"{_SQUARE}kilo{_METRE}|sq\.? ?km|km²"),
    "square foot": ("area", 0.092903, rf"{_SQUARE}(?:feet|foot|ft)"),
    "square yard": ("area", 0.836127, rf"{_SQUARE}yards?"),
    "square mile": ("area", 2.58999e6, rf"{_SQUARE}(?:miles?|mi)"),
    "acre": ("area", 4046.86, r"acres?"),
    "hectare": ("area", 10_000, r"hectares?|ha"),
    "millilitre": ("volume", 0.001, r"millilit(?:er|re)s?|ml"),
    "litre": ("volume", 1, r"lit(?:er|re)s?"),
    "pint": ("volume", 0.473, r"pints?"),
    "gallon": ("volume", 3.785, r"gallons?"),
    "barrel": ("volume", 158.987, r"barrels?"),
    "cubic metre": ("volume", 1000, rf"cubic[\s-]{_METRE}|m³"),
    "cubic foot": ("volume", 28.3168, r"cubic[\s-](?:feet|foot)"),
    "celsius": ("heat", 1, r"degrees (?:celsius|centigrade|c)"),
    "fahrenheit": ("heat", 5 / 9, r"degrees (?:fahrenheit|f)"),
    "point": ("percent", 1, r"(?:of a )?percentage[\s-]points?"),
    "basis point": ("percent", 0.01, r"basis points?"),
}
"""By unit: what it measures, how much of the first unit of that it is, and how it is written; the
longer ones first: "miles per hour" before "miles"."""
GLUED = {
    **{short: f" {short}" for short in ("mph", "km/h", "kmh", "kph", "km", "cm", "mm", "kg", "ft")},
    **{short: f" {short}" for short in ("kWh", "MWh", "GWh", "TWh", "kW", "MW", "GW", "W")},
    **{short: f" {short}" for short in ("KB", "MB", "GB", "TB", "ml", "mg", "lbs", "lb", "oz")},
    **{"C": " degrees C", "F": " degrees F"},
}
"""Units that stand at their number without a blank, and are too short to be found by themselves."""
PERCENT = r"%|per ?cent\b|percent\b"
UNITS = {"percent": PERCENT, **CURRENCIES, **{name: row[2] for name, row in MEASURES.items()}}
SAME_UNIT = 0.03
"""By how much numbers in different units may differ: 6 miles, 10 kilometres."""


_PATTERNS = {name: re.compile(f"(?:{p})", re.IGNORECASE) for name, p in UNITS.items()}


def of(text: str, start: int, end: int) -> str | None:
    """The unit that a part of a text says."""
    for name, pattern in _PATTERNS.items():
        found = pattern.match(text, start)
        if found and found.end() == end:
            return name
    return None


def named(unit: str, text: str) -> bool:
    """Whether a text says a unit, or one of those that it converts to."""
    kind = MEASURES[unit][0] if unit in MEASURES else unit
    alike = [name for name, row in MEASURES.items() if row[0] == kind] or [unit]
    return any(re.search(rf"(?<![^\W\d])(?:{UNITS[n]})(?!\w)", text, re.IGNORECASE) for n in alike)
